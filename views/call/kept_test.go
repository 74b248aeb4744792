package call_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/call"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// Each letter and answer is in the database when it is typed, so that the call
// comes back whole on a page that knows nothing of the first one.
func TestEveryKeyIsKept(t *testing.T) {
	c := ring(t)
	booking := c.begin()
	require.Equal(t, booking.PatientID, c.draft().PatientID)
	require.Equal(t, "wound", c.draft().Topic)
	c.keys("n")
	require.Equal(t, map[string]string{"breathing-difficulty": "no"}, c.draft().Answers)
	c.keys("j")
	require.Equal(t, "yes", c.draft().Answers["breathing-slow"])
	c.keys("u/")
	c.keys("Hostar")
	require.Equal(t, "Hostar", c.draft().Reason)
	require.NotNil(t, c.draft().ReadOut)

	began := c.draft().Started
	c.clock.At = c.clock.At.Add(time.Hour)
	c.page = call.New(c.desk, new(call.Present), c.Host)
	c.Show(c.page, page.Route{Page: page.Call, ID: c.draft().ID, Arg: page.Resume})
	require.Contains(t, c.Text(), "L1")
	require.Contains(t, c.Text(), "Tolvan Tolvansson")
	require.Contains(t, c.Text(), "60:00", "the call has gone on since it began")
	require.Contains(t, c.Text(), "Nivån uppläst 09:00")
	c.keys("/")
	require.Contains(t, c.Text(), "Hostar")
	c.key(fyne.KeyEscape)
	require.True(t, began.Equal(c.draft().Started))
}

// Several calls can go on: a new one takes nothing away, and the first is resumed
// with one tap.
func TestANewCallLeavesTheFirstOneAsItWas(t *testing.T) {
	c := ring(t)
	c.begin()
	c.keys("nn")
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	require.Contains(t, c.Text(), "Ingen patient vald")
	require.Contains(t, c.Text(), "Fortsätt samtalet 23 nov 09:00 · Tolvan Tolvansson")
	c.keys("08123456")
	open, err := c.desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	require.Len(t, open, 2)
	c.Show(c.page, page.Route{Page: page.Call, ID: open[0].Draft.ID, Arg: page.Resume})
	require.Contains(t, c.Text(), "Tolvan Tolvansson")
	require.Contains(t, c.Text(), "Frågor 2/")
}

// Opening a call and leaving it keeps nothing: there is nothing to keep.
func TestAnEmptyCallIsNoCall(t *testing.T) {
	c := ring(t)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	c.page.(page.Closer).Close(func() {})
	open, err := c.desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	require.Empty(t, open)
}

// held is a runner whose work waits until it is let go.
type held struct {
	background.Inline
	holds bool
	waits []func()
}

func (h *held) Go(work func()) {
	if h.holds {
		h.waits = append(h.waits, work)
		return
	}
	work()
}

func (h *held) let() {
	waits := h.waits
	h.holds, h.waits = false, nil
	for _, work := range waits {
		work()
	}
}

// slow is a host whose database is slow while its runner is held.
type slow struct {
	*pagetest.Host
	runner held
}

func (s *slow) Background() background.Runner { return &s.runner }

// While one write goes on the next ones wait as one: the newest wins, and the
// window closes only once it is kept.
func TestASlowDatabaseLosesNothing(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, today)
	host := &slow{Host: pagetest.NewHost(t, desk)}
	c := &telephone{Host: host.Host, t: t, desk: desk, clock: clock}
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.page = call.New(desk, new(call.Present), host)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	host.runner.holds = true
	c.keys("1")
	c.keys("nnj")
	require.Len(t, host.runner.waits, 1, "one write at a time")
	require.Contains(t, c.Text(), "L1", "the level waits for no write")
	closed := false
	c.page.(page.Closer).Close(func() { closed = true })
	require.False(t, closed)
	host.runner.let()
	require.True(t, closed)
	require.Len(t, c.draft().Answers, 3)
}

// Another desk that has gone on with the call is not overwritten: what is typed
// here becomes a call of its own.
func TestTwoDesksOnOneCall(t *testing.T) {
	c := ring(t)
	c.begin()
	other := c.draft()
	other.Notes = "Den andra datorn"
	require.NoError(t, c.desk.SaveCallDraft(pagetest.Context(), &other))
	c.keys("n")
	open, err := c.desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	require.Len(t, open, 2)
	require.Equal(t, "Den andra datorn", open[0].Draft.Notes)
	require.Equal(t, "no", open[1].Draft.Answers["breathing-difficulty"])
	require.Contains(t, c.Toasts[len(c.Toasts)-1], "annan dator")
}

// A call that another desk has ended or thrown away is gone: what is typed here
// is kept all the same, as a call of its own.
func TestTheCallIsGone(t *testing.T) {
	c := ring(t)
	c.begin()
	require.NoError(t, c.desk.DiscardCall(context.Background(), c.draft()))
	c.keys("n")
	require.Equal(t, "no", c.draft().Answers["breathing-difficulty"])
	require.Contains(t, c.Toasts[len(c.Toasts)-1], "annan dator")
	c.keys("n")
	require.Len(t, c.draft().Answers, 2)
	require.Empty(t, c.Failed)
}

