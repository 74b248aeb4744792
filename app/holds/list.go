package holds

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// DecisionWords puts what the rules know by ids into words; they are the
// screen's, which the desk does not know.
type DecisionWords interface {
	// Reasons says why a hold is as it is, a sentence each.
	Reasons(hold medication.Hold) []string
	// Guideline says the table's figure, what the sources span and the
	// guideline's first dose again; "" where no row of the table fits.
	Guideline(hold medication.Hold) string
	Form(form medication.Form) string // "" for a form that is not known
	Factor(factor medication.Factor) string
	Clearance(clearance float64) string // ml/min
}

// DecisionList writes the list of all that waits for a doctor's decision as PDF,
// the nearest procedure first. words speak the language.
func (s *Service) DecisionList(ctx context.Context, language models.Language, words DecisionWords) (sheet.Document, error) {
	waiting, err := s.WaitingHolds(ctx)
	if err != nil {
		return sheet.Document{}, err
	}
	input := sheet.DecisionsInput{On: s.office.Today(), Language: language}
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		input.Clinic, err = s.office.ClinicIn(tx)
		return err
	})
	if err != nil {
		return sheet.Document{}, err
	}
	for i, one := range waiting {
		if i == 0 || waiting[i-1].File.Booking.ID != one.File.Booking.ID {
			input.Bookings = append(input.Bookings, decisionBooking(one.File, language, words))
		}
		booking := &input.Bookings[len(input.Bookings)-1]
		booking.Medicines = append(booking.Medicines, decisionMedicine(one.Hold, language, words))
	}
	return s.office.Rules.Sheets.Decisions(input)
}

// NoteDecisionList notes in the history of every patient on a list that it left
// the desk, and how.
func (s *Service) NoteDecisionList(ctx context.Context, list sheet.Document) error {
	return s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		var entries []models.AuditEntry
		for _, id := range list.Listed {
			booking, err := tx.Tx.Booking(id) // it left the desk, whatever became of it since
			if err != nil {
				return nil, err
			}
			entries = append(entries, models.AuditEntry{
				Action: "holds.listed", PatientID: &booking.PatientID, BookingID: &id,
				Details: map[string]string{"how": string(list.Way())},
			})
		}
		return entries, nil
	})
}

func decisionBooking(file care.BookingFile, language models.Language, words DecisionWords) sheet.DecisionBooking {
	booking := sheet.DecisionBooking{
		Booking: file.Booking.ID, Patient: file.Patient.Name(), PersonalNumber: string(file.Patient.PersonalNumber),
		Procedure: file.Protocol.Title.In(language), Start: file.Booking.Begin(),
	}
	if file.Booking.Clearance > 0 {
		booking.Clearance = words.Clearance(file.Booking.Clearance)
	}
	factors := care.FactorsOf(file.Booking)
	for _, factor := range medication.Factors {
		if factors[factor] == medication.Yes {
			booking.Factors = append(booking.Factors, words.Factor(factor))
		}
	}
	return booking
}

func decisionMedicine(hold care.HoldFile, language models.Language, words DecisionWords) sheet.DecisionMedicine {
	return sheet.DecisionMedicine{
		Name: hold.Name.In(language), Form: words.Form(hold.Taken.Form), Continues: hold.Kind == medication.None,
		LastDose: careplan.Moment{Date: hold.LastDose, At: hold.LastDoseAt}, Dose: string(hold.Hold.Dates.Dose),
		DaysWithout: hold.DaysWithout, FirstDoseAgain: hold.FirstDoseAgain,
		Reasons: words.Reasons(hold.Hold), Guideline: words.Guideline(hold.Hold),
	}
}
