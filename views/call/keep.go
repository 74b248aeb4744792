package call

import (
	"context"
	"errors"
	"maps"
	"slices"

	"nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
)

// keeper keeps the call after every key stroke.
type keeper struct {
	*background.Keeper[calls.Draft]
	page *Page
}

func newKeeper(p *Page) *keeper {
	k := &keeper{Keeper: background.NewKeeper[calls.Draft](p.host.Background()), page: p}
	k.Take = func() calls.Draft { return copied(p.draft) }
	k.Write = func(ctx context.Context, draft calls.Draft) (calls.Draft, error) {
		err := p.desk.SaveCallDraft(ctx, &draft)
		return draft, err
	}
	k.Kept = k.kept
	return k
}

func (k *keeper) kept(draft calls.Draft, err error) (again bool) {
	switch {
	case (errors.Is(err, models.ErrStale) || errors.Is(err, models.ErrNotFound)) && (k.page.ending || k.page.draft.ID == 0):
		return false // it was signed here while the last letters were on their way
	case errors.Is(err, models.ErrStale), errors.Is(err, models.ErrNotFound):
		// Another desk goes on with it, or has ended it or thrown it away: what is
		// typed here becomes a call of its own.
		k.page.draft.ID, k.page.draft.Version = 0, 0
		if errors.Is(err, models.ErrStale) { // what it was begun for is done there
			k.page.draft.TaskID, k.page.draft.ForTask = 0, 0
		}
		k.page.host.Toast(locale.T("call.taken-over"), nil)
		return true
	case errors.Is(err, models.ErrKeptHere):
		k.page.draft.Started = draft.Started // by which it is known until the database has it
	case err != nil:
		k.page.host.Fail(err)
	default:
		k.page.draft.ID, k.page.draft.Version = draft.ID, draft.Version
	}
	return false
}

// touch keeps the call as it stands now.
func (k *keeper) touch() { k.Touch() }

// whenKept goes on once everything that was typed is kept; where it cannot be, the
// call stays as it is, and that it could not has been said.
func (k *keeper) whenKept(then func()) {
	k.WhenKept(func(err error) {
		if err == nil || errors.Is(err, models.ErrKeptHere) {
			then()
		}
	})
}

// copied is the call as it stands, so that it can be written while typing goes on.
func copied(draft calls.Draft) calls.Draft {
	draft.Answers = maps.Clone(draft.Answers)
	draft.Changes, draft.Contacts = slices.Clone(draft.Changes), slices.Clone(draft.Contacts)
	return draft
}
