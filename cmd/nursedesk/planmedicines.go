package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"nursedesk/app"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// medicineFlags are what plan is told of the medicines and the patient.
type medicineFlags struct {
	medicines, factors []string
	clearance, risk    string
}

func (m *medicineFlags) add(flags *pflag.FlagSet) {
	flags.StringArrayVar(&m.medicines, "medicine", nil, locale.T("cli.flag.medicine"))
	flags.StringArrayVar(&m.factors, "factor", nil, locale.T("cli.flag.factor"))
	flags.StringVar(&m.clearance, "crcl", "", locale.T("cli.flag.crcl"))
	flags.StringVar(&m.risk, "risk", "", locale.T("cli.flag.risk"))
}

// codes are the medicines without their dose forms, as the care plan wants them.
func (m *medicineFlags) codes() []string {
	var codes []string
	for _, written := range m.medicines {
		code, _, _ := strings.Cut(written, ":")
		codes = append(codes, strings.ToUpper(strings.TrimSpace(code)))
	}
	return codes
}

// request reads the flags. A factor not given counts as asked and answered no,
// so that low-dose acetylsalicylic acid without any is primary prevention; a
// clearance not given is not known.
func (m *medicineFlags) request(catalogue *medication.Catalogue, protocol *careplan.Protocol, start time.Time) (medication.PlanRequest, error) {
	request := medication.PlanRequest{
		ProtocolTier: protocol.Tier, Start: start, Factors: map[medication.Factor]medication.Answer{},
	}
	for _, factor := range medication.Factors {
		request.Factors[factor] = medication.No
	}
	indication := medication.Primary
	for _, id := range m.factors {
		factor, err := medication.ParseFactor(strings.ToLower(strings.TrimSpace(id)))
		if err != nil {
			return request, misused("factor", err)
		}
		request.Factors[factor] = medication.Yes
		switch factor {
		case medication.Stent, medication.HeartAttack, medication.Stroke, medication.Bypass, medication.RecentEvent:
			indication = medication.Secondary
		}
	}
	var err error
	if request.Clearance, err = catalogue.ParseClearance(m.clearance); err != nil {
		return request, misused("crcl", err)
	}
	if m.risk != "" {
		if request.Tier, err = careplan.ParseTier(strings.ToLower(strings.TrimSpace(m.risk))); err != nil {
			return request, misused("risk", err)
		}
	}
	for i, code := range m.codes() {
		_, id, _ := strings.Cut(m.medicines[i], ":")
		form, err := medication.ParseForm(strings.ToLower(strings.TrimSpace(id)))
		if err != nil {
			return request, misused("medicine", err)
		}
		request.Medicines = append(request.Medicines, medication.Taken{ATC: code, Form: form, Indication: indication})
	}
	return request, nil
}

// holds proposes a hold for each medicine of the plan.
func (m *medicineFlags) holds(rules app.Rules, protocol *careplan.Protocol, start time.Time) ([]medication.Hold, error) {
	request, err := m.request(rules.Medicines, protocol, start)
	if err != nil {
		return nil, err
	}
	return medication.Plan(rules.Medicines, request), nil
}

// medicineJSON is one medicine's hold; what a kind of hold has no date for is null.
type medicineJSON struct {
	ATC            string          `json:"atc"`
	Form           medication.Form `json:"form"`
	Hold           medication.Kind `json:"hold"`
	LastDose       *string         `json:"last_dose"`
	DaysWithout    *int            `json:"days_without"`
	FirstDoseAgain *models.Date    `json:"first_dose_again"`
	Reasons        []string        `json:"reasons"`
	Source         string          `json:"source"`
	Status         careplan.Status `json:"status"`
}

func medicinesOf(holds []medication.Hold) []medicineJSON {
	out := []medicineJSON{}
	for _, hold := range holds {
		one := medicineJSON{
			ATC: hold.Taken.ATC, Form: hold.Taken.Form, Hold: hold.Kind, Reasons: []string{},
			Source: strings.Join(sources(hold.Source), "; "), Status: hold.Source.Status,
		}
		for _, reason := range hold.Reasons {
			one.Reasons = append(one.Reasons, reason.Code)
		}
		switch hold.Kind {
		case medication.None:
			one.DaysWithout = new(int)
		case medication.Days, medication.Hours:
			last := hold.LastDose.String()
			if hold.Kind == medication.Hours {
				last = local(&hold.LastDoseAt)
			}
			one.LastDose, one.DaysWithout, one.FirstDoseAgain = &last, &hold.DaysWithout, &hold.FirstDoseAgain
		}
		out = append(out, one)
	}
	return out
}

// writeHolds writes the holds for a person: a line each, with the reasons below.
func (s *session) writeHolds(holds []medication.Hold) error {
	if len(holds) == 0 {
		return nil
	}
	if err := s.write("\n%s\n", locale.T("cli.medicines")); err != nil {
		return err
	}
	table := newTable(s.out)
	for _, hold := range holds {
		name := locale.In(hold.Medicine.Substance) + " (" + hold.Taken.ATC + ")"
		table.row(name, holdText(hold), datesText(hold), strings.Join(sources(hold.Source), "; "))
		for _, reason := range hold.Reasons {
			table.row("", reasonText(reason))
		}
	}
	return table.flush()
}

func holdText(hold medication.Hold) string {
	switch hold.Kind {
	case medication.Days:
		return locale.TN("cli.hold.days", hold.Amount)
	case medication.Hours:
		return locale.T("cli.hold.hours", "n", hold.Amount)
	case medication.Doctor:
		return locale.T("cli.hold.doctor")
	}
	return locale.T("cli.hold.none")
}

func datesText(hold medication.Hold) string {
	if hold.Kind != medication.Days && hold.Kind != medication.Hours {
		return ""
	}
	last := locale.Date(hold.LastDose)
	if hold.Kind == medication.Hours {
		last = locale.Moment(hold.LastDoseAt)
	}
	return locale.T("cli.hold.dates", "last", last, "again", hold.FirstDoseAgain)
}

func reasonText(reason medication.Reason) string {
	values := make([]any, 0, 2*len(reason.Values))
	for name, value := range reason.Values {
		values = append(values, name, fmt.Sprint(value))
	}
	return locale.T("medication.reason."+reason.Code, values...)
}
