package look

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"fyne.io/fyne/v2"
)

type fonts struct{ regular, bold fyne.Resource }

var loadFonts = sync.OnceValue(func() fonts {
	_, here, _, _ := runtime.Caller(0)
	read := func(name string) fyne.Resource {
		b, _ := os.ReadFile(filepath.Join(filepath.Dir(here), "../../resources/fonts", name))
		return fyne.NewStaticResource(name, b)
	}
	return fonts{regular: read("AtkinsonHyperlegibleNext-Regular.ttf"), bold: read("AtkinsonHyperlegibleNext-Bold.ttf")}
})
