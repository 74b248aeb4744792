package patientform

import (
	"strings"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// Pills are what to heed in every contact with a patient, the most dangerous first; what
// the patient takes stands with the booking. It is given the patient as far as what is
// known may be shown, see models.Patient.Shown.
func Pills(patient models.Patient) []*widgets.Pill {
	var pills []*widgets.Pill
	add := func(status look.Status, text string) { pills = append(pills, widgets.NewPill(status, text)) }
	if patient.ProtectedIdentity {
		add(look.Overdue, locale.T("patient.protected"))
	}
	if patient.Allergies != "" {
		add(look.Overdue, locale.T("patient.allergies", "text", locale.OneLine(patient.Allergies)))
	}
	if patient.Interpreter != "" {
		add(look.DueToday, locale.T("patient.interpreter", "text", patient.Interpreter))
	}
	if patient.HardOfHearing {
		add(look.DueToday, locale.T("patient.hard-of-hearing"))
	}
	if patient.RelativeName != "" {
		add(look.Quiet, locale.Line(locale.T("patient.relative", "name", patient.RelativeName), patient.RelativePhone.Format(), patient.RelativeMayKnow))
	}
	return pills
}

// Thinners are pills of the medicines that somebody has to decide about before a
// procedure and a booking lacks, though the patient takes them.
func Thinners(catalogue *medication.Catalogue, lacks models.Medicines) []*widgets.Pill {
	var pills []*widgets.Pill
	for _, medicine := range lacks {
		if care.ThinsBlood(catalogue, medicine) {
			pills = append(pills, widgets.NewPill(look.Overdue,
				locale.T("patient.not-on-booking", "name", locale.In(care.NameOf(catalogue, medicine)))))
		}
	}
	return pills
}

// Takes says in a line what a patient takes, with dose and since when, and has; "" for nothing.
func Takes(catalogue *medication.Catalogue, patient models.Patient) string {
	var said []string
	for _, taken := range patient.Medicines {
		name := strings.TrimSpace(locale.In(care.NameOf(catalogue, taken.Medicine)) + " " + taken.Dose)
		if taken.Since != "" {
			name = locale.T("patient.takes.since", "name", name, "since", taken.Since)
		}
		said = append(said, name)
	}
	for _, condition := range patient.Conditions {
		said = append(said, ConditionWord(condition))
	}
	return locale.Line(said...)
}

// Said says in a line all that is known of a patient beside any booking; "" for nothing.
func Said(catalogue *medication.Catalogue, patient models.Patient) string {
	said := []string{Takes(catalogue, patient)}
	for _, pill := range Pills(patient) {
		said = append(said, pill.Text())
	}
	return locale.Line(said...)
}
