package call_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/views/call"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// What a key takes from the press until everything on the page says what follows
// from it; the write to the database goes on beside it.
func BenchmarkAKeyOfTheCall(b *testing.B) {
	desk, clock := pagetest.NewDesk(b, today)
	host := &slow{Host: pagetest.NewHost(b, desk)}
	c := &telephone{Host: host.Host, t: b, desk: desk, clock: clock}
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.page = call.New(desk, new(call.Present), host)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	c.keys("1")
	host.runner.holds = true
	letters := "jn"
	for i := 0; b.Loop(); i++ {
		c.keys(letters[i%2 : i%2+1])
		c.Press("Up")
	}
	require.LessOrEqual(b, len(host.runner.waits), 1)
}
