package views

import (
	"context"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/page"
)

// Looks writes in the access log that a page of a patient's was opened: one row an opening.
func Looks(desk *app.Desk) func(ctx context.Context, route page.Route, found bool) error {
	return func(ctx context.Context, route page.Route, found bool) error {
		patient, kind, err := seen(ctx, desk, route)
		if err != nil || patient == 0 {
			return err
		}
		if found {
			kind = models.LookFound
		}
		return desk.Looked(ctx, patient, kind, "")
	}
}

// seen tells whose record a route shows, and how; 0: nobody's.
func seen(ctx context.Context, desk *app.Desk, route page.Route) (patient int64, kind models.LookKind, err error) {
	switch route.Page {
	case page.Patient, page.NewBooking:
		return route.ID, models.LookOpened, nil
	case page.Call:
		if route.Arg == page.New {
			return route.ID, models.LookOpened, nil
		}
	case page.Calls:
		call, err := desk.Call(ctx, route.ID)
		return call.Patient.ID, models.LookOpened, err
	case page.Print:
		if route.Arg == "" {
			file, err := desk.Booking(ctx, route.ID)
			return file.Patient.ID, models.LookSheet, err
		}
	}
	return 0, "", nil
}
