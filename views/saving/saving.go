// Package saving asks where something is to be saved as a file, and saves it.
package saving

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// File is something to save.
type File struct {
	Title, Text string
	Name        string // that is proposed, without its ending; it tells of no patient
	Kinds       []Kind // what it can be written as, the usual one first
	Write       func(ctx context.Context, kind Kind, out io.Writer) error
	Saved       func(ctx context.Context, kind Kind) error // follows; where it fails there is no file; nil for nothing
}

// Kind is a form in which a file can be written.
type Kind struct {
	ID, Text string // what it is called where there are several
	Ending   string // ".pdf"
	Folder   string // where the file will lie, once that is known
}

// Ask asks where, and saves.
func Ask(host page.Host, token *background.Token, what File) {
	background.Load(host.Background(), token, func(context.Context) ([]Place, error) {
		return Places(), nil // a stick may be slow to answer
	}, func(found []Place, _ error) {
		askWhere(host, what, found)
	})
}

func askWhere(host page.Host, what File, found []Place) {
	var options []widgets.Option
	for _, place := range found {
		options = append(options, widgets.Option{ID: place.Path, Text: place.Text})
	}
	where := widgets.NewChoice(options...)
	if len(found) > 0 {
		where.Choose(found[0].Path)
	}
	kind := what.Kinds[0]
	name := widgets.NewLine(what.Name + kind.Ending)
	name.SetText(what.Name + kind.Ending)
	rows := []fyne.CanvasObject{
		widgets.NewFieldRow("folder", locale.T("printing.folder"), where),
		widgets.NewFieldRow("name", locale.T("printing.name"), name).WithHelp(locale.T("printing.name.help")),
	}
	if len(what.Kinds) > 1 {
		choice := widgets.NewChoice(what.options()...)
		choice.Choose(kind.ID)
		choice.OnChosen = func(id string) {
			before := kind
			kind = what.kind(id)
			if base, ok := strings.CutSuffix(name.Text, before.Ending); ok {
				name.SetText(base + kind.Ending)
			}
		}
		rows = append([]fyne.CanvasObject{widgets.NewFieldRow("kind", locale.T("saving.kind"), choice)}, rows...)
	}
	form := widgets.NewForm(rows...)
	var path string
	host.Ask(page.Dialog{
		Title: what.Title, Text: what.Text, Content: form, Form: form, Focus: where, Confirm: locale.T("printing.save.confirm"),
		OnConfirm: func() (err error) {
			path, err = target(where.ChosenID(), name.Text, kind.Ending)
			return err
		},
		Work:   func(ctx context.Context) error { return what.write(ctx, kind, path) },
		OnDone: func() { host.Toast(locale.T("printing.saved", "path", path), nil) },
	})
}

func (f File) options() []widgets.Option {
	var options []widgets.Option
	for _, kind := range f.Kinds {
		options = append(options, widgets.Option{ID: kind.ID, Text: kind.Text})
	}
	return options
}

func (f File) kind(id string) Kind {
	for _, kind := range f.Kinds {
		if kind.ID == id {
			return kind
		}
	}
	return f.Kinds[0]
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
func (f File) write(ctx context.Context, kind Kind, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return models.Problems{{Code: "printing.exists", Field: "name", Values: map[string]any{"name": filepath.Base(path)}}}
	}
	kind.Folder = filepath.Dir(path)
	prepared, err := printer.Prepare(path, printer.OwnKind, func(out io.Writer) error { return f.Write(ctx, kind, out) })
	if err != nil {
		return err
	}
	defer prepared.Discard()
	if err := prepared.Commit(); err != nil || f.Saved == nil {
		return err
	}
	if err := f.Saved(context.WithoutCancel(ctx), kind); err != nil {
		return errors.Join(err, os.Remove(path)) // what the history does not know has not left the desk
	}
	return nil
}
