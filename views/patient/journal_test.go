package patient_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/views/page"
)

// Each part is copied as plain text that begins with whose it is: a selected task, the
// medicines with what is decided, and the booking with its medicines.
func TestCopiedForTheJournal(t *testing.T) {
	s := newStage(t)
	s.decided()
	copied := func(tab string) string {
		findTabs(t, s.Host).Choose(tab)
		fyne.CurrentApp().Clipboard().SetContent("")
		page.JournalCopier(s.page).CopyToJournal()
		return fyne.CurrentApp().Clipboard().Content()
	}
	task := copied("tasks")
	require.Contains(t, task, "Tolvan Tolvansson · 19121212-1212\n\nUPPGIFT\n")
	require.Contains(t, task, "Fråga om blodförtunnande")
	held := copied("holds")
	require.Contains(t, held, "Sista dos tis 8 dec 2026")
	require.Contains(t, held, "\nBeslutat av Dr Exempel mån 23 nov 2026, på telefon\n")
	require.NotContains(t, held, "Sal 1")
	booking := copied("dates")
	require.Contains(t, booking, "Tolvan Tolvansson · 19121212-1212\n\nBOKNING\n")
	require.Contains(t, booking, "mån 14 dec 2026 08:30")
	require.Contains(t, booking, "Sista dos tis 8 dec 2026")
	require.Contains(t, s.Toasts[len(s.Toasts)-1], "Klistra in i journalen")
}
