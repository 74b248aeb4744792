// Package pagetest hosts a page in tests: a desk on a real SQLite file with a
// clock that stands still, a window without a screen, and hands that tap and type.
package pagetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/demo"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store/storetest"
	"nursedesk/resources/resourcestest"
)

// Nurse is the name that is put to the changes of a test's desk.
const Nurse = "Sköterska Test"

// Context is one in which the nurse of the tests acts.
func Context() context.Context { return office.WithActor(context.Background(), Nurse) }

// Clock stands still until a test moves it.
type Clock struct{ At time.Time }

// Now implements office.Clock.
func (c *Clock) Now() time.Time { return c.At.UTC() }

// NewDesk opens an empty desk at nine in the morning of a day, "2026-11-23".
func NewDesk(t testing.TB, today string) (*app.Desk, *Clock) {
	t.Helper()
	desk, clock, _ := open(t, storetest.Place(t), today)
	return desk, clock
}

// NewDeskOf is NewDesk with what the desk is made of, for another desk over the
// same database.
func NewDeskOf(t testing.TB, today string) (*app.Desk, *Clock, office.Params) {
	t.Helper()
	return open(t, storetest.Place(t), today)
}

// NewDemoDesk opens a desk with the made-up patients around a day. They are made once for the
// tests of a package; each test has its own copy of their database.
func NewDemoDesk(t testing.TB, today string) (*app.Desk, *Clock) {
	t.Helper()
	place := filepath.Join(t.TempDir(), "nursedesk.db")
	demos.Lock()
	defer demos.Unlock()
	made, ok := demos.of[today]
	if ok {
		require.NoError(t, os.WriteFile(place, made, 0o600))
	}
	if ok {
		desk, clock, _ := open(t, place, today)
		return desk, clock
	}
	desk, clock := NewDemoDeskAt(t, place, today)
	whole := filepath.Join(t.TempDir(), "demo.db")
	storetest.Run(t, place, fmt.Sprintf("VACUUM INTO '%s'", whole))
	var err error
	demos.of[today], err = os.ReadFile(whole) //nolint:gosec // the test's own folder
	require.NoError(t, err)
	return desk, clock
}

// NewDemoDeskAt is NewDemoDesk on an empty database at a place, a file or a server's.
func NewDemoDeskAt(t testing.TB, place, today string) (*app.Desk, *Clock) {
	t.Helper()
	desk, clock, params := open(t, place, today)
	_, err := demo.Fill(Context(), params, resourcestest.Files)
	require.NoError(t, err)
	return desk, clock
}

// Another opens one more desk on the same database, at a computer with a name.
func Another(t testing.TB, desk *app.Desk, clock *Clock, place string) *app.Desk {
	t.Helper()
	other, err := app.New(Context(), office.Params{
		Store: storetest.OpenAt(t, desk.Location(), clock.Now), Rules: desk.Rules, Clock: clock, Place: place,
	})
	require.NoError(t, err)
	return other
}

var demos = struct {
	sync.Mutex
	of map[string][]byte // databases by day
}{of: map[string][]byte{}}

func open(t testing.TB, place, today string) (*app.Desk, *Clock, office.Params) {
	t.Helper()
	day, err := models.ParseDate(today)
	require.NoError(t, err)
	clock := &Clock{At: day.At(9, 0)}
	params := office.Params{
		Store: storetest.OpenAt(t, place, clock.Now), Rules: apptest.Rules(t), Clock: clock,
	}
	desk, err := app.New(Context(), params)
	require.NoError(t, err)
	return desk, clock, params
}
