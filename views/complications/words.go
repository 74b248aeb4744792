package complications

import (
	"golang.org/x/text/collate"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// Title is what a kind of complication is called, as it begins a line.
func Title(desk Kinds, kind string) string {
	return locale.UpperFirst(locale.In(desk.ComplicationTitle(kind)))
}

// Day says on which day after the procedure something began: "samma dag",
// "dag 6".
func Day(day int) string {
	if day == 0 {
		return locale.T("complication.day.same")
	}
	return locale.T("complication.day", "n", day)
}

// Found says how a complication was found.
func Found(complication models.Complication) string {
	if complication.Found == models.FoundOtherwise {
		return complication.FoundText
	}
	return locale.T("complication.found." + string(complication.Found))
}

// Said tells about a complication after its title: when it began, counted from the
// day of the procedure, who confirmed it, how it was found, and the note.
func Said(procedure models.Date, complication models.Complication) string {
	day := max(0, complication.OnsetOn.DaysSince(procedure))
	return locale.Line(
		locale.T("complication.began", "date", complication.OnsetOn, "day", Day(day)),
		locale.T("complication.confirmed", "doctor", complication.ConfirmedBy, "date", complication.ConfirmedOn),
		Found(complication), complication.Note)
}

// kinds are all kinds to choose from, in the order of the alphabet: with nearly
// thirty, the name is what the nurse looks for.
func kinds(desk Kinds) []widgets.Option {
	var options []widgets.Option
	for _, kind := range desk.ComplicationKinds() {
		options = append(options, widgets.Option{ID: kind.ID, Text: Title(desk, kind.ID)})
	}
	collate.New(locale.Tag(locale.Language())).Sort(byText(options))
	return options
}

// byText lets a collator sort options.
type byText []widgets.Option

func (b byText) Len() int           { return len(b) }
func (b byText) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b byText) Bytes(i int) []byte { return []byte(b[i].Text) }

func waysFound() []widgets.Option {
	var options []widgets.Option
	for _, way := range models.WaysFound {
		options = append(options, widgets.Option{ID: string(way), Text: locale.T("complication.found." + string(way))})
	}
	return options
}
