package office_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/sealed"
	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
	"nursedesk/models/store/storetest"
)

// cutOff is a desk at a server that is killed, which keeps what is typed on this computer, too.
type cutOff struct {
	*apptest.Desk
	server *postgrestest.Server
	folder string
	key    string
}

func newCutOff(t *testing.T, server *postgrestest.Server) *cutOff {
	t.Helper()
	rules := apptest.New(t, "2026-11-23").Params.Rules
	clock := &apptest.Clock{Time: apptest.Date(t, "2026-11-23").At(9, 0)}
	key, err := sealed.NewKey()
	require.NoError(t, err)
	c := &cutOff{server: server, folder: filepath.Join(t.TempDir(), "desk"), key: key}
	c.Desk = &apptest.Desk{T: t, Wall: clock, Params: office.Params{
		Store: storetest.OpenAt(t, server.OnSocket(server.Make(t)), clock.Now), Rules: rules, Clock: clock, Here: c.box(),
	}}
	c.Desk.Desk, err = app.New(apptest.Nurse(), c.Params)
	require.NoError(t, err)
	return c
}

func (c *cutOff) box() *sealed.Box {
	return sealed.New(c.folder, func() ([]string, error) { return []string{c.key}, nil })
}

// again is the same computer after the program was started again.
func (c *cutOff) again() *cutOff {
	c.T.Helper()
	other := *c
	other.Desk = &apptest.Desk{T: c.T, Wall: c.Wall, Params: c.Params}
	other.Params.Here = c.box()
	var err error
	other.Desk.Desk, err = app.New(apptest.Nurse(), other.Params)
	require.NoError(c.T, err)
	return &other
}

// kept counts what lies on this computer.
func (c *cutOff) kept() int {
	c.T.Helper()
	names, err := c.box().Names("typed-")
	require.NoError(c.T, err)
	return len(names)
}

func (c *cutOff) send() {
	c.T.Helper()
	_, err := c.SendTyped(apptest.Nurse())
	require.NoError(c.T, err)
	require.Zero(c.T, c.kept(), "what the database has does not stay here")
}

// typing is one thing that is typed, letter by letter.
type typing struct {
	write func(c *cutOff, text string) error
	texts func(c *cutOff) []string // as the database has them
}

// typings are all that is kept while it is typed, each as its page does it.
func typings() map[string]func() typing {
	return map[string]func() typing{
		"booking": func() typing {
			half := new(bookings.HalfBooking)
			return typing{
				write: func(c *cutOff, text string) error {
					half.Booking.Note = text
					return c.SaveBookingDraft(apptest.Nurse(), half)
				},
				texts: func(c *cutOff) (texts []string) {
					for _, one := range c.HalfBookings() {
						texts = append(texts, one.Booking.Note)
					}
					return texts
				},
			}
		},
		"call": func() typing {
			call := new(calls.Draft)
			return typing{
				write: func(c *cutOff, text string) error {
					call.Notes = text
					return c.SaveCallDraft(apptest.Nurse(), call)
				},
				texts: func(c *cutOff) (texts []string) {
					open, err := c.OpenCalls(apptest.Nurse())
					require.NoError(c.T, err)
					for _, one := range open {
						texts = append(texts, one.Draft.Notes)
					}
					return texts
				},
			}
		},
		"shift note": func() typing {
			var note models.ShiftNote
			return typing{
				write: func(c *cutOff, text string) (err error) {
					note.Text = text
					note, err = c.KeepShiftNote(apptest.Nurse(), note)
					return err
				},
				texts: func(c *cutOff) []string {
					_, begun, err := c.ShiftNotes(apptest.Nurse(), c.Wall.Time)
					require.NoError(c.T, err)
					if begun.ID == 0 {
						return nil
					}
					return []string{begun.Text}
				},
			}
		},
	}
}

