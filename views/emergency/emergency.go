// Package emergency puts the emergency list into words: who comes today and the next
// working day, with medicines on hold and what is not ready, and which calls were promised.
package emergency

import (
	"context"
	"strings"
	"time"

	kept "nursedesk/app/emergency"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/app/readiness"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/marks"
	"nursedesk/views/shift"
)

// Desk is what the list is read from.
type Desk interface {
	shift.Desk

	Board(ctx context.Context) (readiness.Board, error)
	Clinic(ctx context.Context) (models.Clinic, error)
	Clock() office.Clock
	NoteEmergencyList(ctx context.Context, at time.Time, how models.SheetWay, bookings []int64) error
}

// Source reads the list of a desk and tells its history.
type Source struct {
	Desk    Desk
	Context func() context.Context // of who acts
}

var _ kept.Desk = Source{}

// Read implements [kept.Desk].
func (s Source) Read(ctx context.Context) (sheet.ListingInput, error) {
	board, err := s.Desk.Board(ctx)
	if err != nil {
		return sheet.ListingInput{}, err
	}
	promises, err := shift.ReadPromises(ctx, s.Desk, s.Desk.Clock().Now())
	if err != nil {
		return sheet.ListingInput{}, err
	}
	clinic, err := s.Desk.Clinic(ctx)
	if err != nil {
		return sheet.ListingInput{}, err
	}
	return list(board, promises, clinic), nil
}

// Note implements [kept.Desk].
func (s Source) Note(_ context.Context, printed kept.Printed) error {
	return s.Desk.NoteEmergencyList(s.Context(), printed.At, printed.How, printed.Listed)
}

func list(board readiness.Board, promises []shift.Line, clinic models.Clinic) sheet.ListingInput {
	in := sheet.ListingInput{
		Kind: sheet.EmergencyList, Title: locale.T("emergency.title"), Foot: locale.T("emergency.foot"),
		Clinic: clinic, Language: locale.Language(),
	}
	for day := board.Today; !day.After(board.Next); day = day.AddDays(1) {
		var rows []readiness.Row
		for _, row := range board.Rows {
			if row.File.Booking.Day() == day {
				rows = append(rows, row)
				in.Listed = append(in.Listed, row.File.Booking.ID)
			}
		}
		if len(rows) > 0 || day == board.Today || day == board.Next {
			in.Parts = append(in.Parts, procedures(day, clinic, rows))
		}
	}
	in.Parts = append(in.Parts, shift.PaperPart(shift.Promises, promises))
	return in
}

// The columns of the operating list that say more here.
const (
	patientColumn  = 1
	thinnersColumn = 4
)

// procedures are those of a day as on the operating list, with how to reach the patient and
// every medicine on hold.
func procedures(day models.Date, clinic models.Clinic, rows []readiness.Row) sheet.ListingPart {
	part := marks.Spoken{}.OperatingList(day, clinic, rows).Parts[0]
	part.Head[thinnersColumn] = locale.T("emergency.column.holds")
	for i, row := range rows {
		cells := part.Rows[i]
		patient := row.File.Patient
		cells[patientColumn].Text = strings.Join([]string{
			cells[patientColumn].Text, locale.Reach(patient.Shown().Phone, patient.ProtectedIdentity),
		}, "\n")
		cells[thinnersColumn].Text = strings.Join(paused(row), "\n")
	}
	return part
}

// paused are the medicines of a procedure that are on hold, may be, or go on, each with its last
// dose and when it is taken again.
func paused(row readiness.Row) (lines []string) {
	for _, hold := range row.File.Holds {
		name := locale.In(hold.Name)
		switch {
		case hold.Decision != nil && hold.Decision.Continues:
			lines = append(lines, locale.T("readiness.hold.continues", "name", name))
		case hold.Decision != nil:
			decided := hold.Hold
			decided.Kind, decided.Dates = medication.Days, hold.Dates()
			lines = append(lines, name+": "+holds.ShortProposal(decided))
		case hold.Asked:
			lines = append(lines, locale.T("emergency.undecided", "name", name, "proposal", holds.ShortProposal(hold.Hold)))
		case hold.Kind == medication.Days || hold.Kind == medication.Hours:
			lines = append(lines, name+": "+holds.ShortProposal(hold.Hold))
		}
	}
	return lines
}

// Paper is a list as it is printed: it says when what stands on it was last so.
func Paper(list kept.List) sheet.ListingInput {
	in := list.Input
	in.At = list.True
	in.About = locale.Line(in.Clinic.Name, AsOf(list))
	return in
}

// AsOf says when a list was last true.
func AsOf(list kept.List) string { return locale.T("emergency.as-of", "at", locale.Moment(list.True)) }

// Papers draws the list that a keeper keeps.
type Papers struct {
	Keeper *kept.Keeper
	Draw   func(sheet.ListingInput) (sheet.Document, error)
	Now    func() time.Time
}

// Paper gives the newest list that can be had, drawn, and when it was last true, in words.
func (p Papers) Paper(ctx context.Context) (document sheet.Document, asOf string, err error) {
	list, err := p.Keeper.List(ctx)
	if err != nil {
		return sheet.Document{}, "", err
	}
	document, err = p.Draw(Paper(list))
	return document, AsOf(list), err
}

// Left notes that a drawn list left the desk.
func (p Papers) Left(ctx context.Context, document sheet.Document) error {
	return p.Keeper.Left(ctx, kept.Printed{At: p.Now(), How: document.Way(), Listed: document.Listed})
}