// A letter that is typed while the call is being signed brings back no call.
func TestALetterTypedWhileSigning(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, today)
	host := &slow{Host: pagetest.NewHost(t, desk)}
	c := &telephone{Host: host.Host, t: t, desk: desk, clock: clock}
	booking := c.booked("Tolvan", "19121212-1212", -4)
	c.page = call.New(desk, new(call.Present), host)
	c.Show(c.page, page.Route{Page: page.Call, ID: booking.PatientID, Arg: page.New})
	c.keys("1")
	c.denyFlags()
	c.page.(page.Completer).Complete()
	c.keys("j")
	c.Choose("identity", "known-voice")
	host.runner.holds = true
	c.page.(page.Completer).Complete()
	require.NotEmpty(t, host.runner.waits, "it is being signed")
	c.Type("advice", "x")
	host.runner.let()
	require.Len(t, c.calls(), 1)
	open, err := c.desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	require.Empty(t, open)
}

// The call that a task asks for begins with whom, about what and from which call.
func TestCallingBack(t *testing.T) {
	c := ring(t)
	c.begin()
	c.denyFlags()
	c.page.(page.Completer).Complete()
	c.keys("j")
	c.Choose("identity", "known-voice")
	day := models.DateOf(c.clock.At)
	c.Type("callback-date", "+1d")
	c.Type("callback-time", "10")
	c.page.(page.Completer).Complete()
	rows := c.calls()
	require.Len(t, rows, 1, c.Text())
	tasks, err := c.desk.OpenTasks(context.Background(), day.AddDays(1), models.Nurse)
	require.NoError(t, err)
	at := 0
	for tasks[at].Step != models.CallbackStep {
		at++
	}
	c.clock.At = c.clock.At.AddDate(0, 0, 1)
	c.Show(c.page, page.Route{Page: page.Call, ID: tasks[at].ID, Arg: page.CallBack})
	require.Contains(t, c.Text(), "Tolvan Tolvansson")
	require.Contains(t, c.Text(), "Dag 5")
	require.Contains(t, c.Text(), "Såret eller förbandet")
	c.denyFlags()
	c.page.(page.Completer).Complete()
	c.Choose("understood", "yes")
	c.Choose("identity", "personal-number")
	c.page.(page.Completer).Complete()
	rows = c.calls()
	require.Len(t, rows, 2, c.Text())
	require.Equal(t, rows[1].ID, *rows[0].FollowsID)
	require.True(t, rows[0].Outgoing)
	require.False(t, rows[1].CallbackOpen)
}

// The window is built anew, in large text say: the call goes on as it was, the
// level included, also where the patient was not found.
func TestTheWindowIsBuiltAnew(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, today)
	c := &telephone{Host: pagetest.NewHost(t, desk), t: t, desk: desk, clock: clock}
	present := new(call.Present)
	c.page = call.New(desk, present, c.Host)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	c.keys("0812345678")
	c.Tap("Till frågorna")
	c.keys("1j")
	c.page = call.New(desk, present, c.Host)
	c.Show(c.page, page.Route{Page: page.Call})
	require.Contains(t, c.Text(), "Ring 112 nu")
	require.Contains(t, c.Text(), "Frågor 1/")
	c.keys("n")
	require.Len(t, c.draft().Answers, 2)
}

// What is half typed at the end of a call stays when another desk changes
// something, and what the nurse wrote herself outlives another level.
func TestWhatIsTypedAtTheEndStays(t *testing.T) {
	c := ring(t)
	c.begin()
	c.denyFlags()
	c.page.(page.Completer).Complete()
	c.Type("callback-time", "1")
	c.page.(page.Reloader).Reload()
	c.Type("advice", "Eget råd. ")
	c.Tap("L3")
	advice := c.draft().Advice
	require.Contains(t, advice, "Eget råd.")
	require.Contains(t, advice, "Det du berättar går att sköta hemma", "what she changed is hers")
	require.Contains(t, c.Text(), "Kirurgen ringer senast 10:00")
}

// A call that was opened by mistake, and one from which everything was taken back, is
// nothing to be ended.
func TestACallWithNothingInItIsNoCall(t *testing.T) {
	c := ring(t)
	c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
	leave := func() int {
		c.page.(page.Leaver).Leave(func() {})
		open, err := c.desk.OpenCalls(pagetest.Context())
		require.NoError(t, err)
		return len(open)
	}
	require.Zero(t, leave())
	c.keys("08")
	require.Equal(t, 1, leave(), "what was typed is kept")
	c.key(fyne.KeyBackspace)
	c.key(fyne.KeyBackspace)
	require.Zero(t, leave())
	c.keys("070")
	require.Equal(t, 1, leave(), "the page goes on as a new one")
}