// What is typed while the server is gone lies on this computer, unreadable to others, through a
// restart of the program; when the server is back it is its owner's again, once, and
// whoever still has it in a window types on in the same one.
func TestTypedWithoutTheServer(t *testing.T) {
	server := postgrestest.New(t)
	for name, begin := range typings() {
		for _, known := range []bool{true, false} {
			title := name + " that the server knows"
			if !known {
				title = name + " of which the server knows nothing"
			}
			t.Run(title, func(t *testing.T) {
				c, typed := newCutOff(t, server), begin()
				if known {
					require.NoError(t, typed.write(c, "Tolv"))
					require.Zero(t, c.kept())
				}
				c.server.Kill(c.T)
				for _, text := range []string{"Tolvan", "Tolvan ring", "Tolvan ringer"} {
					require.ErrorIs(t, typed.write(c, text), models.ErrKeptHere)
				}
				require.Equal(t, 1, c.kept())
				files, err := filepath.Glob(filepath.Join(c.folder, "*"))
				require.NoError(t, err)
				for _, file := range files {
					body, err := os.ReadFile(file)
					require.NoError(t, err)
					require.NotContains(t, string(body), "Tolvan")
				}
				c.server.Restart(t)
				again := c.again()
				again.send()
				require.Equal(t, []string{"Tolvan ringer"}, typed.texts(again))
				again.send()
				require.Equal(t, []string{"Tolvan ringer"}, typed.texts(again), "once")
			})
		}
		t.Run(name+" that is typed on", func(t *testing.T) {
			c, typed := newCutOff(t, server), begin()
			c.server.Kill(c.T)
			require.ErrorIs(t, typed.write(c, "Tolvan"), models.ErrKeptHere)
			c.server.Restart(t)
			c.send()
			require.NoError(t, typed.write(c, "Tolvan ringer"))
			require.Equal(t, []string{"Tolvan ringer"}, typed.texts(c))
			c.server.Kill(c.T)
			require.ErrorIs(t, typed.write(c, "Tolvan ringer igen"), models.ErrKeptHere)
			c.server.Restart(t)
			require.NoError(t, typed.write(c, "Tolvan ringer igen."), "whoever types may be first")
			require.Zero(t, c.kept())
			require.Equal(t, []string{"Tolvan ringer igen."}, typed.texts(c))
		})
	}
}

// What another desk has made of it meanwhile stays, and what was typed here stands beside it: a
// note, of which each person has one, goes to the end of it.
func TestTypedWithoutTheServerAndElsewhere(t *testing.T) {
	server := postgrestest.New(t)
	for name, begin := range typings() {
		t.Run(name, func(t *testing.T) {
			c, typed := newCutOff(t, server), begin()
			require.NoError(t, typed.write(c, "Tolvan"))
			elsewhere := c.again()
			elsewhere.Params.Here = nil
			var err error
			elsewhere.Desk.Desk, err = app.New(apptest.Nurse(), elsewhere.Params)
			require.NoError(t, err)
			c.server.Kill(c.T)
			require.ErrorIs(t, typed.write(c, "Tolvan här"), models.ErrKeptHere)
			c.server.Restart(t)
			elsewhere.writeOver(name, "Tolvan där")
			c.send()
			if name == "shift note" {
				require.Equal(t, []string{"Tolvan där\nTolvan här"}, typed.texts(c))
				return
			}
			require.ElementsMatch(t, []string{"Tolvan där", "Tolvan här"}, typed.texts(c))
			require.NoError(t, typed.write(c, "Tolvan här igen"))
			require.ElementsMatch(t, []string{"Tolvan där", "Tolvan här igen"}, typed.texts(c), "it goes on in its own")
		})
	}
}

