package patient_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/papers"
	"nursedesk/models"
	"nursedesk/views/page"
)

func (s *stage) handOut(wanted papers.Wanted, how models.SheetWay) {
	s.t.Helper()
	document, err := s.desk.Sheet(s.t.Context(), s.booking, wanted)
	require.NoError(s.t, err)
	document.How = how
	require.NoError(s.t, s.desk.KeepSheet(s.t.Context(), s.booking, document))
	s.page.Reload()
}

func (s *stage) move(day int) {
	s.t.Helper()
	start := models.NewDate(2026, 12, day).At(8, 30)
	_, err := s.desk.Change(s.t.Context(), bookings.Change{BookingID: s.booking, Version: s.file().Booking.Version, Start: &start})
	require.NoError(s.t, err)
	s.page.Reload()
}

// The sheets say what was given, by whom and how, and whether it still holds;
// one opens exactly as it was.
func TestSheetsSayWhatWasGivenAndWhetherItHolds(t *testing.T) {
	s := newStage(t)
	s.handOut(papers.Wanted{Language: models.English, Form: models.SheetLarge}, models.SheetViewed)
	findTabs(t, s.Host).Choose("sheets")
	require.Contains(t, s.Text(), "engelska · stor stil")
	require.Contains(t, s.Text(), "öppnad i PDF-läsare")
	require.Contains(t, s.Text(), "aktuell")
	require.NotContains(t, s.Text(), "inaktuell")
	require.NotContains(t, s.Text(), "Patienten är informerad per telefon")

	s.move(16)
	require.Contains(t, s.Text(), "inaktuell")
	s.handOut(papers.Wanted{Form: models.SheetDates}, "")
	require.Contains(t, s.Text(), "ersatt")
	require.Contains(t, s.Text(), "bara datum")
	require.Contains(t, s.Text(), "utskriven")

	s.Tap("Öppna som den var")
	require.Equal(t, page.Route{Page: page.Print, ID: s.file().Sheets[0].ID, Arg: page.HandedOut}, s.Opened[len(s.Opened)-1])
}

// That the patient was told by phone is one press, is kept with name and time,
// stands in the history, and can be undone.
func TestToldByPhoneOnThePatientsPage(t *testing.T) {
	s := newStage(t)
	s.handOut(papers.Wanted{}, "")
	s.move(16)
	require.Contains(t, s.Text(), "Berätta för patienten", "on the list of what is to be done")
	require.Contains(t, s.Text(), "är inaktuell", "among the warnings")
	findTabs(t, s.Host).Choose("sheets")
	s.Tap("Patienten är informerad per telefon")
	require.Contains(t, s.Text(), "inaktuell, patienten informerad")
	require.Contains(t, s.Text(), "Informerad per telefon 23 nov")
	require.Equal(t, "Noterat: Tolvan Tolvansson har fått veta", s.Toasts[len(s.Toasts)-1])
	require.Equal(t, models.Done, s.steps()[models.TellStep].State)

	findTabs(t, s.Host).Choose("history")
	require.Contains(t, s.Text(), "Patienten har fått veta vad som gäller")
	require.Contains(t, s.Text(), "Patientinstruktionen från mån 23 nov 2026 stämmer inte längre")

	s.Undo()
	findTabs(t, s.Host).Choose("sheets")
	require.NotContains(t, s.Text(), "patienten informerad")
	require.Equal(t, models.Open, s.steps()[models.TellStep].State)
	require.Empty(t, s.Failed)
}
