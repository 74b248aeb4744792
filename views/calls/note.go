package calls

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	deskcalls "nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/callnote"
	"nursedesk/views/complications"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// note shows one call as it was signed, what was added to it and what it led to.
type note struct {
	desk  Desk
	host  page.Host
	route page.Route
	file  deskcalls.CallFile
	token background.Token

	buttons *fyne.Container
	offers  offers // what the buttons were made for
	body    *fyne.Container
	reading *widgets.Reading
	content *fyne.Container
}

// offers is what the buttons of a note depend on.
type offers struct {
	route   page.Route
	patient int64
}

func newNote(desk Desk, host page.Host) *note {
	n := &note{desk: desk, host: host, buttons: widgets.NewFlow(), body: container.NewStack()}
	n.reading = widgets.NewReading(n.body)
	n.reading.OnCopy = n.copy
	n.content = container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, 8, 0, 0), n.buttons), nil, nil, nil, n.reading)
	return n
}

// show reads the call of a route.
func (n *note) show(route page.Route) {
	if n.route != route {
		n.route, n.file, n.offers = route, deskcalls.CallFile{}, offers{}
		n.buttons.Objects, n.body.Objects = nil, nil
		n.reading.ToTop()
	}
	n.load()
	n.host.Window().Canvas().Focus(n.reading)
}

func (n *note) load() {
	id := n.route.ID
	background.Load(n.host.Background(), &n.token,
		func(ctx context.Context) (deskcalls.CallFile, error) { return n.desk.Call(ctx, id) },
		func(file deskcalls.CallFile, err error) {
			switch {
			case errors.Is(err, models.ErrNotFound):
				n.missing()
			case err != nil:
				n.host.Fail(err)
			default:
				n.file = file
				n.fill()
			}
		})
}

// copy puts the whole note on the clipboard, which is written down in the history.
func (n *note) copy() {
	file := n.file
	fyne.CurrentApp().Clipboard().SetContent(callnote.Text(n.desk, file))
	background.Load(n.host.Background(), new(background.Token), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, n.desk.NoteCallCopied(ctx, file.Call)
	}, func(_ struct{}, err error) { n.host.Fail(err) })
}

// missing says that there is no such call, and the way out.
func (n *note) missing() {
	n.buttons.Objects = nil
	n.body.Objects = []fyne.CanvasObject{widgets.NewEmptyState(locale.T("calls.missing"), locale.T("calls.to-list"), n.toList)}
	n.content.Refresh()
}

// leave goes back to where the note was opened from.
func (n *note) leave() {
	if n.route.Arg == page.FromPatient {
		n.host.Back()
		return
	}
	n.toList()
}

func (n *note) toList() { n.host.Open(page.Route{Page: page.Calls}) }

func (n *note) fill() {
	if made := (offers{n.route, n.file.Call.PatientID}); made != n.offers { // a button with the focus keeps it
		n.buttons.Objects, n.offers = n.actions(), made
	}
	whole := widgets.NewColumn(12, callnote.New(n.desk, n.file))
	if led := n.ledTo(); led != nil {
		whole.Add(widgets.NewCard(led))
	}
	n.body.Objects = []fyne.CanvasObject{widgets.NewReadable(whole)}
	n.content.Refresh()
}

// actions are what can be done with a signed note.
func (n *note) actions() []fyne.CanvasObject {
	file := n.file
	buttons := []fyne.CanvasObject{
		widgets.NewButton(locale.T("calls.add"), n.add),
		widgets.NewButton(locale.T("calls.sbar"), func() { n.host.Open(page.Route{Page: page.SBAR, ID: file.Call.ID}) }),
	}
	if file.Call.BookingID != nil {
		buttons = append(buttons, widgets.NewButton(locale.T("calls.complication"), func() {
			complications.Register(n.desk, n.host, *file.Call.BookingID, file.Call.ID, n.load)
		}))
	} else {
		buttons = append(buttons, widgets.NewButton(locale.T("calls.assign"), n.assign))
	}
	back := "calls.to-list"
	if n.route.Arg == page.FromPatient {
		back = "calls.back"
	} else {
		buttons = append(buttons, widgets.NewQuiet(locale.T("calls.open-patient"), func() {
			n.host.Open(page.Route{Page: page.Patient, ID: file.Call.PatientID})
		}))
	}
	return append(buttons, widgets.NewQuiet(locale.T(back), n.leave))
}

// ledTo says what became of what the call promised, with every try to reach the
// patient; nil where it promised nothing.
func (n *note) ledTo() fyne.CanvasObject {
	if len(n.file.Tasks) == 0 {
		return nil
	}
	column := widgets.NewColumn(6, widgets.NewSection(locale.T("calls.led-to")))
	for _, task := range n.file.Tasks {
		row := tasks.OfPatient(n.desk, n.file.Patient, []models.Call{n.file.Call}, task)
		mark := row.Marks(n.host.Now())[0]
		pill := widgets.NewPill(mark.Status, mark.Text)
		said := locale.Line(row.Title(), row.When(n.host.Now()))
		if row.Closed() && task.ClosedBy != "" {
			said = locale.Line(row.Title(), locale.T("calls.closed-by", "name", task.ClosedBy, "at", *task.ClosedAt))
		}
		const rise = 3 // of a pill above its word
		words := widgets.NewColumn(2, widgets.NewParagraph(said))
		for _, line := range n.below(row) {
			words.Add(widgets.NewParagraph(line).Small().Ink(look.Muted))
		}
		column.Add(widgets.NewCells([]float32{112, 0}, pill, container.New(layout.NewCustomPaddedLayout(rise, 0, 0, 0), words)))
	}
	return column
}

// below says what stands below a task: its tries, its times and its note.
func (n *note) below(row tasks.Row) []string {
	var lines []string
	if text := row.AppointmentText(); row.Kind == models.Appointment && text != "" {
		lines = append(lines, text)
	}
	for _, try := range n.file.Attempts {
		if try.TaskID == row.ID {
			lines = append(lines, tasks.TryLine(try, n.file.Patient.ProtectedIdentity))
		}
	}
	if text := strings.TrimSpace(row.Note); text != "" {
		lines = append(lines, text)
	}
	return lines
}

// add asks for an addition to the signed note, which stays as it was.
func (n *note) add() {
	text := widgets.NewNote("")
	form := widgets.NewForm(widgets.NewFieldRow("text", locale.T("calls.add.text"), text))
	said := ""
	n.host.Ask(page.Dialog{
		Title: locale.T("calls.add.title"), Text: locale.T("calls.add.explain"),
		Content: form, Form: form, Focus: text, Confirm: locale.T("calls.add.confirm"),
		OnConfirm: func() error {
			said = text.Text
			return nil
		},
		Work: func(ctx context.Context) error { return n.desk.AddToCall(ctx, n.route.ID, said, nil) },
		OnDone: func() {
			n.host.Toast(locale.T("calls.add.told"), nil)
			n.load()
		},
	})
}
