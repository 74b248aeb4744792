package medication

import (
	"maps"
	"regexp"
	"slices"

	"nursedesk/app/rulebook"
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

// LoadCatalogue reads and checks medicines.yaml. Each fault is a *models.Problem with file and line.
func LoadCatalogue(ground *rulebook.Ground) (*Catalogue, error) {
	var file fileCatalogue
	common, _, err := ground.Read(File, &file)
	if err != nil {
		return nil, err
	}
	read := reader{common}
	catalogue := &Catalogue{byATC: make(map[string]int, len(file.Medicines))}
	read.common(file, catalogue)
	for _, one := range file.Medicines {
		medicine := read.medicine(one.Value, one.Line)
		read.same(&medicine, one.Value.As, catalogue)
		if (len(medicine.Rules) > 0) == (medicine.Day != nil) {
			read.Fail(one.Line, "rules.missing", "rules | day")
		}
		read.list(medicine, one.Line, catalogue)
	}
	read.products(file.Products, catalogue)
	if err := read.Err(); err != nil {
		return nil, err
	}
	catalogue.key(file)
	return catalogue, nil
}

// reader turns the file's values into the catalogue.
type reader struct{ *rulebook.Reader }

// list adds a medicine to the catalogue.
func (r reader) list(medicine Medicine, line int, into *Catalogue) {
	if _, twice := into.byATC[medicine.ATC]; twice {
		r.Fail(line, "rules.duplicate", medicine.ATC)
	}
	for _, name := range slices.Concat(slices.Collect(maps.Values(medicine.Substance)), []string{medicine.ATC}, medicine.Names) {
		medicine.words = append(medicine.words, fold(name))
	}
	into.byATC[medicine.ATC] = len(into.medicines)
	into.medicines = append(into.medicines, medicine)
}

// named reads what every entry goes by.
func (r reader) named(atc string, substance rulebook.Located[models.Text], line int) models.Text {
	if !IsATC(atc) && !ownForm.MatchString(atc) {
		r.Fail(line, "rules.bad-value", "atc: "+atc)
	}
	return r.Text(substance, "substance", line)
}

// codes reads ATC codes of substances or classes.
func (r reader) codes(texts []text, key string) []string {
	var codes []string
	for _, t := range texts {
		if !IsATC(t.Value) {
			r.Fail(t.Line, "rules.bad-value", key+": "+t.Value)
		}
		codes = append(codes, t.Value)
	}
	return codes
}

func (r reader) medicine(row fileMedicine, line int) Medicine {
	if row.BloodThinner == nil {
		r.Fail(line, "rules.missing", "blood_thinner")
		row.BloodThinner = new(bool)
	}
	source := r.Source(row.Origin, line)
	return Medicine{
		ATC:          row.ATC,
		Substance:    r.named(row.ATC, row.Substance, line),
		Names:        row.Names,
		Class:        rulebook.OneOf(r.Reader, row.Class, "class", line, classes),
		BloodThinner: *row.BloodThinner,
		Substances:   r.codes(row.Substances, "substances"),
		Leaflet:      source.Leaflet,
		Source:       source.Text,
		Proposed:     source.Status == rulebook.Proposed,
		Rules:        r.rules(row.Rules),
		INR:          r.inr(row.INR),
		Day:          r.day(row.Day),
	}
}

// same gives a medicine the rules of an entry above it.
func (r reader) same(medicine *Medicine, as text, above *Catalogue) {
	if as.Line == 0 {
		return
	}
	at, ok := above.byATC[as.Value]
	if !ok || len(medicine.Rules) > 0 || medicine.Day != nil {
		r.Fail(as.Line, "rules.bad-value", "as: "+as.Value)
		return
	}
	medicine.Rules, medicine.Day, medicine.As = above.medicines[at].Rules, above.medicines[at].Day, as.Value
}

type text = rulebook.Located[string]
