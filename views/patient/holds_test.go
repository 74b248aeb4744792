package patient_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/papers"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/patient"
)

// answered are the answers of a patient without any factor.
func answered() map[string]string {
	answers := map[string]string{}
	for _, id := range []string{
		"stent", "mi", "stroke", "bypass", "recent-event", "mechanical-valve", "recent-vte", "thrombophilia", "liver", "platelets",
	} {
		answers[id] = "no"
	}
	return answers
}

// taking gives the stage's patient medicines and, where answered, no factor.
func (s *stage) taking(factors map[string]string, medicines ...models.Medicine) {
	s.t.Helper()
	taken, clearance := models.Medicines(medicines), "90"
	_, err := s.desk.Change(s.t.Context(), bookings.Change{
		BookingID: s.booking, Version: s.file().Booking.Version, Medicines: &taken, Factors: &factors, Clearance: &clearance,
	})
	require.NoError(s.t, err)
	s.Host.Show(s.page, page.Route{Page: page.Patient, ID: s.file().Patient.ID, Arg: "holds"})
}

// sheet is the text of the booking's sheet.
func (s *stage) sheet() string {
	s.t.Helper()
	document, err := s.desk.Sheet(s.t.Context(), s.booking, papers.Wanted{})
	require.NoError(s.t, err)
	command := exec.CommandContext(s.t.Context(), "pdftotext", "-layout", "-", "-")
	command.Stdin = bytes.NewReader(document.PDF)
	text, err := command.Output()
	if err != nil {
		s.t.Skip("pdftotext is needed to read a sheet")
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// The whole way of one medicine: entered, proposed, decided, on the sheet, the
// procedure moved, asked again. Nothing stands on the sheet before it is decided
// or after it no longer counts.
func TestAMedicineFromProposalToDecisionAndBack(t *testing.T) {
	s := newStage(t)
	s.taking(answered(), models.Medicine{ATC: "B01AA03"})
	text := s.Text()
	for _, said := range []string{
		"Läkemedel 1", "Waran (warfarin)", "föreslagen", "tis 8 dec 2026", "5 hela dagar", "tors 17 dec 2026",
		"sista dos tis 8 dec", "åter tors 17 dec", "behandling mån 14 dec 08:30", "idag 23 nov", "uppehåll", "tas igen",
		"Waran · uppehåll ej beslutat",
	} {
		require.Contains(t, text, said)
	}
	require.NotContains(t, s.sheet(), "tisdag 8 december")

	s.Letters("b")
	require.Contains(t, s.Text(), "Patienten får veta: sista dos tis 8 dec 2026")
	require.Error(t, s.Confirm(), "who decided is asked for")
	require.NotEmpty(t, s.Row("decided-by").Problem())
	s.Type("decided-by", "Dr Exempel")
	require.Error(t, s.Confirm())
	require.NotEmpty(t, s.Row("given").Problem())
	s.Choose("given", "phone")
	require.NoError(t, s.Confirm())
	text = s.Text()
	require.Contains(t, text, "beslutad")
	require.Contains(t, text, "Beslutat av Dr Exempel mån 23 nov 2026, på telefon")
	require.Contains(t, text, "Waran · sista dos tis 8 dec")
	require.Contains(t, s.Toasts[len(s.Toasts)-1], "Waran")
	require.Equal(t, models.Done, s.steps()["hold-decision"].State)
	require.Contains(t, s.sheet(), "tisdag 8 december")

	start := models.NewDate(2026, 12, 16).At(8, 30)
	_, err := s.desk.Change(t.Context(), bookings.Change{
		BookingID: s.booking, Version: s.file().Booking.Version, Start: &start,
	})
	require.NoError(t, err)
	s.page.Reload()
	text = s.Text()
	require.Contains(t, text, "att besluta igen")
	require.Contains(t, text, "Gäller inte längre: Dr Exempel beslutade mån 23 nov 2026")
	require.Contains(t, text, "tors 10 dec 2026", "the proposal follows the procedure")
	require.NotContains(t, s.sheet(), "tisdag 8 december")

	s.Letters("b")
	require.NoError(t, s.Confirm(), "who decided last today is proposed")
	require.Contains(t, s.sheet(), "torsdag 10 december")
}

// A doctor's own dates need a reason, beside the field; what goes on loses its dates.
func TestAnotherDecisionThanProposed(t *testing.T) {
	s := newStage(t)
	s.taking(answered(), models.Medicine{ATC: "B01AA03"})
	s.Tap("Läkarens beslut")
	s.Choose("choice", "other")
	s.Type("last-dose", "2026-12-05")
	s.Type("decided-by", "Dr Exempel")
	s.Choose("given", "written")
	require.Contains(t, s.Text(), "8 hela dagar utan")
	require.Error(t, s.Confirm())
	require.NotEmpty(t, s.Row("reason").Problem())
	s.Type("last-dose", "2026-12-15")
	s.Type("reason", "Blödde länge vid förra ingreppet")
	require.Error(t, s.Confirm(), "a last dose after the procedure")
	require.NotEmpty(t, s.Row("last-dose").Problem())
	s.Type("last-dose", "2026-12-05")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.Text(), "beslutad, ändrad")
	require.Contains(t, s.Text(), "skäl: Blödde länge vid förra ingreppet")
	require.Equal(t, care.HoldChanged, s.file().Holds[0].Status())

	s.Press(fyne.KeyReturn)
	s.Choose("choice", "continues")
	s.Type("reason", "Mekanisk klaff planeras")
	require.NoError(t, s.Confirm())
	require.Equal(t, care.HoldContinues, s.file().Holds[0].Status())
	require.Contains(t, s.Text(), "Waran · fortsätter")
	require.Contains(t, s.Text(), "tas som vanligt, inget uppehåll")
}

// A decision whose last dose has been already is warned of before it is kept.
func TestALastDoseThatHasBeen(t *testing.T) {
	s := newStage(t)
	s.clock.At = models.NewDate(2026, 12, 11).At(9, 0)
	s.taking(answered(), models.Medicine{ATC: "B01AA03"})
	require.Equal(t, 2, strings.Count(s.Text(), "skulle ha satts ut"), "above the page, and in the medicine's own row")
	s.Letters("b")
	require.Contains(t, s.Text(), "Dagen för sista dosen, tis 8 dec 2026, har redan varit")
	s.Choose("choice", "continues")
	require.NotContains(t, s.Text(), "har redan varit")
}

// What the rules leave to the doctor shows the reasons in words, never a date,
// and nothing is chosen for the doctor.
func TestTheDoctorsOwnQuestion(t *testing.T) {
	s := newStage(t)
	s.taking(answered(), models.Medicine{ATC: "B01AA03"}, models.Medicine{ATC: "B01AC04"}, models.Medicine{FreeText: "Heparin, sprutor"})
	text := s.Text()
	require.Contains(t, text, "Läkemedel 3")
	require.Contains(t, text, "läkaren beslutar")
	require.Contains(t, text, "(Waran, Plavix)", "medicines by name, not by code")
	require.Contains(t, text, "P2Y12-hämmare")
	require.Contains(t, text, "Kan vara blodförtunnande")
	require.NotContains(t, text, "tis 8 dec 2026")
	s.Tap("Läkarens beslut")
	require.Error(t, s.Confirm())
	require.NotEmpty(t, s.Row("choice").Problem())
	s.Choose("choice", "continues")
	s.Type("decided-by", "Dr Exempel")
	s.Choose("given", "phone")
	require.NoError(t, s.Confirm())
	require.Contains(t, s.Text(), "Läkemedel 2")
	require.NotEqual(t, models.Done, s.steps()["hold-decision"].State, "two medicines still wait")
	s.Letters("b")
	require.Contains(t, s.Dialog.Title, "Plavix", "the next one that waits is selected")
}

// A hold in hours says the hour, in the row, the chart and the dialog.
func TestHours(t *testing.T) {
	s := newStage(t)
	s.taking(answered(), models.Medicine{ATC: "B01AB05", Form: "treatment"})
	require.Equal(t, "hours", string(s.file().Holds[0].Kind))
	last := s.file().Holds[0].LastDoseAt.Format("15:04")
	require.Contains(t, s.Text(), "senast "+last)
	require.Contains(t, s.Text(), "behandlingsdos")
	s.Letters("b")
	s.Choose("choice", "other")
	require.Contains(t, s.Text(), last)
	s.Type("decided-by", "Dr Exempel")
	s.Choose("given", "in-person")
	require.NoError(t, s.Confirm(), "the same dates are no change")
	require.Equal(t, care.HoldDecided, s.file().Holds[0].Status())
}

// What only changes the day stands by itself, with the leaflet's advice and
// where guidelines differ; the doctor is not asked for dates.
func TestMedicinesOfTheDay(t *testing.T) {
	s := newStage(t)
	s.taking(nil, models.Medicine{ATC: "A10BK01"})
	text := s.Text()
	require.Contains(t, text, "Behandlingsdagens läkemedel")
	require.Contains(t, text, "Källorna skiljer sig")
	require.NotContains(t, text, "Läkemedel 1")
	s.Letters("b")
	require.Nil(t, s.Dialog)
	s.Press(fyne.KeyReturn)
	require.Contains(t, s.Dialog.Title, "Regeln för")
}

// Without medicines the part says so.
func TestNoMedicines(t *testing.T) {
	s := newStage(t)
	s.taking(nil)
	require.Contains(t, s.Text(), "Inga läkemedel är antecknade")
}

// The rule behind a proposal can be read: figure, span, guideline beside the clinic's day, source.
func TestTheRule(t *testing.T) {
	s := newStage(t)
	s.taking(answered(), models.Medicine{ATC: "B01AA03"})
	s.Tap("Regel")
	text := s.Text()
	for _, said := range []string{"Tabellens uppehåll", "Källornas spann", "tidigast dag 3", "Källa", "ej godkänd"} {
		require.Contains(t, text, said)
	}
}

// The task of the decision leads here, from the patient's own tasks too.
func TestTheTaskLeadsToTheMedicines(t *testing.T) {
	s := newStage(t)
	s.taking(answered(), models.Medicine{ATC: "B01AA03"})
	s.Host.Show(s.page, page.Route{Page: page.Patient, ID: s.file().Patient.ID})
	findTabs(t, s.Host).Choose("tasks")
	s.Window().Canvas().Focus(nil)
	s.page.Complete() // opens the questions of the first task
	require.True(t, s.page.Escape())
	s.Press(fyne.KeyDown)
	s.Tap("Besluta")
	require.Equal(t, "holds", findTabs(t, s.Host).ChosenID())
	s.Letters("b")
	require.NotNil(t, s.Dialog)
}

// Two nurses at one booking: what holds now is read, nothing typed is lost.
func TestDecisionOfAStaleBooking(t *testing.T) {
	s := newStage(t)
	s.taking(answered(), models.Medicine{ATC: "B01AA03"})
	s.Letters("b")
	s.Type("decided-by", "Dr Exempel")
	s.Choose("given", "phone")
	start := models.NewDate(2026, 12, 16).At(8, 30)
	_, err := s.desk.Change(t.Context(), bookings.Change{
		BookingID: s.booking, Version: s.file().Booking.Version, Start: &start,
	})
	require.NoError(t, err)
	require.ErrorIs(t, s.Confirm(), models.ErrStale)
	require.Contains(t, s.Text(), "Patienten får veta: sista dos tors 10 dec 2026")
	require.NoError(t, s.Confirm())
	require.Equal(t, models.NewDate(2026, 12, 10), s.file().Holds[0].Dates().LastDose)
}

// The medicines are drawn at every size; with NURSEDESK_PICTURES set, the
// pictures are there to be looked at.
func TestTheMedicinesAreDrawnAtEverySize(t *testing.T) {
	s := newStage(t)
	s.taking(answered(), models.Medicine{ATC: "B01AA03"}, models.Medicine{ATC: "M01AE01"},
		models.Medicine{ATC: "B01AC07"}, models.Medicine{ATC: "A10BK01"})
	for _, drawn := range pagetest.Looks {
		t.Run(drawn.Name, func(t *testing.T) {
			host := pagetest.NewHostIn(t, s.desk, drawn.Mode, drawn.Percent)
			shown := patient.New(s.desk, func(int64) {}, new(holds.Last), host)
			host.Show(shown, page.Route{Page: page.Patient, ID: s.file().Patient.ID, Arg: "holds"})
			require.LessOrEqual(t, shown.Content().MinSize().Width, float32(pagetest.Width))
			host.Picture("holds-" + drawn.Name)
			host.Tap("Läkarens beslut")
			host.Choose("choice", "other")
			host.Picture("holds-decide-" + drawn.Name)
			host.Cancel()
			host.Tap("Regel")
			host.Picture("holds-rule-" + drawn.Name)
			host.Cancel()
		})
	}
}
