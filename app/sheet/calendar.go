package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// remindAt is the hour of the evening before a date when the phone reminds of it.
const remindAt = 18

// appointment is one date for the patient's calendar. Its words name neither a
// diagnosis nor a medicine: a phone shows them to whoever is near.
type appointment struct {
	id    string // the same for the same date of a booking, wherever it is moved
	title string
	place string
	when  careplan.Moment
}

// CalendarInput is what a calendar file is written from.
type CalendarInput struct {
	Input

	At    time.Time            // when it is written
	Given models.GivenCalendar // what the last file said that the patient was given
}

// CalendarFile is a calendar file, with what it says for the next one to go by.
type CalendarFile struct {
	Content []byte
	Says    models.GivenCalendar
}

// Calendar writes the dates of a booking that are still to come as iCalendar,
// for the patient's phone: whole days, which no time zone moves, with the time of
// day in the title where there is one. Of medicines there are only the doctor's
// own dates. Dates that the last file gave and that no longer exist go out as cancelled;
// of a booking that is over all do. The sequence rises where the file says something
// else than the last one. The same input gives the same bytes.
func (t *Texts) Calendar(in CalendarInput) (CalendarFile, error) {
	for _, medicine := range in.Medicines {
		if err := medicine.check(in.Plan.Start, t.faces); err != nil {
			return CalendarFile{}, err
		}
	}
	words := t.words[in.language()]
	file := ical.NewCalendarFor("nursedesk")
	file.SetProductId("-//nursedesk//patient dates//" + strings.ToUpper(string(in.language())))
	says := in.Given
	says.BookingID, says.Dates = in.Booking.ID, nil
	if over := in.Booking.Status; over == models.StatusCancelled || over == models.StatusNotCome {
		file.SetMethod(ical.MethodCancel)
	} else {
		file.SetMethod(ical.MethodPublish)
		for _, one := range in.appointments(words) {
			says.Dates = append(says.Dates, one.given(words))
		}
	}
	switch {
	case in.Given.ID == 0:
		says.Sequence = in.Booking.Version
	case !slices.Equal(says.Dates, in.Given.Dates):
		says.Sequence = max(in.Given.Sequence+1, in.Booking.Version)
	}
	for _, date := range says.Dates {
		in.addEvent(file, date, says.Sequence, words)
	}
	for _, date := range in.withdrawn(says) {
		in.event(file, date, says.Sequence).SetStatus(ical.ObjectStatusCancelled)
	}
	var out bytes.Buffer
	if err := file.SerializeTo(&out, ical.WithNewLine("\r\n")); err != nil {
		return CalendarFile{}, fmt.Errorf("write the calendar: %w", err)
	}
	return CalendarFile{Content: out.Bytes(), Says: says}, nil
}

// withdrawn are the dates still to come that the last file gave and this one lacks.
func (in CalendarInput) withdrawn(says models.GivenCalendar) []models.GivenDate {
	var gone []models.GivenDate
	for _, date := range in.Given.Dates {
		same := func(other models.GivenDate) bool { return other.ID == date.ID }
		if !date.Date.Before(in.PrintedOn) && !slices.ContainsFunc(says.Dates, same) {
			gone = append(gone, date)
		}
	}
	return gone
}

// appointments are the dates that have words for a calendar, in the order of time.
func (in Input) appointments(words words) []appointment {
	var all []appointment
	add := func(id, title string) {
		if one, ok := in.appointment(id, title, words); ok {
			all = append(all, one)
		}
	}
	facts := in.Facts
	facts.BloodThinner = facts.BloodThinner || len(in.Medicines) > 0
	add(startID, words.say("calendar.start"))
	for _, planned := range in.Plan.Milestones {
		add(planned.Milestone.ID, planned.Milestone.Calendar.In(in.language(), facts))
	}
	for _, planned := range in.Plan.Tasks {
		add(planned.Step.ID, planned.Step.Calendar.In(in.language(), facts))
	}
	all = append(all, in.doses(words)...)
	slices.SortStableFunc(all, func(a, b appointment) int {
		return cmp.Or(period{begin: a.when}.sortKey().Compare(period{begin: b.when}.sortKey()), cmp.Compare(a.id, b.id))
	})
	return slices.DeleteFunc(all, func(one appointment) bool { return one.when.Date.Before(in.PrintedOn) })
}

