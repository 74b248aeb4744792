package sheet

import (
	"fmt"
	"maps"
	"strings"
	"text/template"
	"unicode"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// The runes below are of Unicode's private use area: no text of a clinic holds
// them, and they pass through Markdown untouched whatever they stand for.
const (
	writingLine = '\uE000' // an empty line to write on
	lineBreak   = '\uE001'
	firstValue  = '\uE100' // the first inserted value; the others follow
	lastValue   = '\uF8FF'
)

// value is what a placeholder has put into the text: words, or the date of a table's row.
type value struct {
	text string
	when *period
}

// filled is a text with its placeholders filled; value i stands in it as firstValue+i.
type filled struct {
	markdown string
	values   []value
}

// pen fills the placeholders of one text.
type pen struct {
	words  words
	values []value
	next   rune                        // how far the next value stands after firstValue
	said   map[string]models.SheetLine // what the text says of tasks, by step

	// The rest is how the placeholders are answered: for a patient, or in a rehearsal.
	about     func(name string) string // patient, clinic, phone …
	condition func(name string) bool   // insulin, hypertension …
	period    func(id string) (period, bool)
	bookBy    func(step string) (models.Date, bool)
	lastDay   func(step string) (models.Date, bool)
	task      func(step string) (models.Task, bool)
	decisions []Medicine
	morning   []DayMedicine
	dayAsked  []DayMedicine
	printedOn models.Date
	procedure models.Date
}

// abouts are the placeholders that stand for a name or number.
var abouts = []string{"patient", "title", "clinic", "phone", "hours", "email", "theatre", "surgeon"}

// conditions are the placeholders that ask what concerns the patient, and
// whether the clinic's phone number can be dialled by its QR code.
var conditions = []string{"insulin", "hypertension", "thinner", "dialable"}

// placeholders are all that a text may use. Their arguments are ids of the
// protocol's dates and tasks, or "start" for the procedure itself.
func (p *pen) placeholders() template.FuncMap {
	all := template.FuncMap{
		"date":   func(id string) (string, error) { return p.date(id, period.first) },
		"last":   func(id string) (string, error) { return p.date(id, period.last) },
		"clock":  p.clock,
		"bookby": p.bookByDate,
		"tobook": p.toBook,
		"when":   p.when,
		"has":    func(id string) bool { _, ok := p.lookUp(id); return ok },
		"ahead":  p.ahead,
		"onday":  func(id string) bool { found, ok := p.lookUp(id); return ok && found.first().Date == p.procedure },
		"night":  p.night,
		"latest": p.latest,
		"booked": func(step string) bool { task, ok := p.task(step); return ok && hasTime(task) },
		"meet":   p.meet,
		"line":   func() string { return string(writingLine) },
		"year":   p.year,

		"capital": capital,
	}
	for _, name := range abouts {
		all[name] = func() string { return p.insert(p.about(name)) }
	}
	for _, name := range conditions {
		all[name] = func() bool { return p.condition(name) }
	}
	maps.Copy(all, p.medicines())
	return all
}

// emptyPlaceholders are for reading a template, when no patient is known yet.
func emptyPlaceholders() template.FuncMap { return (&pen{}).placeholders() }

// insert keeps a text that Markdown must not read, and gives the rune that stands for it.
func (p *pen) insert(text string) string {
	if text == "" {
		return text
	}
	if rest, line := strings.CutPrefix(text, string(writingLine)); line {
		return string(writingLine) + p.insert(rest)
	}
	return p.keep(value{text: plain(text)})
}

func (p *pen) keep(v value) string {
	p.values = append(p.values, v)
	p.next++
	return string(firstValue + p.next - 1)
}

// plain takes line breaks and the private runes out of a text that somebody typed.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= writingLine && r <= lastValue {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r != '\u00a0' && unicode.IsSpace(r)
	}), " ")
}

// lookUp finds a date of the plan or of a medicine.
func (p *pen) lookUp(id string) (period, bool) {
	if found, ok := p.period(id); ok {
		return found, true
	}
	return doseDate(p.decisions, id)
}

func (p *pen) find(id string) (period, error) {
	found, ok := p.lookUp(id)
	if !ok {
		return period{}, fmt.Errorf("this booking has no date %q", id)
	}
	p.note(id)
	return found, nil
}

func (p *pen) date(id string, side func(period) careplan.Moment) (string, error) {
	found, err := p.find(id)
	if err != nil {
		return "", err
	}
	return p.words.date(side(found).Date, p.procedure), nil
}

// year writes the day with its year, for where it stands alone.
func (p *pen) year(id string) (string, error) {
	found, err := p.find(id)
	if err != nil {
		return "", err
	}
	return p.words.longDate(found.first().Date), nil
}

func (p *pen) clock(id string) (string, error) {
	found, err := p.find(id)
	if err != nil {
		return "", err
	}
	text := clock(found.first())
	if text == "" {
		return "", fmt.Errorf("the date %q has no time of day", id)
	}
	return text, nil
}

func (p *pen) bookByDate(step string) (string, error) {
	day, ok := p.bookBy(step)
	if !ok {
		return "", fmt.Errorf("%q has no day to book by", step)
	}
	return p.words.date(day, p.procedure), nil
}

// night names a night by its two days, "natten till måndag", for a time
// of day that would else be taken for the day's own evening; "" by day.
func (p *pen) night(id string) (string, error) {
	const morning = 6
	found, err := p.find(id)
	if err != nil {
		return "", err
	}
	first := found.first()
	if first.At.IsZero() || models.TimeOfDayOf(first.At).Hour() >= morning {
		return "", nil
	}
	return p.words.say("night", "day", p.words.weekday(first.Date.Weekday())), nil
}

