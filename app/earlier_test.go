package app_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/worklist"
	"nursedesk/models/store/storetest"
)

// A file that an earlier program has written opens today, with everything that was in it: its rows, its history,
// each patient's page and a sheet of each booking. Each release adds the file of its own demonstration, which
// `nursedesk demo` makes.
func TestDataOfEarlierPrograms(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "earlier", "*.db.gz"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, packed := range files {
		t.Run(filepath.Base(packed), func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "nursedesk.db")
			unpack(t, packed, place)
			clock := &apptest.Clock{Time: apptest.Date(t, "2026-11-23").At(10, 0)}
			params := office.Params{Store: storetest.OpenAt(t, place, clock.Now), Rules: apptest.Rules(t), Clock: clock}
			require.NoError(t, params.Store.Verify(t.Context()))
			health, err := params.Store.Check(t.Context())
			require.NoError(t, err)
			require.True(t, health.OK(), "%v %v %v", health.Faults, health.Orphans, health.History)
			counts := map[string]int64{}
			for _, count := range health.Counts {
				counts[count.Name] = count.Rows
			}
			require.EqualValues(t, 24, counts["patients"])
			require.EqualValues(t, 24, counts["bookings"])
			require.EqualValues(t, 5, counts["call_records"])
			require.EqualValues(t, 5, counts["hold_decisions"])

			desk, err := app.New(apptest.Nurse(), params)
			require.NoError(t, err)
			list, err := desk.Worklist(apptest.Everybody(), worklist.Query{})
			require.NoError(t, err)
			require.NotEmpty(t, list.Sections)
			patients, err := desk.FindPatients(apptest.Everybody(), "", 100)
			require.NoError(t, err)
			require.Len(t, patients, 24)
			for _, row := range patients {
				file, err := desk.Patient(apptest.Everybody(), row.ID)
				require.NoError(t, err)
				require.NotEmpty(t, file.History)
				for _, booking := range file.Bookings {
					document, err := desk.Sheet(apptest.Everybody(), booking.Booking.ID, papers.Wanted{})
					require.NoError(t, err)
					require.NotEmpty(t, document.PDF)
				}
			}
		})
	}
}

func unpack(t *testing.T, packed, to string) {
	t.Helper()
	in, err := os.Open(packed)
	require.NoError(t, err)
	defer func() { require.NoError(t, in.Close()) }()
	reader, err := gzip.NewReader(in)
	require.NoError(t, err)
	body, err := io.ReadAll(reader)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, body, 0o600))
}
