package medicines

import (
	"nursedesk/models"
	"nursedesk/views/locale"
)

// Said says of a medicine that is taken what the rules ask about it: "tas, behandlingsdos".
func Said(medicine models.Medicine) string {
	said := locale.T("medicines.taken")
	for _, one := range []struct{ asked, answer string }{
		{"form", medicine.Form}, {"indication", medicine.Indication}, {"dose-time", medicine.DoseTime},
	} {
		if one.answer != "" {
			said += ", " + locale.LowerFirst(locale.T("medicines."+one.asked+"."+one.answer))
		}
	}
	return said
}
