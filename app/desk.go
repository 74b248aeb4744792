// Package app puts the desk together: one office, and a service by noun over it.
package app

import (
	"context"

	"nursedesk/app/accesslog"
	"nursedesk/app/approvals"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/export"
	"nursedesk/app/followup"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/patients"
	"nursedesk/app/presence"
	"nursedesk/app/readiness"
	"nursedesk/app/shiftreport"
	"nursedesk/app/staff"
	"nursedesk/app/worklist"
)

// Desk is every service over one office.
type Desk struct {
	ground
	*theBookings
	*thePatients
	*theHolds
	*theWorklist
	*theCalls
	*thePapers
	*theApprovals
	*theFollowup
	*theExport
	*theReadiness
	*theShiftReport
	*theStaff
	*theAccessLog
	*thePresence
}

type (
	ground         struct{ *office.Office }
	theBookings    = bookings.Service
	thePatients    = patients.Service
	theHolds       = holds.Service
	theWorklist    = worklist.Service
	theCalls       = calls.Service
	thePapers      = papers.Service
	theApprovals   = approvals.Service
	theFollowup    = followup.Service
	theReadiness   = readiness.Service
	theShiftReport = shiftreport.Service
	theStaff       = staff.Service
	theExport      = export.Service
	theAccessLog   = accesslog.Service
	thePresence    = presence.Service
)

// New opens an office and its services.
func New(ctx context.Context, p office.Params) (*Desk, error) {
	opened, err := office.New(ctx, p)
	if err != nil {
		return nil, err
	}
	return over(opened), nil
}

func over(o *office.Office) *Desk {
	return &Desk{
		ground{o},
		bookings.New(o), patients.New(o), holds.New(o), worklist.New(o), calls.New(o),
		papers.New(o), approvals.New(o), followup.New(o), export.New(o),
		readiness.New(o), shiftreport.New(o),
		staff.New(o), accesslog.New(o), presence.New(o),
	}
}

// At gives the same desk by another clock.
func (d *Desk) At(clock office.Clock) *Desk { return over(d.Office.At(clock)) }
