package today_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/today"
)

// Only one's own is a key, stays chosen for that person alone, and an empty list of one's own says what is meant
// and shows everybody's again.
func TestOnlyMineIsKeptForThePerson(t *testing.T) {
	s := showTolvan(t, "2026-11-30")
	_, err := s.desk.AddTask(office.WithActor(context.Background(), "Annan"), worklist.OwnTask{Words: "Beställ förband", Date: s.desk.Today()})
	require.NoError(t, err)
	require.Contains(t, s.Text(), "Beställ förband")
	s.page.(page.Narrower).OnlyMine()
	require.NotContains(t, s.Text(), "Beställ förband")
	s.Picture("today-only-mine")

	kept := preferences.New(fyne.CurrentApp().Preferences())
	for person, only := range map[int64]bool{0: true, 1: false} {
		s.page = today.New(s.desk, kept, person, func(int64) {}, s.Host)
		s.Show(s.page, page.Route{Page: page.Today})
		require.Equal(t, !only, strings.Contains(s.Text(), "Beställ förband"), "the next time too, and nobody else's list is narrowed")
	}
	s.page = today.New(s.desk, kept, 0, func(int64) {}, s.Host)
	s.Show(s.page, page.Route{Page: page.Today})
	s.page.(page.Narrower).OnlyMine()
	require.Contains(t, s.Text(), "Beställ förband")
}
