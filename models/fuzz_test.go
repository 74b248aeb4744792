package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// answered asks of a reader of what people type that it either says what is wrong,
// in words that the screen has, or is done.
func answered(t *testing.T, err error) (read bool) {
	t.Helper()
	if err == nil {
		return true
	}
	var problem *models.Problem
	require.ErrorAs(t, err, &problem)
	require.NotEmpty(t, problem.Code)
	return false
}

// A number that is taken holds, and is the same one when it is read from the paper again.
func FuzzPersonalNumber(f *testing.F) {
	for _, text := range []string{
		"19121212-1212", "121212+1212", "1212121212", "701063-2391", "19810829M071", "22810829AB12", "991212121212",
		"19121252-1212", "850709–9805", " 19900101 0017 ", "19121212-1213", "١٩١٢١٢١٢١٢١٢", "",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		number, err := models.ParsePersonalNumber(text, numberToday)
		if !answered(t, err) {
			return
		}
		require.NoError(t, number.Validate())
		require.NotEmpty(t, number.Kind())
		again, err := models.ParsePersonalNumber(number.String(), numberToday)
		require.NoError(t, err)
		require.Equal(t, number, again)
		if born, ok := number.BirthDate(); ok {
			require.False(t, born.After(numberToday))
		}
	})
}

// A number that is taken is dialled as it is shown.
func FuzzPhone(f *testing.F) {
	for _, text := range []string{
		"070-174 06 05", "+46 (0)70 174 06 05", "0046701740605", "031-81 80 83", "+47 22 12 34 56", "1177", "112", "08", "tel:070", "+", "",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		phone, err := models.ParsePhone(text)
		if !answered(t, err) {
			return
		}
		require.NoError(t, phone.Validate())
		again, err := models.ParsePhone(phone.Format())
		require.NoError(t, err)
		require.Equal(t, phone, again)
	})
}

// A day that is taken is written as it was typed.
func FuzzDate(f *testing.F) {
	for _, text := range []string{"2026-12-14", "2028-02-29", "2027-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "2026-1-1", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		day, err := models.ParseDate(text)
		if !answered(t, err) {
			return
		}
		require.Equal(t, text, day.String())
		require.False(t, day.IsZero())
	})
}

// A time that is taken is one of the day's minutes.
func FuzzTimeOfDay(f *testing.F) {
	for _, text := range []string{"8:30", "08.30", "0830", "830", "24:00", "23:59", "8 30", "-8:30", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clock, err := models.ParseTimeOfDay(text)
		if !answered(t, err) {
			return
		}
		require.GreaterOrEqual(t, int(clock), 0)
		require.Less(t, int(clock), 24*60)
		again, err := models.ParseTimeOfDay(clock.String())
		require.NoError(t, err)
		require.Equal(t, clock, again)
	})
}
