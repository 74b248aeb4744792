package rulebook

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"nursedesk/models"
)

// Ground is what every rule file stands on: the leaflet that it may cite, and
// the languages in which it has to say its texts.
type Ground struct {
	Files     fs.FS
	Facts     *Facts
	Languages models.Languages
}

// Open reads what all rule files share. Each fault is a *models.Problem with
// file and line.
func Open(files fs.FS) (*Ground, error) {
	facts, err := loadFacts(files)
	if err != nil {
		return nil, err
	}
	languages, err := Languages(files)
	if err != nil {
		return nil, err
	}
	return &Ground{Files: files, Facts: facts, Languages: languages}, nil
}

// Languages lists the languages that the program speaks, the clinic's own first:
// those of translations/PART.LANGUAGE.json. In each, every other file says its texts.
func Languages(files fs.FS) (models.Languages, error) {
	names, err := fs.Glob(files, "translations/*.json")
	if err != nil {
		return nil, fmt.Errorf("list the languages: %w", err)
	}
	languages := models.Languages{models.Swedish}
	own := false
	for _, name := range names {
		_, code, _ := strings.Cut(strings.TrimSuffix(path.Base(name), path.Ext(name)), ".")
		language := models.Language(code)
		switch {
		case code == "" || language.Validate() != nil:
			return nil, Fault(name, 1, "rules.bad-value", code)
		case language == models.Swedish:
			own = true
		case !slices.Contains(languages, language):
			languages = append(languages, language)
		}
	}
	if !own {
		return nil, Fault("translations", 1, "rules.missing", "*."+string(models.Swedish)+".json")
	}
	slices.Sort(languages[1:])
	return languages, nil
}

// Read decodes one rule file strictly, and gives the reader of its values and
// the file itself.
func (g *Ground) Read(file string, into any) (*Reader, []byte, error) {
	body, err := fs.ReadFile(g.Files, file)
	if err != nil {
		return nil, nil, fmt.Errorf("read the rules: %w", err)
	}
	if err := Decode(file, body, into); err != nil {
		return nil, nil, err
	}
	return &Reader{file: file, known: g.Facts.Known, languages: g.Languages}, body, nil
}

// ReadKept decodes rules that were kept, such as a version that a booking froze;
// name is what their faults call them. Which facts they cite and in which
// languages they say their texts is not asked: both may have changed since.
func ReadKept(name string, body []byte, into any) (*Reader, error) {
	if err := Decode(name, body, into); err != nil {
		return nil, err
	}
	return &Reader{file: name, known: wellFormed}, nil
}
