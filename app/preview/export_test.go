package preview

import "context"

// Warm starts the engine and draws nothing.
func (r *Renderer) Warm(ctx context.Context) error {
	return r.inTurn(ctx, func() error { return nil })
}
