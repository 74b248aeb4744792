package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Mover moves the whole database elsewhere. Its methods wait: they are called away from the screen.
type Mover interface {
	// Try tells whether there is a server that lets us in.
	Try(ctx context.Context, address, password string) error
	// Move moves everything and compares it; progress is told how many rows of all are there.
	// It gives how many rows were moved.
	Move(ctx context.Context, to, password string, progress func(done, all int64)) (rows int64, err error)
	// GoOn starts the program again where everything is now, and ends this one.
	GoOn(to string) error
	// NewFile is a file to which everything can go back.
	NewFile() string
}

// several is how several computers come to work together: from a file everything moves to a
// server, and from a server back.
type several struct {
	host     page.Host
	mover    Mover
	place    string // where the data lies now
	onServer bool

	address, password *widgets.Line
	form              *widgets.Form
	move              *widgets.ProgressButton
	well, ill         *widgets.Banner
	done              *widgets.Paragraph
	to, word          string // where to, and the password, as they stood when it was asked
	moved             int64
	content           *fyne.Container
}

func newSeveral(desk Desk, mover Mover, host page.Host) fyne.CanvasObject {
	s := &several{
		host: host, mover: mover, place: desk.Location(), onServer: strings.HasPrefix(desk.Location(), "postgres"),
		address: widgets.NewLine("postgres://nursedesk@SERVER/nursedesk"), password: widgets.NewLine(""),
		well: widgets.NewBanner(look.Done), ill: widgets.NewBanner(look.Overdue), done: widgets.NewParagraph("").Ink(look.Muted),
	}
	s.password.Password = true
	s.done.Hide()
	said, line := locale.T("settings.several.file"), "nursedesk move-database --to postgres://nursedesk@SERVER/nursedesk"
	if s.onServer {
		said, line = locale.T("settings.several.server"), `database = "`+s.place+`"`
	}
	s.content = widgets.NewColumn(8,
		widgets.NewSection(locale.T("settings.several")),
		widgets.NewParagraph(said).Ink(look.Muted),
		widgets.NewParagraph(line),
		widgets.NewFlow(widgets.NewButton(locale.T("settings.several.copy"), func() {
			fyne.CurrentApp().Clipboard().SetContent(line)
			host.Toast(locale.T("settings.several.copied"), nil)
		})))
	if mover != nil {
		s.offer()
	}
	return s.content
}

// offer adds the move itself.
func (s *several) offer() {
	runner := s.host.Background()
	s.move = widgets.NewProgressButton(runner, locale.T("settings.several.move"), locale.T("settings.several.moving"), s.run, s.shown)
	s.move.Button.OnTapped = s.ask
	s.move.Importance = widget.MediumImportance // the page's one main button is the clinic's
	if s.onServer {
		s.address.SetText(s.mover.NewFile())
		s.form = widgets.NewForm(widgets.NewFieldRow("move-to", locale.T("settings.several.to-file"), s.address))
		s.content.Add(s.form)
		s.content.Add(widgets.NewFlow(s.move.Button))
	} else {
		try := widgets.NewProgressButton(runner, locale.T("settings.several.try"), locale.T("settings.several.trying"),
			func(ctx context.Context) error { return s.mover.Try(ctx, s.to, s.word) }, s.tried)
		try.Importance = widget.MediumImportance
		try.Button.OnTapped = func() { s.start(try) }
		s.password.OnEnter = try.Button.OnTapped
		s.form = widgets.NewForm(
			widgets.NewFieldRow("move-to", locale.T("settings.several.to-server"), s.address),
			widgets.NewFieldRow("move-password", locale.T("settings.several.password"), s.password))
		s.content.Add(s.form)
		s.content.Add(widgets.NewFlow(try.Button, s.move.Button))
	}
	for _, object := range []fyne.CanvasObject{s.done, s.well, s.ill} {
		s.content.Add(object)
	}
	untrue := func(string) { s.say("", nil) } // what was said was said of what stood there before
	s.address.OnChanged, s.password.OnChanged = untrue, untrue
}

// start begins what goes by the fields as they stand now.
func (s *several) start(button *widgets.ProgressButton) {
	s.to, s.word = s.address.Text, s.password.Text
	button.Start()
}

// tried says how the server answered.
func (s *several) tried(err error) {
	s.say("", err)
	if err == nil {
		s.well.SetLines(locale.T("settings.several.tried"))
		s.content.Refresh()
	}
}

// say says how far the move is, or what is wrong.
func (s *several) say(progress string, err error) {
	s.well.SetLines()
	s.ill.SetLines()
	if err != nil {
		s.ill.SetLines(locale.Problem(err))
	}
	s.done.SetText(progress)
	s.done.Hidden = progress == ""
	s.content.Refresh()
}

func (s *several) ask() {
	text := locale.T("settings.several.sure", "to", s.address.Text)
	if s.onServer {
		text = locale.T("settings.several.sure-back", "to", s.address.Text)
	}
	s.host.Ask(page.Dialog{
		Title: locale.T("settings.several.sure.title"), Text: text, Confirm: locale.T("settings.several.sure.confirm"),
		OnDone: func() { s.start(s.move) },
	})
}

// run moves everything, away from the screen.
func (s *several) run(ctx context.Context) error {
	rows, err := s.mover.Move(ctx, s.to, s.word, s.progress(s.host.Background()))
	s.moved = rows
	return err
}

func (s *several) progress(runner background.Runner) func(done, all int64) {
	return func(done, all int64) {
		runner.OnScreen(func() { s.say(locale.T("settings.several.progress", "n", done, "all", all), nil) })
	}
}

// shown says that everything is there, and goes on there. What can't be reached any more must
// not be worked on, so that there is one way only.
func (s *several) shown(err error) {
	s.say("", err)
	if err != nil {
		return
	}
	s.move.Disable()
	to := s.to
	goOn := func() { s.host.Fail(s.mover.GoOn(to)) }
	key := "settings.several.moved"
	if s.onServer {
		key = "settings.several.moved-back"
	}
	s.host.Ask(page.Dialog{
		Title: locale.T("settings.several.moved.title"), Text: locale.T(key, "from", s.place, "to", to, "n", s.moved),
		Confirm: locale.T("settings.several.go-on"), NoCancel: true, OnDone: goOn, OnCancel: goOn,
	})
}
