package emergency_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/emergency"
	"nursedesk/app/sealed"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// desk is one whose list says a text, and that can be out of reach.
type desk struct {
	says  string
	gone  error
	reads int
	noted []emergency.Printed
}

func (d *desk) Read(context.Context) (sheet.ListingInput, error) {
	d.reads++
	return sheet.ListingInput{Kind: sheet.EmergencyList, Title: d.says, Listed: []int64{1}}, d.gone
}

func (d *desk) Note(_ context.Context, printed emergency.Printed) error {
	if d.gone == nil {
		d.noted = append(d.noted, printed)
	}
	return d.gone
}

type fixture struct {
	*desk
	*emergency.Keeper
	box   *sealed.Box
	clock time.Time
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	key, err := sealed.NewKey()
	require.NoError(t, err)
	f := &fixture{
		desk: &desk{says: "08:30"}, clock: time.Date(2026, 12, 14, 8, 0, 0, 0, time.UTC),
		box: sealed.New(filepath.Join(t.TempDir(), "desk"), func() ([]string, error) { return []string{key}, nil }),
	}
	f.Keeper = emergency.New(f.desk, f.box, func() time.Time { return f.clock })
	return f
}

func (f *fixture) body(t *testing.T) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(f.box.Folder(), "emergency.age"))
	require.NoError(t, err)
	return string(body)
}

// Nothing is read, and nothing written, while nothing was done: only the time at which the list
// was last true goes on. What was done, and a new day, are read at the next look.
func TestMadeOnlyWhenSomethingChanged(t *testing.T) {
	f := newFixture(t)
	_, err := emergency.Kept(f.box)
	require.ErrorIs(t, err, models.ErrNoEmergencyList)
	require.NoError(t, f.Refresh(t.Context()))
	made, before := f.clock, f.body(t)
	for range 30 {
		f.clock = f.clock.Add(emergency.Every)
		require.NoError(t, f.Refresh(t.Context()))
	}
	require.Equal(t, 1, f.reads)
	require.Equal(t, before, f.body(t))
	list, err := emergency.Kept(f.box)
	require.NoError(t, err)
	require.True(t, made.Equal(list.Made))
	require.True(t, f.clock.Equal(list.True), "it was looked at a moment ago")

	f.Changed()
	require.NoError(t, f.Refresh(t.Context()))
	require.Equal(t, 2, f.reads)
	require.Equal(t, before, f.body(t), "what was done is not on the list")

	f.says = "09:15"
	f.Changed()
	require.NoError(t, f.Refresh(t.Context()))
	require.NotEqual(t, before, f.body(t))
	f.clock = f.clock.Add(24 * time.Hour)
	require.NoError(t, f.Refresh(t.Context()))
	require.Equal(t, 4, f.reads, "a new day has another list")

	require.NoError(t, f.box.Remove("emergency"))
	require.NoError(t, f.Refresh(t.Context()))
	require.Equal(t, "09:15", f.list(t).Input.Title, "one that was taken away comes back")
}

func (f *fixture) list(t *testing.T) emergency.List {
	t.Helper()
	list, err := f.List(t.Context())
	require.NoError(t, err)
	return list
}

// Without the database the list stands as it was, and says until when it was true. What
// was done elsewhere meanwhile is read once the database is back, without being told again.
func TestWithoutDatabase(t *testing.T) {
	f := newFixture(t)
	require.NoError(t, f.Refresh(t.Context()))
	last := f.clock
	f.gone = models.ErrDatabaseUnreachable
	f.clock = f.clock.Add(2 * time.Hour)
	f.Changed()
	require.ErrorIs(t, f.Refresh(t.Context()), models.ErrDatabaseUnreachable)
	require.Equal(t, "08:30", f.list(t).Input.Title)
	require.True(t, last.Equal(f.list(t).True), "no later than it was known to be")

	again := emergency.New(f.desk, f.box, func() time.Time { return f.clock })
	list, err := again.List(t.Context())
	require.NoError(t, err, "a program that is started without the database has it, too")
	require.True(t, last.Equal(list.True))

	f.gone, f.says = nil, "10:00"
	require.NoError(t, f.Refresh(t.Context()))
	require.Equal(t, "10:00", f.list(t).Input.Title)
}

// What was printed without the database is told to the history when it is back, once.
func TestPrintedIsTold(t *testing.T) {
	f := newFixture(t)
	f.gone = errors.New("gone")
	for _, how := range []models.SheetWay{models.SheetPrinted, models.SheetSaved} {
		require.NoError(t, f.Left(t.Context(), emergency.Printed{At: f.clock, How: how, Listed: []int64{1}}))
	}
	require.Empty(t, f.noted)
	f.gone = nil
	require.NoError(t, f.Refresh(t.Context()))
	require.NoError(t, f.Refresh(t.Context()))
	require.Len(t, f.noted, 2)
	require.Equal(t, models.SheetPrinted, f.noted[0].How)
	require.Equal(t, []int64{1}, f.noted[1].Listed)
	require.NoError(t, f.Left(t.Context(), emergency.Printed{How: models.SheetPrinted}))
	require.Len(t, f.noted, 3, "with the database it is told at once")
}

// A list of a desk that has moved away goes, and a damaged one is none.
func TestRemovedAndDamaged(t *testing.T) {
	f := newFixture(t)
	require.NoError(t, f.Refresh(t.Context()))
	require.NoError(t, emergency.Remove(f.box))
	_, err := emergency.Kept(f.box)
	require.ErrorIs(t, err, models.ErrNoEmergencyList)
	_, err = f.box.Read("emergency")
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.NoError(t, f.box.Write("emergency", []byte("{")))
	_, err = emergency.Kept(f.box)
	require.ErrorIs(t, err, models.ErrNoEmergencyList)
}

// It is looked after while there is contact, and left alone while there is none.
func TestRun(t *testing.T) {
	f := newFixture(t)
	ctx, cancel := context.WithCancel(t.Context())
	f.Run(ctx, func() bool { cancel(); return false }, func(error) { t.Error("nobody was asked") })
	require.Zero(t, f.reads)
	ctx, cancel = context.WithCancel(t.Context())
	f.Run(ctx, func() bool { return true }, func(err error) { require.NoError(t, err); cancel() })
	require.Equal(t, 1, f.reads)
}
