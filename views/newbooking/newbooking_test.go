package newbooking_test

import (
	"context"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/newbooking"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// form is the page over an empty desk on a Monday morning.
type form struct {
	*pagetest.Host
	t       *testing.T
	desk    *app.Desk
	page    page.Page
	printed []int64
}

func newForm(t *testing.T) *form {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	f := &form{Host: pagetest.NewHost(t, desk), t: t, desk: desk}
	f.page = newbooking.New(desk, f.Host, func(id int64) { f.printed = append(f.printed, id) })
	f.Show(f.page, page.Route{Page: page.NewBooking})
	return f
}

func (f *form) bookings() []models.BookingRow {
	f.t.Helper()
	rows, err := f.desk.Bookings(context.Background(), models.BookingFilter{})
	require.NoError(f.t, err)
	return rows
}

// tolvan registers a patient by herself.
func (f *form) tolvan() models.Patient {
	f.t.Helper()
	patient, err := f.desk.SavePatient(context.Background(), office.PatientDraft{
		PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05",
	})
	require.NoError(f.t, err)
	return patient
}

// what fills in procedure, day and time.
func (f *form) what() {
	f.t.Helper()
	f.Type("procedure", "e")
	f.Type("date", "14/12")
	f.Type("time", "830")
}

// A booking of somebody new is one walk through one form.
func TestBookNewPatient(t *testing.T) {
	f := newForm(t)
	f.Type("patient", "191212121212")
	require.Contains(t, f.Text(), "Förnamn", "a number that nobody has opens a new patient")
	f.Type("given-name", "Tolvan")
	f.Type("family-name", "Tolvansson")
	f.Type("phone", "070-174 06 05")
	f.what()
	f.Type("theatre", "Sal 1")
	f.Type("medicines", " ") // ticks Trombyl
	f.Type("other-medicines", "klexane")
	f.Press(fyne.KeyReturn)
	f.Type("fever", "n")
	f.Type("note", "Tolk")
	require.Contains(t, f.Text(), "Besluta uppehåll", "the plan follows the medicines")
	require.Contains(t, f.Text(), "Läkemedel som läkaren inte har beslutat", "warnings stand in plain words")
	f.Tap("Spara")

	require.Empty(t, f.Failed)
	rows := f.bookings()
	require.Len(t, rows, 1)
	file, err := f.desk.Booking(context.Background(), rows[0].ID)
	require.NoError(t, err)
	require.Equal(t, models.PersonalNumber("191212121212"), file.Patient.PersonalNumber)
	require.Equal(t, "Tolvan Tolvansson", file.Patient.Name())
	require.Equal(t, models.MedicinesOf("B01AC06", "B01AB05"), file.Booking.Medicines)
	require.Equal(t, "2026-12-14", file.Booking.Day().String())
	require.Equal(t, "Sal 1", file.Booking.Theatre)
	require.Equal(t, "Tolk", file.Booking.Note)
	require.False(t, *file.Booking.Health.FeverOrIll)
	require.Nil(t, file.Booking.Health.Antibiotics, "not asked is not no")
	require.Equal(t, []page.Route{{Page: page.Patient, ID: file.Patient.ID, Arg: page.Booking + strconv.FormatInt(rows[0].ID, 10)}}, f.Opened,
		"the booking that was just made is shown, whatever others there are")
	require.Contains(t, f.Toasts[0], "Tolvan Tolvansson")
	require.Empty(t, f.printed)
	require.NotContains(t, f.Text(), "Tolvan", "a fresh form follows")
}

// A theatre that is taken asks why two are to have it; until then nothing is saved, and
// nothing typed is lost.
func TestBookIntoATakenTheatre(t *testing.T) {
	f := newForm(t)
	_, err := f.desk.Book(pagetest.Context(), bookings.Draft{
		Patient:   office.PatientDraft{GivenName: "Ettan", FamilyName: "Ettansson", Phone: "070-174 06 06"},
		Procedure: "block", Date: models.NewDate(2026, 12, 14), Time: "08:30", Theatre: "Sal 1",
	})
	require.NoError(t, err)
	f.tolvan()
	f.Type("patient", "191212121212")
	f.Press(fyne.KeyReturn)
	f.what()
	require.NotContains(t, f.Text(), "Varför dela sal?")
	f.Type("theatre", "sal 1")
	require.Contains(t, f.Text(), "Varför dela sal?")
	f.Tap("Spara")
	require.Len(t, f.bookings(), 1)
	require.Contains(t, f.Row("theatre-reason").Problem(), "Salen är upptagen kl. 08:30 (Ettan Ettansson).")
	f.Type("theatre-reason", "två bord")
	open, err := f.desk.OpenBookingDrafts(pagetest.Context())
	require.NoError(t, err)
	require.Equal(t, "två bord", open[0].Booking.TheatreReason, "it is kept as it is typed")
	f.Picture("new-booking-taken")
	f.Tap("Spara")
	require.Len(t, f.bookings(), 2)
	require.NotContains(t, f.Text(), "Varför dela sal?", "a fresh form follows")
}

// Ten digits may be the beginning of twelve: the search is not left while digits
// are still coming, or the rest of them would be taken for a name.
func TestTwelveDigitsAreNotTakenAfterTen(t *testing.T) {
	f := newForm(t)
	f.Type("patient", "2005112301") // by itself the number of somebody born in 2020
	f.Letters("46")
	f.Letters("Nyan") // twelve digits are a whole number
	require.Equal(t, "Nyan", f.line("given-name"))
	require.Equal(t, "200511230146", f.line("personal-number"))

	for text, goesOn := range map[string]bool{
		"121212-1212": true, "121212+1212": true, "19121212-1212": true, "1212121212": false, "20051123-01": false,
	} {
		f = newForm(t)
		f.Row("patient").Focus()
		search := f.Window().Canvas().Focused()
		f.Letters(text)
		require.Equal(t, goesOn, search != f.Window().Canvas().Focused(), text)
	}
	f = newForm(t)
	f.Type("patient", "1212121212")
	f.Press(fyne.KeyReturn) // says that these ten are all
	f.Letters("Tolvan")
	require.Equal(t, "Tolvan", f.line("given-name"))
}

// line is what a field of text holds.
func (f *form) line(name string) string {
	f.t.Helper()
	f.Row(name).Focus()
	line, ok := f.Window().Canvas().Focused().(*widgets.Line)
	require.True(f.t, ok)
	return line.Text
}

// A registered patient is found as one types and folds to one line.
func TestBookRegisteredPatient(t *testing.T) {
	f := newForm(t)
	patient := f.tolvan()
	f.Type("patient", "tolv")
	f.Press(fyne.KeyReturn)
	require.Contains(t, f.Text(), "19121212-1212 · 113 år")
	require.NotContains(t, f.Text(), "Förnamn")
	f.what()
	f.Tap("Spara och skriv ut")
	rows := f.bookings()
	require.Len(t, rows, 1)
	require.Equal(t, patient.ID, rows[0].PatientID)
	require.Equal(t, []int64{rows[0].ID}, f.printed)
}

// Nobody is registered twice: the number leads to the patient that there is,
// and nothing else that was typed is lost.
func TestUseRegisteredPatient(t *testing.T) {
	f := newForm(t)
	f.Type("patient", "Tolvan T")
	require.Contains(t, f.Text(), "Ingen patient hittades")
	patient := f.tolvan()
	f.Type("personal-number", "19121212-1212")
	f.what()
	f.Type("note", "Ring helst på förmiddagen")
	f.Tap("Spara")
	require.Empty(t, f.bookings())
	f.Tap("Använd den registrerade patienten")
	require.Contains(t, f.Text(), "113 år")
	f.Tap("Spara")
	rows := f.bookings()
	require.Len(t, rows, 1)
	require.Equal(t, patient.ID, rows[0].PatientID)
	file, err := f.desk.Booking(context.Background(), rows[0].ID)
	require.NoError(t, err)
	require.Equal(t, "Ring helst på förmiddagen", file.Booking.Note)
}

// What hinders saving is said beside the field and above the buttons; what only
// warns does not hinder.
func TestHindrances(t *testing.T) {
	f := newForm(t)
	require.Contains(t, f.Text(), "patient, behandling, datum, tid")
	f.Tap("Spara")
	require.Empty(t, f.bookings())
	require.NotEmpty(t, f.Row("patient").Problem())
	require.NotEmpty(t, f.Row("procedure").Problem())

	f.tolvan()
	f.Type("patient", "tolv")
	f.Press(fyne.KeyReturn)
	f.Type("procedure", "e")
	f.Type("date", "2026-12-13") // a Sunday
	f.Type("time", "22:00")
	f.Type("note", "x")
	require.Contains(t, f.Row("time").Problem(), "07:00")
	f.Clear("time")
	f.Type("time", "9")
	f.Type("note", "x")
	require.Empty(t, f.Row("time").Problem())
	require.Contains(t, f.Text(), "är ingen arbetsdag")
	f.Tap("Spara")
	require.Len(t, f.bookings(), 1)
}

// The plan needs no patient: it can be told on the phone before the name.
func TestPlanBeforePatient(t *testing.T) {
	f := newForm(t)
	f.what()
	require.Contains(t, f.Text(), "Återbesök läkare")
	require.Contains(t, f.Text(), "v. 51")
}

// Tab leads through the whole form; the field that has the focus is in view.
func TestFocusStaysInView(t *testing.T) {
	f := newForm(t)
	f.Row("note").Focus()
	driver := fyne.CurrentApp().Driver()
	note := f.Row("note")
	bottom := driver.AbsolutePositionForObject(note).Y + note.Size().Height
	require.LessOrEqual(t, bottom, f.Window().Canvas().Size().Height)
	f.Row("patient").Focus()
	require.GreaterOrEqual(t, driver.AbsolutePositionForObject(f.Row("patient")).Y, float32(0))
}

// What is typed stays until it is saved or emptied; the window has nothing to ask.
func TestBegunBookingStays(t *testing.T) {
	f := newForm(t)
	closed := false
	f.page.(page.Closer).Close(func() { closed = true })
	require.True(t, closed, "nothing is lost with an empty form")

	f.Type("note", "Kvar")
	closed = false
	f.page.(page.Closer).Close(func() { closed = true })
	require.True(t, closed, "it is kept")
	require.Nil(t, f.Dialog)

	f.Show(f.page, page.Route{Page: page.NewBooking})
	require.Contains(t, f.Text(), "Påbörjad bokning")
	require.Contains(t, f.Text(), "Kvar")
	f.Tap("Töm")
	require.NoError(t, f.Confirm())
	require.NotContains(t, f.Text(), "Kvar")
	require.NotContains(t, f.Text(), "Påbörjad bokning")
}

// What hinders a begun booking still stands beside its fields when it is shown again.
func TestABegunBookingStillSaysWhatHinders(t *testing.T) {
	f := newForm(t)
	f.Type("date", "2026-11-01") // has been
	f.Type("time", "22:00")
	f.Tap("Spara")
	f.Window().Canvas().Unfocus()
	f.Show(f.page, page.Route{Page: page.NewBooking, Arg: page.New})
	f.Row("time").Focus()
	f.Row("note").Focus()
	require.NotEmpty(t, f.Row("date").Problem())
	require.NotEmpty(t, f.Row("time").Problem())
}

// From a patient's page the form opens with the patient; a begun booking is not
// taken over without asking.
func TestOpenForPatient(t *testing.T) {
	f := newForm(t)
	patient := f.tolvan()
	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	require.Contains(t, f.Text(), "19121212-1212")
	f.Tap("Byt")
	f.Type("note", "Begynt")
	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	require.NotNil(t, f.Dialog)
}

// Whose page was open is only asked about: the form is empty, Enter in the empty search
// says yes, and typing says no.
func TestTheLastPatientIsOnlyAskedAbout(t *testing.T) {
	f := newForm(t)
	patient := f.tolvan()
	offer := page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.Offer}
	f.Show(f.page, offer)
	require.Contains(t, f.Text(), "Gäller det Tolvan Tolvansson · 19121212-1212?")
	require.NotContains(t, f.Text(), "113 år", "nobody is chosen")
	f.Letters("Nyan")
	require.NotContains(t, f.Text(), "Gäller det", "whoever is typed is somebody else")
	f.Clear("patient")
	require.Contains(t, f.Text(), "Gäller det")
	f.Press(fyne.KeyReturn)
	require.Contains(t, f.Text(), "19121212-1212 · 113 år")
	require.NotContains(t, f.Text(), "Gäller det")

	f.Tap("Byt")
	f.Press(fyne.KeyReturn)
	require.NotContains(t, f.Text(), "113 år", "what was answered is not asked again")

	f.Type("note", "Begynt")
	f.Show(f.page, offer)
	require.Nil(t, f.Dialog, "a begun booking is not asked away")
	require.Contains(t, f.Text(), "Begynt")
}

