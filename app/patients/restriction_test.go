package patients_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/accesslog"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/patients"
	"nursedesk/app/staff"
	"nursedesk/models"
)

// units is a desk with a patient of one care unit, and somebody of another.
type units struct {
	*apptest.Desk
	own, other context.Context
	patient    int64
	booking    models.Booking // on the 14th of December
}

func newUnits(t *testing.T) units {
	t.Helper()
	d := apptest.New(t, "2026-11-23")
	own := d.FirstStaff()
	other := d.TwoUnits(own)
	booking, err := d.Book(own, apptest.Draft(t, "2026-12-14"))
	require.NoError(t, err)
	return units{d, own, other, booking.PatientID, booking}
}

func (u units) restrict(ctx context.Context, patient int64, unit string) {
	u.T.Helper()
	require.NoError(u.T, u.Restrict(ctx, patients.Restricting{PatientID: patient, Unit: unit, Word: "patienten"}))
}

func (u units) closed(ctx context.Context, patient int64) bool {
	u.T.Helper()
	_, err := u.Patient(ctx, patient)
	if err != nil {
		require.ErrorIs(u.T, err, models.ErrRestricted)
	}
	found, problem := u.Restrictions(ctx, patient)
	require.NoError(u.T, problem)
	require.Equal(u.T, err != nil, found.Closed)
	return err != nil
}

func consent(patient int64) patients.Opening {
	return patients.Opening{PatientID: patient, Grounds: models.OpenedByConsent, How: models.ConsentInPerson}
}

// A consent holds until the day ends in Stockholm, or until the day of the visit that comes has; an emergency until the day ends.
func TestHowLongARestrictedRecordStaysOpen(t *testing.T) {
	emergency := patients.Opening{Grounds: models.OpenedInEmergency, Reason: "medvetslös", Visit: true}
	visit := patients.Opening{Grounds: models.OpenedByConsent, How: models.ConsentByPhone, Visit: true}
	for name, test := range map[string]struct {
		opening patients.Opening
		ends    time.Time
		booked  bool
	}{
		"consent for today":        {consent(0), apptest.Date(t, "2026-11-24").At(0, 0), true},
		"consent for the visit":    {visit, apptest.Date(t, "2026-12-15").At(0, 0), true},
		"consent, but no visit":    {visit, apptest.Date(t, "2026-11-24").At(0, 0), false},
		"emergency, never a visit": {emergency, apptest.Date(t, "2026-11-24").At(0, 0), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUnits(t)
			if !test.booked {
				require.NoError(t, u.Cancel(u.own, u.booking.ID, u.booking.Version, "sjuk"))
			}
			u.restrict(u.own, u.patient, "")
			require.True(t, u.closed(u.other, u.patient))
			test.opening.PatientID = u.patient
			require.NoError(t, u.OpenRestricted(u.other, test.opening))
			require.False(t, u.closed(u.other, u.patient))
			u.Wall.Time = test.ends.Add(-time.Second)
			require.False(t, u.closed(u.other, u.patient))
			u.Wall.Time = test.ends
			require.True(t, u.closed(u.other, u.patient))
		})
	}
}

// Nothing opens without how the patient consented, or why it is an emergency; and what was opened stands in the history
// and in the access log, where an emergency is among the unusual.
func TestOpeningIsRecorded(t *testing.T) {
	u := newUnits(t)
	u.restrict(u.own, u.patient, "")
	for field, opening := range map[string]patients.Opening{
		"grounds": {}, "how": {Grounds: models.OpenedByConsent}, "reason": {Grounds: models.OpenedInEmergency, Reason: "  "},
	} {
		opening.PatientID = u.patient
		require.ErrorIs(t, u.OpenRestricted(u.other, opening), models.ErrRequired.On(field))
	}
	require.True(t, u.closed(u.other, u.patient))
	logged := func() []accesslog.Row {
		rows, err := u.Log(u.own, accesslog.Query{PatientID: u.patient})
		require.NoError(t, err)
		return rows
	}
	require.Empty(t, logged(), "who was refused saw nothing")

	require.NoError(t, u.OpenRestricted(u.other, consent(u.patient)))
	require.Equal(t, models.LookConsented, logged()[0].Kind)
	require.NotContains(t, logged()[0].Odd, accesslog.Emergency)
	require.NoError(t, u.OpenRestricted(u.other, patients.Opening{PatientID: u.patient}), "it is open already")
	require.Len(t, logged(), 1)

	u.Wall.Time = u.Wall.Time.AddDate(0, 0, 1)
	require.NoError(t, u.OpenRestricted(u.other, patients.Opening{PatientID: u.patient, Grounds: models.OpenedInEmergency, Reason: " medvetslös "}))
	newest := logged()[0]
	require.Equal(t, models.LookEmergency, newest.Kind, "the unusual first")
	require.Contains(t, newest.Odd, accesslog.Emergency)
	require.Equal(t, "medvetslös", newest.Why)
	require.Equal(t, "Bo Prov", newest.By)

	file, err := u.Patient(u.own, u.patient)
	require.NoError(t, err)
	require.Equal(t, "patient.restricted-opened", file.History[0].Action)
	require.Equal(t, map[string]string{"grounds": "emergency", "reason": "medvetslös", "until": "2026-11-24"}, file.History[0].Details)
	require.Equal(t, map[string]string{"grounds": "consent", "consent": "in-person", "until": "2026-11-23"}, file.History[1].Details)

	var out bytes.Buffer
	require.NoError(t, u.Record(u.own, u.patient, func(record care.Record, sheets export.SheetFile) error { return export.WriteJSON(&out, record, sheets) }))
	require.Equal(t, 2, strings.Count(out.String(), `"kind":"restriction_opening"`))
	require.Equal(t, 1, strings.Count(out.String(), `"kind":"restriction"`))
}

