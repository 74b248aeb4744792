package sheet

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Folder is where the sheet texts stand among the resources, one Markdown file
// for each procedure and language: neurotomy.sv.md.
const Folder = "sheets"

// Texts are the sheet texts of every procedure, read and checked.
type Texts struct {
	texts    map[key]*text
	words    map[models.Language]words
	faces    *faces
	drawings drawings
}

type key struct {
	procedure string
	language  models.Language
}

// text is one Markdown file.
type text struct {
	file       string // its name, for errors
	procedure  string
	language   models.Language
	source     string
	version    string // the beginning of the SHA-256 of its source
	template   *template.Template
	citations  []Citation
	references []reference
	fields     []reference // what no placeholder can be: {{ .name }}
}

// Citation is the use of one fact of the leaflet in a sheet text.
type Citation struct {
	Fact      string // A2
	File      string
	Line      int
	Procedure string
	Language  models.Language
}

// Load reads every sheet text with the typeface and the words that dates are
// written with. A placeholder, fact, date or piece of Markdown that the sheet
// does not know is a *models.Problem with file and line.
//
// own is a folder with the texts that a clinic has edited, which stand in place
// of the program's; "" for none.
func Load(ground *rulebook.Ground, protocols *careplan.Library, own string) (*Texts, error) {
	resources := ground.Files
	faces, err := loadFaces(resources)
	if err != nil {
		return nil, err
	}
	texts := &Texts{texts: map[key]*text{}, words: map[models.Language]words{}, faces: faces}
	if texts.drawings, err = loadDrawings(resources); err != nil {
		return nil, err
	}
	texts.drawings[phoneCode] = squares(25, func(int, int) bool { return true }) // its size; a sheet has its own
	for _, language := range ground.Languages {
		if texts.words[language], err = loadWords(resources, language); err != nil {
			return nil, err
		}
	}
	sources, err := readSources(resources, own)
	if err != nil {
		return nil, err
	}
	var edited []*text
	for _, one := range sources {
		read, err := readText(one, ground.Languages, texts.drawings)
		if err != nil {
			return nil, err
		}
		texts.texts[key{read.procedure, read.language}] = read
		if one.own {
			edited = append(edited, read)
		}
	}
	if err := texts.look(edited, ground.Facts, protocols); err != nil {
		return nil, err
	}
	return texts, nil
}

// Check looks through every text. Load does so with those that the clinic has edited;
// the program's own cannot change after a test has seen them, and looking through
// them takes as long as reading all rules.
func (t *Texts) Check(ground *rulebook.Ground, protocols *careplan.Library) error {
	return t.look(slices.Collect(maps.Values(t.texts)), ground.Facts, protocols)
}

// look refuses texts of no procedure, that cite what is not there or that cannot be drawn.
func (t *Texts) look(through []*text, known *rulebook.Facts, protocols *careplan.Library) error {
	if len(through) == 0 {
		return nil
	}
	slices.SortFunc(through, func(a, b *text) int { return cmp.Compare(a.file, b.file) })
	scratch := newPaper(t.faces, about{})
	for _, text := range through {
		protocol, ok := protocols.Protocol(text.procedure)
		if !ok {
			return fault(text.file, 1, "sheet.text-no-procedure", text.procedure)
		}
		if err := t.check(text, known, *protocol, scratch); err != nil {
			return err
		}
	}
	return nil
}

func readText(from source, languages models.Languages, shown drawings) (*text, error) {
	name := filepath.Base(from.file)
	procedure, code, ok := strings.Cut(strings.TrimSuffix(name, ".md"), ".")
	language, err := languages.Parse(code)
	if !ok || err != nil {
		return nil, fault(from.file, 1, "sheet.text-name", name)
	}
	sum := sha256.Sum256(from.body)
	read := &text{
		file:      from.file,
		source:    string(from.body),
		procedure: procedure,
		language:  language,
		version:   hex.EncodeToString(sum[:3]),
	}
	if err := read.parse(shown); err != nil {
		return nil, err
	}
	return read, nil
}

// stamp names the text and its version, as the foot of a sheet says it: sv.9f7534.
func (t *text) stamp() string { return string(t.language) + "." + t.version }

// Has tells whether there is a text for a procedure in a language.
func (t *Texts) Has(procedure string, language models.Language) bool {
	_, ok := t.texts[key{procedure, language}]
	return ok
}

// Citations lists where each fact of the leaflet is used, by file and line.
func (t *Texts) Citations() []Citation {
	var all []Citation
	for _, text := range t.texts {
		all = append(all, text.citations...)
	}
	slices.SortFunc(all, func(a, b Citation) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Fact, b.Fact))
	})
	return all
}

func fault(file string, line int, code, text string) *models.Problem {
	return &models.Problem{
		Code:   code,
		Values: map[string]any{"file": file, "line": line, "text": text},
		Cause:  fmt.Errorf("%s:%d: %s", file, line, text),
	}
}
