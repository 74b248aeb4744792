package today

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

const (
	everything = "all"  // the choice that does not narrow
	mine       = "mine" // among the roles: the tasks of who works at the desk
)

// filters choose the section, by heads with their counts, and whose tasks, of
// which kind and with which words.
type filters struct {
	sections *widgets.Tabs
	role     *widgets.Choice
	kind     *widgets.Choice
	text     *widgets.Line
	doctor   *widgets.Button // opens the doctor's list; shown while something waits for a doctor
	choices  *fyne.Container // role and kind
	unfold   *widgets.Button // shows what narrows the list, in the compact one
	density  *widgets.Button
	content  fyne.CanvasObject
	quiet    bool // several are being set at once
}

// filterEvents is what follows what is done to the filters.
type filterEvents struct {
	changed func() // another choice
	mine    func(only bool)
	typed   func() // a letter
	turned  func() // another section, which needs nothing read
	fold    func() // they take another height
	density func() // compact, or roomy
	doctor  func() // opens the doctor's list
	board   func() // opens the readiness board
}

func newFilters(on filterEvents) *filters {
	f := &filters{text: widgets.NewLine(locale.T("today.filter.text"))}
	f.sections = widgets.NewTabs(sectionOptions(worklist.List{})...).InOneLine()
	f.role = widgets.NewChoice(roleOptions()...)
	f.kind = widgets.NewChoice(kindOptions()...)
	f.role.Choose(everything)
	f.kind.Choose(everything)
	loud := func(do func()) func() {
		return func() {
			if !f.quiet {
				do()
			}
		}
	}
	chosen, letter := loud(on.changed), loud(on.typed)
	f.role.OnChosen = func(role string) { loud(func() { on.mine(role == mine) })() }
	f.kind.OnChosen = func(string) { chosen() }
	f.text.Entry.OnChanged = func(string) { letter() }
	f.sections.OnChosen = func(string) { on.turned() }
	f.doctor = widgets.NewButton(locale.T("today.doctor-list"), on.doctor)
	f.doctor.Hide()
	f.density = widgets.NewQuiet("", on.density)
	f.unfold = widgets.NewQuiet(locale.T("today.filter"), func() {
		f.setFolded(false)
		on.fold()
		widgets.Focus(f.text)
	})
	f.choices = container.NewHBox(f.role, f.kind)
	buttons := container.NewHBox(f.unfold, f.doctor, widgets.NewQuiet(locale.T("today.board"), on.board), f.density)
	f.content = widgets.NewColumn(gap, f.sections,
		container.New(&filterLine{}, f.choices, container.NewBorder(nil, nil, nil, buttons, f.text)))
	return f
}

// compact folds what narrows the list away, unless it does.
func (f *filters) compact(compact bool) {
	f.density.SetText(locale.T("today.compact"))
	if compact {
		f.density.SetText(locale.T("today.roomy"))
	}
	f.setFolded(compact && f.query() == worklist.Query{})
}

func (f *filters) setFolded(folded bool) {
	f.choices.Hidden, f.text.Hidden, f.unfold.Hidden = folded, folded, !folded
}

func (f *filters) query() worklist.Query {
	query := worklist.Query{Text: f.text.Text}
	switch role := f.role.ChosenID(); role {
	case everything:
	case mine:
		query.Mine = true
	default:
		query.Role = models.Role(role)
	}
	if kind := f.kind.ChosenID(); kind != everything {
		query.Kind = models.TaskKind(kind)
	}
	return query
}

// chooseMine chooses one's own tasks, or everybody's, without telling of it.
func (f *filters) chooseMine(only bool) {
	f.quiet = true
	f.role.Choose(everything)
	if only {
		f.role.Choose(mine)
	}
	f.quiet = false
}

// section is the chosen section, "" for all.
func (f *filters) section() worklist.Section {
	if chosen := f.sections.ChosenID(); chosen != everything {
		return worklist.Section(chosen)
	}
	return ""
}

// clear shows everything again, without telling of it.
func (f *filters) clear() {
	f.quiet = true
	f.sections.Choose(everything)
	f.role.Choose(everything)
	f.kind.Choose(everything)
	f.text.SetText("")
	f.quiet = false
}

// count puts the sections' counts into their heads.
func (f *filters) count(list worklist.List) {
	f.sections.SetOptions(sectionOptions(list)...)
	f.doctor.Hidden = !list.Decisions
	f.doctor.Refresh()
}

func sectionOptions(list worklist.List) []widgets.Option {
	all := 0
	for _, section := range worklist.Sections {
		all += list.Count(section)
	}
	options := []widgets.Option{{ID: everything, Text: locale.T("today.chip", "word", locale.T("today.all"), "n", all)}}
	for _, section := range worklist.Sections {
		if (section == worklist.SectionUrgent || section.OfOthers()) && list.Count(section) == 0 {
			continue
		}
		text := locale.T("today.chip", "word", sectionWord(section), "n", list.Count(section))
		options = append(options, widgets.Option{ID: string(section), Text: text})
	}
	return options
}

func sectionWord(section worklist.Section) string {
	return locale.T("today.section." + string(section))
}

func roleOptions() []widgets.Option {
	options := []widgets.Option{{ID: everything, Text: locale.T("today.role.all")}, {ID: mine, Text: locale.T("today.only-mine")}}
	for _, role := range models.Roles {
		options = append(options, widgets.Option{ID: string(role), Text: tasks.RoleWord(role)})
	}
	return options
}

func kindOptions() []widgets.Option {
	options := []widgets.Option{{ID: everything, Text: locale.T("today.kind.all")}}
	for _, kind := range []models.TaskKind{models.Action, models.Appointment, models.Callback} {
		options = append(options, widgets.Option{ID: string(kind), Text: locale.T("today.kind." + string(kind))})
	}
	return options
}
