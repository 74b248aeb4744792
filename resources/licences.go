package resources

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed licences
var licences embed.FS

// Licence is what something that the program is made of may be used under.
type Licence struct {
	Of   []string // what it is for: modules with their versions, a library, a font
	Text string
}

// LicenceEnd separates the licences in licences/modules.txt. Each begins with
// what it is for, a line each, and an empty line.
const LicenceEnd = "\n================================================================================\n"

// Licences lists those of all that is linked into the program, on any system, and of its fonts.
func Licences() ([]Licence, error) {
	font, err := Files.ReadFile("fonts/OFL.txt")
	if err != nil {
		return nil, fmt.Errorf("read a licence: %w", err)
	}
	all := []Licence{{Of: []string{"Atkinson Hyperlegible Next"}, Text: string(font)}}
	for _, name := range []string{"pdfium", "sqlite", "modules"} {
		body, err := licences.ReadFile("licences/" + name + ".txt")
		if err != nil {
			return nil, fmt.Errorf("read a licence: %w", err)
		}
		for one := range strings.SplitSeq(string(body), LicenceEnd) {
			of, text, found := strings.Cut(strings.TrimSpace(one), "\n\n")
			if !found {
				return nil, fmt.Errorf("licences/%s.txt: a licence has no text", name)
			}
			all = append(all, Licence{Of: strings.Split(of, "\n"), Text: strings.TrimSpace(text)})
		}
	}
	return all, nil
}
