package waiting_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	deskholds "nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/waiting"
)

// room is the page over a desk.
type room struct {
	*pagetest.Host
	t       *testing.T
	desk    *app.Desk
	page    page.Page
	printed int
}

func newRoom(t *testing.T, patients int) *room {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	answers := map[string]string{}
	for _, id := range []string{
		"stent", "mi", "stroke", "bypass", "recent-event", "mechanical-valve", "recent-vte", "thrombophilia", "liver", "platelets",
	} {
		answers[id] = "no"
	}
	medicines := []models.Medicines{
		models.MedicinesOf("B01AA03"), models.MedicinesOf("B01AC04"), models.MedicinesOf("M01AE01"),
		{{FreeText: "Heparin, sprutor"}},
	}
	for number := range patients {
		_, err := desk.Book(t.Context(), bookings.Draft{
			Patient:   office.PatientDraft{GivenName: fmt.Sprintf("Tolvan%d", number), FamilyName: "Tolvansson", Phone: "070-174 06 05"},
			Procedure: "neurotomy", Date: models.NewDate(2026, 12, 3).AddDays(number % 2), Time: fmt.Sprintf("%02d:00", 8+number%9),
			Medicines: medicines[number%len(medicines)], Factors: answers,
		})
		require.NoError(t, err)
	}
	r := &room{Host: pagetest.NewHost(t, desk), t: t, desk: desk}
	r.page = waiting.New(desk, func() { r.printed++ }, new(holds.Last), r.Host)
	r.Host.Show(r.page, page.Route{Page: page.Waiting})
	return r
}

func (r *room) waiting() []deskholds.Waiting {
	r.t.Helper()
	rows, err := r.desk.WaitingHolds(r.t.Context())
	require.NoError(r.t, err)
	return rows
}

// Ten holds are decided one after another with the keyboard: who decided and how
// is entered once.
func TestTenHoldsInOneGo(t *testing.T) {
	r := newRoom(t, 10)
	require.Len(t, r.waiting(), 10)
	require.Contains(t, r.Text(), "10 läkemedel att besluta om")
	for number := range 10 {
		r.Window().Canvas().Focused().TypedRune([]rune("bB")[number%2]) // Caps Lock hinders nothing
		require.NotNil(t, r.Dialog, "decision %d", number)
		if number == 0 {
			r.Type("decided-by", "Dr Exempel")
			r.Choose("given", "in-person")
		}
		if r.Row("choice") != nil && r.Confirm() != nil { // the rules propose nothing
			require.NotEmpty(t, r.Row("choice").Problem())
			r.Choose("choice", "continues")
			require.NoError(t, r.Confirm())
		}
		require.Len(t, r.waiting(), 9-number)
	}
	require.Contains(t, r.Text(), "Inget väntar på läkarens beslut")
}

// The list says for each whose it is, what is proposed, and why it is asked.
func TestTheListSaysWhatIsAsked(t *testing.T) {
	r := newRoom(t, 4)
	text := r.Text()
	for _, said := range []string{
		"tors 3 dec", "Endoskopisk neurotomi", "Tolvan0 Tolvansson", "Waran (warfarin)", "sista dos fre 27 nov · åter sön 6 dec",
		"P2Y12-hämmare", "Kan vara blodförtunnande",
	} {
		require.Contains(t, text, said)
	}
	r.page.(page.Printer).Print()
	require.Equal(t, 1, r.printed)
	r.Press(fyne.KeyReturn)
	require.Contains(t, r.Dialog.Title, "Läkarens beslut")
	r.Cancel()
	r.Tap("Öppna patienten")
	require.Equal(t, page.Patient, r.Opened[0].Page)
	require.Equal(t, "holds:1", r.Opened[0].Arg)
}

// Ten holds stand on one printed page, in words.
func TestTenHoldsOnOnePage(t *testing.T) {
	r := newRoom(t, 10)
	document, err := r.desk.DecisionList(t.Context(), models.Swedish, holds.Spoken{Desk: r.desk})
	require.NoError(t, err)
	if folder := os.Getenv("NURSEDESK_PICTURES"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, "list.pdf"), document.PDF, 0o600))
	}
	require.Equal(t, 1, document.Pages)
}

// Nothing is printed of nothing.
func TestNothingWaits(t *testing.T) {
	r := newRoom(t, 0)
	require.Contains(t, r.Text(), "Inget väntar på läkarens beslut")
	r.page.(page.Printer).Print()
	require.Zero(t, r.printed)
}

// The page is drawn at every size; with NURSEDESK_PICTURES set, the pictures are
// there to be looked at.
func TestThePageIsDrawnAtEverySize(t *testing.T) {
	r := newRoom(t, 8)
	for _, drawn := range pagetest.Looks {
		t.Run(drawn.Name, func(t *testing.T) {
			host := pagetest.NewHostIn(t, r.desk, drawn.Mode, drawn.Percent)
			shown := waiting.New(r.desk, func() {}, new(holds.Last), host)
			host.Show(shown, page.Route{Page: page.Waiting})
			require.LessOrEqual(t, shown.Content().MinSize().Width, float32(pagetest.Width))
			host.Picture("waiting-" + drawn.Name)
		})
	}
}
