// Package access holds who may do what, and what a password may be: data and pure rules.
package access

import (
	"fmt"
	"io/fs"
	"slices"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Area is actions that the same roles may do.
type Area struct {
	ID      string        `yaml:"id"` // a translation key below "access."
	Roles   []models.Role `yaml:"roles"`
	Actions []string      `yaml:"actions"` // as the history calls them
}

// Table says which role may do which action.
type Table struct {
	Areas []Area `yaml:"areas"`
	// Restricted stands where a restricted record keeps something to its unit, see models.Restriction.
	Restricted models.Text `yaml:"restricted"`

	of map[string]Area // by action
}

// Load reads the table. An action that stands in it twice, or a role that is none, is an error.
func Load(resources fs.FS) (*Table, error) {
	const name = "access.yaml"
	body, err := fs.ReadFile(resources, name)
	if err != nil {
		return nil, err
	}
	table := &Table{of: map[string]Area{}}
	if err := rulebook.Decode(name, body, table); err != nil {
		return nil, err
	}
	for _, area := range table.Areas {
		for _, role := range area.Roles {
			if !slices.Contains(models.StaffRoles, role) {
				return nil, fmt.Errorf("%s: %s: no role %q", name, area.ID, role)
			}
		}
		for _, action := range area.Actions {
			if _, twice := table.of[action]; twice {
				return nil, fmt.Errorf("%s: %s: %q stands there twice", name, area.ID, action)
			}
			table.of[action] = area
		}
	}
	return table, nil
}

// Knows tells whether an action stands in the table.
func (t *Table) Knows(action string) bool {
	_, ok := t.of[action]
	return ok
}

// May tells whether one of the roles may do an action. One that the table lacks nobody may.
func (t *Table) May(roles []models.Role, action string) bool {
	return slices.ContainsFunc(t.of[action].Roles, func(role models.Role) bool { return slices.Contains(roles, role) })
}

// Who lists the roles that may do an action.
func (t *Table) Who(action string) []models.Role { return t.of[action].Roles }
