package store

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// Nobody is there twice, by name or account, however it is written.
func TestStaffNamesAreUnique(t *testing.T) {
	s := openFile(t, at(noon))
	save := func(person models.Staff) error {
		return s.Write(t.Context(), func(tx *Tx) error { return tx.SaveStaff(&person) })
	}
	require.NoError(t, save(models.Staff{Name: "Åsa Ek", Roles: []models.Role{models.Nurse}, Account: "asa"}))
	require.ErrorIs(t, save(models.Staff{Name: "åsa  EK"}), &models.Problem{Code: "staff.taken", Field: "name"})
	require.ErrorIs(t, save(models.Staff{Name: "Bo", Account: "asa"}), &models.Problem{Code: "staff.taken", Field: "account"})
	require.NoError(t, save(models.Staff{Name: "Eva", Account: `CLINIC\eva`, Identity: "SE-1"}))
	require.ErrorIs(t, save(models.Staff{Name: "Bo", Account: `clinic\Eva`}), &models.Problem{Code: "staff.taken", Field: "account"}, "Windows minds no capitals")
	require.ErrorIs(t, save(models.Staff{Name: "Bo", Identity: "SE-1"}), &models.Problem{Code: "staff.taken", Field: "identity"})
	require.NoError(t, save(models.Staff{Name: "Bo"}), "two without an account are two")
	require.NoError(t, save(models.Staff{Name: "Bo Ek"}))
	require.NoError(t, s.Read(t.Context(), func(tx *Tx) error {
		found, err := tx.StaffNamed(models.Staff{Name: "ÅSA EK"}.Key())
		require.NoError(t, err)
		require.Equal(t, []models.Role{models.Nurse}, found.Roles)
		has, err := tx.HasStaff()
		require.NoError(t, err)
		require.True(t, has)
		for _, account := range []string{"", "ASA", `clinic\asa`} {
			_, err = tx.StaffOfAccount(account)
			require.ErrorIs(t, err, models.ErrNotFound, account)
		}
		found, err = tx.StaffOfAccount(`clinic\EVA`)
		require.NoError(t, err)
		require.Equal(t, "Eva", found.Name)
		found, err = tx.StaffOfIdentity("SE-1")
		require.NoError(t, err)
		require.Equal(t, "Eva", found.Name)
		for _, identity := range []string{"", "se-1"} {
			_, err = tx.StaffOfIdentity(identity)
			require.ErrorIs(t, err, models.ErrNotFound, identity)
		}
		return nil
	}))
}

// Tries outlive the program, and those of long ago are forgotten, so that wrong names do not pile up.
func TestSignInTriesAreKept(t *testing.T) {
	s := openFile(t, at(noon))
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	save := func(tries models.SignInTries, forget time.Time) {
		require.NoError(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SaveSignInTries(tries, forget) }))
	}
	wrong := func(name string) (count int) {
		require.NoError(t, s.Read(t.Context(), func(tx *Tx) error {
			tries, err := tx.SignInTries(name)
			count = tries.Wrong
			return err
		}))
		return count
	}
	save(models.SignInTries{Name: "bo", Wrong: 3, Last: now}, now.Add(-time.Hour))
	save(models.SignInTries{Name: "bo", Wrong: 4, Last: now}, now.Add(-time.Hour))
	require.Equal(t, 4, wrong("bo"))
	save(models.SignInTries{Name: "eva", Wrong: 1, Last: now.Add(time.Hour)}, now.Add(time.Minute))
	require.Zero(t, wrong("bo"))
	require.Equal(t, 1, wrong("eva"))
	save(models.SignInTries{Name: "eva"}, now)
	require.Zero(t, wrong("eva"))
}
