package views

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// field is a field of the open dialog by its label, where it has the focus first.
func (d *two) field(label string) *widgets.FieldRow {
	d.t.Helper()
	for _, object := range pagetest.Visible(d.window.Canvas().Overlays().Top()) {
		if row, ok := object.(*widgets.FieldRow); ok && row.Label() == label {
			return row
		}
	}
	require.Failf(d.t, "no such field", "%s", label)
	return nil
}

// write replaces what stands in a field of the open dialog.
func (d *two) write(label, text string) {
	d.t.Helper()
	d.field(label).Focus()
	entry := d.window.Canvas().Focused()
	for range 40 {
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	test.Type(entry, text)
}

// settleBy chooses by a key: Home is mine, End is theirs.
func (d *two) settleBy(label string, key fyne.KeyName) {
	d.t.Helper()
	d.field(label).Focus()
	pagetest.Press(d.window, key)
}

// bookingOf is the newest booking of a patient, as it is kept.
func (d *two) bookingOf(patientID int64) care.BookingFile {
	d.t.Helper()
	file, err := d.desk.Patient(pagetest.Context(), patientID)
	require.NoError(d.t, err)
	return file.Bookings[0]
}

// changes lets Anna change the patient's booking at the other desk.
func (d *two) changes(patientID int64, change bookings.Change) {
	d.t.Helper()
	booking := d.bookingOf(patientID).Booking
	change.BookingID, change.Version = booking.ID, booking.Version
	_, err := d.other.Change(d.anna, change)
	require.NoError(d.t, err)
}

// Two who change one booking meet field by field, each medicine by itself; also where the
// second was already looking at what the change does to the dates.
func TestTwoChangeOneBooking(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		ängla := d.patient("ängla")
		before := d.bookingOf(ängla).Booking
		d.Open(page.Route{Page: page.Patient, ID: ängla})
		d.tap("Ändra")
		require.NotNil(t, d.dialog)
		d.write("Sal", "Sal 7")
		d.write("Läkare", "Dr Mitt")
		medicines := append(slices.Clone(before.Medicines), models.Medicine{ATC: "A10BK01"})
		d.changes(ängla, bookings.Change{Theatre: new("Sal 8"), Note: new("Kommer med tolk"), Medicines: &medicines})
		d.dialog.confirm()
		require.NotNil(t, d.dialog, "nothing is kept yet")
		said := d.text()
		for _, words := range []string{
			"Anna Exempel ändrade samma uppgifter", "Anteckning: Kommer med tolk (Anna Exempel, taget utan fråga)",
			": tas (Anna Exempel, taget utan fråga)", "Läkare: Dr Mitt (du, står kvar)",
			"Sal: vilket gäller?", "Mitt: Sal 7", "Anna Exempel 23 nov 09:00: Sal 8",
		} {
			require.Contains(t, said, words)
		}
		d.take("conflict-booking")
		d.dialog.confirm()
		require.Contains(t, d.text(), "Välj vilket som gäller")
		d.settleBy("Sal: vilket gäller?", fyne.KeyEnd)
		d.settleBy("Sal: vilket gäller?", fyne.KeyHome)
		d.dialog.confirm()
		require.Nil(t, d.dialog)
		after := d.bookingOf(ängla).Booking
		require.Equal(t, "Sal 7", after.Theatre, "mine")
		require.Equal(t, "Dr Mitt", after.Surgeon, "only I touched it")
		require.Equal(t, "Kommer med tolk", after.Note, "only she touched it")
		require.Equal(t, medicines, after.Medicines, "what she added is still there")
	})
}

