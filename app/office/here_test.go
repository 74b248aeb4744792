package office_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/app/sealed"
)

// What was sent and not answered for, also because the program was killed before it heard, is looked
// up by its very words: it is there once, whether the server got it or not.
func TestUnansweredIsLookedUp(t *testing.T) {
	ctx := apptest.Nurse()
	for _, kind := range []office.TypedKind{office.TypedBooking, office.TypedCall, office.TypedShiftNote} {
		for _, arrived := range []bool{true, false} {
			t.Run(string(kind), func(t *testing.T) {
				key, err := sealed.NewKey()
				require.NoError(t, err)
				box := sealed.New(t.TempDir(), func() ([]string, error) { return []string{key}, nil })
				typed := office.Typed{Kind: kind, By: "Sköterska Test"}

				unanswered := apptest.New(t, "2026-11-23")
				typed.Started = unanswered.Wall.Time.Add(123456789)
				params := unanswered.Params
				params.Here = box
				lost, err := office.New(ctx, params)
				require.NoError(t, err)
				require.NoError(t, params.Store.Close())
				for _, text := range []string{"noll", "ett", "ett två"} {
					typed.Body = []byte(text)
					require.Error(t, lost.KeepTyped(ctx, &typed))
				}

				d := apptest.New(t, "2026-11-23")
				if arrived {
					there := typed
					there.Sent, there.Body = nil, []byte("ett")
					require.NoError(t, d.KeepTyped(ctx, &there))
				}
				params = d.Params
				params.Here = box
				o, err := office.New(ctx, params)
				require.NoError(t, err)
				sent, err := o.SendTyped(ctx)
				require.NoError(t, err)
				require.Equal(t, 1, sent)
				require.Equal(t, []string{"ett två"}, bodies(t, o, kind))
				typed.Body = []byte("ett två tre")
				require.NoError(t, o.KeepTyped(ctx, &typed), "whoever types it knows it without its ID")
				require.Equal(t, []string{"ett två tre"}, bodies(t, o, kind))
			})
		}
	}
}

func bodies(t *testing.T, o *office.Office, kind office.TypedKind) (bodies []string) {
	t.Helper()
	require.NoError(t, o.Read(t.Context(), func(tx *office.Tx) error {
		switch kind {
		case office.TypedBooking:
			rows, err := tx.BookingDrafts()
			for _, row := range rows {
				bodies = append(bodies, string(row.Body))
			}
			return err
		case office.TypedCall:
			rows, err := tx.CallDrafts()
			for _, row := range rows {
				bodies = append(bodies, string(row.Body))
			}
			return err
		case office.TypedShiftNote:
			note, err := tx.BegunShiftNote("Sköterska Test")
			bodies = append(bodies, note.Text)
			return err
		}
		return nil
	}))
	return bodies
}
