package call

import (
	"context"
	"errors"
	"maps"
	"slices"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
)

// keeper keeps the call after every key stroke, away from the screen and one
// write at a time: what is typed while one goes on is kept by the next.
type keeper struct {
	page   *Page
	token  background.Token
	busy   bool
	again  bool
	then   []func() // what waits until everything is kept
	failed bool     // the last write did not succeed
}

// touch keeps the call as it stands now.
func (k *keeper) touch() {
	if k.busy {
		k.again = true
		return
	}
	k.busy, k.again = true, false
	draft := copied(k.page.draft)
	background.Load(k.page.host.Background(), &k.token,
		func(ctx context.Context) (app.CallDraft, error) {
			err := k.page.desk.SaveCallDraft(ctx, &draft)
			return draft, err
		}, k.kept)
}

func (k *keeper) kept(draft app.CallDraft, err error) {
	k.busy, k.failed = false, err != nil
	switch {
	case errors.Is(err, models.ErrStale):
		// Another desk goes on with it: what is typed here becomes a call of its own.
		k.page.draft.ID, k.page.draft.Version = 0, 0
		k.page.host.Toast(locale.T("call.taken-over"), nil)
		k.touch()
		return
	case err != nil:
		k.page.host.Fail(err)
	default:
		k.page.draft.ID, k.page.draft.Version = draft.ID, draft.Version
		if k.again {
			k.touch()
			return
		}
	}
	waiting := k.then
	k.then = nil
	for _, then := range waiting {
		then()
	}
}

// whenKept goes on once everything that was typed is kept.
func (k *keeper) whenKept(then func()) {
	switch {
	case k.busy:
		k.then = append(k.then, then)
	case k.failed:
		k.then = append(k.then, then)
		k.touch()
	default:
		then()
	}
}

// copied is the call as it stands, so that it can be written while typing goes on.
func copied(draft app.CallDraft) app.CallDraft {
	draft.Answers = maps.Clone(draft.Answers)
	draft.Changes, draft.Contacts = slices.Clone(draft.Changes), slices.Clone(draft.Contacts)
	return draft
}
