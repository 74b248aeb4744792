package office_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
)

// The phone is answered on working days within its hours, so that a caller is
// never sent to a phone that nobody answers.
func TestAnswers(t *testing.T) {
	clinic := models.Clinic{PhoneOpens: "08:00", PhoneCloses: "16:00"}
	monday, eve := models.NewDate(2026, 12, 14), models.NewDate(2026, 12, 24)
	require.True(t, office.PhoneAnswered(clinic, monday.At(8, 0)))
	require.False(t, office.PhoneAnswered(clinic, monday.At(16, 0)))
	require.False(t, office.PhoneAnswered(clinic, monday.AddDays(-1).At(10, 0)), "a Sunday")
	require.False(t, office.PhoneAnswered(clinic, eve.At(10, 0)), "Christmas Eve")
}

// Settings that were kept before there were phone hours take those of the program.
func TestPhoneHoursOfAnOldClinic(t *testing.T) {
	desk := apptest.New(t, "2026-11-23")
	kept, err := desk.Clinic(t.Context())
	require.NoError(t, err)
	kept.PhoneOpens, kept.PhoneCloses = "", ""
	require.NoError(t, desk.Params.Store.Write(t.Context(), func(tx *store.Tx) error { return tx.SaveClinic(&kept) }))
	clinic, err := desk.Clinic(t.Context())
	require.NoError(t, err)
	require.Equal(t, "08:00", clinic.PhoneOpens)
	require.Equal(t, "16:00", clinic.PhoneCloses)
	require.NoError(t, desk.SaveClinic(t.Context(), clinic))
}
