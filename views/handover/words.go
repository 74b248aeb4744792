// Package handover puts a call that is handed over into words: on the screen, on paper
// and to be pasted elsewhere.
package handover

import (
	"strings"

	"nursedesk/app/calls"
	"nursedesk/app/medication"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
)

// Sentence says a line of a hand-over in the language of the screen.
func Sentence(line calls.SBARLine) string {
	pairs := make([]any, 0, 2*len(line.Values))
	for name, value := range line.Values {
		pairs = append(pairs, name, spoken(value))
	}
	return locale.T("sbar.line."+line.Code, pairs...)
}

// spoken puts what only a hand-over has into words.
func spoken(value any) any {
	switch value := value.(type) {
	case calls.SBARTerms:
		var terms []string
		for _, term := range value {
			terms = append(terms, termWords(term))
		}
		return strings.Join(terms, "; ")
	case calls.SBARHealth:
		return strings.Join(healthWords(value), ", ")
	case []models.Text:
		var texts []string
		for _, text := range value {
			texts = append(texts, locale.In(text))
		}
		return strings.Join(texts, "; ") // they may have commas of their own
	case medication.Dates:
		return strings.ReplaceAll(holds.Course(value), " · ", ", ")
	}
	return value
}

// Finding is a question's short name; one that has none is named by its question.
func Finding(id string, question models.Text) string {
	if key := "sbar.finding." + id; locale.Has(key) {
		return locale.T(key)
	}
	return locale.In(question)
}

func termWords(term calls.SBARTerm) string {
	name := Finding(term.Finding, term.Question)
	if says := locale.In(term.Says); says != "" {
		return name + ": " + says
	}
	return name
}

func healthWords(health calls.SBARHealth) []string {
	var words []string
	for _, condition := range health.Conditions {
		words = append(words, locale.T("sbar.health."+string(condition)))
	}
	for _, factor := range health.Factors {
		if known, err := medication.ParseFactor(factor); err == nil {
			words = append(words, holds.FactorWord(known))
		} else {
			words = append(words, Finding(factor, models.Plain(factor)))
		}
	}
	return words
}

// Level says how urgent a call is.
func Level(told calls.SBAR) string {
	if told.Level == "" {
		return locale.T("sbar.head.no-level")
	}
	return locale.T("sbar.head.level", "level", string(told.Level), "name", told.LevelName)
}

// Whose names the patient with the personal number.
func Whose(told calls.SBAR) string {
	if told.Patient == "" {
		return locale.T("sbar.head.unknown")
	}
	return strings.TrimSpace(locale.T("sbar.said", "name", told.Patient, "number", told.PersonalNumber))
}

// About says when the call was and who hands it over.
func About(told calls.SBAR) []string {
	hands := locale.T("sbar.head.at", "at", told.At)
	if told.By != "" {
		hands = locale.T("sbar.head.by", "by", told.By, "at", told.At)
	}
	return []string{locale.T("sbar.head.call", "at", told.Began), hands}
}

// Text is the whole hand-over as plain text, to be pasted elsewhere.
func Text(told calls.SBAR) string {
	var out strings.Builder
	write := func(line string) { out.WriteString(line + "\n") }
	write(locale.T("sbar.text.head", "at", told.At))
	write(Whose(told))
	write(Level(told))
	for i, letter := range calls.SBARParts {
		write("\n" + letter + ": " + locale.T("sbar.part."+letter))
		for _, line := range told.Parts[i] {
			write("- " + Sentence(line))
		}
	}
	return out.String()
}

// Paper is what is printed of a hand-over.
func Paper(told calls.SBAR) sheet.HandoverInput {
	in := sheet.HandoverInput{
		Call: told.CallID, At: told.At, Clinic: told.Clinic, Language: locale.Language(),
		Patient: told.Patient, PersonalNumber: told.PersonalNumber, Level: Level(told), About: About(told),
	}
	for i, letter := range calls.SBARParts {
		part := sheet.HandoverPart{Letter: letter, Title: locale.T("sbar.part." + letter)}
		for _, line := range told.Parts[i] {
			part.Lines = append(part.Lines, sheet.HandoverLine{Text: Sentence(line), Strong: line.Strong})
		}
		in.Parts = append(in.Parts, part)
	}
	return in
}
