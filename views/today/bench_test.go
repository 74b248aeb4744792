package today_test

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/today"
)

// showThousand shows a list of a thousand open rows.
func showThousand(b *testing.B) (*pagetest.Host, page.Page) {
	b.Helper()
	desk, _ := pagetest.NewDesk(b, "2026-11-23")
	const patients, each = 250, 4
	for number := range patients {
		_, err := desk.Book(context.Background(), bookings.Draft{
			Patient:   office.PatientDraft{GivenName: fmt.Sprintf("Tolvan%d", number), FamilyName: "Tolvansson", Phone: "070-174 06 05"},
			Procedure: "neurotomy", Date: desk.Today().AddDays(1), Time: "08:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
		})
		require.NoError(b, err)
	}
	list, err := desk.Worklist(context.Background(), worklist.Query{})
	require.NoError(b, err)
	rows := 0
	for _, section := range worklist.Sections {
		rows += list.Count(section)
	}
	require.GreaterOrEqual(b, rows, patients*each)
	host := pagetest.NewHost(b, desk)
	shown := today.New(desk, preferences.New(fyne.CurrentApp().Preferences()), 0, func(int64) {}, host)
	host.Show(shown, page.Route{Page: page.Today})
	return host, shown
}

// BenchmarkTodayReload reads and shows a thousand rows, database included.
func BenchmarkTodayReload(b *testing.B) {
	_, shown := showThousand(b)
	for b.Loop() {
		shown.(page.Reloader).Reload()
	}
}

// BenchmarkTodayKey moves down a thousand rows: the answer to a key press.
func BenchmarkTodayKey(b *testing.B) {
	host, _ := showThousand(b)
	presses := 0
	for b.Loop() {
		host.Press(fyne.KeyDown)
		if presses++; presses%900 == 0 {
			host.Press(fyne.KeyHome)
		}
	}
}
