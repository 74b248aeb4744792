package patients

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Unmerging is what an undone merge could not bring back, since it came later.
type Unmerging struct {
	Merge   models.Merge
	Stayed  int // rows that were added meanwhile, and stay with the patient who stood
	Changed int // what was changed meanwhile, and stays as it is now
}

// UndoMerge makes two patients of one again. Everything is as it was before: rows, days
// and who they belong to. What was changed since stays as it is now, and what was added
// since belongs to the patient who stood, unless it hangs on a booking or a call of the
// other's. Only the newest merge of a patient can be undone: "merge.newer".
func (s *Service) UndoMerge(ctx context.Context, id int64) (undone Unmerging, err error) {
	err = s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		var u undoing
		u, err = s.undoing(tx, id)
		if err != nil {
			return nil, err
		}
		if err := u.run(); err != nil {
			return nil, err
		}
		undone = u.Unmerging
		told := map[string]string{}
		if undone.Stayed > 0 {
			told["stayed"] = strconv.Itoa(undone.Stayed)
		}
		if undone.Changed > 0 {
			told["changed"] = strconv.Itoa(undone.Changed)
		}
		return append(said(undone.Merge, unmerged, standsAgain, told), u.entries...), nil
	})
	return undone, err
}

// undoing is one merge while it is undone.
type undoing struct {
	Unmerging
	tx      *office.Tx
	before  models.Unmerged
	kept    models.Patient // as it is now
	gone    models.Patient
	back    models.Belongings // what goes back
	entries []models.AuditEntry
}

func (s *Service) undoing(tx *office.Tx, id int64) (u undoing, err error) {
	u.tx = tx
	if u.Merge, err = tx.Merge(id); err != nil {
		return u, err
	}
	u.before = u.Merge.Before
	if u.kept, err = tx.Patient(u.Merge.KeptID); err != nil {
		return u, err
	}
	if u.gone, err = tx.Patient(u.Merge.GoneID); err != nil {
		return u, err
	}
	newest, err := tx.MergesOf(u.kept.ID)
	switch {
	case err != nil:
		return u, err
	case u.Merge.UndoneAt != nil:
		return u, models.ErrStale
	case u.kept.ReplacedBy != nil || newest[0].ID != id:
		return u, &models.Problem{Code: "merge.newer"}
	}
	if u.back, err = tx.FollowersOf(u.before.Moved.Bookings, u.before.Moved.Calls); err != nil {
		return u, err
	}
	u.back.Tasks = union(u.back.Tasks, u.before.Moved.Tasks)
	u.back.Decisions = union(u.back.Decisions, u.before.Moved.Decisions)
	u.back.Complications = union(u.back.Complications, u.before.Moved.Complications)
	return u, nil
}

func union(one, other []int64) []int64 {
	all := slices.Concat(one, other)
	slices.Sort(all)
	return slices.Compact(all)
}

