package office

import "context"

type actorKey struct{}

// WithActor says who acts in all that is done with the context: the name that is
// put to changes.
func WithActor(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, actorKey{}, name)
}

// Actor is who acts, "" where nobody has said.
func Actor(ctx context.Context) string {
	name, _ := ctx.Value(actorKey{}).(string)
	return name
}