// A patient that nothing was written for is no begun booking: whoever opens the
// form later writes for the next caller, not for her.
func TestAPatientAloneIsNoBegunBooking(t *testing.T) {
	f := newForm(t)
	patient := f.tolvan()
	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	require.Contains(t, f.Text(), "19121212-1212")
	f.Show(f.page, page.Route{Page: page.NewBooking, Arg: page.New})
	require.NotContains(t, f.Text(), "19121212-1212")
	require.NotContains(t, f.Text(), "Påbörjad bokning")

	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	f.what()
	f.Show(f.page, page.Route{Page: page.NewBooking, Arg: page.New})
	require.Contains(t, f.Text(), "Påbörjad bokning för Tolvan Tolvansson", "whom it is for is said first")
}

// Somebody else changed the patient meanwhile: what holds now is read, what was
// typed stays, and saving again works.
func TestPatientChangedMeanwhile(t *testing.T) {
	f := newForm(t)
	patient := f.tolvan()
	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	f.what()
	changed := office.DraftOf(patient)
	changed.Phone = "070-174 06 99"
	_, err := f.desk.SavePatient(context.Background(), changed)
	require.NoError(t, err)
	f.Tap("Spara")
	require.Empty(t, f.bookings())
	require.Len(t, f.Failed, 1)
	require.Contains(t, f.Text(), "070-174 06 99")
	f.Tap("Spara")
	require.Len(t, f.bookings(), 1)
}

