package bookingform

import (
	"slices"
	"strings"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/patientform"
)

// Said tells what a change makes of a booking, a line for each of its fields: "Läkare: Dr Exempel".
func Said(catalogue *medication.Catalogue, change bookings.Change) []string {
	var lines []string
	say := func(label, text string) {
		lines = append(lines, locale.T("bookingform.becomes", "field", locale.T(label), "text", locale.OneLine(orNothing(text))))
	}
	for _, one := range []struct {
		label string
		text  *string
	}{
		{"bookingform.field.surgeon", change.Surgeon},
		{"bookingform.field.theatre", change.Theatre},
	} {
		if one.text != nil {
			say(one.label, *one.text)
		}
	}
	if change.Tier != nil {
		text := ""
		if *change.Tier != "" {
			text = tierWord(rulebook.Tier(*change.Tier))
		}
		say("bookingform.field.tier", text)
	}
	if change.Medicines != nil {
		var names []string
		for _, medicine := range *change.Medicines {
			names = append(names, locale.In(care.NameOf(catalogue, medicine)))
		}
		say("conflict.medicines", strings.Join(names, ", "))
	}
	if change.Clearance != nil {
		say("medicines.clearance", *change.Clearance)
	}
	if change.Factors != nil {
		say("medicines.factors", factorsSaid(*change.Factors))
	}
	if change.Conditions != nil {
		var words []string
		for _, condition := range *change.Conditions {
			words = append(words, patientform.ConditionWord(condition))
		}
		say("bookingform.field.conditions", strings.Join(words, ", "))
	}
	if change.Health != nil {
		say("bookingform.health", healthAnswers(*change.Health))
	}
	if change.Note != nil {
		say("bookingform.field.note", *change.Note)
	}
	return lines
}

func orNothing(text string) string {
	if strings.TrimSpace(text) == "" {
		return locale.T("conflict.empty")
	}
	return text
}

func factorsSaid(factors map[string]string) string {
	var said []string
	for factor, answer := range factors {
		said = append(said, locale.T("medicines.factor."+factor)+" "+strings.ToLower(locale.T("medicines.answer."+answer)))
	}
	slices.Sort(said)
	return strings.Join(said, ", ")
}

// healthAnswers says what was answered, in the order of the questions.
func healthAnswers(health models.HealthDeclaration) string {
	var said []string
	for _, asked := range models.HealthQuestions {
		if answer := *health.Answer(asked); answer != nil {
			word := no
			if *answer {
				word = yes
			}
			said = append(said, HealthWord(asked)+" "+strings.ToLower(locale.T("bookingform.answer."+word)))
		}
	}
	return strings.Join(said, ", ")
}
