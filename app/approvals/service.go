// Package approvals keeps how far the rules are agreed: which rows a doctor has approved, and how many bookings go by them.
package approvals

import (
	"sync"

	"nursedesk/app/office"
)

// Service holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Service struct {
	office *office.Office

	mutex    sync.Mutex // of the last count of rows in use that nobody has approved
	counted  bool
	counting []string // what was in use and approved then
	count    int
}

// New gives the service over an office.
func New(o *office.Office) *Service { return &Service{office: o} }