// The dialog that shows what a change does to the dates leads back to the fields where
// somebody else was quicker: nothing is confirmed that was not shown.
func TestTwoChangeOneBookingBehindTheDates(t *testing.T) {
	d := newTwo(t, look.Light)
	ängla := d.patient("ängla")
	d.Open(page.Route{Page: page.Patient, ID: ängla})
	d.tap("Ändra")
	for _, object := range pagetest.Visible(d.window.Canvas().Overlays().Top()) {
		if tick, ok := object.(*widgets.Check); ok && strings.HasPrefix(tick.Text, "Trombyl") {
			tick.SetChecked(true)
		}
	}
	d.dialog.confirm()
	require.NotNil(t, d.dialog)
	require.Contains(t, d.text(), "Det här ändras")
	d.changes(ängla, bookings.Change{Theatre: new("Sal 8")})
	d.dialog.confirm()
	require.NotNil(t, d.dialog)
	require.Contains(t, d.text(), "Sal: Sal 8 (Anna Exempel, taget utan fråga)")
	d.dialog.confirm()
	require.Contains(t, d.text(), "Det här ändras")
	d.dialog.confirm()
	require.Nil(t, d.dialog)
	after := d.bookingOf(ängla).Booking
	require.Equal(t, "Sal 8", after.Theatre)
	require.Contains(t, after.Medicines.Codes(), "B01AC06")
}

// Two who move one booking: the day with its time is one field, and who cancels a booking
// that was moved meanwhile is told before it ends.
func TestTwoMoveOneBooking(t *testing.T) {
	d := newTwo(t, look.Light)
	ängla := d.patient("ängla")
	begin := models.DateOf(d.bookingOf(ängla).Booking.Start)
	mine, theirs := begin.AddDays(7), begin.AddDays(14).At(10, 0)
	d.Open(page.Route{Page: page.Patient, ID: ängla})
	d.tap("Flytta")
	d.write("Dag", mine.String())
	d.changes(ängla, bookings.Change{Start: &theirs, Surgeon: new("Dr Exempel")})
	d.dialog.confirm()
	require.NotNil(t, d.dialog)
	said := d.text()
	require.Contains(t, said, "Tid: vilket gäller?")
	require.Contains(t, said, "Läkare: Dr Exempel (Anna Exempel")
	d.dialog.confirm()
	require.Equal(t, theirs.UTC(), d.bookingOf(ängla).Booking.Start.UTC(), "nothing is chosen")
	d.settleBy("Tid: vilket gäller?", fyne.KeyEnd)
	d.settleBy("Tid: vilket gäller?", fyne.KeyHome)
	d.dialog.confirm()
	require.Nil(t, d.dialog)
	require.Equal(t, mine, models.DateOf(d.bookingOf(ängla).Booking.Start))

	d.tap("Avboka")
	d.write("Varför?", "Sjuk")
	d.changes(ängla, bookings.Change{Start: &theirs})
	d.dialog.confirm()
	require.NotNil(t, d.dialog)
	require.Contains(t, d.text(), "Tid: "+locale.Moment(theirs)+" (Anna Exempel")
	require.Equal(t, models.StatusBooked, d.bookingOf(ängla).Booking.Status)
	d.dialog.confirm()
	require.Nil(t, d.dialog)
	after := d.bookingOf(ängla).Booking
	require.Equal(t, models.StatusCancelled, after.Status)
	require.Equal(t, "Sjuk", after.StatusReason)
}

