package importing

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/bookings"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// run examines or imports a file away from the screen, shows how far it has come and can
// be broken off.
type run struct {
	page    *Page
	token   background.Token
	stop    context.CancelFunc // nil while nothing goes on
	at      bookings.ImportProgress
	bar     *widget.ProgressBar
	button  *widgets.Button
	content *fyne.Container
}

func newRun(p *Page) *run {
	r := &run{page: p, bar: widget.NewProgressBar()}
	r.bar.TextFormatter = r.text
	r.button = widgets.NewButton(locale.T("dialog.cancel"), r.cancel)
	r.content = container.NewBorder(nil, nil, nil, r.button, r.bar)
	r.content.Hide()
	return r
}

func (r *run) going() bool { return r.stop != nil }

// text says how far it is.
func (r *run) text() string {
	switch {
	case r.at.Total == 0:
		return locale.T("import.begins")
	case r.at.Writing:
		return locale.T("import.writing", "done", r.at.Done, "total", r.at.Total)
	}
	return locale.T("import.examining", "done", r.at.Done, "total", r.at.Total)
}

func (r *run) show(at bookings.ImportProgress) {
	r.at = at
	r.bar.Max = float64(max(at.Total, 1))
	r.bar.SetValue(float64(at.Done))
}

// cancel breaks off; what follows tells whether it came too late.
func (r *run) cancel() {
	if !r.going() {
		return
	}
	r.button.SetText(locale.T("import.cancelling"))
	r.button.Disable()
	r.stop()
}

// start examines or imports a file. then follows on the screen.
func (r *run) start(path string, options bookings.ImportOptions, then func(bookings.ImportReport, error)) {
	broken, stop := context.WithCancel(context.Background())
	r.stop = stop
	r.show(bookings.ImportProgress{})
	r.button.SetText(locale.T("dialog.cancel"))
	r.button.Enable()
	r.content.Show()
	r.page.decides.show()
	r.page.chooser.enable(false)
	r.page.content.Refresh()
	widgets.Focus(r.button)
	runner := r.page.host.Background()
	progress := func(at bookings.ImportProgress) { runner.OnScreen(func() { r.show(at) }) }
	background.Load(runner, &r.token, func(ctx context.Context) (bookings.ImportReport, error) {
		ctx, release := context.WithCancel(ctx)
		defer release()
		defer context.AfterFunc(broken, release)()
		if before := r.page.params.Before; before != nil && !options.DryRun {
			if err := before(ctx); err != nil {
				return bookings.ImportReport{}, err
			}
		}
		return r.page.params.Desk.Import(ctx, bookings.ImportPath(path), options, progress)
	}, func(report bookings.ImportReport, err error) {
		stop()
		r.stop = nil
		r.content.Hide()
		r.page.chooser.enable(true)
		then(report, err)
	})
}
