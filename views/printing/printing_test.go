package printing_test

import (
	"context"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/printing"
)

// system stands in for the print system.
type system struct {
	has     []string
	refuses bool
	printed [][]string
	shown   []string
}

func (s *system) Has(name string) bool {
	for _, one := range s.has {
		if one == name {
			return true
		}
	}
	return false
}

func (s *system) Run(_ context.Context, name string, arguments ...string) (string, error) {
	switch {
	case name == "lpstat" && arguments[0] == "-e":
		return "Reception\nKontor\n", nil
	case name == "lpstat":
		return "system default destination: Kontor\n", nil
	case s.refuses:
		return "lp: The printer or class does not exist.", os.ErrInvalid
	}
	s.printed = append(s.printed, arguments)
	return "request id is Kontor-1 (1 file(s))\n", nil
}

func (s *system) Job(context.Context, int) (printer.Job, error) {
	return printer.Job{State: printer.JobCompleted}, nil
}

func (s *system) Start(_ context.Context, _ string, arguments ...string) error {
	s.shown = append(s.shown, arguments[len(arguments)-1])
	return nil
}

type room struct {
	*pagetest.Host
	desk    *app.Desk
	patient int64
	booking int64
	do      *printing.Printing
	kept    *preferences.Preferences
}

func newRoom(t *testing.T, commands *system) room {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	day, err := models.ParseDate("2026-12-14")
	require.NoError(t, err)
	booking, err := desk.Book(context.Background(), app.BookingDraft{
		Patient: app.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Language: models.English,
		},
		Procedure: "neurotomy", Date: day, Time: "08:30",
	})
	require.NoError(t, err)
	host := pagetest.NewHost(t, desk)
	kept := preferences.New(fyne.CurrentApp().Preferences())
	out := printer.With(commands, "linux", t.TempDir())
	return room{
		Host: host, desk: desk, patient: booking.PatientID, booking: booking.ID, kept: kept,
		do: printing.New(desk, out, kept, host),
	}
}

func (r room) sheets(t *testing.T) []models.Sheet {
	t.Helper()
	file, err := r.desk.Patient(context.Background(), r.patient)
	require.NoError(t, err)
	return file.Bookings[0].Sheets
}

// The patient's language and the system's printer are proposed; what was printed is kept.
func TestPrint(t *testing.T) {
	commands := &system{has: []string{"lp", "lpstat", "xdg-open"}}
	r := newRoom(t, commands)
	r.do.Print(r.booking)
	require.NotNil(t, r.Dialog)
	require.Contains(t, r.Dialog.Text, "Tolvan Tolvansson")
	require.NoError(t, r.Confirm())
	require.Len(t, commands.printed, 1)
	require.Contains(t, commands.printed[0], "Kontor")
	require.Equal(t, models.English, r.sheets(t)[0].Language)
	require.Equal(t, "Kontor", r.kept.Printer(), "the printer is remembered")
	require.Len(t, r.Toasts, 1)
}

// Without a print system the viewer is offered, which can print.
func TestShowWithoutPrintSystem(t *testing.T) {
	commands := &system{has: []string{"xdg-open"}}
	r := newRoom(t, commands)
	r.do.Print(r.booking)
	require.NoError(t, r.Confirm())
	require.Len(t, commands.shown, 1)
	require.Len(t, r.sheets(t), 1)
}

// A sheet that the printer refused was not written: nothing is kept, the question stays open.
func TestRefusedPrintIsNotKept(t *testing.T) {
	r := newRoom(t, &system{has: []string{"lp", "lpstat", "xdg-open"}, refuses: true})
	r.do.Print(r.booking)
	require.Error(t, r.Confirm())
	require.Empty(t, r.sheets(t))
	require.Empty(t, r.Toasts)
}

// A number of copies that is none is said beside the field.
func TestCopiesAreChecked(t *testing.T) {
	commands := &system{has: []string{"lp", "lpstat"}}
	r := newRoom(t, commands)
	r.do.Print(r.booking)
	r.Clear("copies")
	r.Type("copies", "1000")
	require.ErrorIs(t, r.Confirm(), &models.Problem{Code: "print.copies"})
	require.Empty(t, commands.printed)
}

// A booking that is not there is told, not asked about.
func TestUnknownBooking(t *testing.T) {
	r := newRoom(t, &system{})
	r.do.Print(4711)
	require.Nil(t, r.Dialog)
	require.Len(t, r.Failed, 1)
}

// The doctor's list goes to the same printer without asking for a language, and
// is not kept as anybody's sheet.
func TestPrintDecisions(t *testing.T) {
	commands := &system{has: []string{"lp", "lpstat"}}
	r := newRoom(t, commands)
	r.do.PrintDecisions(holds.Spoken{Desk: r.desk})
	require.NotContains(t, r.Text(), "Språk")
	require.NoError(t, r.Confirm())
	require.Len(t, commands.printed, 1)
	require.Equal(t, "Kontor", r.kept.Printer())
	require.Equal(t, []string{"Listan till läkaren är skickad till Kontor."}, r.Toasts)
	require.Empty(t, r.sheets(t))
}

// Large print is chosen in the same question, and is what is written.
func TestPrintLarge(t *testing.T) {
	r := newRoom(t, &system{has: []string{"xdg-open"}})
	r.do.Print(r.booking)
	r.Type("form", "s")
	require.NoError(t, r.Confirm())
	large := r.sheets(t)[0]
	r.do.Print(r.booking)
	require.NoError(t, r.Confirm())
	require.Greater(t, large.Pages, r.sheets(t)[0].Pages)
}
