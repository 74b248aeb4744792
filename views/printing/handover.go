package printing

import (
	"context"

	"nursedesk/app"
	"nursedesk/app/calls"
	"nursedesk/app/papers"
	"nursedesk/app/sheet"
	"nursedesk/views/locale"
	"nursedesk/views/sbar"
)

// handoverWords are said of a call as SBAR, whether it goes on or has ended.
var handoverWords = words{"printing.handover.title", "printing.handover.printed", "printing.handover.sent", "printing.handover.shown"}

// readHandover is a call as SBAR, as it is told at this moment: what is shown is
// printed, though the clock goes on.
func readHandover(told func(*app.Desk, context.Context, int64) (calls.SBAR, error)) func(context.Context, *app.Desk, int64) (original, error) {
	return func(ctx context.Context, desk *app.Desk, id int64) (original, error) {
		handover, err := told(desk, ctx, id)
		if err != nil {
			return original{}, err
		}
		document, err := desk.SBARSheet(sbar.Paper(handover))
		return original{
			about: handover.Patient, warnings: []string{locale.T("printing.handover.text")},
			write: func(context.Context, papers.SheetForm) (sheet.Document, error) { return document, nil },
			kept: func(ctx context.Context, document sheet.Document) error {
				return desk.NoteHandover(ctx, handover, document.Way())
			},
		}, err
	}
}
