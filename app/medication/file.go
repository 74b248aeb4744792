package medication

import (
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"nursedesk/app/rulefile"
	"nursedesk/models"
)

// The file* types are the catalogue as it stands in YAML.
type fileCatalogue struct {
	Resume         rulefile.Located[fileResume]        `yaml:"resume"`
	Clearance      rulefile.Located[fileClearance]     `yaml:"clearance"`
	NeverByDefault rulefile.Located[fileNever]         `yaml:"never_by_default"`
	Unlisted       rulefile.Located[rulefile.Origin]   `yaml:"unlisted"`
	DoctorWhen     []rulefile.Located[fileCombination] `yaml:"doctor_when"`
	Conditions     []rulefile.Located[fileCondition]   `yaml:"conditions"`
	Medicines      []rulefile.Located[fileMedicine]    `yaml:"medicines"`
	Products       rulefile.Located[fileProducts]      `yaml:"combination_products"`
}

type fileResume struct {
	rulefile.Origin `yaml:",inline"`

	Days int `yaml:"days"`
}

type fileClearance struct {
	rulefile.Origin `yaml:",inline"`

	Least float64 `yaml:"least"`
	Most  float64 `yaml:"most"`
}

type fileNever struct {
	rulefile.Origin `yaml:",inline"`

	Tier text `yaml:"tier"`
}

type fileCombination struct {
	rulefile.Origin `yaml:",inline"`

	ID       text   `yaml:"id"`
	Factors  []text `yaml:"factors"`
	Classes  []text `yaml:"classes"`
	AskedFor []text `yaml:"asked_for"`

	AskedElsewhere bool                      `yaml:"asked_elsewhere"`
	Above          text                      `yaml:"above"`
	Together       []text                    `yaml:"together"`
	Below          rulefile.Located[float64] `yaml:"clearance_below"`
}

type fileCondition struct {
	rulefile.Origin `yaml:",inline"`

	ID    text   `yaml:"id"`
	Codes []text `yaml:"codes"`
}

type fileProducts struct {
	rulefile.Origin `yaml:",inline"`

	Products []rulefile.Located[fileProduct] `yaml:"products"`
}

type fileProduct struct {
	ATC        string      `yaml:"atc"`
	Substance  models.Text `yaml:"substance"`
	Names      []string    `yaml:"names"`
	Substances []text      `yaml:"substances"`
}

type fileMedicine struct {
	rulefile.Origin `yaml:",inline"`

	ATC          string                       `yaml:"atc"`
	Substance    models.Text                  `yaml:"substance"`
	Names        []string                     `yaml:"names"`
	Class        text                         `yaml:"class"`
	BloodThinner *bool                        `yaml:"blood_thinner"`
	Substances   []text                       `yaml:"substances"`
	As           text                         `yaml:"as"`
	Rules        []rulefile.Located[fileRule] `yaml:"rules"`
	INR          rulefile.Located[fileINR]    `yaml:"inr"`
	Day          rulefile.Located[fileDay]    `yaml:"day"`
}

type fileRule struct {
	rulefile.Origin `yaml:",inline"`

	Form         text                      `yaml:"form"`
	Indication   text                      `yaml:"indication"`
	From         rulefile.Located[float64] `yaml:"clearance_from"`
	Below        rulefile.Located[float64] `yaml:"clearance_below"`
	Low          text                      `yaml:"low"`
	Intermediate text                      `yaml:"intermediate"`
	High         text                      `yaml:"high"`
	Range        words                     `yaml:"range"`
	Resume       words                     `yaml:"resume"`
	Note         words                     `yaml:"note"`
	Recommended  bool                      `yaml:"recommended"`
}

type fileINR struct {
	rulefile.Origin `yaml:",inline"`

	Title        words       `yaml:"title"`
	Why          words       `yaml:"why"`
	Continued    fileINRTask `yaml:"continued"`
	DaysBefore   int         `yaml:"days_before"`
	Intermediate float64     `yaml:"intermediate"`
	High         float64     `yaml:"high"`
}

type fileINRTask struct {
	Title words `yaml:"title"`
	Why   words `yaml:"why"`
}

type fileDay struct {
	rulefile.Origin `yaml:",inline"`

	Ask      text  `yaml:"ask"`
	Advice   words `yaml:"advice"`
	Conflict words `yaml:"conflict"`
}

// words is a text in both languages, which may stand once where both say the same.
type words struct{ models.Text }

// UnmarshalYAML implements yaml.NodeUnmarshaler.
func (w *words) UnmarshalYAML(node ast.Node) error {
	if node.Type() == ast.MappingType {
		return yaml.NodeToValue(node, &w.Text, yaml.Strict())
	}
	var both string
	if err := yaml.NodeToValue(node, &both, yaml.Strict()); err != nil {
		return err
	}
	w.Text = models.Text{SV: both, EN: both}
	return nil
}
