package views

import (
	"context"
	"errors"

	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/restriction"
)

// restricted is how the window asks about a record that is closed to who works at it.
type restricted struct {
	found  background.Token
	dialog *openDialog // that asks
	page   page.Route  // that could not be shown, because its record is closed
}

// askRestricted asks, where an error says that a record is closed, whether it may be opened, and tells whether
// it does. What could not be shown is shown then; without an answer the window goes back to where it was.
func (w *Window) askRestricted(err error) bool {
	var problem *models.Problem
	if w.Restricted == nil || !errors.Is(err, models.ErrRestricted) || !errors.As(err, &problem) {
		return false
	}
	patient, ok := problem.Values["patient"].(int64)
	if !ok {
		return false
	}
	background.Load(w.Params.Background, &w.restricted.found,
		func(ctx context.Context) (patients.Restrictions, error) {
			return w.Restricted.Restrictions(ctx, patient)
		},
		func(found patients.Restrictions, err error) {
			switch {
			case err != nil:
				w.failure.show(err)
			case !found.Closed:
				w.showAgain()
			case w.dialog == nil:
				restriction.Open(w.Restricted, w, found.Patient, w.showAgain, w.leaveClosed)
				w.restricted.dialog = w.dialog
			}
		})
	return true
}

func (w *Window) showAgain() {
	if w.restricted.page == w.route {
		w.restricted.page = page.Route{}
		w.show(w.route)
		return
	}
	w.Reload()
}

func (w *Window) leaveClosed() {
	if w.restricted.page == w.route {
		w.restricted.page = page.Route{}
		w.Back()
	}
}

// restrict sets or lifts a restriction of the patient whose page is open.
func (w *Window) restrict() {
	if restricter, ok := w.current.page.(page.Restricter); ok {
		restricter.Restrict()
		return
	}
	w.toasts.show(locale.T("command.restrict.none"), nil)
}
