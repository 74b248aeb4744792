// Package conflict compares what two people made of the same thing, field by field.
package conflict

import "nursedesk/models"

// Field is one field of something that was edited at two desks: as it was read, as it is
// written here, and as somebody else has kept it meanwhile. The texts are compared as they are.
type Field struct {
	Name               string
	Base, Mine, Theirs string
}

// Side is whose text a field gets.
type Side string

// The sides. Both made the same of a field, or neither touched it, where it is Either.
const (
	Either Side = ""
	Mine   Side = "mine"
	Theirs Side = "theirs"
	Clash  Side = "clash" // somebody has to choose
)

// Difference is a field with whose text it gets.
type Difference struct {
	Field
	Side Side
}

// Between tells of each field whose text it gets, in the order of the fields. Where only
// one of the two changed it, it is theirs who did; where both did, each to another text,
// it is a Clash.
func Between(fields ...Field) []Difference {
	differences := make([]Difference, 0, len(fields))
	for _, field := range fields {
		differences = append(differences, Difference{field, sideOf(field)})
	}
	return differences
}

func sideOf(f Field) Side {
	switch {
	case f.Mine == f.Theirs:
		return Either
	case f.Theirs == f.Base:
		return Mine
	case f.Mine == f.Base:
		return Theirs
	}
	return Clash
}

// Of lists the differences of one side.
func Of(differences []Difference, side Side) []Difference {
	var found []Difference
	for _, one := range differences {
		if one.Side == side {
			found = append(found, one)
		}
	}
	return found
}

// Last is the newest entry of a history, which is given newest first, that fits; the zero
// entry where none does.
func Last(history []models.AuditEntry, fits func(models.AuditEntry) bool) models.AuditEntry {
	for _, entry := range history {
		if fits(entry) {
			return entry
		}
	}
	return models.AuditEntry{}
}
