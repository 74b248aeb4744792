package lists

import (
	"context"
	"io"

	"nursedesk/app/table"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/saving"
)

// Keeper is a desk that notes that a list has left it.
type Keeper interface {
	Desk
	KeepList(ctx context.Context, list string, rows int, save func() error) error
}

// Save asks where a list is to be saved, and saves it with all its rows, also those that
// the screen has not read yet.
func Save(desk Keeper, host page.Host, name string, list func(ctx context.Context) table.Table) {
	rows := 0
	saving.Ask(host, new(background.Token), saving.File{
		Title: locale.T("list.save.title", "list", locale.T("list."+name)), Text: locale.T("list.save.text"),
		Name: locale.T("list.save.file." + name),
		Kinds: []saving.Kind{
			{ID: "workbook", Text: locale.T("list.save.workbook"), Ending: Workbook},
			{ID: "text", Text: locale.T("list.save.csv"), Ending: Text},
		},
		Write: func(ctx context.Context, kind saving.Kind, out io.Writer) (err error) {
			rows, err = Write(out, kind.Ending, kind.Folder, list(ctx))
			return err
		},
		Saved: func(ctx context.Context, _ saving.Kind) error {
			return desk.KeepList(ctx, name, rows, func() error { return nil })
		},
	})
}
