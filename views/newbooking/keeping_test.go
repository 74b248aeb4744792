package newbooking_test

import (
	"context"
	"encoding/json"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store/storetest"
	"nursedesk/views/newbooking"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// crashed is the page as it comes after the program ended without a word: a new
// one over the same database.
func (f *form) crashed() *form {
	f.t.Helper()
	after := &form{Host: pagetest.NewHost(f.t, f.desk), t: f.t, desk: f.desk}
	after.page = newbooking.New(f.desk, after.Host, func(int64) {})
	after.Show(after.page, page.Route{Page: page.NewBooking})
	return after
}

// holds is what a field of text or of choices shows.
func (f *form) holds(name string) string {
	f.t.Helper()
	f.Row(name).Focus()
	switch field := f.Window().Canvas().Focused().(type) {
	case *widgets.Line:
		return field.Text
	case *widgets.Note:
		return field.Text
	case *widgets.Choice:
		return field.ChosenID()
	}
	require.Failf(f.t, "no field of text", "%q", name)
	return ""
}

func (f *form) halves() []bookings.OpenBooking {
	f.t.Helper()
	open, err := f.desk.OpenBookingDrafts(pagetest.Context())
	require.NoError(f.t, err)
	return open
}

// Nothing typed may be lost: every field comes back as it was, half-typed ones
// too, and saving goes on from there and leaves nothing behind.
func TestEveryFieldComesBackAfterACrash(t *testing.T) {
	f := newForm(t)
	f.Type("patient", "191212121212")
	f.Type("given-name", "Tolvan")
	f.Type("family-name", "Tolvansson")
	f.Type("phone", "070-17")
	f.Type("email", "tolvan@")
	f.Choose("language", "en")
	f.Type("patient-note", "Hör illa")
	f.Type("procedure", "e")
	f.Type("surgeon", "Dr Ex")
	f.Type("theatre", "Sal 1")
	f.Type("medicines", " ") // Trombyl
	f.Type("other-medicines", "xarelto")
	f.Press(fyne.KeyReturn)
	f.Choose("form:B01AF01", "treatment")
	f.Type("factor:platelets", "v") // not known
	f.Type("factor:mechanical-valve", "j")
	f.Type("clearance", "6x")
	f.Type("conditions", " ") // insulin
	f.Type("fever", "n")
	f.Type("note", "Ring\nhelst på för")
	f.Type("time", "8:")
	f.Type("other-medicines", "klex")
	f.Type("date", "14/1")

	f = f.crashed()
	require.Empty(t, f.Failed)
	require.Contains(t, f.Text(), "Påbörjad bokning för Tolvan Tolvansson från 09:00 är kvar.")
	require.Equal(t, "14/1", f.halves()[0].Typed.Date)
	for name, want := range map[string]string{
		"personal-number": "191212121212", "given-name": "Tolvan", "family-name": "Tolvansson", "phone": "070-17",
		"email": "tolvan@", "language": "en", "patient-note": "Hör illa", "procedure": "neurotomy", "time": "8:",
		"surgeon": "Dr Ex", "theatre": "Sal 1", "form:B01AF01": "treatment", "factor:platelets": "unknown",
		"factor:mechanical-valve": "yes", "clearance": "6x", "fever": "no", "antibiotics": "unasked",
		"note": "Ring\nhelst på för", "other-medicines": "klex",
	} {
		require.Equal(t, want, f.holds(name), name)
	}
	open := f.halves()
	require.Len(t, open, 1, "to look at it makes no other")
	require.Equal(t, "2027-01-14", f.holds("date"), "what was understood of 14/1")
	require.Equal(t, models.MedicinesOf("B01AC06", "B01AF01")[0], open[0].Booking.Medicines[0])
	require.Equal(t, []models.Condition{models.Insulin}, open[0].Booking.Conditions)

	for name, text := range map[string]string{
		"phone": "0701740605", "email": "tolvan@exempel.se", "date": "14/12", "time": "830", "clearance": "62",
	} {
		f.Clear(name)
		f.Type(name, text)
	}
	f.Clear("other-medicines")
	f.Tap("Spara")
	require.Empty(t, f.Failed)
	require.Len(t, f.bookings(), 1)
	file, err := f.desk.Booking(context.Background(), f.bookings()[0].ID)
	require.NoError(t, err)
	require.Equal(t, "Ring\nhelst på för", file.Booking.Note)
	require.Equal(t, models.English, file.Patient.Language)
	require.Empty(t, f.halves(), "it went with the booking")
	require.NotContains(t, f.crashed().Text(), "Påbörjad")
}

// A date that is half typed comes back as it is written, and is not taken for
// another one.
func TestAHalfTypedDateComesBack(t *testing.T) {
	for _, text := range []string{"14/", "14/1", "31/2", "imor"} {
		f := newForm(t)
		f.Type("date", text)
		f = f.crashed()
		require.Equal(t, text, f.halves()[0].Typed.Date)
		f.Row("date").Focus()
		f.Window().Canvas().Unfocus()
		if text != "14/1" {
			require.NotEmpty(t, f.Row("date").Problem(), text)
		}
	}
	// What was meant from one day is not meant from another.
	desk, clock := pagetest.NewDesk(t, "2026-11-23")
	f := &form{Host: pagetest.NewHost(t, desk), t: t, desk: desk}
	f.page = newbooking.New(desk, f.Host, func(int64) {})
	f.Show(f.page, page.Route{Page: page.NewBooking})
	f.Type("date", "+10d")
	clock.At = clock.At.AddDate(0, 0, 1)
	f = f.crashed()
	require.Contains(t, f.Text(), "från 23 nov 09:00", "yesterday")
	require.Equal(t, "2026-12-03", f.holds("date"))
}

// What is searched for comes back with what it finds; a registered patient comes
// back as she is now.
func TestThePatientComesBack(t *testing.T) {
	f := newForm(t)
	patient := f.tolvan()
	f.Type("note", "x")
	f.Type("patient", "tol")
	f = f.crashed()
	require.Contains(t, f.Text(), "070-174 06 05", "the hits are there")
	f.Row("patient").Focus()
	f.Press(fyne.KeyReturn)
	require.Contains(t, f.Text(), "113 år")

	changed := office.DraftOf(patient)
	changed.FamilyName = "Trettonsson"
	_, err := f.desk.SavePatient(context.Background(), changed)
	require.NoError(t, err)
	f = f.crashed()
	require.Contains(t, f.Text(), "Påbörjad bokning för Tolvan Trettonsson")
	f.what()
	f.Tap("Spara")
	require.Empty(t, f.Failed)
	require.Equal(t, patient.ID, f.bookings()[0].PatientID)
	require.Empty(t, f.halves())

	f.Type("patient", "Nyan Ny")
	f = f.crashed()
	require.Contains(t, f.Text(), "Förnamn", "the fields of a new patient are offered again")
	f.Type("patient", "ansson")
	require.Equal(t, "Nyansson", f.line("family-name"), "and still follow the search")
	require.Equal(t, "Nyan", f.line("given-name"))
}

// What came back is gone on with, or thrown away for good.
func TestGoOnOrThrowAway(t *testing.T) {
	f := newForm(t)
	f.Type("note", "Kvar")
	f = f.crashed()
	f.Tap("Fortsätt")
	require.NotContains(t, f.Text(), "Påbörjad")
	require.Contains(t, f.Text(), "Kvar")
	f.Show(f.page, page.Route{Page: page.NewBooking})
	require.Contains(t, f.Text(), "Påbörjad bokning: det du skrev finns kvar.")

	f = f.crashed()
	f.Tap("Kasta")
	f.Cancel()
	require.Contains(t, f.Text(), "Kvar")
	f.Tap("Kasta")
	require.NoError(t, f.Confirm())
	require.NotContains(t, f.Text(), "Kvar")
	require.NotContains(t, f.Text(), "Påbörjad")
	require.Empty(t, f.halves())
	require.Empty(t, f.crashed().Failed)

	f.Type("note", "x")
	require.Len(t, f.halves(), 1)
	f.Clear("note")
	require.Empty(t, f.halves(), "nothing typed is nothing to keep")
}

// Whoever opens the form for a patient is asked about the one that came back.
func TestOpenForAnotherPatientThanCameBack(t *testing.T) {
	f := newForm(t)
	patient := f.tolvan()
	f.Type("patient", "Nyan Nyansson")
	f = f.crashed()
	f.Show(f.page, page.Route{Page: page.NewBooking, ID: patient.ID, Arg: page.New})
	require.NotNil(t, f.Dialog)
	require.NoError(t, f.Confirm())
	require.Contains(t, f.Text(), "113 år")
	require.Empty(t, f.halves())
}

// other keeps a half-typed booking as somebody else's.
func (f *form) other(by, given string) {
	f.t.Helper()
	half := bookings.HalfBooking{
		Booking: bookings.Draft{Note: "Från " + given}, Typed: bookings.TypedBooking{IsNew: true, Patient: office.PatientDraft{GivenName: given, FamilyName: "Provsson"}},
	}
	require.NoError(f.t, f.desk.SaveBookingDraft(office.WithActor(pagetest.Context(), by), &half))
}

// What somebody else has begun is listed, not taken: only who asks for it gets
// it, and what stands in the form meanwhile is kept.
func TestOthersAreListed(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	f := &form{Host: pagetest.NewHost(t, desk), t: t, desk: desk}
	f.other("Sköterska Annan", "Nian")
	f.page = newbooking.New(desk, f.Host, func(int64) {})
	f.Show(f.page, page.Route{Page: page.NewBooking})
	require.NotContains(t, f.Text(), "Nian")
	require.Contains(t, f.Text(), "En annan påbörjad bokning finns kvar.")
	f.Type("note", "Mitt eget")
	f.Tap("Visa")
	require.Contains(t, f.Text(), "Sköterska Annan · 09:00 · Nian Provsson")
	f.Cancel()
	require.Contains(t, f.Text(), "Mitt eget")
	f.Tap("Visa")
	require.NoError(t, f.Confirm())
	require.Contains(t, f.Text(), "Påbörjad bokning för Nian Provsson från 09:00 är kvar.")
	require.Equal(t, "Från Nian", f.holds("note"))
	require.Len(t, f.halves(), 2)
	for _, open := range f.halves() {
		require.True(t, open.Own)
	}
	f.Tap("Visa")
	require.NoError(t, f.Confirm())
	require.Equal(t, "Mitt eget", f.holds("note"))
	require.Len(t, f.halves(), 2)
}

// Somebody else goes on with it: what is typed here becomes one of its own.
func TestTakenOverMeanwhile(t *testing.T) {
	f := newForm(t)
	f.Type("note", "Mitt")
	taken := f.halves()[0].HalfBooking
	taken.Booking.Note = "Någon annans"
	require.NoError(t, f.desk.SaveBookingDraft(pagetest.Context(), &taken))
	f.Type("note", " eget")
	require.Len(t, f.Toasts, 1)
	require.Empty(t, f.Failed)
	var notes []string
	for _, open := range f.halves() {
		notes = append(notes, open.Booking.Note)
	}
	require.ElementsMatch(t, []string{"Mitt eget", "Någon annans"}, notes)

	for _, open := range f.halves() { // saved or thrown away elsewhere
		require.NoError(t, f.desk.DiscardDraft(context.Background(), open.Kept))
	}
	f.Type("note", "!")
	require.Len(t, f.halves(), 1)
	require.Equal(t, "Mitt eget!", f.halves()[0].Booking.Note)
}

// One that another version of the program wrote is told of and stays.
func TestUnreadableIsTold(t *testing.T) {
	desk, _, params := pagetest.NewDeskOf(t, "2026-11-23")
	f := &form{Host: pagetest.NewHost(t, desk), t: t, desk: desk}
	body, err := json.Marshal(map[string]any{"Form": 99})
	require.NoError(t, err)
	row := models.BookingDraft{Started: f.Now(), By: pagetest.Nurse, Body: body}
	storetest.KeepBookingDraft(t, params.Store, row)
	f.page = newbooking.New(desk, f.Host, func(int64) {})
	f.Show(f.page, page.Route{Page: page.NewBooking})
	require.Empty(t, f.Failed)
	f.Tap("Visa")
	require.Contains(t, f.Dialog.Text, "en annan version av programmet")
	require.NoError(t, f.Confirm())
	f.what()
	f.Type("patient", "Nyan Nyansson")
	f.Type("phone", "070-174 06 05")
	f.Tap("Spara")
	require.Len(t, f.bookings(), 1)
	require.Len(t, f.halves(), 1)
}

// Where nothing can be kept the window asks before it closes.
func TestWhatCannotBeKeptIsAskedAbout(t *testing.T) {
	desk, _, params := pagetest.NewDeskOf(t, "2026-11-23")
	f := &form{Host: pagetest.NewHost(t, desk), t: t, desk: desk}
	f.page = newbooking.New(desk, f.Host, func(int64) {})
	f.Show(f.page, page.Route{Page: page.NewBooking})
	f.Type("procedure", "e")
	require.Empty(t, f.Failed)
	require.NoError(t, params.Store.Close())
	f.Type("note", "x")
	require.NotEmpty(t, f.Failed)
	closed := false
	f.page.(page.Closer).Close(func() { closed = true })
	require.False(t, closed)
	require.NoError(t, f.Confirm())
	require.True(t, closed)
}

// The banner of a booking that came back, for people to look at.
func TestPicturesOfWhatCameBack(t *testing.T) {
	for _, shown := range pagetest.Looks {
		desk, _ := pagetest.NewDesk(t, "2026-11-23")
		f := &form{Host: pagetest.NewHostIn(t, desk, shown.Mode, shown.Percent), t: t, desk: desk}
		f.other("Sköterska Annan", "Nian")
		f.page = newbooking.New(desk, f.Host, func(int64) {})
		f.Show(f.page, page.Route{Page: page.NewBooking})
		f.Type("patient", "191212121212")
		f.Type("given-name", "Tolvan")
		f.Type("family-name", "Tolvansson")
		f.what()
		f.Clear("time")
		f.Type("time", "8:")
		f.page = newbooking.New(desk, f.Host, func(int64) {})
		f.Show(f.page, page.Route{Page: page.NewBooking})
		f.Picture("newbooking-" + shown.Name + "-6-back")
		f.Tap("Visa")
		f.Picture("newbooking-" + shown.Name + "-7-others")
		f.Cancel()
	}
}
