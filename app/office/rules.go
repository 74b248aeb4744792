package office

import (
	"cmp"
	"io/fs"
	"sync"
	"time"

	"nursedesk/app/access"
	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/app/sheet"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// Rules are the clinic's beliefs, read from resources once and checked at start.
type Rules struct {
	Languages models.Languages // that all of it is said in, the clinic's own first
	Protocols *careplan.Library
	Medicines *medication.Catalogue
	Triage    *triage.Guide
	Sheets    *sheet.Texts
	Clinic    models.Clinic // what a clinic is called until it says otherwise
	Access    *access.Table // who may do what
	Files     fs.FS         // what the rules were read from
}

// LoadRules reads and checks every rule file, each once; the error names file and
// line. ownSheets is a folder with sheet texts that the clinic has edited; "" for none.
func LoadRules(resources fs.FS, ownSheets string) (Rules, error) {
	rules, ground, err := loadPlans(resources)
	if err != nil {
		return Rules{}, err
	}
	var unread struct{ triage, sheets error }
	beside(
		func() { rules.Triage, unread.triage = triage.Load(ground, rules.Protocols, rules.Medicines) },
		func() { rules.Sheets, unread.sheets = sheet.Load(ground, rules.Protocols, ownSheets) },
	)
	if err := cmp.Or(unread.triage, unread.sheets); err != nil {
		return Rules{}, err
	}
	return rules, nil
}

// Under gives the rules as a clinic's policy lets them propose.
func (r Rules) Under(policy rulebook.Policy) Rules {
	r.Medicines, r.Triage = r.Medicines.Under(policy), r.Triage.Under(policy)
	return r
}

// LoadGuides is LoadRules without sheets, for whoever prints none.
func LoadGuides(resources fs.FS) (Rules, error) {
	rules, ground, err := loadPlans(resources)
	if err != nil {
		return Rules{}, err
	}
	if rules.Triage, err = triage.Load(ground, rules.Protocols, rules.Medicines); err != nil {
		return Rules{}, err
	}
	return rules, nil
}

// loadPlans reads what all other rules build on.
func loadPlans(resources fs.FS) (Rules, *rulebook.Ground, error) {
	ground, err := rulebook.Open(resources)
	if err != nil {
		return Rules{}, nil, err
	}
	rules := Rules{Languages: ground.Languages, Files: resources}
	var unread struct{ protocols, medicines error }
	beside(
		func() { rules.Protocols, unread.protocols = careplan.Load(ground) },
		func() { rules.Medicines, unread.medicines = medication.LoadCatalogue(ground) },
	)
	if err := cmp.Or(unread.protocols, unread.medicines); err != nil {
		return Rules{}, nil, err
	}
	if rules.Access, err = access.Load(resources); err != nil {
		return Rules{}, nil, err
	}
	rules.Clinic, err = loadClinic(resources)
	return rules, ground, err
}

// beside does what does not build on each other on two processors.
func beside(here, there func()) {
	var other sync.WaitGroup
	other.Go(there)
	here()
	other.Wait()
}

// Protocol gives a protocol as it stands today.
func (r Rules) Protocol(code string) (*careplan.Protocol, error) {
	protocol, ok := r.Protocols.Protocol(code)
	if !ok {
		return nil, &models.Problem{Code: "procedure.unknown", Field: "procedure", Values: map[string]any{"text": code}}
	}
	return protocol, nil
}

// CheckMedicine refuses a code that is none and an id that is none; a medicine
// that the catalogue lacks is kept as written.
func (r Rules) CheckMedicine(medicine models.Medicine) error {
	if medicine.ATC != "" {
		if taken, err := r.Medicines.Read(medicine.ATC); err != nil || taken.ATC == "" {
			return r.Medicines.Unknown(medicine.ATC)
		}
	}
	if _, err := medication.ParseForm(medicine.Form); err != nil {
		return err
	}
	_, err := medication.ParseDoseTime(medicine.DoseTime)
	return err
}

// PlanRequest asks for the plan of a booking that need not exist.
type PlanRequest struct {
	Procedure  string
	Start      time.Time
	BookedOn   models.Date
	Medicines  models.Medicines
	Conditions []models.Condition
	Factors    map[string]string // see models.Booking
	Clearance  float64
	Tier       string
}

// Plan runs today's rules without a database.
func (r Rules) Plan(request PlanRequest) (*careplan.Protocol, []care.HoldFile, careplan.Plan, error) {
	var problems models.Problems
	protocol, err := r.Protocol(request.Procedure)
	problems.Add("procedure", err)
	for _, medicine := range request.Medicines {
		problems.Add("medicines", r.CheckMedicine(medicine))
	}
	if err := problems.OrNil(); err != nil {
		return nil, nil, careplan.Plan{}, err
	}
	holds, plan := care.Plan(r.Medicines, protocol, request.booking(), nil)
	return protocol, holds, plan, nil
}

func (request PlanRequest) booking() models.Booking {
	return models.Booking{
		Start: request.Start, BookedOn: request.BookedOn, Medicines: request.Medicines, Conditions: request.Conditions,
		Factors: request.Factors, Clearance: request.Clearance, Tier: request.Tier,
	}
}

// PlanWarnings are what the form would say of a booking with this plan: a day off, a late
// booking, a pause that should have begun.
func (r Rules) PlanWarnings(
	request PlanRequest, protocol *careplan.Protocol, holds []care.HoldFile, plan careplan.Plan, today models.Date,
) []*models.Problem {
	booking := request.booking()
	if len(booking.Factors) == 0 {
		holds = care.HoldsIfNothingElse(r.Medicines, protocol, booking)
	}
	return append(care.HoldWarnings(booking, holds, today), care.PlanWarnings(booking, plan)...)
}
