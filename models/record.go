package models

import (
	"slices"
	"strings"
)

// Record is what is known of a patient beside any booking: it holds for the next
// booking and the next call too, until somebody says otherwise.
type Record struct {
	Medicines     []TakenMedicine `gorm:"serializer:json"`
	Conditions    []Condition     `gorm:"serializer:json"`
	Allergies     string          // in words; "" is not known, which is not none
	Interpreter   string          // the language to be interpreted; "" for none
	HardOfHearing bool

	OtherPhone      Phone  // a second number
	NoPhone         string // why there is no number to call
	RelativeName    string
	RelativePhone   Phone
	RelativeMayKnow string // what the relative may be told

	ProtectedIdentity bool // see [Patient.Shown]
	CheckedOn         Date // when the patient last said that it is still so; zero: never
}

// TakenMedicine is a medicine that a patient takes, on whatever booking.
type TakenMedicine struct {
	Medicine

	Dose  string `json:"dose,omitempty"`  // as the patient says it: "2,5 mg efter schema"
	Since string `json:"since,omitempty"` // as the patient says it: a year, a month, a day
}

// Takes are the medicines as a booking has them.
func (r Record) Takes() Medicines {
	var medicines Medicines
	for _, taken := range r.Medicines {
		medicines = append(medicines, taken.Medicine)
	}
	return medicines
}

// Beside are the medicines of a booking, and after them those that it lacks: what a task
// has to heed.
func (r Record) Beside(booking Medicines) Medicines {
	return append(slices.Clip(booking), r.Without(Booking{Medicines: booking})...)
}

// Without are the medicines of the record that a booking lacks.
func (r Record) Without(booking Booking) Medicines {
	return slices.DeleteFunc(r.Takes(), func(m Medicine) bool { return booking.Medicines.Has(m) })
}

// Follow takes over what is said to be taken now where that differs from what was said
// before, with the conditions, and tells whether anything did. What was not spoken of stays.
func (r *Record) Follow(before, after Booking) bool {
	changed := false
	for _, medicine := range after.Medicines {
		at := slices.IndexFunc(r.Medicines, func(t TakenMedicine) bool { return t.Same(medicine) })
		switch {
		case at < 0:
			r.Medicines = append(slices.Clip(r.Medicines), TakenMedicine{Medicine: medicine})
			changed = true
		case r.Medicines[at].Medicine != medicine:
			r.Medicines = slices.Clone(r.Medicines)
			r.Medicines[at].Medicine = medicine
			changed = true
		}
	}
	kept := slices.DeleteFunc(slices.Clone(r.Medicines), func(t TakenMedicine) bool {
		return before.Medicines.Has(t.Medicine) && !after.Medicines.Has(t.Medicine)
	})
	changed = changed || len(kept) != len(r.Medicines)
	r.Medicines = kept
	for _, condition := range Conditions {
		is := slices.Contains(r.Conditions, condition)
		switch {
		case after.Has(condition) && !is:
			r.Conditions = append(slices.Clip(r.Conditions), condition)
			changed = true
		case before.Has(condition) && !after.Has(condition) && is:
			r.Conditions = slices.DeleteFunc(slices.Clone(r.Conditions), func(c Condition) bool { return c == condition })
			changed = true
		}
	}
	return changed
}

// Empty tells whether nothing is known that a booking or a call would have to heed.
func (r Record) Empty() bool {
	return len(r.Medicines)+len(r.Conditions) == 0 && r.Allergies+r.Interpreter+r.RelativeName == "" && !r.HardOfHearing
}

func (r Record) validate(problems *Problems) {
	problems.Add("", r.Takes().Validate())
	for _, taken := range r.Medicines {
		problems.Add("medicines", checkText(taken.Dose, false, MaxLine))
		problems.Add("medicines", checkText(taken.Since, false, MaxLine))
	}
	for _, line := range []struct{ field, text string }{
		{"allergies", r.Allergies},
		{"interpreter", r.Interpreter},
		{"no-phone", r.NoPhone},
		{"relative-name", r.RelativeName},
		{"relative-may-know", r.RelativeMayKnow},
	} {
		problems.Add(line.field, checkText(line.text, false, MaxLine))
	}
	for _, number := range []struct {
		field string
		phone Phone
	}{{"other-phone", r.OtherPhone}, {"relative-phone", r.RelativePhone}} {
		if number.phone != "" {
			problems.Add(number.field, number.phone.Validate())
		}
	}
	if r.RelativeName == "" && (r.RelativePhone != "" || strings.TrimSpace(r.RelativeMayKnow) != "") {
		problems.Add("relative-name", ErrRequired)
	}
}
