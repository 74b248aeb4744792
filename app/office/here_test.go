package office

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/sealed"
	"nursedesk/models/store/storetest"
	"nursedesk/resources/resourcestest"
)

type stillClock struct{ now time.Time }

func (c stillClock) Now() time.Time { return c.now }

// What was sent and not answered for, be it that the program was killed before it heard, is looked
// up by its very words: it is there once, whether the server got it or not.
func TestUnansweredIsLookedUp(t *testing.T) {
	rules, err := LoadRules(resourcestest.Files, "")
	require.NoError(t, err)
	clock := stillClock{time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}
	ctx := WithActor(context.Background(), "Sköterska Test")
	for _, kind := range []TypedKind{TypedBooking, TypedCall, TypedShiftNote} {
		for _, arrived := range []bool{true, false} {
			t.Run(string(kind), func(t *testing.T) {
				key, err := sealed.NewKey()
				require.NoError(t, err)
				box := sealed.New(t.TempDir(), func() ([]string, error) { return []string{key}, nil })
				o, err := New(ctx, Params{Store: storetest.Open(t, clock.Now), Rules: rules, Clock: clock, Here: box})
				require.NoError(t, err)
				typed := Typed{Kind: kind, Started: clock.now.Add(123456789), By: "Sköterska Test", Body: []byte("ett")}
				if arrived {
					there := typed
					require.NoError(t, o.Keep(ctx, func(tx *Tx) error { return there.save(tx) }))
				}
				typed.Sent = []string{sumOf([]byte("noll")), sumOf([]byte("ett"))}
				typed.Body = []byte("ett två")
				body, err := json.Marshal(typed)
				require.NoError(t, err)
				require.NoError(t, box.Write(typed.name(), body))
				sent, err := o.SendTyped(ctx)
				require.NoError(t, err)
				require.Equal(t, 1, sent)
				require.Equal(t, []string{"ett två"}, o.bodies(t, kind))
				typed.Body = []byte("ett två tre")
				require.NoError(t, o.KeepTyped(ctx, &typed), "whoever types it knows it without its ID")
				require.Equal(t, []string{"ett två tre"}, o.bodies(t, kind))
			})
		}
	}
}

func (o *Office) bodies(t *testing.T, kind TypedKind) (bodies []string) {
	t.Helper()
	require.NoError(t, o.Read(t.Context(), func(tx *Tx) error {
		switch kind {
		case TypedBooking:
			rows, err := tx.BookingDrafts()
			for _, row := range rows {
				bodies = append(bodies, string(row.Body))
			}
			return err
		case TypedCall:
			rows, err := tx.CallDrafts()
			for _, row := range rows {
				bodies = append(bodies, string(row.Body))
			}
			return err
		case TypedShiftNote:
			note, err := tx.BegunShiftNote("Sköterska Test")
			bodies = append(bodies, note.Text)
			return err
		}
		return nil
	}))
	return bodies
}
