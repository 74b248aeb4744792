package patients

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// What the history calls it.
const (
	Merged      = "patient.merged"
	gaveWay     = "patient.gave-way"
	unmerged    = "patient.unmerged"
	standsAgain = "patient.stands-again"
	notSame     = "patient.not-same"
)

// MergeOf is the merge that an entry of the history tells of; ok is false for any other entry.
func MergeOf(entry models.AuditEntry) (id int64, ok bool) {
	if entry.Action != Merged {
		return 0, false
	}
	id, err := strconv.ParseInt(entry.Details["merge"], 10, 64)
	return id, err == nil
}

// Comparison is two patients side by side who may be one person.
type Comparison struct {
	Kept, Gone care.PatientFile // without what a protected identity of either hides
	Choices    []Choice
	// TwoNumbers says that each has a valid number of their own: two people, as a rule.
	TwoNumbers bool
	Asked      []Asked // the bookings that would be asked about again
}

// Choice is something that both say differently.
type Choice struct {
	Field      string // as the patient's form names it
	Kept, Gone string
	Proposed   Side // what stands where nobody chooses
	Joins      bool // both can stand
}

// Asked is a booking that lacks what the other record knows.
type Asked struct {
	Booking    models.Booking
	Medicines  models.Medicines
	Conditions []models.Condition
}

// Compare puts two patients side by side, and notes in the access log that both were seen.
func (s *Service) Compare(ctx context.Context, keptID, goneID int64) (all Comparison, err error) {
	err = s.office.Keep(ctx, func(tx *office.Tx) error {
		if err := s.office.Permit(tx, Merged); err != nil {
			return err
		}
		if all.Kept, err = s.office.PatientFile(tx, keptID); err != nil {
			return err
		}
		if all.Gone, err = s.office.PatientFile(tx, goneID); err != nil {
			return err
		}
		if all.Kept.Patient.ID == all.Gone.Patient.ID {
			return &models.Problem{Code: "merge.same", Field: "patient"}
		}
		for _, id := range []int64{all.Kept.Patient.ID, all.Gone.Patient.ID} {
			if err := s.office.Look(tx, id, models.LookOpened, ""); err != nil {
				return err
			}
		}
		return nil
	})
	all.compare()
	return all, err
}

func (c *Comparison) compare() {
	kept, gone := &c.Kept.Patient, &c.Gone.Patient
	if kept.ProtectedIdentity || gone.ProtectedIdentity {
		kept.ProtectedIdentity, gone.ProtectedIdentity = true, true
		*kept, *gone = kept.Shown(), gone.Shown()
	}
	c.TwoNumbers = twoNumbers(*kept, *gone)
	for _, field := range fields {
		one, other := field.says(*kept), field.says(*gone)
		if one == other {
			continue
		}
		c.Choices = append(c.Choices, Choice{
			Field: field.name, Kept: one, Gone: other, Proposed: field.proposed(*kept, *gone), Joins: field.join != "" && one != "" && other != "",
		})
	}
	for _, side := range []struct {
		files []care.BookingFile
		other models.Record
	}{{c.Kept.Bookings, gone.Record}, {c.Gone.Bookings, kept.Record}} {
		for _, file := range side.files {
			if asked := askedBy(file.Booking, side.other); asked.anything() {
				c.Asked = append(c.Asked, asked)
			}
		}
	}
}

// askedBy is what a booking lacks of a record, where it is still to come.
func askedBy(booking models.Booking, record models.Record) Asked {
	asked := Asked{Booking: booking}
	if booking.Status != models.StatusBooked {
		return asked
	}
	asked.Medicines = record.Without(booking)
	for _, condition := range record.Conditions {
		if !booking.Has(condition) {
			asked.Conditions = append(asked.Conditions, condition)
		}
	}
	return asked
}

func (a Asked) anything() bool { return len(a.Medicines)+len(a.Conditions) > 0 }

func twoNumbers(kept, gone models.Patient) bool {
	valid := func(p models.Patient) bool { return p.PersonalNumber.Kind() != "" }
	return valid(kept) && valid(gone) && kept.PersonalNumber != gone.PersonalNumber
}

// Merging says which two patients to make one, and how.
type Merging struct {
	KeptID, GoneID           int64
	KeptVersion, GoneVersion int             // as whoever asks saw them
	Chosen                   map[string]Side // by the field; what is left out is as proposed
	Reason                   string
	DifferentNumbers         bool // it was asked, and they are one person all the same
}

// Merge makes one patient of two, all in one transaction. What the gone one had belongs to
// the one who stands; a booking to come that lacks a medicine or a condition which only
// the other record knew gets it, and its plan asks for what follows, as if it had been
// answered. Where either changed meanwhile it is models.ErrStale. Two valid numbers
// are "merge.two-numbers" until it is said that they are one person's.
func (s *Service) Merge(ctx context.Context, wanted Merging) (merge models.Merge, err error) {
	err = s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		var entries []models.AuditEntry
		merge, entries, err = s.merge(tx, wanted)
		return entries, err
	})
	return merge, err
}