// latest is the last day on which a task may be done.
func (p *pen) latest(step string) (string, error) {
	day, ok := p.lastDay(step)
	if !ok {
		return "", fmt.Errorf("%q has no last day", step)
	}
	return p.words.date(day, p.procedure), nil
}

// toBook tells whether the day to book an appointment by is still to come.
func (p *pen) toBook(step string) bool {
	day, ok := p.bookBy(step)
	return ok && !day.Before(p.printedOn)
}

// when stands in the first column of a table of dates.
func (p *pen) when(id string) (string, error) {
	found, err := p.find(id)
	if err != nil {
		return "", err
	}
	return p.keep(value{when: &found}), nil
}

// ahead tells whether a day is still to come.
func (p *pen) ahead(id string) (bool, error) {
	found, ok := p.lookUp(id)
	return ok && found.last().Date.After(p.printedOn), nil
}

// meet tells with whom and where a booked appointment is, or leaves lines to
// write that on.
func (p *pen) meet(step string) string {
	task, ok := p.task(step)
	if !ok || !hasTime(task) {
		return string(lineBreak) + p.words.say("meet.time") + " " + string(writingLine) + " " +
			p.words.say("meet.place") + " " + string(writingLine)
	}
	p.note(step)
	var parts []string
	if task.With != "" {
		parts = append(parts, p.insert(task.With))
	}
	if task.Place != "" {
		parts = append(parts, p.insert(task.Place))
	}
	if len(parts) == 0 {
		return ""
	}
	return string(lineBreak) + strings.Join(parts, ", ")
}

// fill writes the text with one pen.
func (t *text) fill(p *pen) (filled, error) {
	copied, err := t.template.Clone()
	if err != nil {
		return filled{}, fmt.Errorf("copy a sheet text: %w", err)
	}
	var out strings.Builder
	if err := copied.Funcs(p.placeholders()).Execute(&out, nil); err != nil {
		return filled{}, t.templateFault(err)
	}
	return filled{markdown: out.String(), values: p.values}, nil
}

// penFor fills a text for one patient. name is the patient's name as the
// typeface can write it; dialable tells whether its QR code can be shown.
func penFor(in Input, words words, name string, dialable bool) *pen {
	facts := map[string]bool{
		"dialable":     dialable,
		"insulin":      in.Facts.Insulin,
		"hypertension": in.morningMedicine(),
		"thinner":      in.Facts.BloodThinner || len(in.Medicines) > 0,
	}
	texts := map[string]string{
		"patient": name,
		"title":   in.Title.In(in.language()),
		"clinic":  in.Clinic.Name,
		"phone":   strings.ReplaceAll(in.Clinic.Phone, " ", noBreak),
		"hours":   words.hours(in.Clinic),
		"email":   in.Clinic.Email,
		"theatre": in.Booking.Theatre,
		"surgeon": in.Booking.Surgeon,
	}
	return &pen{
		words:     words,
		said:      map[string]models.SheetLine{},
		about:     func(name string) string { return texts[name] },
		condition: func(name string) bool { return facts[name] },
		period:    in.period,
		bookBy:    in.bookBy,
		lastDay:   in.lastDay,
		task:      in.task,
		decisions: in.Medicines,
		morning:   in.mornings(words),
		dayAsked:  in.DayAsked,
		printedOn: in.PrintedOn,
		procedure: models.DateOf(in.Plan.Start),
	}
}

// rehearsal fills a text for nobody, with every condition true or none, and
// with or without medicines.
func rehearsal(words words, protocol careplan.Protocol, everything bool, decisions []Medicine) *pen {
	return &pen{
		words:     words,
		about:     func(name string) string { return name },
		condition: func(string) bool { return everything },
		period: func(id string) (period, bool) {
			return period{begin: momentOf(rehearsed.At(8, 30))}, knows(protocol, id)
		},
		bookBy:  func(string) (models.Date, bool) { return rehearsed, true },
		lastDay: func(string) (models.Date, bool) { return rehearsed, true },
		task: func(step string) (models.Task, bool) {
			at := rehearsed.At(8, 30)
			return models.Task{Step: step, State: models.Booked, At: &at}, everything
		},
		decisions: decisions,
		morning:   rehearsedDay(everything),
		dayAsked:  rehearsedDay(everything),
		procedure: rehearsed,
		printedOn: rehearsed,
	}
}

func rehearsedDay(everything bool) []DayMedicine {
	if !everything {
		return nil
	}
	return []DayMedicine{{Name: "one"}, {Name: "class", Such: []string{"this", "that"}, DaysBefore: true}}
}

// rehearsed is the day of the procedure in a rehearsal.
var rehearsed = models.NewDate(2026, 12, 14)

// rehearsedMedicines has one of each kind: held for days and for hours, continued, undecided.
func rehearsedMedicines() []Medicine {
	last := rehearsed.AddDays(-6)
	return []Medicine{
		{Name: "days", Decided: true, LastDose: careplan.Moment{Date: last}, FirstDoseAgain: rehearsed.AddDays(3)},
		{Name: "hours", Decided: true, LastDose: momentOf(rehearsed.AddDays(-1).At(8, 30)), FirstDoseAgain: rehearsed.AddDays(3)},
		{Name: "continued", Decided: true, Continues: true},
		{Name: "undecided"},
	}
}
