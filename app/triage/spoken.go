package triage

import (
	"strings"

	"nursedesk/models"
)

// spoken is an answer as it is said: "ja", "38,4 °C", the words of a choice.
func (f Finding) spoken(answer Answer) models.Text {
	written := answer.String()
	switch answer.Word {
	case Measured:
		return models.Text{
			SV: strings.TrimSpace(strings.Replace(written, ".", ",", 1) + " " + f.Unit.SV),
			EN: strings.TrimSpace(written + " " + f.Unit.EN),
		}
	case Chosen:
		for _, option := range f.Choices {
			if option.ID == answer.Choice {
				return option.Title
			}
		}
	case SaidYes:
		return models.Text{SV: "ja", EN: "yes"}
	case SaidNo:
		return models.Text{SV: "nej", EN: "no"}
	case NotKnown:
		return models.Text{SV: "okänt", EN: "unknown"}
	}
	return models.Text{SV: written, EN: written}
}
