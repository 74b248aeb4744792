package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/models/store"
)

// halfTyped is what the database holds of the booking that is being typed.
func (d *desk) halfTyped() bookings.HalfBooking {
	d.t.Helper()
	return half[bookings.HalfBooking](d, func(tx *store.Tx) (bodies [][]byte, err error) {
		rows, err := tx.BookingDrafts()
		for _, row := range rows {
			bodies = append(bodies, row.Body)
		}
		return bodies, err
	})
}

// The real program is killed while a nurse types, as a power cut would: started
// again it has everything back up to the last letters, and the booking is saved
// from there.
func TestKilledWhileTyping(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	screen := newDisplay(t)
	desk := screen.start(newDatabase(t))
	desk.waitForWindow()
	waitABit(t, desk)
	desk.writeBooking()

	const theatre = "Sal 1 med fönstret mot gården, eller sal 2 om den är ledig"
	typing := exec.Command("xdotool", "type", "--delay", "200", theatre)
	typing.Env = desk.environment()
	require.NoError(t, typing.Start())
	var seen string
	eventually(t, "letters reach the disk as they are typed", func() bool {
		seen = desk.halfTyped().Booking.Theatre
		return len(seen) >= len("Sal 1 med")
	})
	require.NoError(t, desk.process.Process.Kill())
	_ = desk.process.Wait()
	require.NoError(t, typing.Wait())
	onDisk := desk.halfTyped().Booking.Theatre
	require.True(t, strings.HasPrefix(onDisk, seen))
	require.Less(t, len(onDisk), len(theatre), "it was killed while typing went on")

	desk = screen.start(desk.database)
	desk.waitForWindow()
	waitABit(t, desk)
	require.Empty(t, desk.bookings())
	desk.press("ctrl+n")
	waitABit(t, desk)
	desk.press("ctrl+s")
	eventually(t, "the booking is kept", func() bool { return len(desk.bookings()) == 1 })
	booking := desk.bookings()[0]
	require.Equal(t, "Åke Ärlig-Öberg", booking["name"])
	require.Equal(t, "191212121212", booking["personal_number"])
	require.Equal(t, "2026-12-14T08:30:00+01:00", booking["start"])
	require.Equal(t, strings.TrimSpace(onDisk), booking["theatre"])
	require.True(t, desk.halfTyped().Empty(), "it went with the booking")
}
