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
		"own-computer": func(s *Staff) { s.Account, s.OwnComputer = "asa", "\x00" }, "identity": func(s *Staff) { s.Identity = "\x00" },
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

// Windows tells accounts and computers apart without minding capitals, Linux does not: nobody may come in as another.
func TestSameAccount(t *testing.T) {
	require.True(t, SameAccount(`CLINIC\Asa`, `clinic\asa`))
	require.False(t, SameAccount(`CLINIC\asa`, `PC-1\asa`))
	require.False(t, SameAccount(`CLINIC\asa`, "asa"))
	require.True(t, SameAccount("asa", "asa"))
	require.False(t, SameAccount("asa", "Asa"), "on Linux these are two people")
	own := Staff{OwnComputer: "Kontor-1"}
	require.True(t, own.IsOwn("KONTOR-1"))
	require.False(t, own.IsOwn("KONTOR-2"))
	require.False(t, Staff{}.IsOwn(""), "a computer without a name is nobody's own")
}

// A service account is a program's: it has an account and nothing by which a person signs in.
func TestServiceAccount(t *testing.T) {
	good := Staff{Name: "Nattimport", Roles: []Role{Service}, Account: "import"}
	require.NoError(t, good.Validate())
	for field, spoil := range map[string]func(*Staff){
		"roles": func(s *Staff) { s.Roles = []Role{Service, Nurse} }, "account": func(s *Staff) { s.Account = "" },
		"own-computer": func(s *Staff) { s.OwnComputer = "PC-1" }, "password": func(s *Staff) { s.Password = "x" },
	} {
		bad := good
		spoil(&bad)
		var problems Problems
		require.ErrorAs(t, bad.Validate(), &problems)
		require.Equal(t, []string{field}, problems.Fields())
	}
	good.Identity = "nattimport"
	require.ErrorIs(t, good.Validate(), &Problem{Code: "staff.service-signs-in"})
	require.ErrorIs(t, Staff{Name: "Åsa", Roles: []Role{Nurse}, OwnComputer: "PC-1"}.Validate(), &Problem{Code: "staff.own-without-account"})
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
