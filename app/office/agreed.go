package office

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/models/store"
)

// approved knows which rows of the rules a doctor has approved, and whether the others may
// propose anything, so that a list of tasks need not ask the database for each.
type approved struct {
	only  atomic.Bool // nothing is proposed by a row that nobody approved
	mutex sync.RWMutex
	rows  map[rulebook.Key]models.Approval
}

func loadApproved(ctx context.Context, from *store.Store) (*approved, error) {
	a := &approved{}
	return a, a.read(ctx, from)
}

// PolicyOf is what the clinic of a database lets its rules propose.
func PolicyOf(ctx context.Context, from *store.Store) (rulebook.Policy, error) {
	return loadApproved(ctx, from)
}

func (a *approved) read(ctx context.Context, from *store.Store) error {
	return from.Read(ctx, func(tx *store.Tx) error {
		held, err := tx.Approvals()
		if err != nil {
			return err
		}
		clinic, _, err := tx.Clinic()
		if err == nil {
			a.set(held)
			a.only.Store(clinic.ApprovedOnly)
		}
		return err
	})
}

// Withholds implements rulebook.Policy.
func (a *approved) Withholds() bool { return a.only.Load() }

// Allows implements rulebook.Policy: the leaflet is the clinic's own word.
func (a *approved) Allows(source rulebook.Source) bool {
	if source.Status != rulebook.Proposed || !a.only.Load() {
		return true
	}
	_, ok := a.of(source.Row)
	return ok
}

func (a *approved) set(held []models.Approval) {
	rows := make(map[rulebook.Key]models.Approval, len(held))
	for _, approval := range held {
		rows[rulebook.Key{ID: approval.Row, Hash: approval.Hash}] = approval
	}
	a.mutex.Lock()
	a.rows = rows
	a.mutex.Unlock()
}

func (a *approved) of(key rulebook.Key) (models.Approval, bool) {
	a.mutex.RLock()
	defer a.mutex.RUnlock()
	approval, ok := a.rows[key]
	return approval, ok
}

// HoldApprovals keeps which rows are approved by now, for whoever asks next.
func (o *Office) HoldApprovals(held []models.Approval) { o.approved.set(held) }

// Approval gives a doctor's word for a row as it stands, without asking the database.
func (o *Office) Approval(row rulebook.Key) (models.Approval, bool) { return o.approved.of(row) }

// Agreed gives the source of a rule with how far the rule is agreed by now: one
// that waits for the doctor is rulebook.Approved once a doctor has approved it as
// it stands. It reads no database.
func (o *Office) Agreed(source rulebook.Source) rulebook.Source {
	if source.Status != rulebook.Proposed {
		return source
	}
	if approval, ok := o.approved.of(source.Row); ok {
		source.Status = rulebook.Approved
		source.Approved = rulebook.Approval{Doctor: approval.Doctor, On: approval.ApprovedOn}
	}
	return source
}

// AgreedPlan is [Office.Agreed] for everything in a plan.
func (o *Office) AgreedPlan(plan careplan.Plan) careplan.Plan {
	plan.Tasks, plan.Milestones = slices.Clone(plan.Tasks), slices.Clone(plan.Milestones)
	for i := range plan.Tasks {
		source := &plan.Tasks[i].Step.Source
		*source = o.Agreed(*source)
	}
	for i := range plan.Milestones {
		source := &plan.Milestones[i].Milestone.Source
		*source = o.Agreed(*source)
	}
	return plan
}
