package bookings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/views/page"
)

// Printing from the bookings goes to the sheets of the selected booking's day.
func TestPrintTheSelectedDay(t *testing.T) {
	for _, view := range []string{"week", "list"} {
		s := newPage(t, view)
		s.show()
		s.page.(page.Printer).Print()
		require.Equal(t, page.Route{Page: page.DaySheets}, s.Opened[0], "nothing is selected")
		s.book(1, "2026-11-25", "09:00", "Sal 1")
		s.show()
		s.page.(page.Printer).Print()
		require.Equal(t, page.Route{Page: page.DaySheets, Arg: "2026-11-25"}, s.Opened[1])
	}
}
