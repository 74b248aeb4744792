package views

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/resources"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// licencesHeight is how much of a licence is in sight, at 100 % text.
const licencesHeight = 220

// licences shows what the program is made of, each with its licence.
func licences(width float32) fyne.CanvasObject {
	all, err := resources.Licences()
	if err != nil {
		return widgets.NewParagraph(locale.Problem(err))
	}
	options := make([]widgets.Option, len(all))
	for i, licence := range all {
		name := licence.Of[0]
		if others := len(licence.Of) - 1; others > 0 {
			name = locale.T("about.licence.others", "name", name, "n", others)
		}
		options[i] = widgets.Option{ID: strconv.Itoa(i), Text: name}
	}
	text := widgets.NewText("")
	reading := widgets.NewReading(text)
	which := widgets.NewChoice(options...)
	which.OnChosen = func(id string) {
		number, err := strconv.Atoi(id)
		if err != nil {
			return
		}
		text.SetText(strings.Join(all[number].Of, "\n") + "\n\n" + all[number].Text)
		reading.ToTop()
	}
	which.Choose(options[0].ID)
	return widgets.NewColumn(
		6, widgets.NewFieldRow("licence", locale.T("about.licence"), which),
		container.NewGridWrap(fyne.NewSize(look.Scaled(width), look.Scaled(licencesHeight)), reading),
	)
}
