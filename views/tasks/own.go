package tasks

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// OwnDesk is what an own task is made with.
type OwnDesk interface {
	AddTask(ctx context.Context, own worklist.OwnTask) (models.Task, error)
	FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error)
	UndoAdded(ctx context.Context, task models.Task) error
}

// hitLimit is how many patients are offered.
const hitLimit = 8

// AskOwn asks for a task in the nurse's own words, about a patient or nobody. about
// is the patient whose page is open, if one is.
func AskOwn(desk OwnDesk, host page.Host, about models.PatientRow, done func()) {
	words, clock := widgets.NewLine(""), widgets.NewTimeField()
	day := (&Actions{host: host}).dayField()
	day.SetDate(host.Today())
	var roles []widgets.Option
	for _, role := range models.Roles {
		roles = append(roles, widgets.Option{ID: string(role), Text: RoleWord(role)})
	}
	role := widgets.NewChoice(roles...)
	role.Choose(string(models.Nurse))
	whom := newSomebody(desk, host, about)
	form := widgets.NewForm(
		widgets.NewFieldRow("words", locale.T("tasks.own.words"), words),
		widgets.NewFieldRow("patient", locale.T("tasks.own.patient"), whom).WithHelp(locale.T("tasks.own.patient.help")),
		widgets.NewBeside(dayRow(day), widgets.NewFieldRow("time", locale.T("tasks.own.time"), clock),
			widgets.NewFieldRow("role", locale.T("tasks.own.role"), role)),
	)
	var own worklist.OwnTask
	var added models.Task
	host.Ask(page.Dialog{
		Title: locale.T("task.own"), Content: form, Form: form, Focus: words, Confirm: locale.T("tasks.own.confirm"),
		OnConfirm: func() error {
			on, problems := readDay(day)
			own = worklist.OwnTask{PatientID: whom.chosen.ID, Words: words.Text, Date: on, Role: models.Role(role.ChosenID())}
			if strings.TrimSpace(clock.Text()) != "" {
				at, err := clock.Time()
				problems.Add("time", err)
				own.Time = at.String()
			}
			if strings.TrimSpace(words.Text) == "" {
				problems.Add("words", models.ErrRequired)
			}
			return problems.OrNil()
		},
		Work: func(ctx context.Context) (err error) {
			added, err = desk.AddTask(ctx, own)
			return err
		},
		OnDone: func() {
			host.Toast(locale.T("tasks.own.told", "words", locale.OneLine(added.Said)), func() { undoOwn(desk, host, added, done) })
			done()
		},
		OnCancel: done,
	})
}

// undoOwn takes a task off the list again.
func undoOwn(desk OwnDesk, host page.Host, task models.Task, done func()) {
	background.Load(host.Background(), new(background.Token), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, desk.UndoAdded(ctx, task)
	}, func(_ struct{}, err error) {
		if err != nil {
			host.Fail(err)
		}
		done()
	})
}

// somebody is the field of a patient that may be left empty.
type somebody struct {
	widget.BaseWidget
	chosen models.PatientRow // ID 0 for nobody
	search *widgets.Search[models.PatientRow]
	name   *widgets.Paragraph
	column *fyne.Container
}

func newSomebody(desk OwnDesk, host page.Host, about models.PatientRow) *somebody {
	s := &somebody{name: widgets.NewParagraph("").Bold()}
	s.search = widgets.NewSearch(host.Background(), locale.T("tasks.own.patient.placeholder"),
		func(ctx context.Context, text string) ([]models.PatientRow, error) {
			return desk.FindPatients(ctx, text, hitLimit)
		},
		func(row models.PatientRow) widgets.Hit {
			return widgets.Hit{Title: row.Name(), Detail: locale.Apart(row)}
		})
	s.search.OnError = host.Fail
	s.search.OnChosen = func(row models.PatientRow) {
		s.search.Clear()
		s.choose(row)
	}
	s.column = widgets.NewColumn(4, s.search, s.name)
	s.ExtendBaseWidget(s)
	s.choose(about)
	return s
}

func (s *somebody) choose(row models.PatientRow) {
	s.chosen = row
	s.name.SetText(row.Name())
	s.name.Hidden = row.ID == 0
	s.Refresh()
}

// Target implements widgets.Field.
func (s *somebody) Target() fyne.Focusable { return s.search.Target() }

// CreateRenderer implements fyne.Widget.
func (s *somebody) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.column) }
