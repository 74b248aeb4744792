package accesslog_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/accesslog"
	"nursedesk/app/apptest"
	"nursedesk/app/export"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Who saw whom is written with role and time, what leaves the desk by itself; only the
// administrator reads it.
func TestLooks(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	nurse := d.AddStaff(admin, "Bo Nurse", models.Nurse)
	patient := d.PatientOf(nurse)
	require.NoError(t, d.Looked(nurse, patient, models.LookOpened, ""))
	d.Wall.Time = d.Wall.Time.Add(time.Minute)
	require.NoError(t, d.Office.Change(nurse, func(*office.Tx) (models.AuditEntry, error) {
		return models.AuditEntry{Action: "sheet.again", PatientID: &patient}, nil
	}))
	_, err := d.Log(nurse, accesslog.Query{})
	require.ErrorIs(t, err, apptest.ErrRefused)
	rows, err := d.Log(admin, accesslog.Query{})
	require.NoError(t, err)
	require.Len(t, rows, 2)
	require.Equal(t, models.LookPrinted, rows[0].Kind)
	require.Equal(t, "Bo Nurse", rows[1].By)
	d.Wall.Time = d.Wall.Time.Add(time.Minute)
	require.NoError(t, d.KeepRecord(nurse, patient, export.PDF, func() error { return nil }))
	exported, err := d.Log(admin, accesslog.Query{})
	require.NoError(t, err)
	require.Equal(t, models.LookExported, exported[0].Kind, "a file with all that is kept")
	require.Equal(t, "nurse", rows[1].Roles)
	require.Equal(t, "Tolvan Tolvansson", rows[1].Name())
	for name, query := range map[string]accesslog.Query{
		"another patient": {PatientID: patient + 1}, "another person": {By: "Åsa Ek"}, "another day": {Day: d.Today().AddDays(-1)},
	} {
		rows, err := d.Log(admin, query)
		require.NoError(t, err)
		require.Empty(t, rows, name)
	}
	rows, err = d.Log(admin, accesslog.Query{Day: d.Today(), By: "Bo Nurse", PatientID: patient})
	require.NoError(t, err)
	require.Len(t, rows, 3)
	faults, err := d.Params.Store.CheckHistory(t.Context())
	require.NoError(t, err)
	require.Empty(t, faults)
}

// What somebody may ask about comes first, with why.
func TestOddLooks(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	relative := d.AddStaff(admin, "Bo Tolvansson", models.Nurse)
	booked := d.PatientOf(relative)
	colleague, err := d.SavePatient(relative, office.PatientDraft{GivenName: "Åsa", FamilyName: "Ek"})
	require.NoError(t, err)
	require.NoError(t, d.Looked(relative, booked, models.LookOpened, ""))
	require.NoError(t, d.Looked(relative, colleague.ID, models.LookOpened, ""))
	require.NoError(t, d.Looked(admin, booked, models.LookOpened, ""))
	rows, err := d.Log(admin, accesslog.Query{})
	require.NoError(t, err)
	require.Equal(t, []accesslog.Oddity{accesslog.Colleague, accesslog.NoBooking}, rows[0].Odd)
	require.Equal(t, []accesslog.Oddity{accesslog.OwnName}, rows[1].Odd)
	require.Empty(t, rows[2].Odd, "and what is usual comes last, though it is the newest")

	many := d.AddStaff(admin, "Curious Person", models.Nurse)
	for i := range 21 {
		patient, err := d.SavePatient(many, office.PatientDraft{GivenName: "Nr", FamilyName: "Nummer" + strconv.Itoa(i)})
		require.NoError(t, err)
		require.NoError(t, d.Looked(many, patient.ID, models.LookOpened, ""))
		d.Wall.Time = d.Wall.Time.Add(20 * time.Second)
	}
	rows, err = d.Log(admin, accesslog.Query{By: "Curious Person"})
	require.NoError(t, err)
	require.Contains(t, rows[0].Odd, accesslog.Many, "the 21st within ten minutes")
	require.NotContains(t, rows[1].Odd, accesslog.Many)
}

// That somebody reviewed the log is written down, with what they found.
func TestReviewOfTheLog(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	require.ErrorIs(t, d.ReviewLog(admin, accesslog.Review{Looks: []int64{1}, Note: " "}), models.ErrRequired)
	last, err := d.LastReview(admin)
	require.NoError(t, err)
	require.True(t, last.At.IsZero())
	require.NoError(t, d.ReviewLog(admin, accesslog.Review{Looks: []int64{1}, Note: "Inget att anmärka"}))
	last, err = d.LastReview(admin)
	require.NoError(t, err)
	require.Equal(t, accesslog.Reviewed{By: "Åsa Ek", At: d.Clock().Now(), Review: accesslog.Review{Looks: []int64{1}, Note: "Inget att anmärka"}}, last)
	sample := accesslog.Review{Looks: []int64{4, 2}, SampleOf: 40, Note: "Slumpade"}
	require.NoError(t, d.ReviewLog(admin, sample))
	last, err = d.LastReview(admin)
	require.NoError(t, err)
	require.Equal(t, sample, last.Review, "that it was a random sample is kept with it, and of how many")
	require.Error(t, d.ReviewLog(admin, accesslog.Review{Looks: []int64{4, 2}, SampleOf: 1, Note: "fler än de drogs ur"}))
	nurse := d.AddStaff(admin, "Bo Nurse", models.Nurse)
	require.ErrorIs(t, d.ReviewLog(nurse, accesslog.Review{Looks: []int64{1}, Note: "Nej"}), apptest.ErrRefused)
	require.ErrorIs(t, d.Looked(context.Background(), 4711, models.LookOpened, ""), models.ErrNotFound, "nobody is no patient")
}
