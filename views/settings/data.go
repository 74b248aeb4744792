package settings

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// data tells where the data lies and how the database is.
type data struct {
	desk    Desk
	host    page.Host
	found   health
	well    *widgets.Banner
	ill     *widgets.Banner
	counts  *widgets.Paragraph
	content *fyne.Container
}

// health is what the check of the database found, in words.
type health struct {
	engine string
	size   int64 // bytes
	ok     bool
	faults []string
	warned string
	counts []string
}

func newData(desk Desk, host page.Host) fyne.CanvasObject {
	d := &data{
		desk: desk, host: host,
		well: widgets.NewBanner(look.Done), ill: widgets.NewBanner(look.Overdue),
		counts: widgets.NewParagraph("").Small().Ink(look.Muted),
	}
	d.counts.Hide()
	check := widgets.NewProgressButton(host.Background(),
		locale.T("settings.check"), locale.T("settings.checking"), d.check, d.show)
	check.Importance = widget.MediumImportance // the page's one main button is the clinic's
	d.content = widgets.NewColumn(8,
		widgets.NewSection(locale.T("settings.data")),
		widgets.NewParagraph(locale.T("settings.data.place")).Ink(look.Muted),
		widgets.NewParagraph(desk.Location()),
		widgets.NewFlow(
			widgets.NewButton(locale.T("settings.copy"), func() {
				fyne.CurrentApp().Clipboard().SetContent(desk.Location())
				host.Toast(locale.T("settings.copied"), nil)
			}),
			check.Button,
		),
		d.well, d.ill, d.counts)
	return d.content
}

// check looks through the whole database, away from the screen.
func (d *data) check(ctx context.Context) error {
	found, err := d.desk.Check(ctx)
	if err != nil {
		return err
	}
	d.found = health{engine: found.Engine + " · " + found.Schema, size: found.Size, ok: found.OK(), faults: found.Faults}
	for _, orphan := range found.Orphans {
		d.found.faults = append(d.found.faults, locale.T("check."+orphan.Name)+": "+strconv.FormatInt(orphan.Rows, 10))
	}
	for _, fault := range found.History {
		d.found.faults = append(d.found.faults, locale.HistoryFault(fault))
	}
	if found.Exposed {
		d.found.faults = append(d.found.faults, locale.T("check.exposed"))
	}
	if found.Unencrypted {
		d.found.warned = locale.T("check.unencrypted")
	}
	for _, count := range found.Counts {
		d.found.counts = append(d.found.counts, locale.T("check."+count.Name)+" "+strconv.FormatInt(count.Rows, 10))
	}
	return nil
}

func (d *data) show(err error) {
	d.well.SetLines()
	d.ill.SetLines()
	d.counts.Hide()
	switch {
	case err != nil:
		d.host.Fail(err)
	case d.found.ok:
		d.well.SetLines(locale.T("settings.check.ok", "size", size(d.found.size), "engine", d.found.engine))
		if d.found.warned != "" {
			d.ill.SetLines(d.found.warned)
		}
	default:
		d.ill.SetLines(append([]string{locale.T("settings.check.bad")}, d.found.faults...)...)
	}
	if err == nil {
		d.counts.SetText(strings.Join(d.found.counts, " · "))
		d.counts.Show()
	}
	d.content.Refresh()
}

// size writes a number of bytes; a large database is told in megabytes.
func size(bytes int64) string {
	const kilo, mega = 1024, 1024 * 1024
	if bytes < 10*mega {
		return locale.T("settings.kilobytes", "n", (bytes+kilo-1)/kilo)
	}
	return locale.T("settings.megabytes", "n", (bytes+mega-1)/mega)
}
