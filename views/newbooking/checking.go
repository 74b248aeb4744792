package newbooking

import (
	"context"
	"errors"
	"slices"
	"strings"

	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/medicines"
)

// checked is what the rules say of the form as it stands.
type checked struct {
	preview  bookings.Preview
	problems error
	twin     models.PatientRow // has the new patient's number already
}

// changed follows every change: the plan, the warnings and what hinders saving
// come anew after a pause in typing.
func (p *bookingPage) changed() {
	if p.filling || p.scroll == nil {
		return
	}
	if !p.saving { // a saved booking must not come back as one that is begun
		p.keeper.Changed()
	}
	draft := p.draft()
	background.LoadSoon(p.host.Background(), &p.checking,
		func(ctx context.Context) (checked, error) { return p.check(ctx, draft) },
		func(result checked, err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.plan.show(result.preview)
			p.details.AskShared(result.preview.Taken)
			p.who.setTwin(result.twin)
			p.say(result.problems)
		})
}

func (p *bookingPage) check(ctx context.Context, draft bookings.Draft) (checked, error) {
	preview, err := p.desk.Preview(ctx, draft)
	if err != nil {
		return checked{}, err
	}
	if preview.Plan != nil {
		agreed := p.desk.AgreedPlan(*preview.Plan)
		preview.Plan = &agreed
	}
	result := checked{preview: preview, problems: p.desk.CheckBooking(ctx, draft)}
	if locale.IsFault(result.problems) {
		return checked{}, result.problems
	}
	if draft.Patient.ID == 0 {
		result.twin, err = p.findTwin(ctx, draft.Patient.PersonalNumber)
	}
	return result, err
}

// findTwin looks for a registered patient with a number.
func (p *bookingPage) findTwin(ctx context.Context, text string) (models.PatientRow, error) {
	number, err := models.ParsePersonalNumber(text, p.desk.Today())
	if err != nil {
		return models.PatientRow{}, nil //nolint:nilerr // no number yet, so nobody has it
	}
	rows, err := p.desk.FindPatients(ctx, string(number), mostHits)
	if err != nil {
		return models.PatientRow{}, err
	}
	for _, found := range rows {
		if found.PersonalNumber == number {
			return found, nil
		}
	}
	return models.PatientRow{}, nil
}

// say tells what hinders saving, above the buttons and beside the fields. Until
// saving is tried, an empty field and one that is still being written count as
// unfinished, not as wrong.
func (p *bookingPage) say(err error) {
	problems := p.placed(err)
	ink := look.Muted
	if p.attempted {
		ink = look.Overdue.Ink()
	}
	p.hinders.Ink(ink).SetText(p.hindrance(problems))
	p.hinders.Refresh()
	shown := slices.DeleteFunc(slices.Clone(problems), func(problem *models.Problem) bool {
		return !p.attempted && (isMissing(problem) || p.beingWritten(problem.Field))
	})
	_ = p.form.Mark(shown.OrNil()) // what has no field stands above the buttons
	p.content.Refresh()
}

// placed gives the problems the fields of this form, after those that it finds itself.
func (p *bookingPage) placed(err error) models.Problems {
	var all models.Problems
	all.Add("", err)
	placed := p.ownProblems(err)
	for _, problem := range all {
		placed = append(placed, p.place(problem)...)
	}
	return placed
}

// ownProblems are those of what only the form knows.
func (p *bookingPage) ownProblems(err error) models.Problems {
	var own models.Problems
	if p.who.stage == searching {
		own.Add("patient", models.ErrRequired)
	}
	if p.who.record.row.Visible() && !p.who.record.answered() {
		own.Add("record", models.ErrRequired)
	}
	if p.who.twin.ID != 0 {
		own.Add("personal-number", &models.Problem{Code: "patient.exists"})
	}
	if unchosen := p.details.Medicines.Check(); p.attempted && unchosen != nil && !errors.Is(err, unchosen) {
		own.Add("", unchosen)
	}
	return own
}

// place puts a problem at its field: without a patient only that is said, a number that
// is missing is missed before it is asked why, and a field that holds no day or time says
// so itself.
func (p *bookingPage) place(problem *models.Problem) models.Problems {
	var wrong error
	switch problem.Field {
	case "given-name", "family-name", "no-phone":
		if p.who.stage == searching {
			return nil
		}
		if problem.Field == "no-phone" && !p.who.noPhoneRow.Visible() {
			wrong = models.ErrRequired.On("phone")
		}
	case "date":
		if _, err := p.date.Date(); isMissing(problem) {
			wrong = err
		}
	case "time":
		_, wrong = p.time.Time()
	}
	if wrong == nil {
		return models.Problems{problem}
	}
	var placed models.Problems
	placed.Add(problem.Field, wrong)
	return placed
}

// asked is what is missing where a field is empty.
func (p *bookingPage) asked(field string) string {
	if key := "newbooking.missing." + field; locale.Has(key) {
		return locale.T(key)
	}
	return p.label(field)
}

// label is what a field is called; "" for one that is not in the form.
func (p *bookingPage) label(field string) string {
	if row := p.form.Row(field); row != nil && field != "" {
		return row.Label()
	}
	return ""
}

func isMissing(problem *models.Problem) bool { return errors.Is(problem, models.ErrRequired) }

// beingWritten tells whether the focus is in a field whose text is wrong until
// it is whole.
func (p *bookingPage) beingWritten(field string) bool {
	focused := p.host.Window().Canvas().Focused()
	switch field {
	case "personal-number":
		return focused == p.who.number && p.who.twin.ID == 0
	case "phone":
		return focused == p.who.phone
	case "email":
		return focused == p.who.email
	case "date":
		return focused == p.date.Target()
	case "time":
		return focused == p.time.Target()
	case medicines.FieldClearance:
		return focused == p.details.Medicines.ClearanceField()
	}
	return false
}

// hindrance says in words what is missing and what is wrong.
func (p *bookingPage) hindrance(problems models.Problems) string {
	var missing, sentences []string
	for _, problem := range problems {
		switch {
		case isMissing(problem):
			if name := p.asked(problem.Field); !slices.Contains(missing, name) {
				missing = append(missing, name)
			}
		case p.label(problem.Field) == "":
			sentences = append(sentences, locale.Problem(problem))
		default:
			sentences = append(sentences, p.label(problem.Field)+": "+locale.Problem(problem))
		}
	}
	if len(missing) > 0 {
		text := locale.T("newbooking.missing", "fields", strings.ToLower(strings.Join(missing, ", ")))
		sentences = append([]string{text}, sentences...)
	}
	return strings.Join(sentences, " ")
}
