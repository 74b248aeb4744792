package views

import (
	"context"
	"time"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/app/printer"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/accesslog"
	"nursedesk/views/bookings"
	"nursedesk/views/call"
	"nursedesk/views/calls"
	"nursedesk/views/daysheets"
	"nursedesk/views/followup"
	"nursedesk/views/guide"
	"nursedesk/views/holds"
	"nursedesk/views/importing"
	"nursedesk/views/locale"
	"nursedesk/views/newbooking"
	"nursedesk/views/page"
	"nursedesk/views/patient"
	"nursedesk/views/patients"
	"nursedesk/views/preferences"
	"nursedesk/views/printing"
	"nursedesk/views/readiness"
	"nursedesk/views/rules"
	"nursedesk/views/sbar"
	"nursedesk/views/settings"
	"nursedesk/views/shiftreport"
	"nursedesk/views/staff"
	"nursedesk/views/today"
	"nursedesk/views/waiting"
	"nursedesk/views/widgets"
)

// Desk is what the pages work at.
type Desk struct {
	*app.Desk
	Printer     *printer.Printer
	Pictures    printing.Pictures // draws what is about to be printed
	Preferences *preferences.Preferences
	Version     string
	// Signed follows when the name that is put to changes was changed.
	Signed func()
	// SignedIn is who of the staff works at the window, the zero value where nobody signs in.
	// nil: there is no staff.
	SignedIn func() office.Person
	// Account is that of the operating system under which the window runs, on a computer of this name.
	Account, Computer string
	// BeforeImport takes a backup; nil: none is taken.
	BeforeImport func(ctx context.Context) error
	// CheckProvider tells whether an OpenID Connect provider answers; nil: it is not asked.
	CheckProvider func(ctx context.Context, settings models.OpenID) error
	// Mover moves the database to a server and back; nil: the command line alone does.
	Mover settings.Mover
	// Emergency is the list that this computer keeps; nil: none.
	Emergency printing.Emergency
}

func (d Desk) signedIn() office.Person {
	if d.SignedIn == nil {
		return office.Person{}
	}
	return d.SignedIn()
}

// Pages is the register of the window's pages, one line each.
func Pages(desk Desk) map[page.Name]page.Constructor {
	print := func(host page.Host) func(bookingID int64) {
		return func(bookingID int64) { host.Open(page.Route{Page: page.Print, ID: bookingID}) }
	}
	present := &call.Present{ // outlives the pages, which are built anew
		Unsigned: func() bool { return desk.Preferences.Signature() == "" && desk.signedIn().StaffID == 0 },
		Sign: func(name string) {
			desk.Preferences.SetSignature(name)
			if desk.Signed != nil {
				desk.Signed()
			}
		},
	}
	last := new(holds.Last)
	return map[page.Name]page.Constructor{
		page.Today: func(host page.Host) page.Page {
			return today.New(desk.Desk, desk.Preferences, desk.signedIn().StaffID, print(host), host)
		},
		page.Bookings: func(host page.Host) page.Page { return bookings.New(desk.Desk, desk.Preferences, host) },
		page.DaySheets: func(host page.Host) page.Page {
			return daysheets.New(desk, desk.Printer, desk.Preferences, host)
		},
		page.NewBooking: func(host page.Host) page.Page { return newbooking.New(desk.Desk, host, print(host)) },
		page.Patients:   func(host page.Host) page.Page { return patients.New(desk.Desk, host) },
		page.Patient:    func(host page.Host) page.Page { return patient.New(desk.Desk, print(host), last, host) },
		page.Waiting: func(host page.Host) page.Page {
			print := func() { host.Open(page.Route{Page: page.Print, Arg: page.Decisions}) }
			return waiting.New(desk.Desk, print, last, host)
		},
		page.Shift:     func(host page.Host) page.Page { return shiftreport.New(desk.Desk, host) },
		page.Guide:     guide.New,
		page.Readiness: func(host page.Host) page.Page { return readiness.New(desk.Desk, host) },
		page.Calls:     func(host page.Host) page.Page { return calls.New(desk.Desk, host) },
		page.Call:      func(host page.Host) page.Page { return call.New(desk.Desk, present, host) },
		page.SBAR:      func(host page.Host) page.Page { return sbar.New(desk.Desk, present.Tell, host) },
		page.FollowUp:  func(host page.Host) page.Page { return followup.New(desk.Desk, host) },
		page.Rules:     func(host page.Host) page.Page { return rules.New(desk.Desk, host) },
		page.Settings: func(host page.Host) page.Page {
			return settings.New(settings.Params{
				Desk: desk.Desk, Preferences: desk.Preferences, Version: desk.Version, Signed: desk.Signed,
				SignedIn: desk.signedIn, Mover: desk.Mover, CheckProvider: desk.CheckProvider,
			}, host)
		},
		page.Staff: func(host page.Host) page.Page {
			return staff.New(staff.Params{Desk: desk.Desk, SignedIn: desk.signedIn, Account: desk.Account, Computer: desk.Computer, Began: func() {
				if window, ok := host.(*Window); ok {
					window.Lock()
				}
			}}, host)
		},
		page.Import: func(host page.Host) page.Page {
			return importing.New(importing.Params{Desk: desk.Desk, Before: desk.BeforeImport}, host)
		},
		page.AccessLog: func(host page.Host) page.Page { return accesslog.New(desk.Desk, host) },
		page.Print: func(host page.Host) page.Page {
			return printing.New(printing.Params{
				Desk: desk.Desk, Printer: desk.Printer, Pictures: desk.Pictures, Preferences: desk.Preferences,
				Emergency: desk.Emergency,
			}, host)
		},
	}
}

// searchLimit is how many patients the search from anywhere shows.
const searchLimit = 12

// SearchPatients is the search from anywhere.
func SearchPatients(desk *app.Desk) func(ctx context.Context, text string) ([]SearchHit, error) {
	return func(ctx context.Context, text string) ([]SearchHit, error) {
		rows, err := desk.FindPatients(ctx, text, searchLimit)
		if err != nil {
			return nil, err
		}
		hits := make([]SearchHit, 0, len(rows))
		for _, row := range rows {
			hits = append(hits, SearchHit{
				Hit:   widgets.Hit{Title: row.Name(), Detail: locale.Apart(row)},
				Route: page.Route{Page: page.Patient, ID: row.ID},
			})
		}
		return hits, nil
	}
}

// Promise tells when the next call that was promised is due; zero: none waits.
func Promise(desk *app.Desk) func(ctx context.Context) (time.Time, error) {
	return func(ctx context.Context) (time.Time, error) {
		list, err := desk.Worklist(ctx, worklist.Query{})
		var next time.Time
		for _, row := range list.Sections[worklist.SectionUrgent] {
			if row.Kind == models.Callback && row.At != nil && (next.IsZero() || row.At.Before(next)) {
				next = *row.At
			}
		}
		return next, err
	}
}

// Counts counts what presses on each page.
func Counts(desk *app.Desk) func(ctx context.Context) (map[page.Name]int, error) {
	return func(ctx context.Context) (map[page.Name]int, error) {
		list, err := desk.Worklist(ctx, worklist.Query{})
		if err != nil {
			return nil, err
		}
		counts := map[page.Name]int{page.Today: list.Pressing(), page.Calls: 0}
		for _, section := range []worklist.Section{worklist.SectionUrgent, worklist.SectionOverdue, worklist.SectionToday} {
			for _, row := range list.Sections[section] {
				if row.Kind == models.Callback {
					counts[page.Calls]++
				}
			}
		}
		counts[page.Rules], err = desk.UnapprovedInUse(ctx)
		return counts, err
	}
}