func (s *Service) merge(tx *office.Tx, wanted Merging) (models.Merge, []models.AuditEntry, error) {
	merge := models.Merge{KeptID: wanted.KeptID, GoneID: wanted.GoneID, Reason: strings.TrimSpace(wanted.Reason), By: tx.By, At: tx.Now}
	if err := merge.Validate(); err != nil {
		return merge, nil, err
	}
	before, err := bothBefore(tx, wanted)
	if err != nil {
		return merge, nil, err
	}
	kept, gone := before.Kept, before.Gone
	if twoNumbers(kept, gone) && !wanted.DifferentNumbers {
		return merge, nil, &models.Problem{Code: "merge.two-numbers", Values: map[string]any{
			"one": kept.Name() + ", " + kept.PersonalNumber.String(), "other": gone.Name() + ", " + gone.PersonalNumber.String(),
		}}
	}
	one := combine(kept, gone, wanted.Chosen)
	if err := one.Validate(); err != nil {
		return merge, nil, err
	}
	if one.PersonalNumber == gone.PersonalNumber {
		gone.PersonalNumber = kept.PersonalNumber
	}
	gone.ReplacedBy, gone.ProtectedIdentity = &kept.ID, one.ProtectedIdentity
	if err := tx.Give(before.Moved, kept.ID); err != nil {
		return merge, nil, err
	}
	if err := tx.FreeNumbers(kept.ID, gone.ID); err != nil {
		return merge, nil, err
	}
	for _, patient := range []*models.Patient{&gone, &one} {
		if err := tx.SavePatient(patient); err != nil {
			return merge, nil, err
		}
	}
	entries, err := s.askAgain(tx, before)
	if err != nil {
		return merge, nil, err
	}
	if merge.Before, err = withVersions(tx, before, kept.ID); err != nil {
		return merge, nil, err
	}
	if err := tx.SaveMerge(&merge); err != nil {
		return merge, nil, err
	}
	return merge, append(said(merge, Merged, gaveWay, nil), entries...), nil
}

// said are the entries of a merge in the history of both.
func said(merge models.Merge, ofKept, ofGone string, more map[string]string) []models.AuditEntry {
	entry := func(action string, of, other int64) models.AuditEntry {
		details := map[string]string{"merge": strconv.FormatInt(merge.ID, 10), "other": strconv.FormatInt(other, 10), "reason": merge.Reason}
		maps.Copy(details, more)
		return models.AuditEntry{Action: action, PatientID: &of, Details: details}
	}
	return []models.AuditEntry{entry(ofKept, merge.KeptID, merge.GoneID), entry(ofGone, merge.GoneID, merge.KeptID)}
}

// bothBefore reads all that a merge changes, as it is before.
func bothBefore(tx *office.Tx, wanted Merging) (before models.Unmerged, err error) {
	for _, one := range []struct {
		id      int64
		version int
		into    *models.Patient
	}{{wanted.KeptID, wanted.KeptVersion, &before.Kept}, {wanted.GoneID, wanted.GoneVersion, &before.Gone}} {
		if *one.into, err = tx.Patient(one.id); err != nil {
			return before, err
		}
		if one.into.Version != one.version {
			return before, models.ErrStale
		}
		if one.into.ReplacedBy != nil {
			return before, &models.Problem{Code: "merge.gone", Field: "patient"}
		}
		bookings, err := tx.BookingsOf(one.id)
		if err != nil {
			return before, err
		}
		tasks, err := tx.TasksOfPatient(one.id)
		if err != nil {
			return before, err
		}
		before.Bookings, before.Tasks = append(before.Bookings, bookings...), append(before.Tasks, tasks...)
	}
	if before.Own, err = tx.BelongingsOf(wanted.KeptID); err != nil {
		return before, err
	}
	before.Moved, err = tx.BelongingsOf(wanted.GoneID)
	return before, err
}

// askAgain puts to each booking that is still to come what only the other record knew.
func (s *Service) askAgain(tx *office.Tx, before models.Unmerged) (entries []models.AuditEntry, err error) {
	for _, old := range before.Bookings {
		record := before.Gone.Record
		if old.PatientID == before.Gone.ID {
			record = before.Kept.Record
		}
		asked := askedBy(old, record)
		if !asked.anything() {
			continue
		}
		booking, err := tx.Booking(old.ID)
		if err != nil {
			return nil, err
		}
		booking.Medicines = append(slices.Clone(booking.Medicines), asked.Medicines...)
		booking.Conditions = append(slices.Clone(booking.Conditions), asked.Conditions...)
		if booking, err = s.office.ChangeBooking(tx, booking, ""); err != nil {
			return nil, err
		}
		entries = append(entries, bookingChanged(booking))
	}
	return entries, nil
}

func bookingChanged(booking models.Booking) models.AuditEntry {
	return models.AuditEntry{
		Action: "booking.changed", PatientID: &booking.PatientID, BookingID: &booking.ID,
		Details: map[string]string{"medicines": strings.Join(booking.Medicines.Codes(), ", ")},
	}
}

// withVersions adds what everything is like right after the merge.
func withVersions(tx *office.Tx, before models.Unmerged, keptID int64) (models.Unmerged, error) {
	var err error
	if before.Merged, err = tx.Patient(keptID); err != nil {
		return before, err
	}
	bookings, err := tx.BookingsOf(keptID)
	if err != nil {
		return before, err
	}
	tasks, err := tx.TasksOfPatient(keptID)
	before.BookingVersions, before.TaskVersions = map[int64]int{}, map[int64]int{}
	for _, booking := range bookings {
		before.BookingVersions[booking.ID] = booking.Version
	}
	for _, task := range tasks {
		before.TaskVersions[task.ID] = task.Version
	}
	return before, err
}
