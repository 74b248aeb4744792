package settings

import (
	"strconv"
	"strings"

	"nursedesk/models"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// compared is what is compared where two desks have changed the clinic's settings.
func (c *clinic) compared() conflict.Form[models.Clinic] {
	lines := map[string]*widgets.Line{"clinic-name": c.name, "clinic-phone": c.phone, "clinic-email": c.email, "turnover": c.turnover}
	times := map[string]*widgets.TimeField{
		"opens": c.opens, "closes": c.closes, "phone-opens": c.phoneOpens, "phone-closes": c.phoneCloses,
	}
	notes := map[string]*widgets.Note{"theatres": c.theatres, "surgeons": c.surgeons, "units": c.units}
	return conflict.Form[models.Clinic]{
		Names: func(...models.Clinic) []string {
			return []string{
				"clinic-name", "clinic-phone", "clinic-email", "opens", "closes", "phone-opens", "phone-closes",
				"turnover", "theatres", "surgeons", "units", "approved-only",
			}
		},
		Label: func(name string) string { return locale.T("settings." + name) },
		Say: func(clinic models.Clinic, name string) string {
			if name == "approved-only" {
				return conflict.Answer(&clinic.ApprovedOnly)
			}
			return strings.ReplaceAll(text(clinic, name), "\n", ", ")
		},
		Typed: c.entered,
		Take: func(from models.Clinic, name string) {
			said := text(from, name)
			if name == "approved-only" {
				c.approvedOnly.SetChecked(from.ApprovedOnly)
			} else if line := lines[name]; line != nil {
				line.SetText(said)
			} else if at := times[name]; at != nil {
				setTime(at, said)
			} else {
				notes[name].SetText(said)
			}
		},
	}
}

// text is a field of the settings as it is typed.
func text(clinic models.Clinic, name string) string {
	switch name {
	case "clinic-name":
		return clinic.Name
	case "clinic-phone":
		return clinic.Phone
	case "clinic-email":
		return clinic.Email
	case "opens":
		return clinic.Opens
	case "closes":
		return clinic.Closes
	case "phone-opens":
		return clinic.PhoneOpens
	case "phone-closes":
		return clinic.PhoneCloses
	case "turnover":
		return strconv.Itoa(clinic.Turnover)
	case "approved-only":
		return strconv.FormatBool(clinic.ApprovedOnly)
	case "theatres":
		return strings.Join(clinic.Theatres, "\n")
	case "units":
		return strings.Join(clinic.Units, "\n")
	}
	return strings.Join(clinic.Surgeons, "\n")
}
