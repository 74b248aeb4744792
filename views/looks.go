package views

import (
	"context"
	"slices"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/shift"
)

// Looks writes in the access log that a page that shows patients was opened: one row for each of them an opening.
func Looks(desk *app.Desk) func(ctx context.Context, route page.Route, found bool) error {
	return func(ctx context.Context, route page.Route, found bool) error {
		patients, kind, err := seen(ctx, desk, route)
		if err != nil || len(patients) == 0 {
			return err
		}
		if found {
			kind = models.LookFound
		}
		return desk.LookedAt(ctx, kind, patients...)
	}
}

// seen tells whose records a route shows, and how.
func seen(ctx context.Context, desk *app.Desk, route page.Route) (patients []int64, kind models.LookKind, err error) {
	if route.Page == page.Shift || route.Page == page.Print && route.Arg == page.ShiftReport {
		patients, err := reported(ctx, desk)
		return patients, models.LookListed, err
	}
	kind = models.LookOpened
	if route.Page == page.Print {
		kind = models.LookSheet
	}
	if route.ID == 0 {
		return nil, "", nil
	}
	patient, err := shownTo(ctx, desk, route)
	if err != nil || patient == 0 {
		return nil, "", err
	}
	return []int64{patient}, kind, nil
}

// shownTo tells whose record a route with an id shows; 0: nobody's. A list of several that is printed is
// written where it leaves the desk.
func shownTo(ctx context.Context, desk *app.Desk, route page.Route) (int64, error) {
	switch route.Page {
	case page.Patient, page.NewBooking:
		return route.ID, nil
	case page.Call:
		return called(ctx, desk, route)
	case page.Calls:
		call, err := desk.Call(ctx, route.ID)
		return call.Patient.ID, err
	case page.SBAR:
		if route.Arg == page.Resume {
			draft, err := desk.CallDraft(ctx, route.ID)
			return draft.PatientID, err
		}
		call, err := desk.Call(ctx, route.ID)
		return call.Patient.ID, err
	case page.Print:
		return onPaper(ctx, desk, route)
	}
	return 0, nil
}

// called tells with whom a call is that a route begins or goes on with.
func called(ctx context.Context, desk *app.Desk, route page.Route) (int64, error) {
	switch route.Arg {
	case page.New:
		return route.ID, nil
	case page.Resume:
		draft, err := desk.CallDraft(ctx, route.ID)
		return draft.PatientID, err
	case page.CallBack:
		draft, err := desk.GoOn(ctx, route.ID)
		return draft.PatientID, err
	}
	return 0, nil
}

// onPaper tells of whom a paper is.
func onPaper(ctx context.Context, desk *app.Desk, route page.Route) (int64, error) {
	switch route.Arg {
	case "":
		file, err := desk.Booking(ctx, route.ID)
		return file.Patient.ID, err
	case page.HandedOut:
		return desk.PatientOfSheet(ctx, route.ID)
	case page.Handover:
		call, err := desk.Call(ctx, route.ID)
		return call.Patient.ID, err
	case page.HandoverNow:
		draft, err := desk.CallDraft(ctx, route.ID)
		return draft.PatientID, err
	}
	return 0, nil
}

// reported are the patients in the report to the next shift.
func reported(ctx context.Context, desk *app.Desk) ([]int64, error) {
	report, err := shift.Read(ctx, desk, desk.Now())
	var patients []int64
	for _, part := range shift.Parts {
		for _, line := range report.Parts[part] {
			if line.PatientID != 0 && !slices.Contains(patients, line.PatientID) {
				patients = append(patients, line.PatientID)
			}
		}
	}
	return patients, err
}