// Pictures for people to look at: light, dark, large text; empty, at work, refused.
func TestPictures(t *testing.T) {
	for _, shown := range pagetest.Looks {
		desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
		f := &form{Host: pagetest.NewHostIn(t, desk, shown.Mode, shown.Percent), t: t, desk: desk}
		f.page = newbooking.New(desk, f.Host, func(int64) {})
		f.Show(f.page, page.Route{Page: page.NewBooking})
		f.Picture("newbooking-" + shown.Name + "-1-empty")
		f.Type("patient", "tre")
		f.Picture("newbooking-" + shown.Name + "-2-hits")
		f.Press(fyne.KeyReturn)
		f.Type("procedure", "e")
		f.Type("date", "1/12")
		f.Type("time", "830")
		f.Type("surgeon", "Dr Exempel")
		f.Type("theatre", "Sal 1")
		f.Type("medicines", " ")
		f.Type("other-medicines", "klex")
		f.Press(fyne.KeyReturn)
		f.Picture("newbooking-" + shown.Name + "-3-plan")
		f.Tap("Byt")
		f.Clear("patient")
		f.Clear("time")
		f.Type("patient", "Nyan Nyansson")
		f.Picture("newbooking-" + shown.Name + "-5-offered")
		f.Type("phone", "0701")
		f.Tap("Spara")
		f.Picture("newbooking-" + shown.Name + "-4-new")
	}
}

