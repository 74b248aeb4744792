package apptest

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/care"
)

// Performed is a desk at nine in the morning, some days after a neurotomy.
func Performed(t testing.TB, today string, days int) (*Desk, care.BookingFile) {
	t.Helper()
	day := Date(t, today).AddDays(-days)
	d := New(t, day.AddDays(-30).String())
	file := d.Booked(Draft(t, day.String()))
	d.Wall.Time = day.At(12, 0)
	start := day.At(8, 40)
	_, err := d.Change(Nurse(), bookings.Change{BookingID: file.Booking.ID, Version: file.Booking.Version, PerformedAt: &start})
	require.NoError(t, err)
	d.Wall.Time = Date(t, today).At(9, 0)
	return d, d.File(file.Booking.ID)
}

// NoAnswersBut answers every red flag with no, and then what the test says.
func (d *Desk) NoAnswersBut(answers map[string]string) map[string]string {
	all := map[string]string{}
	for _, finding := range d.Params.Rules.Triage.Findings() {
		if finding.RedFlag {
			all[finding.ID] = "no"
		}
	}
	maps.Copy(all, answers)
	if _, measured := all["temperature"]; measured && all["temperature-method"] == "" {
		all["temperature-method"] = "ear" // nothing ends without it
	}
	return all
}

// WholeCall is a whole call about a booking, with every red flag asked.
func (d *Desk) WholeCall(file care.BookingFile, topic string, answers map[string]string) calls.Draft {
	return calls.Draft{
		Started: d.Wall.Time, PatientID: file.Patient.ID, BookingID: file.Booking.ID, Phone: "070-174 06 05", Identity: "personal-number",
		Topic: topic, Reason: "Mår inte bra", Answers: d.NoAnswersBut(answers), Advice: "Som sagt.", Understood: "yes",
	}
}

// Judged is what the rules say of a call.
func (d *Desk) Judged(draft calls.Draft) calls.Judgement {
	d.T.Helper()
	file, err := d.Caller(Nurse(), draft.PatientID, draft.BookingID)
	require.NoError(d.T, err)
	judged, err := d.Judge(draft, file)
	require.NoError(d.T, err)
	return judged
}

// Ended signs a call, and gives what is kept of it.
func (d *Desk) Ended(draft calls.Draft) calls.CallFile {
	d.T.Helper()
	call, err := d.EndCall(Nurse(), draft, false)
	require.NoError(d.T, err)
	file, err := d.Call(Nurse(), call.ID)
	require.NoError(d.T, err)
	return file
}

// CallFile is all of a call.
func (d *Desk) CallFile(id int64) calls.CallFile {
	d.T.Helper()
	file, err := d.Call(Nurse(), id)
	require.NoError(d.T, err)
	return file
}

// Promised is a desk after a call that Promised to ring the patient today at ten.
func Promised(t testing.TB) (*Desk, calls.CallFile) {
	t.Helper()
	d, file := Performed(t, "2026-11-23", 3)
	draft := d.WholeCall(file, "none", nil)
	draft.CallbackDate, draft.CallbackTime = d.Today(), "10:00"
	return d, d.Ended(draft)
}
