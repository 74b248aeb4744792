package newbooking_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/views/background"
	"nursedesk/views/newbooking"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// slow is a host whose work waits while held.
type slow struct {
	*pagetest.Host
	runner slowRunner
}

func (s *slow) Background() background.Runner { return &s.runner }

type slowRunner struct {
	background.Inline
	held  bool
	waits []func()
}

func (r *slowRunner) Go(work func()) {
	if r.held {
		r.waits = append(r.waits, work)
		return
	}
	work()
}

func (r *slowRunner) release() {
	r.held = false
	for _, work := range r.waits {
		work()
	}
	r.waits = nil
}

// To close while a booking is being saved asks nothing: the window waits, closes
// once it is saved, and stays where it was refused.
func TestClosingWaitsForWhatIsBeingSaved(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	host := &slow{Host: pagetest.NewHost(t, desk)}
	f := &form{Host: host.Host, t: t, desk: desk}
	f.page = newbooking.New(desk, host, func(int64) {})
	f.Show(f.page, page.Route{Page: page.NewBooking})
	closed := 0
	closing := func() {
		host.runner.held = true
		f.page.(page.Saver).Save()
		f.page.(page.Closer).Close(func() { closed++ })
		require.Nil(t, f.Dialog)
		require.Zero(t, closed)
		host.runner.release()
	}
	f.what()
	closing()
	require.Empty(t, f.bookings())
	require.Zero(t, closed, "it says what is missing")

	f.tolvan()
	f.Type("patient", "tolv")
	f.Press("Return")
	closing()
	require.Len(t, f.bookings(), 1)
	require.Equal(t, 1, closed)
	require.Nil(t, f.Dialog)
}

// Whoever types before the half-typed booking has been read is not interrupted:
// what was typed stands, and the other one is listed and stays.
func TestTypingBeforeItComesBack(t *testing.T) {
	f := newForm(t)
	f.Type("note", "Förra")
	host := &slow{Host: pagetest.NewHost(t, f.desk)}
	f = &form{Host: host.Host, t: t, desk: f.desk}
	f.page = newbooking.New(f.desk, host, func(int64) {})
	host.runner.held = true
	f.Show(f.page, page.Route{Page: page.NewBooking})
	f.Type("note", "Nya")
	host.runner.release()
	require.Equal(t, "Nya", f.holds("note"))
	require.Contains(t, f.Text(), "En annan påbörjad bokning finns kvar.")
	require.Len(t, f.halves(), 2)
	f.Tap("Visa")
	require.NoError(t, f.Confirm())
	require.Equal(t, "Förra", f.holds("note"))
	require.Len(t, f.halves(), 2)
}
