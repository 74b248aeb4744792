// Package bookings keeps everything about a booking from the first letter typed to its end: drafts, preview, changes, import.
package bookings

import "nursedesk/app/office"

// Service holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Service struct{ office *office.Office }

// New gives the service over an office.
func New(o *office.Office) *Service { return &Service{office: o} }
