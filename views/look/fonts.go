package look

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"nursedesk/resources"
)

// fonts are the two weights of Atkinson Hyperlegible Next, a typeface made for
// readers with low vision: no two letters are alike.
type fonts struct{ regular, bold fyne.Resource }

var loadFonts = sync.OnceValue(func() fonts {
	return fonts{
		regular: font("AtkinsonHyperlegibleNext-Regular.ttf", theme.DefaultTextFont()),
		bold:    font("AtkinsonHyperlegibleNext-Bold.ttf", theme.DefaultTextBoldFont()),
	}
})

// Warm reads the typefaces by measuring a letter in each, once the theme is set: the
// first text of the window need not wait for them.
func Warm() {
	for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
		fyne.MeasureText("A", theme.TextSize(), style)
	}
}

func font(name string, otherwise fyne.Resource) fyne.Resource {
	content, err := resources.Files.ReadFile("fonts/" + name)
	if err != nil {
		fyne.LogError("no font "+name, err)
		return otherwise
	}
	return fyne.NewStaticResource(name, content)
}
