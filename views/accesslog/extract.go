package accesslog

import (
	"strings"

	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// Words say who saw a patient's record, for the patient to read.
type Words struct{}

// Extract sets the looks at a patient's record, the newest first. It names nobody of the staff.
func (Words) Extract(patient models.Patient, clinic models.Clinic, looks []models.LookRow) sheet.ListingInput {
	whose := locale.Line(patient.Name(), patient.PersonalNumber.String())
	rows := make([][]sheet.ListingCell, len(looks))
	for i, look := range looks {
		rows[i] = []sheet.ListingCell{
			{Text: locale.Moment(look.At)}, {Text: clinic.Name}, {Text: roles(look)}, {Text: locale.T("log-extract.kind." + string(look.Kind))},
		}
	}
	return sheet.ListingInput{
		Title: locale.T("log-extract.title"), About: clinic.Name, Foot: locale.T("log-extract.foot"), Language: locale.Language(),
		Parts: []sheet.ListingPart{
			{Title: whose, Rows: [][]sheet.ListingCell{{{Text: locale.T("log-extract.text", "clinic", clinic.Name, "phone", clinic.Phone)}}}},
			{
				Title: locale.TN("log-extract.looks", len(looks)), Share: []float64{42, 52, 42, 44}, Rows: rows, Empty: locale.T("log-extract.none"),
				Head: []string{
					locale.T("log-extract.when"), locale.T("log-extract.unit"), locale.T("log-extract.who"), locale.T("log-extract.what"),
				},
			},
		},
	}
}

// roles is what somebody was when they looked.
func roles(look models.LookRow) string {
	if look.Roles == "" {
		return locale.T("log-extract.no-role")
	}
	var all []models.Role
	for _, role := range strings.Split(look.Roles, ",") {
		all = append(all, models.Role(role))
	}
	return strings.Join(locale.RoleNames(all), ", ")
}
