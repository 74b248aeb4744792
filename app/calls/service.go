// Package calls keeps telephone calls: what is typed, how urgent it is, the note it ends as, and its hand-over.
package calls

import "nursedesk/app/office"

// Service holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Service struct{ office *office.Office }

// New gives the service over an office.
func New(o *office.Office) *Service { return &Service{office: o} }
