package views

import (
	"errors"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// freshTime is how long rows say who changed them at another desk: long enough to look up.
const freshTime = 10 * time.Second

// Heard takes in that something was done, here or at another desk: the page reads
// its rows again, and for a while says who did what was done elsewhere.
func (w *Window) Heard(event office.Event) {
	if event.Opened {
		w.stay()
	}
	if event.By != "" && event.PatientID != 0 {
		w.fresh[event.PatientID] = event.By
		w.freshUntil[event.PatientID]++
		turn := w.freshUntil[event.PatientID]
		w.Params.Background.Later(freshTime, func() {
			if w.freshUntil[event.PatientID] == turn { // nothing came after it
				delete(w.fresh, event.PatientID)
				delete(w.freshUntil, event.PatientID)
				w.Reload()
			}
		})
	}
	w.Reload()
}

// Fresh implements page.Host.
func (w *Window) Fresh(patientID int64) string {
	if by := w.fresh[patientID]; by != "" {
		return locale.T("live.fresh", "name", by)
	}
	return ""
}

// SetContact takes in that contact with the database was lost, and why; nil says
// that it is back. What is shown stays, with since when it may be untrue.
func (w *Window) SetContact(err error) {
	back := w.lost != nil && err == nil
	if err != nil && w.lost == nil {
		w.lostAt = w.Now()
	}
	w.lost = err
	if w.contact != nil {
		w.contact.set(w.lostText())
	}
	if back {
		w.Reload()
	}
}

func (w *Window) openEmergencyList() {
	w.Open(page.Route{Page: page.Print, Arg: page.EmergencyList})
}

func (w *Window) lostText() string {
	if w.lost == nil {
		return ""
	}
	said := locale.T("live.lost", "time", locale.Time(w.lostAt))
	if !errors.Is(w.lost, models.ErrDatabaseUnreachable) {
		said += "\n" + locale.Problem(w.lost)
	}
	return said
}
