package app_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/office/officetest"
	"nursedesk/models"
	"nursedesk/models/store/storetest"
)

// desk is a desk on a real SQLite file whose clock the test sets.
type desk struct {
	*app.Desk
	params office.Params
	t      testing.TB
	clock  *movingClock
}

// asNurse is a context in which the nurse of the tests acts.
func asNurse() context.Context { return office.WithActor(context.Background(), "Sköterska Test") }

type movingClock struct{ now time.Time }

func (c *movingClock) Now() time.Time { return c.now.UTC() }

// newDesk opens a desk at nine on a day.
func newDesk(t testing.TB, today string) *desk {
	t.Helper()
	clock := &movingClock{now: date(t, today).At(9, 0)}
	params := office.Params{
		Store: storetest.Open(t, clock.Now), Rules: officetest.Rules(t), Clock: clock,
	}
	made, err := app.New(asNurse(), params)
	require.NoError(t, err)
	return &desk{Desk: made, params: params, t: t, clock: clock}
}

// Without a clock of its own a desk would go by the machine's.
func TestNoClock(t *testing.T) {
	d := newDesk(t, "2026-11-23")
	d.params.Clock = nil
	_, err := app.New(t.Context(), d.params)
	require.ErrorContains(t, err, "without a clock")
}

func date(t testing.TB, text string) models.Date {
	t.Helper()
	day, err := models.ParseDate(text)
	require.NoError(t, err)
	return day
}

// draft is a complete booking of a neurotomy.
func draft(t testing.TB, day string) bookings.Draft {
	return bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05",
		},
		Procedure: "neurotomy", Date: date(t, day), Time: "8.30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	}
}

func (d *desk) book(draft bookings.Draft) care.BookingFile {
	d.t.Helper()
	booking, err := d.Book(asNurse(), draft)
	require.NoError(d.t, err)
	return d.file(booking.ID)
}

func (d *desk) file(id int64) care.BookingFile {
	d.t.Helper()
	file, err := d.Booking(asNurse(), id)
	require.NoError(d.t, err)
	return file
}

func (d *desk) task(booking int64, step string) models.Task {
	d.t.Helper()
	for _, task := range d.file(booking).Tasks {
		if task.Step == step {
			return task
		}
	}
	require.Failf(d.t, "no such task", "%s", step)
	return models.Task{}
}

// dues are the due days by step, in the form that a test can read.
func dues(file care.BookingFile) map[string]string {
	days := map[string]string{}
	for _, task := range file.Tasks {
		if !task.Closed() {
			days[task.Step] = task.Due.String()
		}
	}
	return days
}
