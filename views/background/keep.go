package background

import "context"

// Keeper keeps what is typed after every change, away from the screen and one
// write at a time: what is typed while one goes on is kept by the next, and of
// several changes only the newest is written. It is used on the screen's
// goroutine only.
type Keeper[T any] struct {
	// Take copies what is to be kept, as it stands now.
	Take func() T
	// Write keeps it, away from the screen.
	Write func(ctx context.Context, newest T) (T, error)
	// Kept takes what was written, or why it was not, and tells whether to try
	// again at once.
	Kept func(written T, err error) (again bool)

	runner  Runner
	token   Token
	busy    bool
	again   bool
	waiting []func(error)
	err     error // why the newest is not kept
}

// NewKeeper makes a keeper; set its functions before the first Touch.
func NewKeeper[T any](runner Runner) *Keeper[T] { return &Keeper[T]{runner: runner} }

// Touch keeps what is typed as it stands now.
func (k *Keeper[T]) Touch() {
	if k.busy {
		k.again = true
		return
	}
	k.busy, k.again = true, false
	newest := k.Take()
	Load(k.runner, &k.token,
		func(ctx context.Context) (T, error) { return k.Write(ctx, newest) },
		func(written T, err error) {
			k.busy, k.err = false, err
			if k.Kept(written, err) || k.again && err == nil {
				k.Touch()
				return
			}
			waiting := k.waiting
			k.waiting = nil
			for _, then := range waiting {
				then(err)
			}
		})
}

// Follow waits with writing for what another keeper of the same is writing, whose
// outcome then takes over.
func (k *Keeper[T]) Follow(before *Keeper[T], then func()) {
	if !before.busy {
		return
	}
	k.busy = true
	before.waiting = append(before.waiting, func(error) {
		then()
		k.busy = false
		k.Touch()
	})
}

// WhenKept goes on once everything that was typed is kept; an error says why it
// is not. What could not be kept before is tried once more.
func (k *Keeper[T]) WhenKept(then func(err error)) {
	if !k.busy && k.err == nil {
		then(nil)
		return
	}
	k.waiting = append(k.waiting, then)
	if !k.busy {
		k.Touch()
	}
}
