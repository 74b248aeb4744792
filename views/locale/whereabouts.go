package locale

import "nursedesk/models"

// Whereabouts says who has something open and at which computer: "Anna Exempel, Reception 2".
func Whereabouts(there models.Presence) string { return WhereaboutsOf(there.By, there.Place) }

// WhereaboutsOf says who is at which computer; where its name is not known, only who.
func WhereaboutsOf(name, place string) string {
	if place == "" {
		return name
	}
	return name + ", " + place
}