// A restriction is lifted on somebody's word, once, by who may see the record.
func TestLifting(t *testing.T) {
	u := newUnits(t)
	u.restrict(u.own, u.patient, "")
	found, err := u.Restrictions(u.own, u.patient)
	require.NoError(t, err)
	require.Equal(t, u.KeptClinic().Name, found.Held[0].Unit)
	require.ErrorIs(t, u.Restrict(u.own, patients.Restricting{PatientID: u.patient, Word: "patienten"}), &models.Problem{Code: "restriction.there"})
	lifting := patients.Lifting{PatientID: u.patient, ID: found.Held[0].ID, Word: "patienten"}
	require.ErrorIs(t, u.LiftRestriction(u.other, lifting), models.ErrRestricted)
	require.ErrorIs(t, u.LiftRestriction(u.own, patients.Lifting{PatientID: u.patient, ID: lifting.ID}), models.ErrRequired.On("word"))
	require.NoError(t, u.LiftRestriction(u.own, lifting))
	require.False(t, u.closed(u.other, u.patient))
	require.ErrorIs(t, u.LiftRestriction(u.own, lifting), models.ErrStale)

	u.restrict(u.own, u.patient, apptest.OtherUnit)
	require.True(t, u.closed(u.own, u.patient), "it is the other unit's now")
	require.False(t, u.closed(u.other, u.patient))
	require.NoError(t, u.OpenRestricted(u.own, consent(u.patient)))
	found, err = u.Restrictions(u.own, u.patient)
	require.NoError(t, err)
	require.NoError(t, u.LiftRestriction(u.own, patients.Lifting{PatientID: u.patient, ID: found.Held[0].ID, Word: "patienten, per telefon"}))
}

// What was opened once does not open what the patient closes afterwards.
func TestAnOpeningIsOfOneRestriction(t *testing.T) {
	u := newUnits(t)
	u.restrict(u.own, u.patient, "")
	require.NoError(t, u.OpenRestricted(u.other, consent(u.patient)))
	found, err := u.Restrictions(u.own, u.patient)
	require.NoError(t, err)
	require.NoError(t, u.LiftRestriction(u.own, patients.Lifting{PatientID: u.patient, ID: found.Held[0].ID, Word: "patienten"}))
	u.restrict(u.own, u.patient, "")
	require.True(t, u.closed(u.other, u.patient))
}

// With one care unit a restriction is kept and closes nothing to anybody here; once there are two it closes the record to the
// other. A unit can't go while somebody, or a record, belongs to it.
func TestUnits(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	own := d.FirstStaff()
	booking, err := d.Book(own, apptest.Draft(t, "2026-12-14"))
	require.NoError(t, err)
	u := units{d, own, d.AddStaff(own, "Nian Prov", models.Nurse), booking.PatientID, booking}
	u.restrict(own, u.patient, "")
	require.False(t, u.closed(u.other, u.patient))
	found, err := u.Restrictions(u.other, u.patient)
	require.NoError(t, err)
	require.Len(t, found.Held, 1)
	require.Len(t, found.Units, 1, "so the screen can say that it closes the record to nobody here")

	bo := u.TwoUnits(own)
	require.False(t, u.closed(u.other, u.patient), "who is of no unit by name is of the first")
	require.True(t, u.closed(bo, u.patient))
	require.True(t, u.closed(apptest.Nurse(), u.patient), "who is none of the staff belongs nowhere")

	clinic := u.KeptClinic()
	clinic.Units = nil
	require.ErrorIs(t, u.SaveClinic(own, clinic), &models.Problem{Code: "clinic.unit-in-use"})
	clinic.Units = []string{"Ensam"}
	require.ErrorIs(t, u.SaveClinic(own, clinic), &models.Problem{Code: "clinic.unit-alone"})
	clinic.Units = []string{"Två", "två"}
	require.ErrorIs(t, u.SaveClinic(own, clinic), &models.Problem{Code: "clinic.unit-twice"})
	_, err = u.SaveStaff(own, staff.Draft{Name: "Tre Prov", Unit: "Finns inte", Roles: []models.Role{models.Nurse}})
	require.ErrorIs(t, err, &models.Problem{Code: "clinic.unit-unknown"})
	require.ErrorIs(t, u.Restrict(own, patients.Restricting{PatientID: u.patient, Unit: "Finns inte", Word: "patienten"}), &models.Problem{Code: "clinic.unit-unknown"})
}