func (u *undoing) run() error {
	for _, step := range []func() error{
		func() error { return u.tx.Give(u.back, u.gone.ID) },
		u.bookings, u.tasks, u.made, u.patients, u.count, u.restrictions,
		func() error { return u.tx.EndMerge(u.Merge.ID, u.tx.By, u.tx.Now) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// untouched tells whether a row is still what the merge made of it. Going back raised its version by one.
func untouched(id int64, version int, after map[int64]int, back []int64) bool {
	if slices.Contains(back, id) {
		version--
	}
	return version == after[id]
}

func (u *undoing) bookings() error {
	for _, old := range u.before.Bookings {
		now, err := u.tx.Booking(old.ID)
		if err != nil {
			return err
		}
		if !untouched(old.ID, now.Version, u.before.BookingVersions, u.back.Bookings) {
			u.Changed++
			continue
		}
		if err := u.tx.RestoreBooking(old, now.Version); err != nil {
			return err
		}
		if !slices.Equal(old.Medicines, now.Medicines) || !slices.Equal(old.Conditions, now.Conditions) {
			u.entries = append(u.entries, bookingChanged(old))
		}
	}
	return nil
}

func (u *undoing) tasks() error {
	for _, old := range u.before.Tasks {
		now, err := u.tx.Task(old.ID)
		if err != nil {
			return err
		}
		// What the patient has to be told follows their bookings: nobody changes it by hand alone.
		follows := old.Step == models.TellStep && !old.Closed() && !now.Closed()
		if !follows && !untouched(old.ID, now.Version, u.before.TaskVersions, u.back.Tasks) {
			u.Changed++
			continue
		}
		if err := u.tx.RestoreTask(old, now.Version); err != nil {
			return err
		}
	}
	return nil
}

// made takes away the tasks that the merge made, where nobody has gone on with them. One
// of which the history speaks is withdrawn.
func (u *undoing) made() error {
	for _, id := range slices.Sorted(maps.Keys(u.before.TaskVersions)) {
		if slices.ContainsFunc(u.before.Tasks, func(old models.Task) bool { return old.ID == id }) {
			continue
		}
		task, err := u.tx.Task(id)
		if err != nil {
			return err
		}
		if !untouched(id, task.Version, u.before.TaskVersions, u.back.Tasks) {
			u.Changed++
			continue
		}
		removed, err := u.tx.RemoveTask(id)
		if err != nil {
			return err
		}
		if removed || task.Closed() {
			continue
		}
		u.tx.Close(&task, models.Withdrawn, "")
		if err := u.tx.SaveTask(&task); err != nil {
			return err
		}
	}
	return nil
}

func (u *undoing) patients() error {
	if err := u.tx.FreeNumbers(u.kept.ID, u.gone.ID); err != nil {
		return err
	}
	if err := u.tx.RestorePatient(u.before.Gone, u.gone.Version); err != nil {
		return err
	}
	if u.kept.Version == u.before.Merged.Version {
		return u.tx.RestorePatient(u.before.Kept, u.kept.Version)
	}
	return u.tx.SavePatient(u.keptBack())
}

// keptBack is the patient who stood, with what was changed since and all else as it was.
func (u *undoing) keptBack() *models.Patient {
	was, after, now := u.before.Kept, u.before.Merged, u.kept
	for _, field := range fields {
		switch {
		case field.says(now) == field.says(after):
			field.take(&now, was)
		default:
			u.Changed++
		}
	}
	record := &now.Record
	for _, one := range []struct{ now, after, was any }{
		{&record.Medicines, after.Medicines, was.Medicines},
		{&record.Conditions, after.Conditions, was.Conditions},
		{&record.HardOfHearing, after.HardOfHearing, was.HardOfHearing},
		{&record.ProtectedIdentity, after.ProtectedIdentity, was.ProtectedIdentity},
		{&record.CheckedOn, after.CheckedOn, was.CheckedOn},
	} {
		into := reflect.ValueOf(one.now).Elem()
		if reflect.DeepEqual(into.Interface(), one.after) {
			into.Set(reflect.ValueOf(one.was))
		} else {
			u.Changed++
		}
	}
	return &now
}

// count counts what stays with the patient who stood though it came later.
func (u *undoing) count() error {
	now, err := u.tx.BelongingsOf(u.kept.ID)
	own := u.before.Own
	for _, kind := range [][2][]int64{
		{now.Bookings, own.Bookings}, {now.Decisions, own.Decisions}, {now.Calls, own.Calls}, {now.Complications, own.Complications},
	} {
		u.Stayed += later(kind[0], func(id int64) bool { return slices.Contains(kind[1], id) })
	}
	if err != nil {
		return err
	}
	tasks, err := u.tx.TasksOfPatient(u.kept.ID)
	for _, task := range tasks {
		_, known := u.before.TaskVersions[task.ID]
		if !known && task.Step != models.TellStep { // what the patient is to be told follows the bookings
			u.Stayed++
		}
	}
	return err
}

// restrictions leaves to both what was restricted while they were one: nobody knows which of them wanted it.
func (u *undoing) restrictions() error {
	all, err := held(u.tx, u.kept.ID)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.At.Before(u.Merge.At) {
			continue
		}
		one.ID, one.PatientID = 0, u.gone.ID
		if err := u.tx.SaveRestriction(&one); err != nil {
			return err
		}
	}
	return nil
}

func later(now []int64, known func(int64) bool) (count int) {
	for _, id := range now {
		if !known(id) {
			count++
		}
	}
	return count
}
