package medication

import (
	"encoding/json"

	"go.yaml.in/yaml/v4"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// The file* types are the catalogue as it stands in YAML.
type fileCatalogue struct {
	Resume         rulebook.Located[fileResume]        `yaml:"resume"`
	Clearance      rulebook.Located[fileClearance]     `yaml:"clearance"`
	DoseTimes      rulebook.Located[fileDoseTimes]     `yaml:"dose_times"`
	NeverByDefault rulebook.Located[fileNever]         `yaml:"never_by_default"`
	Unlisted       rulebook.Located[rulebook.Origin]   `yaml:"unlisted"`
	DoctorWhen     []rulebook.Located[fileCombination] `yaml:"doctor_when"`
	Conditions     []rulebook.Located[fileCondition]   `yaml:"conditions"`
	Medicines      []rulebook.Located[fileMedicine]    `yaml:"medicines"`
	Products       rulebook.Located[fileProducts]      `yaml:"combination_products"`
}

type fileResume struct {
	rulebook.Origin `yaml:",inline"`

	Days int `yaml:"days"`
}

type fileClearance struct {
	rulebook.Origin `yaml:",inline"`

	Least float64 `yaml:"least"`
	Most  float64 `yaml:"most"`
}

type fileDoseTimes struct {
	rulebook.Origin `yaml:",inline"`

	Morning text `yaml:"morning"`
	Evening text `yaml:"evening"`
}

type fileNever struct {
	rulebook.Origin `yaml:",inline"`

	Tier text `yaml:"tier"`
}

type fileCombination struct {
	rulebook.Origin `yaml:",inline"`

	ID       text   `yaml:"id"`
	Factors  []text `yaml:"factors"`
	Classes  []text `yaml:"classes"`
	AskedFor []text `yaml:"asked_for"`

	AskedElsewhere bool                      `yaml:"asked_elsewhere"`
	Above          text                      `yaml:"above"`
	Together       []text                    `yaml:"together"`
	Below          rulebook.Located[float64] `yaml:"clearance_below"`
}

type fileCondition struct {
	rulebook.Origin `yaml:",inline"`

	ID    text   `yaml:"id"`
	Codes []text `yaml:"codes"`
}

type fileProducts struct {
	rulebook.Origin `yaml:",inline"`

	Products []rulebook.Located[fileProduct] `yaml:"products"`
}

type fileProduct struct {
	ATC        string                        `yaml:"atc"`
	Substance  rulebook.Located[models.Text] `yaml:"substance"`
	Names      []string                      `yaml:"names"`
	Substances []text                        `yaml:"substances"`
}

type fileMedicine struct {
	rulebook.Origin `yaml:",inline"`

	ATC          string                        `yaml:"atc"`
	Substance    rulebook.Located[models.Text] `yaml:"substance"`
	Names        []string                      `yaml:"names"`
	Class        text                          `yaml:"class"`
	BloodThinner *bool                         `yaml:"blood_thinner"`
	Substances   []text                        `yaml:"substances"`
	As           text                          `yaml:"as"`
	Rules        []rulebook.Located[fileRule]  `yaml:"rules"`
	INR          rulebook.Located[fileINR]     `yaml:"inr"`
	Day          rulebook.Located[fileDay]     `yaml:"day"`
}

type fileRule struct {
	rulebook.Origin `yaml:",inline"`

	Form         text                      `yaml:"form"`
	Indication   text                      `yaml:"indication"`
	From         rulebook.Located[float64] `yaml:"clearance_from"`
	Below        rulebook.Located[float64] `yaml:"clearance_below"`
	Low          text                      `yaml:"low"`
	Intermediate text                      `yaml:"intermediate"`
	High         text                      `yaml:"high"`
	Range        words                     `yaml:"range"`
	Resume       words                     `yaml:"resume"`
	Note         words                     `yaml:"note"`
	Recommended  bool                      `yaml:"recommended"`
}

type fileINR struct {
	rulebook.Origin `yaml:",inline"`

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
	rulebook.Origin `yaml:",inline"`

	Ask      text  `yaml:"ask"`
	Advice   words `yaml:"advice"`
	Conflict words `yaml:"conflict"`
}

// words is a text by language, which may stand once where all say the same.
type words struct {
	models.Text
	all string // what stands once
}

// UnmarshalYAML implements yaml.Unmarshaler.
func (w *words) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.MappingNode {
		return node.Load(&w.Text)
	}
	return node.Load(&w.all)
}

// MarshalJSON gives what is hashed for approvals. What stands once is hashed as it
// was when it always stood for two languages, however many there are.
func (w words) MarshalJSON() ([]byte, error) {
	if w.all != "" {
		return json.Marshal(models.Text{models.Swedish: w.all, models.English: w.all})
	}
	return json.Marshal(w.Text)
}
