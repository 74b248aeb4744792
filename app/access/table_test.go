package access

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/resources"
)

// Every action that the history has words for stands in the table, and nothing else:
// a new one can't be forgotten.
func TestEveryActionStandsInTheTable(t *testing.T) {
	table, err := Load(resources.Files)
	require.NoError(t, err)
	words, err := resources.Words("sv")
	require.NoError(t, err)
	for key := range words {
		if action, ok := strings.CutPrefix(key, "audit."); ok {
			require.True(t, table.Knows(action), "%s stands in no area of access.yaml", action)
		}
	}
	for _, area := range table.Areas {
		require.NotEmpty(t, words["access."+area.ID], area.ID)
		require.NotEmpty(t, area.Roles, area.ID)
		for _, action := range area.Actions {
			if !strings.HasPrefix(action, "may.") {
				require.NotEmpty(t, words["audit."+action], action)
			}
		}
	}
}

func TestMay(t *testing.T) {
	table, err := Load(fstest.MapFS{"access.yaml": {Data: []byte(
		"areas:\n  - { id: a, roles: [nurse, doctor], actions: [x] }\n  - { id: b, roles: [administrator], actions: [y] }\n")}})
	require.NoError(t, err)
	require.True(t, table.May([]models.Role{models.Nurse}, "x"))
	require.False(t, table.May([]models.Role{models.Nurse}, "y"))
	require.True(t, table.May([]models.Role{models.Nurse, models.Administrator}, "y"), "who has several roles has the rights of each")
	require.False(t, table.May(nil, "x"))
	require.False(t, table.May(models.StaffRoles, "z"), "what the table lacks nobody may")
	for _, bad := range []string{
		"areas: [{ id: a, roles: [surgeon], actions: [x] }]", "areas: [{ id: a, rules: [] }]",
		"areas: [{ id: a, roles: [nurse], actions: [x] }, { id: b, roles: [doctor], actions: [x] }]",
	} {
		_, err := Load(fstest.MapFS{"access.yaml": {Data: []byte(bad)}})
		require.Error(t, err, bad)
	}
}
