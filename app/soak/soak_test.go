// Package soak lets many desks work on one server at once, as a clinic does and faster, and counts what became
// of it: nothing lost, nothing doubled, nothing told as an error that is none. It measures what a desk waits for
// beside the same by hand. `make soak` runs it long and large.
package soak

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/models/stopwatch"
	"nursedesk/models/store/postgrestest"
	"nursedesk/models/store/storetest"
)

// now is a Monday: bookings are made for the working days after it.
var now = models.NewDate(2026, 11, 2).At(9, 0)

type standing struct{}

func (standing) Now() time.Time { return now.UTC() }

// desk is one computer of the clinic.
type desk struct {
	*app.Desk
	number int
	of     int // how many there are
	nurse  context.Context
	random *rand.Rand
	byHand *byHand
	clinic *clinic

	booked  int // how many bookings it was told are made
	done    int // how many of its own tasks it was told are done
	refused int // how often another desk was there first
	took    measured
}

// clinic is what desks fight for, and who was told that they got it.
type clinic struct {
	mutex sync.Mutex
	slots map[string]int // by time and theatre: how many were told that they have it
	tasks map[int64]int  // by task of everybody's: how many were told that they have done it
	open  []models.Task
}

// contested is how many tasks everybody wants to do.
const contested = 30

// thinking is how long a desk rests between two actions at most; a nurse takes many times as long.
const thinking = 200 * time.Millisecond

// work lets a desk do one thing after the other until the time is over. Anything but
// success, and another desk's having been there first, is an error.
func (d *desk) work(until stopwatch.Watch, length time.Duration) error {
	for until.Elapsed() < length {
		var err error
		switch chance := d.random.IntN(100); {
		case chance < 20:
			err = d.book()
		case chance < 25:
			err = d.bookContested()
		case chance < 45:
			err = d.doTask()
		case chance < 50:
			err = d.doContested()
		case chance < 75:
			err = d.took.both("worklist", func() error {
				_, err := d.Worklist(d.nurse, worklist.Query{})
				return err
			}, d.byHand.worklist)
		default:
			text := []string{"b", "ba", "bad", "070", "1900", "ri"}[d.random.IntN(6)]
			err = d.took.both("search", func() error {
				_, err := d.FindPatients(d.nurse, text, 20)
				return err
			}, func() error { return d.byHand.search(text) })
		}
		if err != nil {
			return fmt.Errorf("desk %d: %w", d.number, err)
		}
		<-time.After(time.Duration(d.random.Int64N(int64(thinking))))
	}
	return nil
}

// inTheatre is a booking of somebody new; name is found again by mark.
func inTheatre(mark string, day models.Date, at, theatre string) bookings.Draft {
	return bookings.Draft{
		Patient:   office.PatientDraft{GivenName: "Prov", FamilyName: mark, Phone: "070-174 06 05"},
		Procedure: "neurotomy", Date: day, Time: at, Theatre: theatre, Surgeon: "Dr Exempel",
	}
}

// letters writes a number in letters, as names have no digits.
func letters(number int) string {
	text := ""
	for ; number > 0; number /= 20 {
		text = string(rune('a'+number%20)) + text
	}
	return text
}

// slot gives the day and time of a desk's own booking: five in a theatre each working day.
func slot(number int) (models.Date, string) {
	day := models.DateOf(now).AddDays(14 + 7*(number/25))
	return day.AddDays(number / 5 % 5), fmt.Sprintf("%02d:15", 8+number%5)
}

func (d *desk) book() error {
	day, at := slot(d.booked)
	draft := inTheatre("Egen"+letters(100_000*d.of+1000*(1+d.number)+d.booked), day, at, fmt.Sprintf("Sal %d", 1000+100*d.of+d.number))
	err := d.took.both("book", func() error { _, err := d.Book(d.nurse, draft); return err }, d.byHand.book)
	if err == nil {
		d.booked++
	}
	return err
}

var errTaken = &models.Problem{Code: "theatre.taken", Field: "theatre-reason"}

// bookContested books what every desk wants.
func (d *desk) bookContested() error {
	number := d.random.IntN(40)
	day, at := slot(number)
	where := fmt.Sprintf("%s %s", day, at)
	_, err := d.Book(d.nurse, inTheatre("Delad"+letters(1000+number), day, at, fmt.Sprintf("Sal 9%02d", d.of)))
	switch {
	case errors.Is(err, errTaken):
		d.refused++
		return nil
	case err != nil:
		return err
	}
	d.clinic.mutex.Lock()
	defer d.clinic.mutex.Unlock()
	d.clinic.slots[where]++
	return nil
}

func (d *desk) doTask() error {
	one, err := d.AddTask(d.nurse, worklist.OwnTask{Words: "Beställ förband", Date: d.Today()})
	if err != nil {
		return err
	}
	err = d.took.both("done", func() error {
		_, err := d.CompleteTask(d.nurse, worklist.Completion{TaskID: one.ID, Version: one.Version})
		return err
	}, d.byHand.done)
	if err == nil {
		d.done++
	}
	return err
}

