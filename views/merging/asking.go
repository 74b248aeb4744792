package merging

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/whom"
	"nursedesk/views/widgets"
)

// Ask asks whom a patient is the same as, and then how to make them one. done, which may be
// nil, follows once they are.
func Ask(desk Desk, host page.Host, keptID int64, name string, done func()) {
	background.Load(host.Background(), new(background.Token),
		func(ctx context.Context) ([]models.PatientRow, error) { return desk.Duplicates(ctx, keptID) },
		func(rows []models.PatientRow, err error) {
			if err != nil {
				host.Fail(err)
				return
			}
			ask(desk, host, keptID, name, rows, done)
		})
}

func ask(desk Desk, host page.Host, keptID int64, name string, offered []models.PatientRow, done func()) {
	who := whom.New(desk, host)
	form := widgets.NewForm(widgets.NewFieldRow("patient", locale.T("merge.whom"), who))
	if len(offered) > 0 {
		who.Choose(offered[0])
	}
	var chosen models.PatientRow
	host.Ask(page.Dialog{
		Title: locale.T("merge.title"), Text: locale.T("merge.text", "name", name),
		Content: form, Form: form, Focus: who.Target(), Confirm: locale.T("merge.compare"),
		OnConfirm: func() (err error) {
			if chosen, err = who.Chosen(); err == nil && chosen.ID == keptID {
				err = &models.Problem{Code: "merge.same", Field: "patient"}
			}
			return err
		},
		OnDone: func() { Compare(desk, host, keptID, chosen.ID, done) },
	})
}

// Undo makes two patients of one again, and tells what came later.
func Undo(desk Desk, host page.Host, mergeID int64, done func()) {
	background.Load(host.Background(), new(background.Token),
		func(ctx context.Context) (patients.Unmerging, error) { return desk.UndoMerge(ctx, mergeID) },
		func(undone patients.Unmerging, err error) {
			if err != nil {
				host.Fail(err)
				return
			}
			told := locale.T("merge.undone")
			if undone.Stayed > 0 {
				told += " " + locale.TN("merge.undone.stayed", undone.Stayed)
			}
			if undone.Changed > 0 {
				told += " " + locale.TN("merge.undone.changed", undone.Changed)
			}
			host.Toast(told, nil)
			done()
		})
}

// Offer asks about who may be the same as a patient: a line for each, with the way to compare
// them and the word that they are two. It gives nil where there is nobody.
func Offer(desk Desk, host page.Host, keptID int64, rows []models.PatientRow, done func()) fyne.CanvasObject {
	if len(rows) == 0 {
		return nil
	}
	lines := widgets.NewColumn(4)
	for _, row := range rows {
		said := widgets.NewParagraph(locale.T("merge.offer", "who", locale.Line(row.Name(), locale.Apart(row))))
		buttons := container.NewHBox(
			widgets.NewQuiet(locale.T("merge.compare"), func() { Compare(desk, host, keptID, row.ID, done) }),
			widgets.NewQuiet(locale.T("merge.not-same"), func() { notSame(desk, host, keptID, row.ID, done) }),
		)
		lines.Add(container.NewBorder(nil, nil, nil, buttons, said))
	}
	return lines
}

func notSame(desk Desk, host page.Host, one, other int64, done func()) {
	background.Load(host.Background(), new(background.Token),
		func(ctx context.Context) (struct{}, error) { return struct{}{}, desk.NotSame(ctx, one, other) },
		func(_ struct{}, err error) {
			if err != nil {
				host.Fail(err)
				return
			}
			host.Toast(locale.T("merge.not-same.told"), nil)
			done()
		})
}

// mostPairs is how many pairs a list shows: more than anyone works off at once.
const mostPairs = 50

// List shows every two patients who may be one person.
func List(desk Desk, host page.Host) {
	background.Load(host.Background(), new(background.Token), desk.AllDuplicates,
		func(pairs []models.Pair, err error) {
			switch {
			case err != nil:
				host.Fail(err)
			case len(pairs) == 0:
				host.Toast(locale.T("merge.list.none"), nil)
			default:
				list(desk, host, pairs)
			}
		})
}

func list(desk Desk, host page.Host, pairs []models.Pair) {
	choice := widgets.NewChoice()
	var options []widgets.Option
	byID := map[string]models.Pair{}
	for _, pair := range pairs[:min(len(pairs), mostPairs)] {
		id := pairID(pair)
		byID[id] = pair
		options = append(options, widgets.Option{ID: id, Text: locale.T("merge.list.pair",
			"one", locale.Line(pair.One.Name(), locale.Apart(pair.One)), "other", locale.Line(pair.Other.Name(), locale.Apart(pair.Other)))})
	}
	choice.SetOptions(options...)
	choice.Choose(options[0].ID)
	form := widgets.NewForm(widgets.NewFieldRow("pair", locale.T("merge.list.pairs"), choice))
	host.Ask(page.Dialog{
		Title: locale.TN("merge.list.title", len(pairs)), Text: locale.T("merge.list.text"),
		Content: form, Form: form, Focus: choice, Width: compareWidth, Confirm: locale.T("merge.compare"),
		OnDone: func() {
			pair := byID[choice.ChosenID()]
			Compare(desk, host, pair.One.ID, pair.Other.ID, nil)
		},
	})
}
