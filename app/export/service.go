// Package export takes what is kept out of the desk as files: all that is kept of one
// patient, and lists. Each is noted in the history of the patient it tells of.
package export

import "nursedesk/app/office"

// Service holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Service struct{ office *office.Office }

// New gives the service over an office.
func New(o *office.Office) *Service { return &Service{office: o} }
