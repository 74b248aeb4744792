package store

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
)

// TestMain puts the machine in the clinic's zone: an instant that comes back in
// local time rather than UTC then shows.
func TestMain(m *testing.M) {
	time.Local = models.Stockholm
	code := m.Run()
	if tenYearsFolder != "" {
		_ = os.RemoveAll(tenYearsFolder)
	}
	os.Exit(code)
}

// noon is what the clock of every test shows at first.
var noon = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)

// quiet is a log that nobody reads.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func at(moment time.Time) Options {
	return Options{Log: quiet(), Now: func() time.Time { return moment }}
}

// openFile opens a new SQLite file.
func openFile(t testing.TB, o Options) *Store {
	t.Helper()
	return reopen(t, filepath.Join(t.TempDir(), "nursedesk.db"), o)
}

// reopen opens a database for as long as the test runs.
func reopen(t testing.TB, dsn string, o Options) *Store {
	t.Helper()
	opened, err := Open(t.Context(), dsn, o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, opened.Close()) })
	return opened
}

// onBoth runs a test on SQLite and, where PostgreSQL can be had, on a server.
func onBoth(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, openFile(t, at(noon))) })
	t.Run("postgres", func(t *testing.T) { test(t, reopen(t, postgrestest.Database(t), at(noon))) })
}

func write(t testing.TB, s *Store, act func(tx *Tx) error) {
	t.Helper()
	require.NoError(t, s.Write(t.Context(), act))
}

func read(t testing.TB, s *Store, act func(tx *Tx) error) {
	t.Helper()
	require.NoError(t, s.Read(t.Context(), act))
}

// got takes what a query gave and fails on its error.
func got[T any](t testing.TB, s *Store, query func(tx *Tx) (T, error)) (value T) {
	t.Helper()
	read(t, s, func(tx *Tx) (err error) {
		value, err = query(tx)
		return err
	})
	return value
}

func addPatient(t testing.TB, s *Store, given, family string) models.Patient {
	t.Helper()
	patient := models.Patient{GivenName: given, FamilyName: family, Language: models.Swedish}
	write(t, s, func(tx *Tx) error { return tx.SavePatient(&patient) })
	return patient
}

func addBooking(t testing.TB, s *Store, patient models.Patient, start time.Time, with ...func(*models.Booking)) models.Booking {
	t.Helper()
	booking := models.Booking{
		PatientID: patient.ID, Procedure: "neurotomy", ProtocolVersion: "1", Start: start,
		Status: models.StatusBooked, BookedOn: models.DateOf(noon),
	}
	for _, change := range with {
		change(&booking)
	}
	write(t, s, func(tx *Tx) error { return tx.SaveBooking(&booking) })
	return booking
}

func addTask(t testing.TB, s *Store, booking models.Booking, task models.Task) models.Task {
	t.Helper()
	task.PatientID = booking.PatientID
	if booking.ID != 0 {
		task.BookingID = &booking.ID
	}
	if task.State == "" {
		task.State = models.Open
	}
	if task.Kind == "" {
		task.Kind = models.Action
	}
	if task.Role == "" {
		task.Role = models.Nurse
	}
	write(t, s, func(tx *Tx) error { return tx.SaveTask(&task) })
	return task
}

func ref[T any](value T) *T { return &value }

func day(text string) models.Date {
	date, err := models.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

// lockedBuffer collects a log that several goroutines write.
type lockedBuffer struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return strings.Clone(b.text.String())
}
