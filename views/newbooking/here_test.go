package newbooking_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/models"
	"nursedesk/views/newbooking"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// cutOff is a desk that keeps what is typed on its computer while its database is lost.
type cutOff struct {
	*app.Desk
	lost bool
}

func (c *cutOff) SaveBookingDraft(ctx context.Context, half *bookings.HalfBooking) error {
	if !c.lost {
		return c.Desk.SaveBookingDraft(ctx, half)
	}
	if half.Started.IsZero() {
		half.Started = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	}
	return models.ErrKeptHere
}

// Without contact typing goes on without a word, the window closes without a question, and to
// save says that nothing is registered; with contact the same press books, once.
func TestTypedWithoutContact(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	lost := &cutOff{Desk: desk, lost: true}
	f := &form{Host: pagetest.NewHost(t, desk), t: t, desk: desk}
	f.page = newbooking.New(lost, f.Host, func(int64) {})
	f.Show(f.page, page.Route{Page: page.NewBooking})
	f.what()
	require.Empty(t, f.Failed)
	closed := false
	f.page.(page.Closer).Close(func() { closed = true })
	require.True(t, closed)
	require.Nil(t, f.Dialog)
	f.page.(page.Saver).Save()
	require.Empty(t, f.bookings())
	lost.lost = false
	f.page.(page.Saver).Save()
	require.Len(t, f.halves(), 1, "it is the database's now, whatever else is missing in the form")
	require.Equal(t, 2026, f.halves()[0].Started.Year())
}
