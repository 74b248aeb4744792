package readiness_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	deskreadiness "nursedesk/app/readiness"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/marks"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/readiness"
)

// board is the page over a desk, as one nurse sits before it.
type board struct {
	*pagetest.Host
	t     *testing.T
	desk  *app.Desk
	clock *pagetest.Clock
}

func show(t *testing.T, desk *app.Desk, clock *pagetest.Clock, mode look.Mode, percent int) *board {
	t.Helper()
	b := &board{Host: pagetest.NewHostIn(t, desk, mode, percent), t: t, desk: desk, clock: clock}
	b.Show(readiness.New(desk, b.Host), page.Route{Page: page.Readiness})
	return b
}

// book books a neurotomy on a day at half past eight, before the clock is set to noon of another.
func book(t *testing.T, on, seen string) (*app.Desk, *pagetest.Clock, int64) {
	t.Helper()
	desk, clock := pagetest.NewDesk(t, "2026-11-02")
	day, err := models.ParseDate(on)
	require.NoError(t, err)
	booking, err := desk.Book(pagetest.Context(), bookings.Draft{
		Patient:   office.PatientDraft{PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: day, Time: "08:30", Theatre: "Sal 1", Surgeon: "Dr Exempel", Medicines: models.MedicinesOf("B01AA03"),
	})
	require.NoError(t, err)
	now, err := models.ParseDate(seen)
	require.NoError(t, err)
	clock.At = now.At(12, 0)
	return desk, clock, booking.ID
}

func (b *board) status(id int64) models.BookingStatus {
	b.t.Helper()
	file, err := b.desk.Booking(pagetest.Context(), id)
	require.NoError(b.t, err)
	return file.Booking.Status
}

// What was not answered yesterday is asked for on top; it is answered with two
// keys, and taken back with one.
func TestYesterdayIsAnsweredByKeyboard(t *testing.T) {
	desk, clock, id := book(t, "2026-12-14", "2026-12-15")
	b := show(t, desk, clock, look.Light, 100)
	require.Contains(t, b.Text(), "Utfördes den?")
	require.Contains(t, b.Text(), "Tolvan Tolvansson")
	b.Letters("u")
	require.NotNil(t, b.Dialog)
	require.NoError(t, b.Confirm(), "as planned with Enter alone")
	require.Equal(t, models.StatusPerformed, b.status(id))
	require.NotContains(t, b.Text(), "Utfördes den?")
	require.Equal(t, []string{"Utförd: Tolvan Tolvansson"}, b.Toasts)
	b.Undo()
	require.Equal(t, models.StatusBooked, b.status(id))
	require.Contains(t, b.Text(), "Utfördes den?")

	b.Letters("k")
	require.Error(t, b.Confirm(), "why is asked")
	b.Type("reason", "Sjuk")
	require.NoError(t, b.Confirm())
	require.Equal(t, models.StatusNotCome, b.status(id))
	require.Contains(t, b.Text(), "Inga behandlingar")
}

// What stands against tomorrow's procedure is said in its column, and Enter opens
// its patient; P shows the operating list of that day.
func TestTomorrowSaysWhatIsMissing(t *testing.T) {
	desk, clock, id := book(t, "2026-12-14", "2026-12-11")
	b := show(t, desk, clock, look.Light, 100)
	for _, said := range []string{"1 behandling · 1 med hinder", "Uppehåll", "hindrar", "saknas", "Hindrar: uppehåll", "Waran (warfarin): inte"} {
		require.Contains(t, b.Text(), said)
	}
	b.Letters("k") // its time has not come
	require.Nil(t, b.Dialog)
	b.Letters("u")
	require.Error(t, b.Confirm(), "it lies ahead")
	b.Cancel()
	b.Press(fyne.KeyReturn)
	b.Letters("p")
	day, _ := models.ParseDate("2026-12-14")
	require.Equal(t, []page.Route{{Page: page.Patient, ID: 1, Arg: "booking:1"}, page.OperatingListOf(day)}, b.Opened)
	require.Equal(t, day, page.OperatingListDay(b.Opened[1].ID))
	require.Equal(t, models.StatusBooked, b.status(id))
}

// The operating list stands on one page, and every patient's history says that it
// was printed.
func TestTheOperatingList(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	list, err := desk.OperatingList(pagetest.Context(), models.DateOf(clock.At), marks.Spoken{})
	require.NoError(t, err)
	require.Equal(t, 1, list.Pages)
	require.NotEmpty(t, list.Listed)
	pagetest.Keep(t, "operating-list.pdf", list.PDF)
	require.NoError(t, desk.NoteOperatingList(pagetest.Context(), list))
	file, err := desk.Booking(pagetest.Context(), list.Listed[0])
	require.NoError(t, err)
	patient, err := desk.Patient(pagetest.Context(), file.Patient.ID)
	require.NoError(t, err)
	require.Equal(t, "booking.listed", patient.History[0].Action)
}

// The board is drawn at every size; the pictures are for people.
func TestLooks(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	for _, one := range pagetest.Looks {
		b := show(t, desk, clock, one.Mode, one.Percent)
		require.Contains(t, b.Text(), "Tolvan Tolvansson")
		b.Picture("board-" + one.Name)
	}
}

// overheard keeps what the operating list is made of.
type overheard struct {
	marks.Spoken
	input sheet.ListingInput
}

func (o *overheard) OperatingList(day models.Date, clinic models.Clinic, rows []deskreadiness.Row) sheet.ListingInput {
	o.input = o.Spoken.OperatingList(day, clinic, rows)
	return o.input
}

// The operating list goes by the clock and says of each patient theatre, surgeon, allergies,
// blood thinner and interpreter. Of a protected identity it tells name and number alone; whom
// nobody asked of allergies is not said to have none.
func TestWhatTheOperatingListSays(t *testing.T) {
	desk, clock, _ := book(t, "2026-12-14", "2026-12-11")
	day := models.NewDate(2026, 12, 14)
	clock.At = models.NewDate(2026, 11, 2).At(12, 0)
	_, err := desk.Book(pagetest.Context(), bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19900101-0017", GivenName: "Elvan", FamilyName: "Elvansson", Phone: "070-174 06 06", Email: "elvan@example.se",
			Record: models.Record{
				Allergies: "latex", Interpreter: "finska", HardOfHearing: true, ProtectedIdentity: true, RelativeName: "Anhörig Exempel",
			},
			RelativePhone: "070-174 06 07",
		},
		Procedure: "neurotomy", Date: day, Time: "07:45", Theatre: "Sal 2", Surgeon: "Dr Annan",
	})
	require.NoError(t, err)
	var heard overheard
	_, err = desk.OperatingList(pagetest.Context(), day, &heard)
	require.NoError(t, err)
	require.Len(t, heard.input.Parts, 1)
	var lines []string
	for _, row := range heard.input.Parts[0].Rows {
		var cells []string
		for _, cell := range row[:5] { // what is left to do is the board's
			cells = append(cells, strings.ReplaceAll(cell.Strong+"|"+cell.Text, "\n", ", "))
		}
		lines = append(lines, strings.Join(cells, " · "))
	}
	require.Equal(t, []string{
		"1. 07:45|Sal 2 · Elvan Elvansson|19900101-0017 · Endoskopisk neurotomi|Dr Annan · latex|Tolk: finska, Hör dåligt · |",
		"2. 08:30|Sal 1 · Tolvan Tolvansson|19121212-1212 · Endoskopisk neurotomi|Dr Exempel · allergi: inte frågat| · |Waran (warfarin): inte beslutat",
	}, lines)
	all := fmt.Sprint(heard.input)
	for _, hidden := range []string{"174 06 06", "1740606", "elvan@example.se", "Anhörig", "174 06 07", "1740607"} {
		require.NotContains(t, all, hidden)
	}
}
