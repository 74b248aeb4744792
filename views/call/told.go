package call

import (
	"slices"

	"nursedesk/models"
)

// Tell notes in the call that is open who took over, and calls then once that is
// kept. It is false where another call, or none, is open.
func (p *Present) Tell(draftID int64, contact models.Contact, then func()) bool {
	if p.page == nil || draftID == 0 || p.page.draft.ID != draftID {
		return false
	}
	p.page.draft.Contacts = append(slices.Clone(p.page.draft.Contacts), contact)
	p.page.changed()
	p.page.keeper.whenKept(then)
	return true
}
