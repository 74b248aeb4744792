package patients

import (
	"slices"
	"strings"

	"nursedesk/models"
)

// Side is one of two patients who are made one, or what both say.
type Side string

// The sides.
const (
	Kept Side = "kept" // of the patient who stands
	Gone Side = "gone" // of the patient who gives way
	Both Side = "both"
)

// field is one thing that is known of a patient and can differ.
type field struct {
	name string
	says func(models.Patient) string                     // as it is compared; "" is not known
	take func(into *models.Patient, from models.Patient) // what one of them says

	// Where both can hold, what stands between them, and where it is put; else "" and nil.
	join string
	put  func(into *models.Patient, text string)
}

func line(name string, at func(*models.Patient) *string) field {
	return field{
		name: name,
		says: func(p models.Patient) string { return strings.TrimSpace(*at(&p)) },
		take: func(into *models.Patient, from models.Patient) { *at(into) = *at(&from) },
	}
}

func joined(name string, at func(*models.Patient) *string, join string) field {
	one := line(name, at)
	one.join, one.put = join, func(into *models.Patient, text string) { *at(into) = text }
	return one
}

// fields are what the nurse chooses between where both say something else. What a patient
// takes and has, and what to heed, is never chosen away: see combine.
var fields = []field{
	{
		name: "personal-number",
		says: func(p models.Patient) string { return p.PersonalNumber.String() },
		take: func(into *models.Patient, from models.Patient) { into.PersonalNumber = from.PersonalNumber },
	},
	line("given-name", func(p *models.Patient) *string { return &p.GivenName }),
	line("family-name", func(p *models.Patient) *string { return &p.FamilyName }),
	{
		name: "phone",
		says: func(p models.Patient) string { return p.Phone.Format() },
		take: func(into *models.Patient, from models.Patient) { into.Phone = from.Phone },
	},
	{
		name: "other-phone",
		says: func(p models.Patient) string { return p.OtherPhone.Format() },
		take: func(into *models.Patient, from models.Patient) { into.OtherPhone = from.OtherPhone },
	},
	line("email", func(p *models.Patient) *string { return &p.Email }),
	{
		name: "language",
		says: func(p models.Patient) string { return string(p.Language) },
		take: func(into *models.Patient, from models.Patient) { into.Language = from.Language },
	},
	line("interpreter", func(p *models.Patient) *string { return &p.Interpreter }),
	joined("allergies", func(p *models.Patient) *string { return &p.Allergies }, "; "),
	joined("no-phone", func(p *models.Patient) *string { return &p.NoPhone }, "; "),
	{
		name: "relative",
		says: func(p models.Patient) string {
			parts := []string{p.RelativeName, p.RelativePhone.Format(), p.RelativeMayKnow}
			return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " · ")
		},
		take: func(into *models.Patient, from models.Patient) {
			into.RelativeName, into.RelativePhone, into.RelativeMayKnow = from.RelativeName, from.RelativePhone, from.RelativeMayKnow
		},
	},
	joined("note", func(p *models.Patient) *string { return &p.Note }, "\n"),
}

// proposed is the side that stands where nobody chooses: what is said over what is not,
// what both say where both can stand, else the patient's who stands.
func (f field) proposed(kept, gone models.Patient) Side {
	one, other := f.says(kept), f.says(gone)
	switch {
	case other == "" || strings.Contains(one, other) && f.join != "":
		return Kept
	case one == "" || strings.Contains(other, one) && f.join != "":
		return Gone
	case f.join != "":
		return Both
	}
	return Kept
}

// combine makes one patient of two. What the rules or a doctor would have to heed is
// taken from both: medicines, conditions, hard of hearing, a protected identity.
// Whether that is still so nobody has been asked.
func combine(kept, gone models.Patient, chosen map[string]Side) models.Patient {
	one := kept
	for _, field := range fields {
		side, ok := chosen[field.name]
		if !ok || side == Both && field.join == "" {
			side = field.proposed(kept, gone)
		}
		switch side {
		case Gone:
			field.take(&one, gone)
		case Both:
			field.put(&one, field.says(kept)+field.join+field.says(gone))
		case Kept:
		}
	}
	keepNumbers(&one, kept, gone)
	one.Record.Medicines = slices.Clone(kept.Record.Medicines)
	for _, taken := range gone.Record.Medicines {
		if !kept.Takes().Has(taken.Medicine) {
			one.Record.Medicines = append(one.Record.Medicines, taken)
		}
	}
	one.Conditions = slices.Clone(kept.Conditions)
	for _, condition := range gone.Conditions {
		if !slices.Contains(one.Conditions, condition) {
			one.Conditions = append(one.Conditions, condition)
		}
	}
	one.HardOfHearing = kept.HardOfHearing || gone.HardOfHearing
	one.ProtectedIdentity = kept.ProtectedIdentity || gone.ProtectedIdentity
	if kept.CheckedOn != gone.CheckedOn {
		one.CheckedOn = models.Date{}
	}
	return one
}

// keepNumbers keeps a telephone number that gave way as the second one, where there is none.
func keepNumbers(one *models.Patient, kept, gone models.Patient) {
	for _, phone := range []models.Phone{kept.Phone, gone.Phone, kept.OtherPhone, gone.OtherPhone} {
		if phone == "" || phone == one.Phone || phone == one.OtherPhone {
			continue
		}
		if one.Phone == "" {
			one.Phone = phone
		} else if one.OtherPhone == "" {
			one.OtherPhone = phone
		}
	}
	if one.OtherPhone == one.Phone {
		one.OtherPhone = ""
	}
	if one.Phone != "" {
		one.NoPhone = ""
	}
}
