package calls

import (
	"cmp"
	"slices"
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// situation says who calls, about whom, what is wrong now and how urgent it is.
func (t *told) situation() []SBARLine {
	lines := []SBARLine{t.me()}
	if !t.goesOn {
		code := "call"
		if t.Call.Outgoing {
			code = "call-out"
		}
		lines = append(lines, sbarLine(code, "at", t.Call.At, "by", cmp.Or(t.Call.By, "–")))
	}
	lines = append(lines, t.patient())
	if t.Record.Identity == "not-checked" {
		lines = append(lines, sbarLine("identity-unchecked").strong())
	}
	if caller := strings.TrimSpace(t.Call.Caller); caller != "" {
		lines = append(lines, sbarLine("caller", "caller", caller))
	} else if t.Record.Relation != "" {
		lines = append(lines, sbarLine("caller-"+t.Record.Relation))
	}
	switch phone := t.number(); {
	case t.caller.Patient.ProtectedIdentity:
		lines = append(lines, sbarLine("phone-protected").strong())
	case phone == "":
		lines = append(lines, sbarLine("phone-missing").strong())
	default:
		lines = append(lines, sbarLine("phone", "phone", phone))
	}
	return append(lines, t.problem(), t.level())
}

// me says who hands over. A signature with a comma names the role itself.
func (t *told) me() SBARLine {
	code := "me"
	switch {
	case strings.TrimSpace(t.by) == "":
		code = "me-unsigned"
	case strings.Contains(t.by, ","):
		code = "me-titled"
	}
	return sbarLine(code, "by", t.by, "clinic", t.caller.Clinic.Name)
}

func (t *told) patient() SBARLine {
	name := t.name()
	years, aged := t.Patient.Age(models.DateOf(t.now))
	switch {
	case name == "":
		return sbarLine("patient-unknown").strong()
	case t.Patient.PersonalNumber == "":
		return sbarLine("patient-numberless", "name", name).strong()
	case !aged:
		return sbarLine("patient-ageless", "name", name, "number", t.Patient.PersonalNumber).strong()
	}
	return sbarLine("patient", "name", name, "age", years, "number", t.Patient.PersonalNumber).strong()
}

func (t *told) problem() SBARLine {
	reason, ok := t.guide.Reason(t.Call.Topic)
	said := oneLine(t.Call.Reason)
	switch {
	case ok && (said == "" || said == reason.Title.In(models.Swedish)):
		return sbarLine("problem-topic", "topic", reason.Title).strong()
	case ok:
		return sbarLine("problem", "topic", reason.Title, "said", said).strong()
	case said != "":
		return sbarLine("problem-said", "said", said).strong()
	}
	return sbarLine("problem-unsaid")
}

func (t *told) level() SBARLine {
	level, ok := t.guide.Level(triage.Level(t.Call.Level))
	reason, known := t.guide.Reason(t.Call.Topic)
	switch {
	case ok:
		return sbarLine("level", "level", t.Call.Level, "name", level.Name).strong()
	case known && !reason.Asks, !t.Recorded:
		return sbarLine("level-none")
	}
	return sbarLine("level-open").strong()
}

// background says what is known from before the call.
func (t *told) background() []SBARLine {
	if t.Call.PatientID == 0 {
		return append([]SBARLine{sbarLine("unregistered").strong()}, t.toldDrugs())
	}
	lines := t.procedure()
	file := t.caller.Booking
	if file == nil {
		file = t.otherBooking()
	}
	if file != nil {
		if t.caller.Booking == nil {
			lines = append(lines, sbarLine("other-booking", "procedure", titleOf(*file), "start", file.Booking.Begin()))
		}
		if file.Booking.Surgeon != "" {
			lines = append(lines, sbarLine("surgeon", "name", file.Booking.Surgeon))
		}
		lines = append(lines, sbarMedicines(*file)...)
	}
	lines = append(lines, t.toldDrugs())
	if file != nil {
		health := healthOf(file)
		if len(health.Conditions)+len(health.Factors) > 0 {
			lines = append(lines, sbarLine("health", "health", health))
		}
	}
	return append(lines, t.earlier()...)
}

// procedure says what was done, when, and which day it was when the call came.
func (t *told) procedure() []SBARLine {
	if t.caller.Booking == nil {
		return []SBARLine{sbarLine("no-booking").strong()}
	}
	booking := t.caller.Booking.Booking
	code, day := "procedure", 0
	switch {
	case booking.Status == models.StatusCancelled:
		code = "procedure-cancelled"
	case booking.Status == models.StatusNotCome:
		code = "procedure-missed"
	case booking.Begin().After(t.now):
		code = "procedure-ahead"
	case t.Call.Day == nil:
		code = "procedure-long-ago"
	case booking.Status == models.StatusBooked:
		code, day = "procedure-unconfirmed", *t.Call.Day
	default:
		day = *t.Call.Day
	}
	return []SBARLine{sbarLine(code, "procedure", titleOf(*t.caller.Booking), "start", booking.Begin(), "day", day).strong()}
}

// otherBooking is the latest booking of a patient whose call is about none: the
// medicines in it are known all the same.
func (t *told) otherBooking() *care.BookingFile {
	for i := range t.caller.Bookings {
		if t.caller.Bookings[i].Booking.Open() {
			return &t.caller.Bookings[i]
		}
	}
	return nil
}

func titleOf(file care.BookingFile) models.Text {
	if file.Protocol == nil {
		return models.Plain(file.Booking.Procedure)
	}
	return file.Protocol.Title
}

// sbarMedicines says each blood thinner with how far its hold is decided, then
// the other medicines.
func sbarMedicines(file care.BookingFile) []SBARLine {
	var lines []SBARLine
	var others []models.Text
	for _, hold := range file.Holds {
		if !hold.Asked {
			others = append(others, hold.Name)
			continue
		}
		lines = append(lines, holdLines(hold)...)
	}
	if len(lines) == 0 {
		lines = append(lines, sbarLine("thinner-none"))
	}
	if len(others) > 0 {
		lines = append(lines, sbarLine("medicines", "list", others))
	}
	return lines
}

func holdLines(hold care.HoldFile) []SBARLine {
	var lines []SBARLine
	switch {
	case hold.Decision != nil && hold.Decision.Continues:
		lines = append(lines, sbarLine("hold-continues", "name", hold.Name, "doctor", hold.Decision.DecidedBy))
	case hold.Decision != nil:
		lines = append(lines, sbarLine("hold-decided", "name", hold.Name, "dates", hold.Dates(), "doctor", hold.Decision.DecidedBy))
	case hold.Dates().LastDose.IsZero():
		lines = append(lines, sbarLine("hold-open", "name", hold.Name))
	default:
		lines = append(lines, sbarLine("hold-proposed", "name", hold.Name, "dates", hold.Dates()))
	}
	switch {
	case hold.NotResumed:
		lines = append(lines, sbarLine("hold-not-resumed", "name", hold.Name))
	case hold.Unchecked:
		lines = append(lines, sbarLine("hold-unchecked", "name", hold.Name))
	}
	if old := hold.Outdated; old != nil {
		outdated := care.HoldFile{Decision: old}
		code := "hold-outdated"
		if old.Continues {
			code = "hold-outdated-continues"
		}
		lines = append(lines, sbarLine(code, "dates", outdated.Dates(), "doctor", old.DecidedBy))
	}
	for i := range lines {
		lines[i].Strong = true
	}
	return lines
}

func (t *told) toldDrugs() SBARLine {
	if drugs := oneLine(t.Record.Drugs); drugs != "" {
		return sbarLine("drugs", "text", drugs)
	}
	return sbarLine("drugs-unasked")
}

func healthOf(file *care.BookingFile) SBARHealth {
	health := SBARHealth{Conditions: file.Conditions}
	for factor, answer := range care.FactorsOf(file.Booking) {
		if answer == medication.Yes {
			health.Factors = append(health.Factors, string(factor))
		}
	}
	slices.Sort(health.Factors)
	return health
}

// earlier lists the latest calls before this one.
func (t *told) earlier() []SBARLine {
	const enough = 3
	var lines []SBARLine
	for _, call := range t.caller.Calls { // the newest first
		if call.ID == t.Call.ID || !call.At.Before(t.Call.At) || len(lines) == enough {
			continue
		}
		code := "earlier"
		if call.Level == "" {
			code = "earlier-unjudged"
		}
		if t.again != nil && t.again.ID == call.ID {
			code = "again"
		}
		line := sbarLine(code, "at", call.At, "level", call.Level, "said", shortened(oneLine(call.Reason)))
		line.Strong = code == "again"
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		lines = append(lines, sbarLine("earlier-none"))
	}
	return lines
}

// shortened cuts what an earlier call was about to what can be read aloud.
func shortened(text string) string {
	const enough = 80
	letters := []rune(text)
	if len(letters) <= enough {
		return text
	}
	return strings.TrimSpace(string(letters[:enough])) + "…"
}
