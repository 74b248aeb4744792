package journal

import (
	"cmp"
	"strings"
	"time"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/bookingform"
	"nursedesk/views/callnote"
	"nursedesk/views/complications"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
)

// Booking tells a booking as it stands.
func Booking(desk Desk, file care.BookingFile) Entry {
	booking := file.Booking
	var said lines
	said.add("procedure", locale.In(file.Protocol.Title))
	said.add("start", locale.Moment(booking.Start))
	if booking.PerformedAt != nil {
		said.add("performed", locale.Moment(*booking.PerformedAt))
	}
	said.add("status", locale.Line(locale.T("booking.status."+string(booking.Status)), locale.OneLine(booking.StatusReason)))
	said.add("theatre", booking.Theatre)
	said.add("surgeon", booking.Surgeon)
	said.add("booked-on", locale.Date(booking.BookedOn))
	said.add("medicines", cmp.Or(tasks.MedicineNames(desk, booking.Medicines), locale.T("journal.none")))
	said.add("conditions", conditions(file.Conditions))
	said.add("factors", strings.Join(factors(booking), ", "))
	if booking.Clearance > 0 {
		said.add("clearance", locale.T("journal.ml-min", "n", locale.Decimal(booking.Clearance, models.AsGiven)))
	}
	said.add("health", bookingform.HealthSaid(booking.Health))
	said.add("note", booking.Note)
	return Entry{At: booking.CreatedAt, Title: locale.T("journal.booking"), Lines: said}
}

func conditions(of []models.Condition) string {
	var said []string
	for _, condition := range of {
		said = append(said, locale.T("patient.condition."+string(condition)))
	}
	return strings.Join(said, ", ")
}

// factors are the answers about the patient that matter for a pause.
func factors(booking models.Booking) []string {
	var said []string
	for id, answer := range booking.Factors {
		if factor, err := medication.ParseFactor(id); err == nil && answer != "" {
			said = append(said, holds.FactorWord(factor)+": "+locale.T("call.answer."+answer))
		}
	}
	return sorted(said)
}

// Decision tells what a doctor decided about a medicine; hold is that medicine as it stands, where
// it is still one of the booking.
func Decision(desk Desk, decision models.HoldDecision) Entry {
	var said lines
	said.add("medicine", medicineWord(desk, decision.Medicine))
	said.add("decided", locale.UpperFirst(holds.Decided(decision)))
	said = append(said, Line{Text: holds.Decision(decision)})
	said.add("for-start", locale.Moment(decision.ForStart))
	said.add("entered-by", locale.Line(decision.EnteredBy, locale.Moment(decision.CreatedAt)))
	return Entry{At: decision.CreatedAt, Title: locale.T("journal.decision"), Lines: said}
}

// Hold tells how a medicine of a booking stands: the doctor's decision or, while
// there is none, what the rules propose and that nobody has decided.
func Hold(desk Desk, hold care.HoldFile) Entry {
	if hold.Decision != nil {
		return Decision(desk, *hold.Decision)
	}
	var said lines
	said.add("medicine", holds.Title(hold))
	said.add("status", holds.MarkOf(hold).Text)
	said.add("proposal", holds.Proposal(hold.Hold))
	return Entry{Title: locale.T("journal.hold"), Lines: said}
}

func medicineWord(desk Desk, medicine models.Medicine) string {
	name := tasks.MedicineNames(desk, models.Medicines{medicine})
	if form := holds.FormWord(medication.Form(medicine.Form)); form != "" {
		name += ", " + form
	}
	return name
}

// Task tells a task: what, for when, how far it has come and what was answered.
func Task(desk Desk, row tasks.Row, tries []models.Attempt) Entry {
	var said lines
	said.add("task", row.Title())
	said.add("role", locale.T("role."+string(row.Role)))
	said.add("state", locale.T("journal.state."+string(row.State)))
	switch {
	case row.Kind == models.Appointment && row.At != nil:
		said.add("appointment", row.AppointmentText())
	case row.At != nil:
		said.add("time", locale.Moment(*row.At))
	default:
		said.add("due", locale.Date(row.Due))
	}
	said.add("moved", locale.OneLine(row.MoveReason))
	said.add("said", locale.OneLine(row.Reason))
	said.add("outcome", Outcome(row))
	for _, try := range tries {
		said.add("try", tasks.TryLine(try, row.Protected))
	}
	if row.ClosedAt != nil {
		said.add("closed", locale.Line(row.ClosedBy, locale.Moment(*row.ClosedAt)))
	}
	return Entry{At: row.CreatedAt, Title: locale.T("journal.task-title"), Lines: said}
}

