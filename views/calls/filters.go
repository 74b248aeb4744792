package calls

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// everything is the choice that does not narrow.
const everything = "all"

// filters narrow the register to the calls looked for. They are folded away
// until they are asked for.
type filters struct {
	level, suspected, procedure *widgets.Choice
	from, to                    *widgets.Line
	fromRow, toRow              *widgets.FieldRow
	open                        *widgets.Check
	button                      *widgets.Button
	content                     *fyne.Container
	folded                      func() // follows when they are shown or hidden
	quiet                       bool   // several are being set at once
}

// newFilters makes them: changed follows a choice, typed a letter.
func newFilters(desk Desk, changed, typed func()) *filters {
	f := &filters{
		level: widgets.NewChoice(levelOptions()...), suspected: widgets.NewChoice(suspectedOptions(desk)...),
		procedure: widgets.NewChoice(procedureOptions(desk)...), from: widgets.NewLine("").SetLetters(4), to: widgets.NewLine("").SetLetters(4),
	}
	loud := func(do func()) func() {
		return func() {
			if !f.quiet {
				f.say()
				do()
			}
		}
	}
	chosen, letter := loud(changed), loud(typed)
	for _, choice := range []*widgets.Choice{f.level, f.suspected, f.procedure} {
		choice.Choose(everything)
		choice.OnChosen = func(string) { chosen() }
	}
	f.open = widgets.NewCheck(locale.T("calls.filter.open"), func(bool) { chosen() })
	f.fromRow = widgets.NewFieldRow("day-from", locale.T("calls.filter.from"), f.from)
	f.toRow = widgets.NewFieldRow("day-to", locale.T("calls.filter.to"), f.to)
	for _, line := range []*widgets.Line{f.from, f.to} {
		line.OnChanged = func(string) { letter() }
	}
	f.content = widgets.NewColumn(4,
		widgets.NewBeside(
			widgets.NewFieldRow("level", locale.T("calls.filter.level"), f.level),
			widgets.NewFieldRow("suspected", locale.T("calls.filter.suspected"), f.suspected),
		),
		widgets.NewBeside(widgets.NewFieldRow("procedure", locale.T("calls.filter.procedure"), f.procedure), f.fromRow, f.toRow),
		f.open)
	f.content.Hide()
	f.button = widgets.NewButton(locale.T("calls.filter"), f.turn)
	return f
}

// turn shows or hides the filters; their button says how many narrow.
func (f *filters) turn() {
	if f.content.Visible() {
		f.content.Hide()
	} else {
		f.content.Show()
	}
	f.folded()
}

// narrowed counts the filters that let less than everything through.
func (f *filters) narrowed() int {
	count := 0
	for _, choice := range []*widgets.Choice{f.level, f.suspected, f.procedure} {
		if choice.ChosenID() != everything {
			count++
		}
	}
	for _, line := range []*widgets.Line{f.from, f.to} {
		if strings.TrimSpace(line.Text) != "" {
			count++
		}
	}
	if f.open.Checked {
		count++
	}
	return count
}

// say puts the count into the button's words.
func (f *filters) say() {
	text := locale.T("calls.filter")
	if count := f.narrowed(); count > 0 {
		text = locale.T("calls.filter.on", "n", count)
	}
	f.button.SetText(text)
}

// clear takes every filter away, without telling of it.
func (f *filters) clear() {
	f.quiet = true
	for _, choice := range []*widgets.Choice{f.level, f.suspected, f.procedure} {
		choice.Choose(everything)
	}
	f.from.SetText("")
	f.to.SetText("")
	f.open.SetChecked(false)
	f.quiet = false
	f.say()
}

// filter is what the register reads. A day that is no number narrows nothing, and
// says so below its field.
func (f *filters) filter(text string) models.CallFilter {
	narrow := func(choice *widgets.Choice) string {
		if id := choice.ChosenID(); id != everything {
			return id
		}
		return ""
	}
	return models.CallFilter{
		Text: text, Level: narrow(f.level), Suspected: narrow(f.suspected), Procedure: narrow(f.procedure),
		DayFrom: dayIn(f.from, f.fromRow), DayTo: dayIn(f.to, f.toRow), OnlyOpen: f.open.Checked,
	}
}

func dayIn(line *widgets.Line, row *widgets.FieldRow) *int {
	row.SetProblem("")
	text := strings.TrimSpace(line.Text)
	if text == "" {
		return nil
	}
	day, err := strconv.Atoi(text)
	if err != nil || day < 0 {
		row.SetProblem(locale.T("calls.filter.day-wrong"))
		return nil
	}
	return &day
}

func levelOptions() []widgets.Option {
	options := []widgets.Option{{ID: everything, Text: locale.T("calls.filter.all")}}
	for _, level := range triage.Levels {
		options = append(options, widgets.Option{ID: string(level), Text: tasks.LevelMark(string(level)).Text})
	}
	return options
}

func suspectedOptions(desk Desk) []widgets.Option {
	options := []widgets.Option{{ID: everything, Text: locale.T("calls.filter.all")}}
	for _, complication := range desk.ComplicationKinds() {
		options = append(options, widgets.Option{ID: complication.ID, Text: locale.In(complication.Title)})
	}
	return options
}

func procedureOptions(desk Desk) []widgets.Option {
	options := []widgets.Option{{ID: everything, Text: locale.T("calls.filter.all")}}
	for _, protocol := range desk.Protocols() {
		options = append(options, widgets.Option{ID: protocol.Code, Text: locale.In(protocol.Title)})
	}
	return options
}
