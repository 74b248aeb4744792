package look

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"nursedesk/resources/icons"
)

// Icon gives one of the desk's own icons in the colour of text.
func Icon(name string) fyne.Resource { return TintedIcon(name, Text) }

// TintedIcon gives one of the desk's own icons in a role's colour.
func TintedIcon(name string, role fyne.ThemeColorName) fyne.Resource {
	return &tinted{drawing: drawing(name), role: role}
}

// Icon gives the icon that stands beside the status's word.
func (s Status) Icon() fyne.Resource { return TintedIcon(s.shape(), s.Ink()) }

// AppIcon is the mark of the program, for the window and the desktop.
func AppIcon() fyne.Resource { return fyne.NewStaticResource("nursedesk.png", icons.Window) }

func (s Status) shape() string {
	switch s {
	case Overdue:
		return "overdue"
	case DueToday:
		return "due"
	case Coming:
		return "coming"
	case Done:
		return "done"
	case Proposed:
		return "proposed"
	case Level1, Level2, Level3, Level4, Level5:
		return "level"
	case Quiet:
	}
	return "quiet"
}

// tinted is a drawing in black that takes a role's colour when it is drawn.
// Fyne's own coloured resource fills, but does not colour lines.
type tinted struct {
	drawing fyne.Resource
	role    fyne.ThemeColorName
}

// Name tells the colour too, because Fyne keeps drawn pictures by name.
func (t *tinted) Name() string { return t.hex()[1:] + "-" + t.drawing.Name() }

// Content is the drawing in the present colour.
func (t *tinted) Content() []byte {
	return bytes.ReplaceAll(t.drawing.Content(), []byte("#000000"), []byte(t.hex()))
}

func (t *tinted) hex() string {
	shade := color.NRGBAModel.Convert(Color(t.role)).(color.NRGBA)
	return fmt.Sprintf("#%02X%02X%02X", shade.R, shade.G, shade.B)
}

func drawing(name string) fyne.Resource {
	content, err := icons.Files.ReadFile(name + ".svg")
	if err != nil {
		fyne.LogError("no icon "+name, err)
		return theme.BrokenImageIcon()
	}
	return fyne.NewStaticResource(name+".svg", content)
}
