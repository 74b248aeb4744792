package newbooking

import (
	"context"

	"nursedesk/app/bookings"
	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/patientform"
)

// Desk is what is asked of the desk here.
type Desk interface {
	holds.Rules
	patientform.Desk

	Book(ctx context.Context, draft bookings.Draft) (models.Booking, error)
	CheckBooking(ctx context.Context, draft bookings.Draft) error
	DiscardDraft(ctx context.Context, kept bookings.Kept) error
	OpenBookingDrafts(ctx context.Context) ([]bookings.OpenBooking, error)
	Preview(ctx context.Context, draft bookings.Draft) (bookings.Preview, error)
	SaveBookingDraft(ctx context.Context, half *bookings.HalfBooking) error

	AgreedPlan(plan careplan.Plan) careplan.Plan
	Clinic(ctx context.Context) (models.Clinic, error)
	Protocols() []*careplan.Protocol
	Today() models.Date

	FindPatients(ctx context.Context, text string, limit int) ([]models.PatientRow, error)
}
