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

type row struct {
	rulefile.Origin `yaml:",inline"`

	ATC          string      `yaml:"atc"`
	Substance    models.Text `yaml:"substance"`
	Names        []string    `yaml:"names"`
	BloodThinner *bool       `yaml:"blood_thinner"`
}

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
	var rows []rulefile.Located[row]
	if err := rulefile.Decode(File, body, &rows); err != nil {
		return nil, err
	}
	catalogue := &Catalogue{byATC: make(map[string]int, len(rows))}
	for i, one := range rows {
		if err := one.Value.check(one.Line, leaflet.Known); err != nil {
			return nil, err
		}
		if _, twice := catalogue.byATC[one.Value.ATC]; twice {
			return nil, rulefile.Fault(File, one.Line, "rules.duplicate", one.Value.ATC)
		}
		catalogue.byATC[one.Value.ATC] = i
		catalogue.medicines = append(catalogue.medicines, one.Value.medicine())
	}
	return catalogue, nil
}

func (r row) check(line int, known func(string) bool) error {
	if !substanceForm.MatchString(r.ATC) && !classForm.MatchString(r.ATC) && !ownForm.MatchString(r.ATC) {
		return rulefile.Fault(File, line, "rules.bad-value", "atc: "+r.ATC)
	}
	if r.Substance.SV == "" || r.Substance.EN == "" {
		return rulefile.Fault(File, line, "rules.missing", "substance: sv, en")
	}
	if r.BloodThinner == nil {
		return rulefile.Fault(File, line, "rules.missing", "blood_thinner")
	}
	return r.Check(File, line, known)
}

func (r row) medicine() Medicine {
	medicine := Medicine{
		ATC:          r.ATC,
		Substance:    r.Substance,
		Names:        r.Names,
		BloodThinner: *r.BloodThinner,
		Leaflet:      r.Leaflet.Value,
		Source:       r.Source.Value,
		Proposed:     r.Proposed(),
	}
	for _, name := range append([]string{r.Substance.SV, r.Substance.EN, r.ATC}, r.Names...) {
		medicine.words = append(medicine.words, fold(name))
	}
	return medicine
}
