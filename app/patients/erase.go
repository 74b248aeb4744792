package patients

import (
	"context"
	"maps"
	"slices"
	"strings"

	"nursedesk/app/office"
	"nursedesk/models"
)

// recordYears is how long what is kept of a patient has to be kept after its last entry, at
// least: Patientdatalagen (2008:355) 3 kap. 17 §.
const recordYears = 10

// Erasable is what there is of a patient to be erased, and whether it may be.
type Erasable struct {
	Patient models.Patient // without what a protected identity hides
	Last    models.Date    // the day of the last entry
	From    models.Date    // the first day on which the law lets it be erased
	Old     bool           // that day has come
	MadeUp  bool           // the number has the form of a test person's
	Removed []models.RowCount
	Stays   []models.RowCount
}

// Refusal is why it may not be erased as it is, nil where it may.
func (e Erasable) Refusal() error {
	if e.Old || e.MadeUp {
		return nil
	}
	return &models.Problem{Code: "erase.too-early", Values: map[string]any{"from": e.From, "last": e.Last}}
}

// Erasable tells what of a patient would be erased, and notes in the access log that they were looked at.
func (s *Service) Erasable(ctx context.Context, patientID int64) (found Erasable, err error) {
	err = s.office.Keep(ctx, func(tx *office.Tx) error {
		if err := s.office.Permit(tx, models.PatientErased); err != nil {
			return err
		}
		if found, err = erasable(tx, patientID); err != nil {
			return err
		}
		return s.office.Look(tx, found.Patient.ID, models.LookOpened, "")
	})
	found.Patient = found.Patient.Shown()
	return found, err
}

func erasable(tx *office.Tx, patientID int64) (found Erasable, err error) {
	if found.Patient, err = tx.Named(patientID); err != nil {
		return found, err
	}
	found.MadeUp = found.Patient.PersonalNumber.TestForm()
	last, err := tx.LastEntered(found.Patient.ID, office.SeenBy())
	if err != nil {
		return found, err
	}
	found.Last = models.DateOf(last)
	found.From = found.Last.AddMonths(12 * recordYears).AddDays(1)
	found.Old = !models.DateOf(tx.Now).Before(found.From)
	found.Removed, found.Stays, err = tx.KeptOf(found.Patient.ID)
	return found, err
}

// Erasing says whom to erase, and that it is meant.
type Erasing struct {
	PatientID int64
	Confirmed string // the personal number as typed; the name of who has none
	MadeUp    bool   // it was said that there is no such person
	Reason    string
}

// Erased is what became of an erasure.
type Erased struct {
	models.Erasure

	// Mentions are the rows in whose words the number, the name or the telephone number still stands:
	// where somebody wrote it without it belonging to the patient, or of a namesake.
	Mentions []models.RowCount
	// Left is why the database's file may still hold bytes of what was erased, nil where it does not.
	Left error
}

// Erase takes away all that is kept of a patient, with what is half-typed about them, where the
// law's time has passed since the last entry or the patient is made up. That it was done,
// by whom and why stands in the history, without words about who it was. Backups hold it still.
func (s *Service) Erase(ctx context.Context, wanted Erasing) (erased Erased, err error) {
	err = s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		if err := s.office.Permit(tx, models.PatientErased); err != nil { // before anything of the patient is told
			return models.AuditEntry{}, err
		}
		found, err := erasable(tx, wanted.PatientID)
		if err != nil {
			return models.AuditEntry{}, err
		}
		if err := wanted.check(found, models.DateOf(tx.Now)); err != nil {
			return models.AuditEntry{}, err
		}
		if erased, err = erase(tx, found.Patient); err != nil {
			return models.AuditEntry{}, err
		}
		entry := models.AuditEntry{Action: models.PatientErased, PatientID: &erased.PatientID, Details: erased.Details()}
		maps.Copy(entry.Details, map[string]string{"reason": strings.TrimSpace(wanted.Reason), "last": found.Last.String()})
		if !found.Old {
			entry.Details["made_up"] = "yes"
		}
		return entry, nil
	})
	if err == nil {
		erased.Left = s.office.Scrub(ctx)
	}
	return erased, err
}

func erase(tx *office.Tx, patient models.Patient) (erased Erased, err error) {
	ids, err := tx.RecordsOf(patient.ID)
	if err != nil {
		return erased, err
	}
	var texts, numbers []string
	for _, id := range ids {
		one, err := tx.Tx.Patient(id)
		if err != nil {
			return erased, err
		}
		texts, numbers = append(texts, calledBy(one)...), append(numbers, written(one.PersonalNumber)...)
	}
	typed, err := tx.EraseTyped(ids, numbers)
	if err != nil {
		return erased, err
	}
	if erased.Erasure, err = tx.Erase(patient.ID); err != nil {
		return erased, err
	}
	erased.Removed = models.Count(erased.Removed, "booking_drafts", typed)
	slices.Sort(texts)
	erased.Mentions, err = tx.Mentions(slices.Compact(texts))
	return erased, err
}

// calledBy are the texts by which somebody may have written of a patient.
func calledBy(patient models.Patient) []string {
	texts := written(patient.PersonalNumber)
	if given, family := patient.GivenName, patient.FamilyName; given != "" && family != "" {
		texts = append(texts, given+" "+family, family+" "+given, family+", "+given)
	}
	for _, phone := range []models.Phone{patient.Phone, patient.OtherPhone} {
		if phone != "" {
			texts = append(texts, string(phone), phone.Format())
		}
	}
	return texts
}

// written are the forms in which a personal number is usually written.
func written(number models.PersonalNumber) []string {
	if number == "" {
		return nil
	}
	text := string(number)
	return []string{text, number.String(), text[2:], text[2:8] + "-" + text[8:]}
}

func (w Erasing) check(found Erasable, today models.Date) error {
	if err := found.Refusal(); err != nil {
		return err
	}
	var problems models.Problems
	if !w.confirms(found.Patient, today) {
		problems.Add("confirm", &models.Problem{Code: "erase.not-confirmed"})
	}
	if !found.Old && !w.MadeUp {
		problems.Add("made-up", &models.Problem{Code: "erase.made-up", Values: map[string]any{"from": found.From, "last": found.Last}})
	}
	problems.Add("reason", w.checkReason(found.Patient))
	return problems.OrNil()
}

func (w Erasing) confirms(patient models.Patient, today models.Date) bool {
	if patient.PersonalNumber == "" {
		return models.SameName(w.Confirmed, patient.Name())
	}
	number, err := models.ParsePersonalNumber(w.Confirmed, today)
	return err == nil && number == patient.PersonalNumber
}

// checkReason refuses a reason that would keep in the history who it was.
func (w Erasing) checkReason(patient models.Patient) error {
	reason := strings.TrimSpace(w.Reason)
	if reason == "" {
		return models.ErrRequired
	}
	if err := models.CheckNote(reason); err != nil {
		return err
	}
	folded := models.FoldedName(reason)
	for _, text := range append(calledBy(patient), patient.FamilyName) {
		if text != "" && strings.Contains(folded, models.FoldedName(text)) {
			return &models.Problem{Code: "erase.reason-names"}
		}
	}
	return nil
}

// CleanUp is what an erasure could not do while another program read in the database.
func (s *Service) CleanUp(ctx context.Context) error {
	err := s.office.ReadAs(ctx, models.PatientErased, func(*office.Tx) error { return nil })
	if err != nil {
		return err
	}
	return s.office.Scrub(ctx)
}
