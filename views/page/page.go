// Package page is the contract between the window and its pages: what a page
// is, what it may ask of the window, and how one page opens another. Pages know
// this package and never each other.
package page

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/background"
)

// Name names a page.
type Name string

// The pages of the desk.
const (
	Today      Name = "today"
	Bookings   Name = "bookings"
	DaySheets  Name = "day-sheets" // all sheets of a day, printed in one go
	NewBooking Name = "new-booking"
	Patients   Name = "patients"
	Patient    Name = "patient"
	Calls      Name = "calls"
	Call       Name = "call" // the call that goes on
	SBAR       Name = "sbar" // the hand-over of a call, by its id, or with the argument Resume of one that goes on
	Rules      Name = "rules"
	Waiting    Name = "waiting"   // all that waits for a doctor's decision
	FollowUp   Name = "follow-up" // complications counted against procedures
	Settings   Name = "settings"
	Staff      Name = "staff"      // who works here and what each role may do
	AccessLog  Name = "access-log" // who saw which patient
	Import     Name = "import"     // a file of bookings, by its path as the argument
	Print      Name = "print"      // a paper before it is printed
	Shift      Name = "shift"      // the report to the next shift
	Guide      Name = "guide"      // a nurse's day at the desk, and its keys
	Readiness  Name = "readiness"  // how ready the procedures of today and the next working day are
)

// Route is where to go: a page, what it shows, and an argument that the page
// itself understands. Routes are comparable.
//
// Patient takes the patient's id. NewBooking and Call with the argument New
// take a patient's id too, or 0 where the patient is still to be found; with Offer
// the patient is still to be found, and the one with the id is only asked about. Calls takes
// the id of a call whose note is shown, or 0 for the register. Print takes a
// booking's id for its instruction sheet, with the argument HandedOut the id of one
// that was handed out, and none with the argument Decisions.
// DaySheets takes a day as its argument, or "" for the next one on which somebody comes.
type Route struct {
	Page Name
	ID   int64
	Arg  string // "" or a word of the page's own
}

// New is the argument of a route that begins something new.
const New = "new"

// Offer is the argument of a route that begins something new for nobody yet, and asks
// whether it is about the patient whose page was open: one key takes that patient.
const Offer = "offer"

// Decisions is the argument with which Print shows the list of all that waits for a doctor.
const Decisions = "decisions"

// OwnTask is the argument with which Today asks for a task in the nurse's own words.
const OwnTask = "own-task"

// OperatingList is the argument with which Print shows the operating list of a day.
const OperatingList = "operating-list"

// ShiftReport is the argument with which Print shows the report to the next shift.
const ShiftReport = "shift-report"

// EmergencyList is the argument with which Print shows the list that this computer keeps for
// when the database can't be reached.
const EmergencyList = "emergency-list"

// OperatingListOf is the route to the operating list of a day.
func OperatingListOf(day models.Date) Route {
	return Route{Page: Print, ID: int64(day.DaysSince(models.Date{})), Arg: OperatingList}
}

// OperatingListDay is the day of such a route, by its id.
func OperatingListDay(id int64) models.Date { return models.Date{}.AddDays(int(id)) }

// HandedOut is the argument with which Print shows a sheet as it was handed out.
const HandedOut = "handed-out"

// Handover and HandoverNow are the arguments with which Print shows a call as
// SBAR, by its id: one that has ended, and one that goes on.
const (
	Handover    = "handover"
	HandoverNow = "handover-now"
)

// Booking is the argument, followed by a booking's id, with which Patient shows
// that booking.
const Booking = "booking:"

// Change is the argument, followed by a booking's id, with which Patient goes on with the
// change of that booking that was begun.
const Change = "change:"

// What Call begins with beside New: a call that was broken off, by its id, and
// the call that a task asks for, by the task's id.
const (
	Resume   = "resume"
	CallBack = "call-back"
)

// FromPatient is the argument with which Calls shows a call's note and Esc leads
// back to the patient; without it, to the register.
const FromPatient = "from-patient"

// Page is one page of the window. It is built once and shown many times.
type Page interface {
	Content() fyne.CanvasObject
	// Title is the page's name in the title line, in the screen's language.
	Title() string
}

// Shower is told each time the page becomes visible: it reloads and keeps its row.
type Shower interface{ Show(route Route) }

// Leaver has input that could be lost. It asks when there is any, and calls
// then once the nurse agrees to leave (at once when nothing is unsaved).
type Leaver interface{ Leave(then func()) }

// Closer has input that is kept when another page is opened, but would be lost
// with the window. It asks when there is any, and calls then once the nurse
// agrees to close (at once when nothing is unsaved). The window asks every
// Closer before it closes, visible or not.
type Closer interface{ Close(then func()) }

// Outliver is a Closer whose input outlives a window that is built anew.
type Outliver interface{ Outlives() }

// Saver saves on Ctrl+S.
type Saver interface{ Save() }

// ListSaver saves the list that it shows as a file.
type ListSaver interface{ SaveList() }

// Merger makes one patient of the one it shows and another, on Ctrl+I.
type Merger interface{ Merge() }

