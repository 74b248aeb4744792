package printing

import (
	"context"

	"nursedesk/app/calls"
	"nursedesk/app/papers"
	"nursedesk/app/sheet"
	"nursedesk/views/handover"
	"nursedesk/views/locale"
)

// handoverWords are said of a call as SBAR, whether it goes on or has ended.
var handoverWords = words{"printing.handover.title", "printing.handover.printed", "printing.handover.sent", "printing.handover.shown"}

// readHandover is a call as SBAR, as it is told at this moment: what is shown is
// printed, though the clock goes on.
func readHandover(tell func(Desk, context.Context, int64) (calls.SBAR, error)) func(context.Context, Desk, int64) (original, error) {
	return func(ctx context.Context, desk Desk, id int64) (original, error) {
		told, err := tell(desk, ctx, id)
		if err != nil {
			return original{}, err
		}
		document, err := desk.SBARSheet(handover.Paper(told))
		return original{
			about: told.Patient, warnings: []string{locale.T("printing.handover.text")},
			write: func(context.Context, papers.Wanted) (sheet.Document, error) { return document, nil },
			kept: func(ctx context.Context, document sheet.Document) error {
				return desk.NoteHandover(ctx, told, document.Way())
			},
		}, err
	}
}
