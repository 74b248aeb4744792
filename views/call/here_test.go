package call_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/call"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// cutOff is a desk that keeps what is typed on its computer while its database is lost.
type cutOff struct {
	*app.Desk
	lost  bool
	began *calls.Draft // as it was last kept here
	clock *pagetest.Clock
}

func (c *cutOff) SaveCallDraft(ctx context.Context, draft *calls.Draft) error {
	if !c.lost {
		return c.Desk.SaveCallDraft(ctx, draft)
	}
	if draft.Started.IsZero() {
		draft.Started = c.clock.Now()
	}
	c.began = draft
	return models.ErrKeptHere
}

// Without contact a call goes on without a word and the window closes without a question; with
// contact the database has it under the time at which it began.
func TestACallWithoutContact(t *testing.T) {
	c := ring(t)
	lost := &cutOff{Desk: c.desk, lost: true, clock: c.clock}
	c.page = call.New(lost, new(call.Present), c.Host)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	c.keys("08123456")
	require.Empty(t, c.Failed)
	require.NotNil(t, lost.began)
	began := lost.began.Started
	require.False(t, began.IsZero())
	closed := false
	c.page.(page.Closer).Close(func() { closed = true })
	require.True(t, closed)
	require.Nil(t, c.Dialog)
	lost.lost = false
	c.clock.At = c.clock.At.AddDate(0, 0, 1)
	c.page.(page.Saver).Save()
	require.True(t, began.Equal(c.draft().Started))
}
