// Package readiness tells of each procedure of today and the next working day
// how ready it is, what days before have left unanswered, and writes the day's
// operating list.
package readiness

import "nursedesk/app/office"

// Service holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Service struct{ office *office.Office }

// New gives the service over an office.
func New(o *office.Office) *Service { return &Service{office: o} }
