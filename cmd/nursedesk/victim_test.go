package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/backup"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/resources/resourcestest"
)

// victimDatabase names the database of a test program that works until it is killed.
const victimDatabase = "NURSEDESK_TEST_VICTIM"

// work books, moves, imports and backs up without end. Each thing is said on
// standard output once it is confirmed, as a nurse would see it.
func work(database string) error {
	ctx := office.WithActor(context.Background(), "Sköterska A")
	desk := &session{streams: streams{out: os.Stdout, err: os.Stderr, clinic: resourcestest.Files}, database: database}
	params, _, err := desk.params(ctx, quiet())
	if err != nil {
		return err
	}
	opened, err := app.New(ctx, params)
	if err != nil {
		return err
	}
	start := models.NewDate(2031, 12, 15)
	for i := 0; ; i++ {
		name := fmt.Sprintf("Namn%d%c", os.Getpid(), 'a'+rune(i%26))
		booked, err := opened.Book(ctx, bookings.Draft{
			Patient:   office.PatientDraft{GivenName: "Tolvan", FamilyName: name, Phone: fmt.Sprintf("070%07d", rand.IntN(10_000_000))},
			Procedure: "neurotomy", Date: start, Time: "08:30",
		})
		if err != nil {
			return err
		}
		fmt.Println("booked", booked.ID)
		moved := booked.Start.AddDate(0, 0, 7)
		if _, err := opened.Change(ctx, bookings.Change{BookingID: booked.ID, Version: booked.Version, Start: &moved}); err != nil {
			return err
		}
		fmt.Println("moved", booked.ID)
		file := "personal_number,given_name,family_name,phone,procedure,start\n"
		for line := range 3 {
			file += fmt.Sprintf(",Ettan,%s%d,070%07d,block,2031-12-16T1%d:00\n", name, line, rand.IntN(10_000_000), line)
		}
		report, err := opened.Import(ctx, bookings.ImportBytes(file), bookings.ImportOptions{}, func(bookings.ImportProgress) {})
		if err != nil {
			return err
		}
		fmt.Println("imported", report.Booked)
		if i%3 == 2 {
			if _, err := desk.takeBackup(ctx, backup.Asked, opened.Copy); err != nil {
				return err
			}
			fmt.Println("backup", 1)
		}
	}
}

// A program that is killed at any moment, again and again, leaves a whole
// database: everything that was confirmed is there, every booking has its tasks,
// the history is unbroken, and every backup that is listed can be restored.
// NURSEDESK_TEST_KILLS says how often, `make kills` 300 times.
func TestKilledAtWork(t *testing.T) {
	kills := 8
	if asked, err := strconv.Atoi(os.Getenv("NURSEDESK_TEST_KILLS")); err == nil {
		kills = asked
	}
	database := filepath.Join(t.TempDir(), "nursedesk.db")
	real(t, database, "worklist").done(t)
	var booked, moved []int64
	imported, done := 0, 0
	for range kills {
		victim := exec.Command(os.Args[0], "-test.run=^$")
		victim.Env = append(os.Environ(), victimDatabase+"="+database)
		victim.Stderr = os.Stderr
		output, err := victim.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, victim.Start())
		said := bufio.NewScanner(output)
		require.True(t, said.Scan(), "it works before it is killed")
		deadline := time.AfterFunc(time.Duration(rand.IntN(300))*time.Millisecond, func() { _ = victim.Process.Kill() })
		for more := true; more; more = said.Scan() {
			what, number, _ := strings.Cut(said.Text(), " ")
			n, err := strconv.ParseInt(number, 10, 64)
			require.NoError(t, err, said.Text())
			done++
			switch what {
			case "booked":
				booked = append(booked, n)
			case "moved":
				moved = append(moved, n)
			case "imported":
				imported += int(n)
			}
		}
		deadline.Stop()
		require.Error(t, victim.Wait(), "it was killed")
	}

	require.Contains(t, real(t, database, "check").done(t), "Databasen är hel")
	opened, err := store.Open(t.Context(), database, store.Options{Log: quiet(), Now: office.SystemClock().Now})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, opened.Close()) })
	require.NoError(t, opened.Read(t.Context(), func(tx *store.Tx) error {
		for _, id := range booked {
			_, err := tx.Booking(id)
			require.NoError(t, err, "booking %d was confirmed", id)
			require.Equal(t, plannedSteps(t, tx, booked[0]), plannedSteps(t, tx, id), "every booking has all of its tasks")
		}
		for _, id := range moved {
			booking, err := tx.Booking(id)
			require.NoError(t, err)
			require.Equal(t, models.NewDate(2031, 12, 22), models.DateOf(booking.Start), "the move of %d was confirmed", id)
		}
		return nil
	}))
	health, err := opened.Check(t.Context())
	require.NoError(t, err)
	require.GreaterOrEqual(t, int(backup.Backup{Counts: health.Counts}.Rows("bookings")), len(booked)+imported)

	backups, err := backup.Of(database, office.SystemClock())
	require.NoError(t, err)
	all, err := backups.List()
	require.NoError(t, err)
	for _, one := range all {
		require.True(t, one.Sound)
		require.NoError(t, backup.Open(t.Context(), one, filepath.Join(t.TempDir(), "copy.db"), ""))
	}
	t.Logf("%d kills, %d confirmed actions, %d backups", kills, done, len(all))
}

// plannedSteps are the tasks of a booking that its protocol plans.
func plannedSteps(t *testing.T, tx *store.Tx, id int64) []string {
	t.Helper()
	tasks, err := tx.TasksOfBooking(id)
	require.NoError(t, err)
	var steps []string
	for _, task := range tasks {
		if task.Step != models.TellStep { // follows from a move
			steps = append(steps, task.Step)
		}
	}
	slices.Sort(steps)
	require.NotEmpty(t, steps)
	return steps
}
