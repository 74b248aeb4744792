package app

import (
	"io/fs"
	"time"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Rules are the clinic's beliefs, read from resources once and checked at start.
type Rules struct {
	Protocols *careplan.Library
	Medicines *medication.Catalogue
	Sheets    *sheet.Texts
	Clinic    models.Clinic // what a clinic is called until it says otherwise
}

// LoadRules reads and checks every rule file; the error names file and line.
func LoadRules(resources fs.FS) (Rules, error) {
	var (
		rules Rules
		err   error
	)
	if rules.Protocols, err = careplan.Load(resources); err != nil {
		return Rules{}, err
	}
	if rules.Medicines, err = medication.LoadCatalogue(resources); err != nil {
		return Rules{}, err
	}
	if rules.Sheets, err = sheet.Load(resources); err != nil {
		return Rules{}, err
	}
	if rules.Clinic, err = loadClinic(resources); err != nil {
		return Rules{}, err
	}
	return rules, nil
}

// protocol gives a protocol as it stands today.
func (r Rules) protocol(code string) (*careplan.Protocol, error) {
	protocol, ok := r.Protocols.Protocol(code)
	if !ok {
		return nil, &models.Problem{Code: "procedure.unknown", Field: "procedure", Values: map[string]any{"text": code}}
	}
	return protocol, nil
}

func (r Rules) checkMedicine(atc string) error {
	if _, ok := r.Medicines.ByATC(atc); ok {
		return nil
	}
	return r.Medicines.Unknown(atc)
}

// facts are what the rules may ask about a booking. Until a doctor has decided
// otherwise every blood thinner counts as on hold, so that none is forgotten.
func (r Rules) facts(medicines []string, conditions []models.Condition) careplan.Facts {
	var facts careplan.Facts
	for _, atc := range medicines {
		if r.Medicines.BloodThinner(atc) {
			facts.BloodThinner = true
			facts.OnHold = true
		}
	}
	for _, condition := range conditions {
		switch condition {
		case models.Insulin:
			facts.Insulin = true
		case models.Hypertension:
			facts.Hypertension = true
		}
	}
	return facts
}

// PlanRequest asks for the plan of a booking that need not exist.
type PlanRequest struct {
	Procedure  string
	Start      time.Time
	BookedOn   models.Date
	Medicines  []string // ATC codes
	Conditions []models.Condition
}

// Plan runs today's rules without a database.
func (r Rules) Plan(request PlanRequest) (*careplan.Protocol, careplan.Plan, error) {
	var problems models.Problems
	protocol, err := r.protocol(request.Procedure)
	problems.Add("procedure", err)
	for _, atc := range request.Medicines {
		problems.Add("medicines", r.checkMedicine(atc))
	}
	if err := problems.OrNil(); err != nil {
		return nil, careplan.Plan{}, err
	}
	return protocol, protocol.Plan(careplan.Request{
		Start: request.Start, BookedOn: request.BookedOn,
		Facts: r.facts(request.Medicines, request.Conditions),
	}), nil
}