// Of two who were one person the strictest wins: both restrictions hold, and are of each again once it is undone; what was
// restricted meanwhile stays with both.
func TestMergedPatientIsAsRestrictedAsEither(t *testing.T) {
	u := newUnits(t)
	second := apptest.Draft(t, "2026-12-21")
	second.Patient.PersonalNumber, second.Patient.Phone = "", "031-81 80 83"
	booking, err := u.Book(u.own, second)
	require.NoError(t, err)
	gone := booking.PatientID
	u.restrict(u.own, gone, "")
	compared, err := u.Compare(u.own, u.patient, gone)
	require.NoError(t, err)
	_, err = u.Compare(u.other, u.patient, gone)
	require.ErrorIs(t, err, models.ErrRestricted)
	u.Wall.Time = u.Wall.Time.Add(time.Minute)
	merge, err := u.Merge(u.own, patients.Merging{
		KeptID: u.patient, GoneID: gone, KeptVersion: compared.Kept.Patient.Version, GoneVersion: compared.Gone.Patient.Version, Reason: "samma",
	})
	require.NoError(t, err)
	require.True(t, u.closed(u.other, u.patient))
	require.True(t, u.closed(u.other, gone))
	require.False(t, u.closed(u.own, u.patient))

	u.restrict(u.own, u.patient, apptest.OtherUnit)
	require.True(t, u.closed(u.own, u.patient), "each restriction closes it to the other unit")
	require.True(t, u.closed(u.other, u.patient))
	require.NoError(t, u.OpenRestricted(u.own, consent(u.patient)))
	require.False(t, u.closed(u.own, u.patient))

	_, err = u.UndoMerge(u.own, merge.ID)
	require.NoError(t, err)
	require.False(t, u.closed(u.other, u.patient), "the first restriction is of who stands again")
	require.True(t, u.closed(u.other, gone))
	require.True(t, u.closed(u.own, gone), "what was wanted while they were one is wanted by both")
}

// A desk at which a record is open hears of it when another restricts it, and can no longer read it.
func TestRestrictedWhileOpenElsewhere(t *testing.T) {
	u := newUnits(t)
	elsewhere, _ := u.Another("Bo Prov")
	events := elsewhere.Following()
	_, err := elsewhere.Patient(u.other, u.patient)
	require.NoError(t, err)
	u.restrict(u.own, u.patient, "")
	for apptest.Hear(t, events).PatientID != u.patient {
	}
	_, err = elsewhere.Patient(u.other, u.patient)
	require.ErrorIs(t, err, models.ErrRestricted)
	_, err = elsewhere.Desk.Change(u.other, bookings.Change{BookingID: u.booking.ID, Version: u.booking.Version})
	require.ErrorIs(t, err, models.ErrRestricted, "nor save what was begun, which stays typed")
}

// A line of a file about a restricted record is said to be one, and neither read from nor written to; the other lines are.
func TestImportOfARestrictedPatient(t *testing.T) {
	u := newUnits(t)
	u.restrict(u.own, u.patient, "")
	file := "personal_number,given_name,family_name,phone,procedure,start,medicines\n" +
		"19121212-1212,Tolvan,Tolvansson,070-174 06 05,neurotomy,2026-12-14T08:30,B01AA03\n" +
		"19900101-0017,Nian,Niansson,070-174 06 17,neurotomy,2026-12-14T11:30,\n"
	report, err := u.Import(u.other, bookings.ImportBytes(file), bookings.ImportOptions{Update: true}, func(bookings.ImportProgress) {})
	require.NoError(t, err)
	require.Len(t, report.Problems, 1)
	require.Equal(t, 2, report.Problems[0].Line)
	require.ErrorIs(t, report.Problems[0].Problem, models.ErrRestricted)
	kept, err := u.Booking(u.own, u.booking.ID)
	require.NoError(t, err)
	require.Empty(t, kept.Booking.Medicines)
}

// With the patient the restrictions and what opened them are erased, and the count says so.
func TestErasingARestrictedPatient(t *testing.T) {
	u := newUnits(t)
	u.restrict(u.own, u.patient, "")
	require.NoError(t, u.OpenRestricted(u.other, patients.Opening{PatientID: u.patient, Grounds: models.OpenedInEmergency, Reason: "medvetslös"}))
	u.Wall.Time = u.Wall.Time.AddDate(0, 0, 1)
	erased, err := u.Erase(u.other, patients.Erasing{PatientID: u.patient, Confirmed: "19121212-1212", MadeUp: true, Reason: "prov"})
	require.NoError(t, err, "who erases sees a name, a number and counts")
	counted := map[string]int64{}
	for _, count := range erased.Removed {
		counted[count.Name] = count.Rows
	}
	require.EqualValues(t, 1, counted["record_restrictions"])
	require.EqualValues(t, 1, counted["restriction_openings"])
	health, err := u.Check(u.own)
	require.NoError(t, err)
	require.True(t, health.OK(), "%v", health)
}
