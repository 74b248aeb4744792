package medication

import (
	"fmt"
	"io/fs"
	"regexp"

	"nursedesk/app/facts"
	"nursedesk/app/rulefile"
	"nursedesk/models"
)

// File is where the catalogue stands among the resources.
const File = "medicines.yaml"

var (
	substanceForm = regexp.MustCompile(`^[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}$`)
	classForm     = regexp.MustCompile(`^[A-Z]([0-9]{2}([A-Z]([A-Z])?)?)?$`)
	ownForm       = regexp.MustCompile(`^NAT(-[A-Z]+)+$`)
)

// IsATC tells whether a text has the form of an ATC code, of a substance or of a class.
func IsATC(code string) bool { return substanceForm.MatchString(code) || classForm.MatchString(code) }

// LoadCatalogue reads and checks medicines.yaml, and that it cites only facts
// of the leaflet. Each fault is a *models.Problem with file and line.
func LoadCatalogue(files fs.FS) (*Catalogue, error) {
	leaflet, err := facts.Load(files)
	if err != nil {
		return nil, err
	}
	body, err := fs.ReadFile(files, File)
	if err != nil {
		return nil, fmt.Errorf("read the medicines: %w", err)
	}
	var file fileCatalogue
	if err := rulefile.Decode(File, body, &file); err != nil {
		return nil, err
	}
	read := &reader{known: leaflet.Known}
	catalogue := &Catalogue{byATC: make(map[string]int, len(file.Medicines))}
	read.common(file, catalogue)
	for _, one := range file.Medicines {
		medicine := read.medicine(one.Value, one.Line)
		read.same(&medicine, one.Value.As, catalogue)
		if (len(medicine.Rules) > 0) == (medicine.Day != nil) {
			read.fail(one.Line, "rules.missing", "rules | day")
		}
		read.list(medicine, one.Line, catalogue)
	}
	read.products(file.Products, catalogue)
	if read.err != nil {
		return nil, read.err
	}
	catalogue.key(file)
	return catalogue, nil
}

// reader turns the file's values into the catalogue and keeps the first fault
// it meets.
type reader struct {
	known func(number string) bool
	err   error
}

func (r *reader) fail(line int, code, text string) {
	if r.err == nil {
		r.err = rulefile.Fault(File, line, code, text)
	}
}

// list adds a medicine to the catalogue.
func (r *reader) list(medicine Medicine, line int, into *Catalogue) {
	if _, twice := into.byATC[medicine.ATC]; twice {
		r.fail(line, "rules.duplicate", medicine.ATC)
	}
	for _, name := range append([]string{medicine.Substance.SV, medicine.Substance.EN, medicine.ATC}, medicine.Names...) {
		medicine.words = append(medicine.words, fold(name))
	}
	into.byATC[medicine.ATC] = len(into.medicines)
	into.medicines = append(into.medicines, medicine)
}

// named checks what every entry goes by.
func (r *reader) named(atc string, substance models.Text, line int) {
	if !IsATC(atc) && !ownForm.MatchString(atc) {
		r.fail(line, "rules.bad-value", "atc: "+atc)
	}
	if substance.SV == "" || substance.EN == "" {
		r.fail(line, "rules.missing", "substance: sv, en")
	}
}

// codes reads ATC codes of substances or classes.
func (r *reader) codes(texts []text, key string) []string {
	var codes []string
	for _, t := range texts {
		if !IsATC(t.Value) {
			r.fail(t.Line, "rules.bad-value", key+": "+t.Value)
		}
		codes = append(codes, t.Value)
	}
	return codes
}

func (r *reader) medicine(row fileMedicine, line int) Medicine {
	r.named(row.ATC, row.Substance, line)
	if row.BloodThinner == nil {
		r.fail(line, "rules.missing", "blood_thinner")
		row.BloodThinner = new(bool)
	}
	source := r.source(row.Origin, line)
	return Medicine{
		ATC:          row.ATC,
		Substance:    row.Substance,
		Names:        row.Names,
		Class:        oneOf(r, row.Class, "class", line, classes),
		BloodThinner: *row.BloodThinner,
		Substances:   r.codes(row.Substances, "substances"),
		Leaflet:      source.Leaflet,
		Source:       source.Text,
		Proposed:     row.Proposed(),
		Rules:        r.rules(row.Rules),
		INR:          r.inr(row.INR),
		Day:          r.day(row.Day),
	}
}

// same gives a medicine the rules of an entry above it.
func (r *reader) same(medicine *Medicine, as text, above *Catalogue) {
	if as.Line == 0 {
		return
	}
	at, ok := above.byATC[as.Value]
	if !ok || len(medicine.Rules) > 0 || medicine.Day != nil {
		r.fail(as.Line, "rules.bad-value", "as: "+as.Value)
		return
	}
	medicine.Rules, medicine.Day, medicine.As = above.medicines[at].Rules, above.medicines[at].Day, as.Value
}

// oneOf reads a value that has to be there and to be one of the known ones.
func oneOf[T ~string](r *reader, t text, key string, line int, known []T) T {
	value, ok := find(t.Value, known)
	switch {
	case t.Value == "":
		r.fail(line, "rules.missing", key)
	case !ok:
		r.fail(t.Line, "rules.bad-value", key+": "+t.Value)
	}
	return value
}

func find[T ~string](id string, known []T) (T, bool) {
	for _, one := range known {
		if string(one) == id {
			return one, true
		}
	}
	return "", false
}

// listOf reads values each of which has to be one of the known ones.
func listOf[T ~string](r *reader, texts []text, key string, known []T) []T {
	var values []T
	for _, t := range texts {
		values = append(values, oneOf(r, t, key, t.Line, known))
	}
	return values
}

// optional reads a value that may be left out.
func optional[T ~string](r *reader, t text, key string, known []T) T {
	if t.Line == 0 {
		return ""
	}
	return oneOf(r, t, key, t.Line, known)
}

type text = rulefile.Located[string]
