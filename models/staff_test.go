package models

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Names are compared as people read them, so that nobody is there twice.
func TestStaffKey(t *testing.T) {
	require.Equal(t, Staff{Name: "Åsa  Ek"}.Key(), Staff{Name: " a\u030asa ek "}.Key())
	require.NotEqual(t, Staff{Name: "Åsa Ek"}.Key(), Staff{Name: "Asa Ek"}.Key())
}

func TestStaffValidate(t *testing.T) {
	good := Staff{Name: "Åsa Ek", Roles: []Role{Nurse, Administrator}}
	require.NoError(t, good.Validate())
	for field, spoil := range map[string]func(*Staff){
		"name": func(s *Staff) { s.Name = " " }, "title": func(s *Staff) { s.Title = "a\nb" },
		"account": func(s *Staff) { s.Account = "\x00" }, "roles": func(s *Staff) { s.Roles = nil },
	} {
		bad := good
		spoil(&bad)
		var problems Problems
		require.ErrorAs(t, bad.Validate(), &problems)
		require.Equal(t, []string{field}, problems.Fields())
	}
	require.ErrorIs(t, Staff{Name: "Åsa", Roles: []Role{"surgeon"}}.Validate(), &Problem{Code: "staff.role-unknown"})
}

// Slips of the fingers cost nothing, guessing does: and the wait passes.
func TestWaitAfterWrongPasswords(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for wrong, wait := range map[int]time.Duration{
		0: 0, 3: 0, 4: time.Second, 5: 2 * time.Second, 9: 32 * time.Second, 10: 15 * time.Minute, 40: 15 * time.Minute,
	} {
		tries := SignInTries{Wrong: wrong, Last: now}
		require.Equal(t, wait, tries.Wait(now), "%d", wrong)
		require.Zero(t, tries.Wait(now.Add(wait)), "%d", wrong)
		require.LessOrEqual(t, tries.Wait(now.Add(-time.Hour)), wait, "a clock that was set back")
	}
}
