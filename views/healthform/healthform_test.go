package healthform_test

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/healthform"
	"nursedesk/views/locale"
)

// Not asked is not no: what is filled in comes back as it was.
func TestFilledInAndReadAgain(t *testing.T) {
	test.NewTempApp(t)
	require.NoError(t, locale.Use(models.Swedish))
	yes, no := true, false
	said := models.HealthDeclaration{FeverOrIll: &yes, HospitalStay: &no}
	fields := healthform.New()
	require.True(t, healthform.Same(models.HealthDeclaration{}, fields.Declaration()))
	changes := 0
	fields.OnChanged = func() { changes++ }
	fields.Set(said)
	require.Positive(t, changes)
	require.Equal(t, said, fields.Declaration())
	require.False(t, healthform.Same(said, models.HealthDeclaration{FeverOrIll: &yes}))
	require.Equal(t, "Hälsodeklaration, ja på: Feber eller sjuk", healthform.Said(said))
	require.Empty(t, healthform.Said(models.HealthDeclaration{HospitalStay: &no}))
}
