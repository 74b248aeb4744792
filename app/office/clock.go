package office

import (
	"time"

	"nursedesk/models"
)

// Clock tells what time it is; tests and --now set their own.
type Clock interface {
	Now() time.Time
}

type systemClock struct{}

// SystemClock is the machine's clock.
func SystemClock() Clock { return systemClock{} }

func (systemClock) Now() time.Time { return time.Now().UTC() }

type shiftedClock struct{ shift time.Duration }

// ClockFrom starts at a given instant and runs on from there.
func ClockFrom(start time.Time) Clock {
	return shiftedClock{shift: time.Until(start)}
}

// ClockAhead is ahead of the machine's clock: a desk on a server goes by the server's.
func ClockAhead(shift time.Duration) Clock { return shiftedClock{shift: shift} }

func (c shiftedClock) Now() time.Time { return time.Now().Add(c.shift).UTC() }

// FixedClock stands still, for tests and pictures.
type FixedClock time.Time

// Now gives the fixed instant.
func (c FixedClock) Now() time.Time { return time.Time(c).UTC() }

// Today is the civil day in Stockholm by a clock.
func Today(clock Clock) models.Date { return models.DateOf(clock.Now()) }
