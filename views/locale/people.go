package locale

import "nursedesk/models"

// Apart gives what tells patients of the same name apart: the number, whose first part is
// the birth, the telephone, and for whoever has neither the day of the next procedure or
// of the registration.
func Apart(row models.PatientRow) string {
	said := Line(row.PersonalNumber.String(), Reach(row.Phone, row.Protected))
	switch {
	case said != "":
	case row.NextStart != nil:
		said = Line(T("patient.no-number"), T("patient.treated", "date", models.DateOf(*row.NextStart)))
	default:
		said = Line(T("patient.no-number"), T("patient.registered-on", "at", ShortMoment(row.CreatedAt)))
	}
	return said
}

// Identity gives the number that tells somebody in a list from a namesake, else the telephone.
func Identity(number models.PersonalNumber, phone models.Phone, protected bool) string {
	if number != "" {
		return number.String()
	}
	return Line(T("patient.no-number"), Reach(phone, protected))
}

// Reach gives a telephone number as a list may show it: in its place stands that the
// identity is protected.
func Reach(phone models.Phone, protected bool) string {
	if protected {
		return T("patient.protected")
	}
	return phone.Format()
}

// Whereabouts says who has something open and at which computer: "Anna Exempel, Reception 2".
func Whereabouts(there models.Presence) string { return WhereaboutsOf(there.By, there.Place) }

// WhereaboutsOf says who is at which computer; where its name is not known, only who.
func WhereaboutsOf(name, place string) string {
	if place == "" {
		return name
	}
	return name + ", " + place
}