// doContested does a task that others do at the same time.
func (d *desk) doContested() error {
	one := d.clinic.open[d.random.IntN(len(d.clinic.open))]
	_, err := d.CompleteTask(d.nurse, worklist.Completion{TaskID: one.ID, Version: one.Version})
	switch {
	case errors.Is(err, models.ErrStale):
		d.refused++
		return nil
	case err != nil:
		return err
	}
	d.clinic.mutex.Lock()
	defer d.clinic.mutex.Unlock()
	d.clinic.tasks[one.ID]++
	return nil
}

// openDesks opens desks on a database, each with a connection of its own that does the same by hand.
func openDesks(t *testing.T, where string, count int) []*desk {
	t.Helper()
	rules := apptest.Rules(t)
	shared := &clinic{slots: map[string]int{}, tasks: map[int64]int{}}
	desks := make([]*desk, count)
	for i := range desks {
		nurse := office.WithActor(t.Context(), fmt.Sprintf("Sköterska %s", letters(20+i)))
		params := office.Params{Store: storetest.OpenAt(t, where, standing{}.Now), Rules: rules, Clock: standing{}}
		opened, err := app.New(nurse, params)
		require.NoError(t, err)
		desks[i] = &desk{Desk: opened, number: i, of: count, nurse: nurse, random: rand.New(rand.NewPCG(uint64(i), 7)), clinic: shared, took: measured{}}
	}
	first := desks[0]
	for range contested {
		one, err := first.AddTask(first.nurse, worklist.OwnTask{Words: "För alla", Date: first.Today()})
		require.NoError(t, err)
		shared.open = append(shared.open, one)
	}
	example, err := first.Book(first.nurse, inTheatre("Exempel", models.DateOf(now).AddDays(7), "09:00", fmt.Sprintf("Sal %d", 2000+count)))
	require.NoError(t, err)
	rows := copied(t, where, example.ID)
	for _, one := range desks {
		one.byHand = connect(t, where, rows)
	}
	return desks
}

// counted are the rows that tell what became of the work.
var counted = map[string]string{
	"booked":         "bookings JOIN patients p ON p.id = patient_id WHERE p.family_name LIKE 'Egen%'",
	"people":         "(SELECT DISTINCT family_name FROM patients WHERE family_name LIKE 'Egen%') p",
	"in one place":   "bookings WHERE theatre LIKE 'Sal 9__'",
	"at one time":    "(SELECT DISTINCT theatre, start FROM bookings WHERE theatre LIKE 'Sal 9__') b",
	"done":           "tasks WHERE said = 'Beställ förband' AND state = 'done'",
	"done for all":   "tasks WHERE said = 'För alla' AND state = 'done'",
	"in the history": "audit_entries WHERE action = 'task.done'",
}

func counts(t *testing.T, where string) map[string]int {
	t.Helper()
	found := map[string]int{}
	for name, rows := range counted {
		var count int
		_, err := fmt.Sscanf(storetest.Rows(t, where, "SELECT count(*) FROM "+rows)[0], "count=%d|", &count)
		require.NoError(t, err)
		found[name] = count
	}
	return found
}

// run lets desks work and checks what the database has of it.
func run(t *testing.T, where string, count int, length time.Duration) {
	t.Helper()
	before := counts(t, where)
	desks := openDesks(t, where, count)
	following, stop := context.WithCancel(t.Context())
	var follow, all sync.WaitGroup
	wrong := make(chan error, count)
	begun := stopwatch.Start()
	for _, one := range desks {
		follow.Go(func() { one.Follow(following, func(error) {}) })
		all.Go(func() { wrong <- one.work(begun, length) })
	}
	all.Wait()
	stop()
	follow.Wait()
	for range desks {
		require.NoError(t, <-wrong)
	}
	took := measured{}
	booked, done, refused := 0, 0, 0
	for _, one := range desks {
		booked, done, refused = booked+one.booked, done+one.done, refused+one.refused
		took.add(one.took)
	}
	shared := desks[0].clinic
	after := counts(t, where)
	for name, want := range map[string]int{
		"booked": booked, "people": booked, "in one place": len(shared.slots), "at one time": len(shared.slots),
		"done": done, "done for all": len(shared.tasks), "in the history": done + len(shared.tasks),
	} {
		require.Equal(t, want, after[name]-before[name], "%s: lost or doubled", name)
	}
	for slot, got := range shared.slots {
		require.Equal(t, 1, got, slot)
	}
	for id, got := range shared.tasks {
		require.Equal(t, 1, got, "task %d", id)
	}
	faults, err := desks[0].Check(desks[0].nurse)
	require.NoError(t, err)
	require.Empty(t, faults.Faults, "the history is whole")
	t.Logf("%d desks, %s: %d bookings, %d tasks done, %d times another was first: 0 lost, 0 doubled, no error\n%s",
		count, length, booked+len(shared.slots), done+len(shared.tasks), refused, took)
}

// Eight desks work at once: what they are told is what is so.
func TestManyDesksAtOnce(t *testing.T) {
	t.Parallel()
	server := postgrestest.New(t)
	like := server.Make(t)
	where := server.OnSocket(like)
	text := os.Getenv("NURSEDESK_SOAK")
	prepare(t, where, text != "")
	length := 5 * time.Second
	if text != "" {
		var err error
		length, err = time.ParseDuration(text)
		require.NoError(t, err)
		for _, count := range []int{1, 4, 32} {
			run(t, where, count, min(length, time.Minute))
		}
	}
	run(t, where, 8, length)
}
