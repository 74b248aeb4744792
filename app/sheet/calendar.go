package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	ical "github.com/arran4/golang-ical"

	"nursedesk/app/careplan"
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

// Calendar writes the dates of a booking that are still to come as iCalendar,
// for the patient's phone: whole days, which no time zone moves, with the time of
// day in the title where there is one. Of medicines there are only the doctor's
// own dates. The same input gives the same bytes.
func (t *Texts) Calendar(in Input) ([]byte, error) {
	for _, medicine := range in.Medicines {
		if err := medicine.check(in.Plan.Start, t.faces); err != nil {
			return nil, err
		}
	}
	words := t.words[in.language()]
	file := ical.NewCalendarFor("nursedesk")
	file.SetProductId("-//nursedesk//patient dates//" + strings.ToUpper(string(in.language())))
	file.SetMethod(ical.MethodPublish)
	for _, one := range in.appointments(words) {
		one.addTo(file, in, words)
	}
	var out bytes.Buffer
	if err := file.SerializeTo(&out, ical.WithNewLine("\r\n")); err != nil {
		return nil, fmt.Errorf("write the calendar: %w", err)
	}
	return out.Bytes(), nil
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

func (a appointment) addTo(file *ical.Calendar, in Input, words words) {
	event := file.AddEvent(fmt.Sprintf("booking-%d-%s@nursedesk", in.Booking.ID, a.id))
	event.SetDtStampTime(atMidnight(in.PrintedOn))
	event.SetSequence(in.Booking.Version)
	event.SetClass(ical.ClassificationPrivate)
	title := a.title
	if !a.when.At.IsZero() {
		title = words.say("calendar.at", "clock", clock(a.when), "title", title)
	}
	event.SetSummary(title)
	event.SetDescription(words.say("calendar.about", "clinic", plain(in.Clinic.Name), "phone", plain(in.Clinic.Phone)))
	if a.place != "" {
		event.SetLocation(a.place)
	}
	event.SetAllDayStartAt(atMidnight(a.when.Date))
	event.SetAllDayEndAt(atMidnight(a.when.Date.AddDays(1)))
	event.SetTimeTransparency(ical.TransparencyTransparent)
	alarm := event.AddAlarm()
	alarm.SetAction(ical.ActionDisplay)
	alarm.SetDescription(title)
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