// appointment finds a date; ok is false for one that is the clinic's own, which has
// no title, or that the plan does not have.
func (in Input) appointment(id, title string, words words) (one appointment, ok bool) {
	when, found := in.period(id)
	if !found || title == "" {
		return appointment{}, false
	}
	one = appointment{id: id, title: title, when: when.first()}
	if when.around {
		one.title = words.say("calendar.around", "title", title)
	}
	switch task, _ := in.task(id); {
	case id == startID:
		one.place = join(in.Clinic.Name, in.Booking.Theatre)
	case hasTime(task):
		one.place = join(task.Place, task.With)
	}
	return one, true
}

// doses are the last doses and the first ones again, once for each moment: the
// title names no medicine, so two on one day would look like a mistake.
func (in Input) doses(words words) []appointment {
	var all []appointment
	add := func(id string, when careplan.Moment) {
		number := 1
		for _, one := range all {
			if !strings.HasPrefix(one.id, id) {
				continue
			}
			if number++; one.when == when {
				return
			}
		}
		all = append(all, appointment{id: fmt.Sprintf("%s-%d", id, number), title: words.say("calendar." + id), when: when})
	}
	for _, medicine := range in.Medicines {
		if medicine.held() {
			add("last-dose", medicine.LastDose)
			add("first-dose", careplan.Moment{Date: medicine.FirstDoseAgain})
		}
	}
	return all
}

// given is the date as the phone shows it.
func (a appointment) given(words words) models.GivenDate {
	title := a.title
	if !a.when.At.IsZero() {
		title = words.say("calendar.at", "clock", clock(a.when), "title", title)
	}
	return models.GivenDate{ID: a.id, Date: a.when.Date, Title: title, Place: a.place}
}

// event adds what a date is known by, and its day.
func (in CalendarInput) event(file *ical.Calendar, date models.GivenDate, sequence int) *ical.VEvent {
	event := file.AddEvent(fmt.Sprintf("booking-%d-%s@nursedesk", in.Booking.ID, date.ID))
	event.SetDtStampTime(in.At.UTC())
	event.SetSequence(sequence)
	event.SetClass(ical.ClassificationPrivate)
	event.SetSummary(models.Harmless(date.Title)) // a file that was given earlier may hold marks that are refused by now
	event.SetAllDayStartAt(atMidnight(date.Date))
	event.SetAllDayEndAt(atMidnight(date.Date.AddDays(1)))
	event.SetTimeTransparency(ical.TransparencyTransparent)
	return event
}

// addEvent adds a date with all that the phone shows and does.
func (in CalendarInput) addEvent(file *ical.Calendar, date models.GivenDate, sequence int, words words) {
	event := in.event(file, date, sequence)
	event.SetDescription(models.Harmless(words.say("calendar.about", "clinic", plain(in.Clinic.Name), "phone", plain(in.Clinic.Phone))))
	if date.Place != "" {
		event.SetLocation(models.Harmless(date.Place))
	}
	alarm := event.AddAlarm()
	alarm.SetAction(ical.ActionDisplay)
	alarm.SetDescription(models.Harmless(date.Title))
	alarm.SetTrigger(fmt.Sprintf("-PT%dH", 24-remindAt))
}

// join puts what is known of a place into one line.
func join(parts ...string) string {
	var known []string
	for _, part := range parts {
		if part = plain(part); part != "" {
			known = append(known, part)
		}
	}
	return strings.Join(known, ", ")
}
