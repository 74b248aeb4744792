package models

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A caller is told to wait for the clinic only when somebody answers there.
func TestPhoneHours(t *testing.T) {
	day := NewDate(2026, 11, 23)
	for name, c := range map[string]struct {
		opens, closes string
		at            TimeOfDay
		want          bool
	}{
		"before":          {"08:00", "16:00", 7*60 + 59, false},
		"at the first":    {"08:00", "16:00", 8 * 60, true},
		"within":          {"08:00", "16:00", 12 * 60, true},
		"at the last":     {"08:00", "16:00", 16 * 60, false},
		"none kept":       {"", "", 12 * 60, false},
		"none to be read": {"åtta", "16:00", 12 * 60, false},
	} {
		clinic := Clinic{PhoneOpens: c.opens, PhoneCloses: c.closes}
		require.Equal(t, c.want, clinic.InPhoneHours(c.at.On(day)), name)
	}
}

// A procedure starts from the first minute to the last, and at any time where the hours can't be read.
func TestIsOpen(t *testing.T) {
	day := NewDate(2026, 11, 23)
	for name, c := range map[string]struct {
		opens, closes string
		at            TimeOfDay
		want          bool
	}{
		"before":            {"08:00", "16:00", 7*60 + 59, false},
		"at the first":      {"08:00", "16:00", 8 * 60, true},
		"at the last":       {"08:00", "16:00", 16 * 60, true},
		"after":             {"08:00", "16:00", 16*60 + 1, false},
		"opening not read":  {"åtta", "16:00", 17 * 60, true},
		"closing not read":  {"08:00", "fyra", 7 * 60, true},
		"neither was typed": {"", "", 3 * 60, true},
	} {
		require.Equal(t, c.want, Clinic{Opens: c.opens, Closes: c.closes}.IsOpen(c.at.On(day)), name)
	}
}

// Hours that end before they begin, or that cannot be read, are refused beside their own field.
func TestClinicHours(t *testing.T) {
	clinic := Clinic{
		Name: "Kliniken", Phone: "1", Email: "a@b.se", Opens: "07:00", Closes: "18:00", PhoneOpens: "08:00", PhoneCloses: "16:00",
	}
	require.NoError(t, clinic.Validate())
	for name, c := range map[string]struct {
		change func(*Clinic)
		field  string
	}{
		"phone ends first":      {func(c *Clinic) { c.PhoneCloses = "07:30" }, "phone-closes"},
		"phone unreadable":      {func(c *Clinic) { c.PhoneOpens = "tidigt" }, "phone-opens"},
		"phone hours missing":   {func(c *Clinic) { c.PhoneOpens = "" }, "phone-opens"},
		"phone no time at all":  {func(c *Clinic) { c.PhoneCloses = c.PhoneOpens }, "phone-closes"},
		"phone from nothing":    {func(c *Clinic) { c.PhoneOpens, c.PhoneCloses = "sist", "00:00" }, "phone-opens"},
		"phone until nothing":   {func(c *Clinic) { c.PhoneCloses = "aldrig" }, "phone-closes"},
		"procedures end first":  {func(c *Clinic) { c.Closes = "06:00" }, "closes"},
		"procedures unreadable": {func(c *Clinic) { c.Opens = "x" }, "opens"},
	} {
		changed := clinic
		c.change(&changed)
		var problems Problems
		require.ErrorAs(t, changed.Validate(), &problems, name)
		require.Len(t, problems, 1, name)
		require.Equal(t, c.field, problems[0].Field, name)
	}
}