// A letter typed must not wait for the plan to be drawn: the budget is one frame
// in sixty a second, all in line.
func BenchmarkKeystroke(b *testing.B) {
	desk, _ := pagetest.NewDemoDesk(b, "2026-11-23")
	host := pagetest.NewHost(b, desk)
	host.Show(newbooking.New(desk, host, func(int64) {}), page.Route{Page: page.NewBooking})
	host.Type("procedure", "e")
	host.Type("date", "14/12")
	host.Type("time", "830")
	for b.Loop() {
		host.Type("note", "a")
	}
}

// A yes in the health declaration of a new booking leads on at once, as on the task: the
// doctor has it on the list, and the booking says that it is to be assessed.
func TestAYesInTheDeclarationLeadsOnFromTheBooking(t *testing.T) {
	for field, step := range map[string]string{
		"bleeding": "bleeding-disorder", "remedies": "natural-remedies", "fever": "assess-health", "antibiotics": "assess-health", "hospital": "assess-health",
	} {
		f := newForm(t)
		f.Type("patient", "191212121212")
		f.Type("given-name", "Tolvan")
		f.Type("family-name", "Tolvansson")
		f.Type("phone", "070-174 06 05")
		f.what()
		f.Type(field, "j")
		f.page.(page.Saver).Save()
		rows := f.bookings()
		require.Len(t, rows, 1, f.Text())
		file, err := f.desk.Booking(t.Context(), rows[0].ID)
		require.NoError(t, err)
		require.NotEmpty(t, file.Unassessed(), field)
		led := false
		for _, task := range file.Tasks {
			led = led || task.Step == step && task.Role == models.Doctor && !task.Closed()
		}
		require.True(t, led, "%s leads to %s", field, step)
	}
}