// Outcome says what was noted when a task was closed.
func Outcome(row tasks.Row) string {
	var parts []string
	for _, question := range row.Step.Asks {
		answer := row.Outcome[question.ID]
		for _, choice := range question.Choices {
			if choice.ID == answer {
				answer = locale.In(choice.Title)
			}
		}
		if answer != "" {
			parts = append(parts, locale.In(question.Title)+": "+answer)
		}
	}
	parts = append(parts, locale.OneLine(row.Note))
	if row.LateReason != "" && row.State == models.Done {
		parts = append(parts, locale.T("patient.late-reason", "text", row.LateReason))
	}
	return locale.Line(parts...)
}

// Call tells a call as its note does.
func Call(desk Desk, file care.CallFile) Entry {
	entry := Entry{At: file.Call.At, Title: locale.T("journal.call")}
	for _, part := range callnote.Parts(desk, file) {
		for _, line := range part.Lines {
			entry.Lines = append(entry.Lines, Line(line))
		}
	}
	return entry
}

// Sheet tells a sheet that was handed out; told is what its patient was told since.
func Sheet(kept models.Sheet, name string) Entry {
	var said lines
	said.add("sheet", AboutSheet(kept))
	said.add("by", HandedBy(kept))
	said.add("file", name)
	for _, told := range kept.Told {
		said.add("told", locale.T("patient.sheet.told-by", "date", locale.ShortMoment(told.At), "name", told.By))
	}
	return Entry{At: kept.CreatedAt, Title: locale.T("journal.sheet-title"), Lines: said}
}

// AboutSheet says what a sheet is: its pages, language and form.
func AboutSheet(kept models.Sheet) string {
	parts := []string{locale.TN("patient.sheet.pages", kept.Pages), locale.LanguageName(kept.Language)}
	if kept.Form != "" {
		parts = append(parts, locale.T("patient.sheet.form."+string(kept.Form)))
	}
	return locale.Line(parts...)
}

// HandedBy says who handed a sheet out, and how.
func HandedBy(kept models.Sheet) string {
	if kept.How == "" {
		return kept.By
	}
	return locale.Line(kept.By, locale.T("patient.sheet.how."+string(kept.How)))
}

// Complication tells a complication, and who withdrew it.
func Complication(desk Desk, procedure models.Date, complication models.Complication) Entry {
	var said lines
	said.add("complication", complications.Title(desk, complication.Kind))
	said.add("about", complications.Said(procedure, complication))
	said.add("by", complication.RegisteredBy)
	if !complication.Holds() {
		said.add("withdrawn", locale.Line(complication.WithdrawnBy, locale.Moment(*complication.WithdrawnAt), locale.OneLine(complication.WithdrawnReason)))
	}
	return Entry{At: complication.CreatedAt, Title: locale.T("journal.complication-title"), Lines: said}
}

// Calendar tells what a phone's calendar was given.
func Calendar(given models.GivenCalendar) Entry {
	var said lines
	for _, date := range given.Dates {
		said.add("date", locale.Line(locale.Date(date.Date), date.Title, date.Place))
	}
	return Entry{At: given.UpdatedAt, Title: locale.T("journal.calendar"), Lines: said}
}

// known tells what a patient went by since a time.
func known(desk Desk, known models.Known) Entry {
	var said lines
	how := locale.T("journal.known." + known.How)
	if known.Whom != "" {
		how = locale.Line(how, locale.T("journal.whom."+known.Whom))
	}
	said.add("how", how)
	said.add("by", known.By)
	if !known.Start.Equal(time.Time{}) {
		said.add("start", locale.Moment(known.Start))
	}
	for _, hold := range known.Holds {
		course := locale.T("holds.goes-on")
		if !hold.Continues {
			dates := medication.Dates{LastDose: hold.LastDose, FirstDoseAgain: hold.FirstDoseAgain}
			if hold.LastDoseAt != nil {
				dates.LastDoseAt = *hold.LastDoseAt
			}
			course = locale.Line(
				locale.T("holds.course.last", "when", holds.LastDose(dates)), locale.T("holds.course.again", "date", dates.FirstDoseAgain))
		}
		said.add("medicine", medicineName(desk, hold.Medicine)+": "+course)
	}
	return Entry{At: known.At, Title: locale.T("journal.known-title"), Lines: said}
}
