package printing

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/papers"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/marks"
	"nursedesk/views/page"
	"nursedesk/views/shift"
)

// original is one thing that can be printed: what is written, and what of it can
// be chosen.
type original struct {
	whose    string   // patient's name; "" where it is nobody's
	about    string   // when they come
	warnings []string // what must be known before it is given to anyone
	forms    bool     // form and language can be chosen
	closed   bool     // it is not opened in another program, which would leave it lying as a file

	write    func(ctx context.Context, wanted papers.Wanted) (sheet.Document, error)
	kept     func(ctx context.Context, document sheet.Document) error                        // notes that it left the desk; nil notes nothing
	calendar func(ctx context.Context, language models.Language) (sheet.CalendarFile, error) // its dates for a phone; nil has none
}

// words are the keys of what is said of an original, by kind.
type words struct{ title, printed, sent, shown string }

// kind is a kind of original, which a route names by its argument.
type kind struct {
	words
	read func(ctx context.Context, desk Desk, id int64) (original, error)
	here func(ctx context.Context, list Emergency) (original, error) // in place of read, of what lies on this computer
}

func (k kind) original(ctx context.Context, from Params, id int64) (original, error) {
	if k.here != nil {
		return k.here(ctx, from.Emergency)
	}
	return k.read(ctx, from.Desk, id)
}

// kinds are the originals by the argument of their route.
var kinds = map[string]kind{
	"": {
		words: words{"printing.title", "printing.printed", "printing.sent", "printing.shown"},
		read:  readSheet,
	},
	page.HandedOut: {
		words: words{"printing.handed-out.title", "printing.handed-out.printed", "printing.handed-out.sent", "printing.handed-out.shown"},
		read:  readHandedOut,
	},
	page.Decisions: {
		words: words{"printing.decisions.title", "printing.decisions.printed", "printing.decisions.sent", "printing.decisions.shown"},
		read:  readDecisions,
	},
	page.OperatingList: {
		words: words{"printing.operating-list.title", "printing.operating-list.printed", "printing.operating-list.sent", "printing.operating-list.shown"},
		read:  readOperatingList,
	},
	page.ShiftReport: {
		words: words{"printing.shift-report.title", "printing.shift-report.printed", "printing.shift-report.sent", "printing.shift-report.shown"},
		read:  readShiftReport,
	},
	page.EmergencyList: {
		words: words{"printing.emergency.title", "printing.emergency.printed", "printing.emergency.sent", "printing.emergency.shown"},
		here:  readEmergency,
	},
	page.Handover:    {words: handoverWords, read: readHandover(Desk.SBAROfCall)},
	page.HandoverNow: {words: handoverWords, read: readHandover(Desk.SBAROfDraft)},
}

// readSheet is a booking's instruction sheet.
func readSheet(ctx context.Context, desk Desk, bookingID int64) (original, error) {
	file, err := desk.Booking(ctx, bookingID)
	if err != nil {
		return original{}, err
	}
	found := original{
		whose: file.Patient.Name(),
		about: locale.T("printing.for", "procedure", locale.In(file.Protocol.Title), "start", file.Booking.Begin()),
		forms: true,
		write: func(ctx context.Context, wanted papers.Wanted) (sheet.Document, error) {
			return desk.Sheet(ctx, bookingID, wanted)
		},
		kept: func(ctx context.Context, document sheet.Document) error {
			return desk.KeepSheet(ctx, bookingID, document)
		},
		calendar: func(ctx context.Context, language models.Language) (sheet.CalendarFile, error) {
			return desk.Calendar(ctx, bookingID, language)
		},
	}
	for _, hold := range file.Holds {
		if hold.Asked && hold.Decision == nil {
			found.warnings = append(found.warnings, locale.T("printing.undecided", "medicine", locale.In(hold.Name)))
		}
	}
	return found, nil
}

// readHandedOut is a sheet exactly as a patient was given it. Printing it again
// hands out nothing new: what the patient needs is what holds now.
func readHandedOut(ctx context.Context, desk Desk, sheetID int64) (original, error) {
	document, err := desk.HandedOut(ctx, sheetID)
	if err != nil {
		return original{}, err
	}
	document.How = "" // it leaves the desk in a way of its own this time
	file, err := desk.Booking(ctx, document.Booking)
	if err != nil {
		return original{}, err
	}
	found := original{
		whose: file.Patient.Name(),
		about: locale.T("printing.for", "procedure", locale.In(file.Protocol.Title), "start", file.Booking.Begin()),
		write: func(context.Context, papers.Wanted) (sheet.Document, error) { return document, nil },
		kept: func(ctx context.Context, again sheet.Document) error {
			return desk.NoteSheetAgain(ctx, document.Booking, again.Way())
		},
	}
	for _, kept := range file.Sheets {
		if kept.ID != sheetID {
			continue
		}
		found.warnings = append(found.warnings, locale.T("printing.handed-out.when", "date", locale.ShortMoment(kept.CreatedAt), "name", kept.By))
		if file.SheetStatus(kept) != care.SheetCurrent {
			found.warnings = append(found.warnings, locale.T("printing.handed-out.outdated"))
		}
	}
	return found, nil
}

// readDecisions is the list of all that waits for a doctor, in the language of the screen.
func readDecisions(_ context.Context, desk Desk, _ int64) (original, error) {
	return original{
		warnings: []string{locale.T("printing.decisions.text")},
		write: func(ctx context.Context, _ papers.Wanted) (sheet.Document, error) {
			return desk.DecisionList(ctx, locale.Language(), holds.Spoken{Desk: desk})
		},
		kept: desk.NoteDecisionList,
	}, nil
}

// readOperatingList is the operating list of a day, in the language of the screen.
func readOperatingList(_ context.Context, desk Desk, id int64) (original, error) {
	day := page.OperatingListDay(id)
	return original{
		about: locale.LongDate(day), warnings: []string{locale.T("printing.operating-list.text")},
		write: func(ctx context.Context, _ papers.Wanted) (sheet.Document, error) {
			return desk.OperatingList(ctx, day, marks.Spoken{})
		},
		kept: desk.NoteOperatingList,
	}, nil
}

// readShiftReport is the report to the next shift, as it is at this moment.
func readShiftReport(ctx context.Context, desk Desk, _ int64) (original, error) {
	read, err := shift.Read(ctx, desk, desk.Clock().Now())
	if err != nil {
		return original{}, err
	}
	clinic, err := desk.Clinic(ctx)
	if err != nil {
		return original{}, err
	}
	document, err := desk.ShiftReport(ctx, shift.Paper(read, clinic.Name))
	return original{
		about: locale.LongDate(read.Day), warnings: []string{locale.T("printing.shift-report.text")},
		write: func(context.Context, papers.Wanted) (sheet.Document, error) { return document, nil },
		kept:  desk.NoteShiftReport,
	}, err
}

// readEmergency is the emergency list: as it is now, else as this computer keeps it.
func readEmergency(ctx context.Context, list Emergency) (original, error) {
	document, asOf, err := list.Paper(ctx)
	return original{
		about: asOf, warnings: []string{locale.T("printing.emergency.text")}, closed: true,
		write: func(context.Context, papers.Wanted) (sheet.Document, error) { return document, nil },
		kept:  list.Left,
	}, err
}
