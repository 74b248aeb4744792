package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"nursedesk/resources/icons"
)

// Icon gives one of the desk's own icons in the colour of text.
func Icon(name string) fyne.Resource { return TintedIcon(name, Text) }

// TintedIcon gives one of the desk's own icons in a role's colour.
func TintedIcon(name string, role fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(drawing(name), role)
}

// Icon gives the icon that stands beside the status's word.
func (s Status) Icon() fyne.Resource { return TintedIcon(s.shape(), s.Ink()) }

// AppIcon is the mark of the program, for the window and the desktop.
func AppIcon() fyne.Resource { return drawing("nursedesk") }

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

func drawing(name string) fyne.Resource {
	content, err := icons.Files.ReadFile(name + ".svg")
	if err != nil {
		fyne.LogError("no icon "+name, err)
		return theme.BrokenImageIcon()
	}
	return fyne.NewStaticResource(name+".svg", content)
}