// writeOver goes on with what is typed, as another desk does that has taken it over.
func (c *cutOff) writeOver(name, text string) {
	c.T.Helper()
	ctx := office.WithActor(context.Background(), "Annan Test")
	switch name {
	case "booking":
		half := c.HalfBookings()[0].HalfBooking
		half.Booking.Note = text
		require.NoError(c.T, c.SaveBookingDraft(ctx, &half))
	case "call":
		open, err := c.OpenCalls(ctx)
		require.NoError(c.T, err)
		call := open[0].Draft
		call.Notes = text
		require.NoError(c.T, c.SaveCallDraft(ctx, &call))
	default:
		_, note, err := c.ShiftNotes(apptest.Nurse(), c.Wall.Time)
		require.NoError(c.T, err)
		note.Text = text
		_, err = c.KeepShiftNote(apptest.Nurse(), note)
		require.NoError(c.T, err)
	}
}

// A call of which nothing is left, a booking that is thrown away and a note that is signed do
// not come back.
func TestNothingThatWasLetGoComesBack(t *testing.T) {
	c := newCutOff(t, postgrestest.New(t))
	c.server.Kill(c.T)
	call := calls.Draft{Notes: "Fel nummer"}
	require.ErrorIs(t, c.SaveCallDraft(apptest.Nurse(), &call), models.ErrKeptHere)
	booking := bookings.HalfBooking{Booking: bookings.Draft{Note: "Glöm"}}
	require.ErrorIs(t, c.SaveBookingDraft(apptest.Nurse(), &booking), models.ErrKeptHere)
	require.Equal(t, 2, c.kept())
	require.NoError(t, c.DiscardDraft(apptest.Nurse(), booking.Kept))
	require.Equal(t, 1, c.kept())
	c.server.Restart(t)
	c.send()
	open, err := c.OpenCalls(apptest.Nurse())
	require.NoError(t, err)
	require.Len(t, open, 1)
	require.Empty(t, c.HalfBookings())

	note, err := c.KeepShiftNote(apptest.Nurse(), models.ShiftNote{Text: "Kylen larmar"})
	require.NoError(t, err)
	require.NoError(t, c.SignShiftNote(apptest.Nurse(), note))
	next, err := c.KeepShiftNote(apptest.Nurse(), models.ShiftNote{Text: "Nästa"})
	require.NoError(t, err)
	require.NotEqual(t, note.ID, next.ID, "a signed note stands as it is")
}

// A computer that can't keep anything says so; the database's own refusal is said, and what was
// typed lies here all the same.
func TestWhatCanNotBeKept(t *testing.T) {
	c := newCutOff(t, postgrestest.New(t))
	c.Params.Here = sealed.New(c.folder, func() ([]string, error) { return nil, errors.New("locked") })
	var err error
	c.Desk.Desk, err = app.New(apptest.Nurse(), c.Params)
	require.NoError(t, err)
	c.server.Kill(c.T)
	half := bookings.HalfBooking{Booking: bookings.Draft{Note: "Tolvan"}}
	require.ErrorIs(t, c.SaveBookingDraft(apptest.Nurse(), &half), models.ErrSealedKey)
}

// While there is no contact nothing waits for the server, and with the first contact what lies
// here is sent by itself.
func TestSentWithTheFirstContact(t *testing.T) {
	c := newCutOff(t, postgrestest.New(t))
	contact := make(chan error, 10)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Follow(ctx, func(err error) { contact <- err })
	}()
	defer func() { cancel(); <-done }()
	require.NoError(t, <-contact)
	c.server.Kill(c.T)
	require.ErrorIs(t, <-contact, models.ErrDatabaseUnreachable)
	half := bookings.HalfBooking{Booking: bookings.Draft{Note: "Tolvan"}}
	require.ErrorIs(t, c.SaveBookingDraft(apptest.Nurse(), &half), models.ErrKeptHere)
	c.server.Restart(t)
	select {
	case err := <-contact:
		require.NoError(t, err)
	case <-time.After(30 * time.Second):
		require.FailNow(t, "no contact")
	}
	require.Zero(t, c.kept(), "before anybody reads again")
	require.Len(t, c.HalfBookings(), 1)
}
