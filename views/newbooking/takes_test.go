package newbooking_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/newbooking"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// What is answered on the phone gives the proposed hold at once, beside the
// form; until then the doctor decides, and the plan says why.
func TestProposedHoldBesideTheForm(t *testing.T) {
	f := newForm(t)
	f.what()
	f.Type("other-medicines", "waran")
	f.Press(fyne.KeyReturn)
	require.Contains(t, f.Text(), "läkaren beslutar")
	require.Contains(t, f.Text(), "6 frågor om patienten är obesvarade")
	f.Tap("Nej på resten")
	require.Contains(t, f.Text(), "Waran (warfarin)")
	require.Contains(t, f.Text(), "föreslagen")
	require.Contains(t, strings.Join(strings.Fields(f.Text()), " "), "sista dos tis 8 dec · 5 hela dagar utan · åter tors 17 dec")
	f.Type("factor:mechanical-valve", "j")
	require.NotContains(t, f.Text(), "sista dos")
	require.Contains(t, f.Text(), "mekanisk hjärtklaff")
}

// Dose, answers and clearance reach the booking; a clearance that nobody can
// have is refused beside its field, and not to know it is an answer.
func TestAnswersReachTheBooking(t *testing.T) {
	f := newForm(t)
	f.tolvan()
	f.Type("patient", "tolv")
	f.Press(fyne.KeyReturn)
	f.what()
	f.Type("other-medicines", "xarelto")
	f.Press(fyne.KeyReturn)
	f.Choose("form:B01AF01", "treatment")
	f.Window().Canvas().Focus(f.Button("Nej på resten"))
	f.Press(fyne.KeyReturn)
	_, gone := f.Window().Canvas().Focused().(*widgets.Button)
	require.False(t, gone || f.Window().Canvas().Focused() == nil, "the keyboard goes on with the next field: the button is gone")
	f.Type("clearance", "999")
	f.Tap("Spara")
	require.Empty(t, f.bookings())
	require.Contains(t, f.Row("clearance").Problem(), "okänd")
	f.Clear("clearance")
	f.Type("clearance", "okänd")
	require.Empty(t, f.Row("clearance").Problem())
	require.Contains(t, f.Text(), "Kreatininclearance är inte känd")
	f.Clear("clearance")
	f.Type("clearance", "62,5")
	f.Type("other-medicines", "Egen tinktur")
	f.Press(fyne.KeyReturn)
	f.Tap("Spara")
	rows := f.bookings()
	require.Len(t, rows, 1)
	file, err := f.desk.Booking(context.Background(), rows[0].ID)
	require.NoError(t, err)
	require.Equal(t, models.Medicines{{ATC: "B01AF01", Form: "treatment"}, {FreeText: "Egen tinktur"}}, file.Booking.Medicines)
	require.InDelta(t, 62.5, file.Booking.Clearance, 0)
	require.Equal(t, "no", file.Booking.Factors["mechanical-valve"])
}

// A name that was typed and never chosen would be a medicine left out.
func TestATypedNameIsNotLeftOut(t *testing.T) {
	f := newForm(t)
	f.tolvan()
	f.Type("patient", "tolv")
	f.Press(fyne.KeyReturn)
	f.what()
	f.Type("other-medicines", "plav")
	f.Tap("Spara")
	require.Empty(t, f.bookings())
	require.Contains(t, f.Row("other-medicines").Problem(), "”plav” är skrivet men inte valt")
	f.Press(fyne.KeyReturn)
	f.Tap("Spara")
	rows := f.bookings()
	require.Len(t, rows, 1)
	require.Equal(t, models.MedicinesOf("B01AC04"), rows[0].Medicines)
}

// Pictures of the editor at work: a slip with what was meant, questions, a hold.
func TestPicturesOfMedicines(t *testing.T) {
	for _, shown := range pagetest.Looks {
		desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
		f := &form{Host: pagetest.NewHostIn(t, desk, shown.Mode, shown.Percent), t: t, desk: desk}
		f.page = newbooking.New(desk, f.Host, func(int64) {})
		f.Show(f.page, page.Route{Page: page.NewBooking})
		f.what()
		f.Type("other-medicines", "Eliqius")
		f.Picture("medicines-" + shown.Name + "-1-meant")
		f.Clear("other-medicines")
		f.Type("other-medicines", "fragmin")
		f.Press(fyne.KeyReturn)
		f.Type("other-medicines", "Hemmagjord tinktur av okända örter")
		f.Press(fyne.KeyReturn)
		f.Type("other-medicines", "jardiance")
		f.Press(fyne.KeyReturn)
		f.Choose("form:B01AB04", "treatment")
		f.Type("clearance", "62")
		f.Tap("Nej på resten")
		f.Row("factor:platelets").Focus()
		f.Picture("medicines-" + shown.Name + "-2-answered")
	}
}
