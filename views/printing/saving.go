package printing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// file is something to save.
type file struct {
	title, text string
	name        string // that is proposed; it tells of no patient
	content     func(ctx context.Context) ([]byte, error)
	saved       func(ctx context.Context) error // follows; nil for nothing
}

// Save implements page.Saver: it saves the paper as a file.
func (p *printPage) Save() {
	if !p.ready {
		return
	}
	paper := p.paper()
	paper.document.How = models.SheetSaved
	p.save(file{
		title: locale.T("printing.save.title"), text: locale.T("printing.save.text"),
		name: printer.FileName(paper.document),
		content: func(ctx context.Context) ([]byte, error) {
			return paper.document.PDF, paper.still(ctx)
		},
		saved: paper.note,
	})
}

// saveCalendar saves the patient's dates for their phone.
func (p *printPage) saveCalendar() {
	if !p.ready || p.original.calendar == nil {
		return
	}
	paper := p.paper()
	var dates sheet.CalendarFile
	p.save(file{
		title: locale.T("printing.calendar.title"), text: locale.T("printing.calendar.text"),
		name: fmt.Sprintf("datum-%d.ics", paper.document.Booking),
		content: func(ctx context.Context) (content []byte, err error) {
			dates, err = paper.calendar(ctx, paper.document.Language)
			return dates.Content, err
		},
		saved: func(ctx context.Context) error {
			return p.Desk.KeepCalendar(context.WithoutCancel(ctx), dates, func() error { return nil })
		},
	})
}

// save asks where, and saves.
func (p *printPage) save(what file) {
	background.Load(p.host.Background(), &p.leaving, func(context.Context) ([]place, error) {
		return places(), nil // a stick may be slow to answer
	}, func(found []place, _ error) {
		p.askWhere(what, found)
	})
}

func (p *printPage) askWhere(what file, found []place) {
	var options []widgets.Option
	for _, place := range found {
		options = append(options, widgets.Option{ID: place.path, Text: place.text})
	}
	where := widgets.NewChoice(options...)
	if len(found) > 0 {
		where.Choose(found[0].path)
	}
	name := widgets.NewLine(what.name)
	name.SetText(what.name)
	form := widgets.NewForm(
		widgets.NewFieldRow("folder", locale.T("printing.folder"), where),
		widgets.NewFieldRow("name", locale.T("printing.name"), name).WithHelp(locale.T("printing.name.help")),
	)
	var path string
	p.host.Ask(page.Dialog{
		Title: what.title, Text: what.text, Content: form, Form: form, Focus: where, Confirm: locale.T("printing.save.confirm"),
		OnConfirm: func() (err error) {
			path, err = target(where.ChosenID(), name.Text, filepath.Ext(what.name))
			return err
		},
		Work:   func(ctx context.Context) error { return what.write(ctx, path) },
		OnDone: func() { p.host.Toast(locale.T("printing.saved", "path", path), nil) },
	})
}

// target is the path of a file; a whole path may be typed as its name.
func target(folder, name, ending string) (string, error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return "", models.Problems{models.ErrRequired.On("name")}
	case !strings.EqualFold(filepath.Ext(name), ending):
		name += ending
	}
	if filepath.IsAbs(name) {
		return name, nil
	}
	if folder == "" {
		return "", models.Problems{models.ErrRequired.On("folder")}
	}
	return filepath.Join(folder, name), nil
}

// write saves the file. One that is there stays as it is.
func (f file) write(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return models.Problems{{Code: "printing.exists", Field: "name", Values: map[string]any{"name": filepath.Base(path)}}}
	}
	content, err := f.content(ctx)
	if err != nil {
		return err
	}
	if err := printer.SaveFile(content, path, printer.OwnKind); err != nil || f.saved == nil {
		return err
	}
	if err := f.saved(ctx); err != nil {
		return errors.Join(err, os.Remove(path)) // what the history does not know has not left the desk
	}
	return nil
}