// Two nurses who enter a doctor's decision about one medicine: the second sees the
// first one's beside the own, and one of the two holds, whole.
func TestTwoDecideOneHold(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		waiting, err := d.desk.WaitingHolds(pagetest.Context())
		require.NoError(t, err)
		file, hold := waiting[0].File, waiting[0].Hold
		newest := func() models.HoldDecision {
			read, err := d.desk.Booking(pagetest.Context(), file.Booking.ID)
			require.NoError(t, err)
			now, ok := care.HoldOf(read.Holds, hold.OnBooking.Key())
			require.True(t, ok)
			return now.Newest()
		}
		decides := func(reason string) {
			require.NoError(t, d.other.DecideHold(d.anna, holds.DecisionDraft{
				BookingID: file.Booking.ID, Version: file.Booking.Version, Medicine: hold.OnBooking.Key(), Seen: newest().ID,
				Continues: true, Reason: reason, DecidedBy: "Dr Annas", DecidedOn: d.desk.Today(), Given: "phone",
			}))
		}
		decide := func(button string) {
			d.Open(page.Route{Page: page.Patient, ID: file.Patient.ID, Arg: "holds"})
			d.tap(button)
			require.NotNil(t, d.dialog)
			d.settleBy("Vad har läkaren beslutat?", fyne.KeyHome)
			d.write("Vilken läkare beslutade?", "Dr Mitt")
			d.settleBy("Hur kom beskedet?", fyne.KeyEnd)
		}
		decide("Läkarens beslut")
		decides("Mekanisk klaff")
		d.dialog.confirm()
		require.NotNil(t, d.dialog, "nothing is kept yet")
		require.Equal(t, "Dr Annas", newest().DecidedBy)
		said := d.text()
		require.Contains(t, said, "Läkarens beslut: vilket gäller?")
		require.Contains(t, said, "Dr Mitt · personligen")
		require.Contains(t, said, "Mekanisk klaff · Dr Annas · på telefon")
		d.take("conflict-hold")
		d.dialog.confirm()
		require.Contains(t, d.text(), "Välj vilket som gäller")
		d.settleBy("Läkarens beslut: vilket gäller?", fyne.KeyEnd)
		hers := newest().ID
		d.dialog.confirm()
		require.Nil(t, d.dialog)
		require.Equal(t, hers, newest().ID, "hers stands as she entered it")
		require.Contains(t, d.text(), "Beslutet som Anna Exempel skrev in gäller")

		decide("Nytt beslut")
		decides("Stent i våras")
		d.dialog.confirm()
		d.settleBy("Läkarens beslut: vilket gäller?", fyne.KeyEnd)
		d.settleBy("Läkarens beslut: vilket gäller?", fyne.KeyHome)
		d.dialog.confirm()
		require.Nil(t, d.dialog)
		require.Equal(t, "Dr Mitt", newest().DecidedBy)
		require.Equal(t, pagetest.Nurse, newest().EnteredBy)
	})
}

// Two who change one patient meet field by field: what one of them changed is kept by
// itself, for what both did nothing is chosen until the nurse chooses, and nothing typed is lost.
func TestTwoChangeOnePatient(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		nian := d.patient("nian")
		kept := func() models.Patient {
			file, err := d.desk.Patient(pagetest.Context(), nian)
			require.NoError(t, err)
			return file.Patient
		}
		before := kept()
		d.Open(page.Route{Page: page.Patient, ID: nian})
		d.tap("Ändra uppgifter")
		require.NotNil(t, d.dialog)
		d.write("Allergier", "Jod")
		d.write("Telefon", "08-465 00 40")

		theirs := office.DraftOf(before)
		theirs.Phone, theirs.Email = "08-465 00 50", "nian@example.com"
		theirs.Record.Conditions = nil
		_, err := d.other.SavePatient(d.anna, theirs)
		require.NoError(t, err)

		d.dialog.confirm()
		require.NotNil(t, d.dialog, "nothing is kept yet")
		require.Equal(t, "08-465 00 50", kept().Phone.Format())
		said := d.text()
		require.Contains(t, said, "Anna Exempel ändrade samma uppgifter")
		require.Contains(t, said, "nian@example.com")
		require.Contains(t, said, "Telefon: vilket gäller?")
		require.Contains(t, said, "Mitt: 08-465 00 40")
		require.Contains(t, said, "Anna Exempel 23 nov 09:00: 08-465 00 50")
		d.take("conflict")
		d.dialog.confirm()
		require.NotNil(t, d.dialog, "nothing is chosen")
		require.Contains(t, d.text(), "Välj vilket som gäller")

		d.settleBy("Telefon: vilket gäller?", fyne.KeyEnd)  // theirs
		d.settleBy("Telefon: vilket gäller?", fyne.KeyHome) // mine, after all
		d.dialog.confirm()
		require.Nil(t, d.dialog)
		after := kept()
		require.Equal(t, "08-465 00 40", after.Phone.Format(), "mine")
		require.Equal(t, "nian@example.com", after.Email, "only she touched it")
		require.Empty(t, after.Conditions, "only she touched it")
		require.Equal(t, "Jod", after.Allergies, "only I touched it")
	})
}