// Restricter sets or lifts a restriction of the record that it shows.
type Restricter interface{ Restrict() }

// Eraser takes away all that is kept of its patient.
type Eraser interface{ Erase() }

// AllSaver saves all that is kept of its patient as a file.
type AllSaver interface{ SaveAll() }

// JournalCopier copies what it shows, as plain text for the journal, on Ctrl+J.
type JournalCopier interface{ CopyToJournal() }

// Printer prints on Ctrl+P.
type Printer interface{ Print() }

// Completer marks the selected row as done on Ctrl+Enter.
type Completer interface{ Complete() }

// Narrower shows only the tasks of who works at the desk, or everybody's again, on Ctrl+M.
type Narrower interface{ OnlyMine() }

// Compacter shows its list closer, or roomy again, on Ctrl+K.
type Compacter interface{ Compact() }

// OwnTasker asks for a task in the nurse's own words, on Ctrl+E.
type OwnTasker interface{ OwnTask() }

// Escaper uses Esc itself, and says whether it did; else the window goes back.
type Escaper interface{ Escape() bool }

// Reloader reads its rows again, after something changed at the desk. It is
// called only while the page is visible.
type Reloader interface{ Reload() }

// Timely shows what time runs out for. It is told each minute while it is visible.
type Timely interface{ Minute() }

// PatientShower shows one patient: other desks are told that it is open here.
type PatientShower interface{ ShownPatient() int64 } // 0 for none

// CallHolder has a call that is made at this desk.
type CallHolder interface {
	// HoldsCall tells whether it has this one.
	HoldsCall(call models.Opened) bool
	// HandOverCall keeps all that is typed, leaves it, and calls then: another desk goes on with it.
	HandOverCall(then func())
}

// Fixed is a page that fills the window and scrolls within itself, as a list
// does; any other page is put in a scroll, as high as its content.
type Fixed interface{ Fixed() }

// Constructor builds a page for the window that hosts it.
type Constructor func(host Host) Page

// Host is what the window does for its pages. Every method is called on the
// goroutine of the screen.
type Host interface {
	// Open shows a page; the present one is asked for unsaved input first.
	Open(route Route)
	// Back returns to the page before, on the same row.
	Back()
	// Fail is the one way to show an error: problems in words, a fault of the
	// program as one line with its details folded away. nil shows nothing.
	Fail(err error)
	// Toast says for ten seconds that something is done. undo, where there is
	// one, stands beside it as "Ångra".
	Toast(text string, undo func())
	// Ask opens a dialog. Only one is open at a time: another is refused.
	Ask(dialog Dialog)
	// Fresh says who has just changed something of a patient's at another desk, in
	// words for a row; "" where nobody has.
	Fresh(patientID int64) string
	// SetCount sets the number beside a page in the navigation; 0 shows none.
	SetCount(name Name, count int)
	// Retitle reads the page's title again.
	Retitle()
	// Restyle builds the window anew in another language, text size or colours,
	// on the same page. Where that would lose unsaved input it asks first.
	Restyle(change Restyling)
	// Command tells what a command of the menu is called, and its key ("Ctrl+N"); "" where
	// the desk has no such command, or it has no key.
	Command(id string) (name, keys string)
	// Background runs work away from the screen.
	Background() background.Runner
	Window() fyne.Window
	// Today is the civil day in Stockholm by the desk's clock.
	Today() models.Date
	Now() time.Time
}

// Restyling is one change of how the window looks.
type Restyling struct {
	Field string // the route's argument afterwards: where the focus returns to
	Keep  func() // writes the preference, once nothing stands against it
	Stay  func() // the nurse would rather keep what is unsaved; nothing was changed
}

// Dialog is a question with a title, some content and two buttons. Enter
// confirms (unless a text of many lines has the focus), Esc cancels.
type Dialog struct {
	Title    string
	Text     string            // one or two sentences; may be empty
	Content  fyne.CanvasObject // fields below the text; may be nil
	Focus    fyne.Focusable    // what has the focus first; nil: the first field
	Confirm  string            // the confirming button; "" is "OK"
	Cancel   string            // the other button; "" is "Avbryt"
	Danger   bool              // what is confirmed destroys or cannot be undone
	NoCancel bool              // only the confirming button: something to read
	Width    float32           // of the content; 0 is the usual width

	// Form shows problems beside its fields and returns the rest, which the
	// dialog shows above its buttons.
	Form Form
	// OnConfirm reads the fields. An error keeps the dialog open and is shown.
	OnConfirm func() error
	// Work, where set, then runs away from the screen, the buttons disabled;
	// an error keeps the dialog open and is shown.
	Work func(ctx context.Context) error
	// OnDone follows once the dialog has closed after a confirmation without error.
	OnDone func()
	// OnCancel follows once the dialog has closed without one.
	OnCancel func()
	// Heard follows each change at any desk while the dialog is open.
	Heard func()
}

// Form shows problems beside the fields they belong to and returns those that
// belong to none of its fields, or nil.
type Form interface{ ShowProblems(err error) error }
