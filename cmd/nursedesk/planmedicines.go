package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"nursedesk/app/care"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
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
	known := make([]string, len(medication.Factors))
	for i, factor := range medication.Factors {
		known[i] = string(factor)
	}
	flags.StringArrayVar(&m.factors, "factor", nil, locale.T("cli.flag.factor", "known", strings.Join(known, ", ")))
	flags.StringVar(&m.clearance, "crcl", "", locale.T("cli.flag.crcl"))
	flags.StringVar(&m.risk, "risk", "", locale.T("cli.flag.risk"))
}

// into adds the flags to a request. A factor not given counts as asked and
// answered no, so that low-dose acetylsalicylic acid without any is primary
// prevention; a clearance not given is not known.
func (m *medicineFlags) into(request *office.PlanRequest, catalogue *medication.Catalogue) error {
	request.Factors = map[string]string{}
	for _, factor := range medication.Factors {
		request.Factors[string(factor)] = string(medication.No)
	}
	indication := medication.Primary
	for _, id := range m.factors {
		factor, err := medication.ParseFactor(strings.ToLower(strings.TrimSpace(id)))
		if err != nil {
			return misused("factor", err)
		}
		request.Factors[string(factor)] = string(medication.Yes)
		switch factor {
		case medication.Stent, medication.HeartAttack, medication.Stroke, medication.Bypass, medication.RecentEvent:
			indication = medication.Secondary
		}
	}
	clearance, err := catalogue.ParseClearance(m.clearance)
	if err != nil {
		return misused("crcl", err)
	}
	request.Clearance = float64(clearance)
	if m.risk != "" {
		tier, err := rulebook.ParseTier(strings.ToLower(strings.TrimSpace(m.risk)))
		if err != nil {
			return misused("risk", err)
		}
		request.Tier = string(tier)
	}
	for _, written := range m.medicines {
		name, how, _ := strings.Cut(written, ":")
		taken, err := catalogue.Read(name)
		if err != nil {
			return err
		}
		form, when, err := medication.ParseTaking(how)
		if err != nil {
			return misused("medicine", err)
		}
		request.Medicines = append(request.Medicines, models.Medicine{
			ATC: taken.ATC, FreeText: taken.FreeText, Form: string(form), Indication: string(indication), DoseTime: string(when),
		})
	}
	return nil
}

// medicineJSON is one medicine's hold; what a kind of hold has no date for is null.
type medicineJSON struct {
	ATC            string          `json:"atc"`
	Text           string          `json:"text,omitempty"` // of a medicine without a code
	Substances     []string        `json:"substances"`
	Asks           []asksJSON      `json:"asks"`
	Form           medication.Form `json:"form"`
	Hold           medication.Kind `json:"hold"`
	DoseTime       string          `json:"dose_time,omitempty"` // when of the day it is taken
	LastDose       *string         `json:"last_dose"`
	LastDoseTime   string          `json:"last_dose_time,omitempty"` // which dose of that day is the last
	DaysWithout    *int            `json:"days_without"`
	FirstDoseAgain *models.Date    `json:"first_dose_again"`
	Reasons        []string        `json:"reasons"`
	Source         string          `json:"source"`
	Status         rulebook.Status `json:"status"`
}

// asksJSON is what one substance asks for by itself.
type asksJSON struct {
	Substance string          `json:"substance"`
	Hold      medication.Kind `json:"hold"`
	Reasons   []string        `json:"reasons"`
}

// asksOf tells of each substance what it asks for; a medicine with rules of its
// own asks for all of its substances together.
func asksOf(hold medication.Hold) []asksJSON {
	parts := hold.Parts
	if len(parts) == 0 && hold.Taken.ATC != "" {
		parts = []medication.Hold{hold}
	}
	out := []asksJSON{}
	for _, part := range parts {
		out = append(out, asksJSON{Substance: part.Taken.ATC, Hold: part.Kind, Reasons: reasonCodes(part)})
	}
	return out
}

func reasonCodes(hold medication.Hold) []string {
	codes := []string{}
	for _, reason := range hold.Reasons {
		codes = append(codes, reason.Code)
	}
	return codes
}

func medicinesOf(holds []care.HoldFile, catalogue *medication.Catalogue) []medicineJSON {
	out := []medicineJSON{}
	for _, hold := range holds {
		one := medicineJSON{
			ATC: hold.Taken.ATC, Text: hold.Taken.FreeText, Substances: append([]string{}, catalogue.Substances(hold.Taken.ATC)...), Asks: asksOf(hold.Hold), Form: hold.Taken.Form, DoseTime: string(hold.Taken.DoseTime), Hold: hold.Kind, Reasons: reasonCodes(hold.Hold),
			Source: strings.Join(sources(hold.Source), "; "), Status: hold.Source.Status,
		}
		switch hold.Kind {
		case medication.None:
			one.DaysWithout = new(int)
		case medication.Days, medication.Hours:
			last := hold.LastDose.String()
			if !hold.LastDoseAt.IsZero() {
				last = local(&hold.LastDoseAt)
			}
			one.LastDoseTime = string(hold.Hold.Dates.Dose)
			one.LastDose, one.DaysWithout, one.FirstDoseAgain = &last, &hold.Hold.DaysWithout, &hold.Hold.FirstDoseAgain
		}
		out = append(out, one)
	}
	return out
}

// writeHolds writes the holds for a person: a line each, with the reasons below.
func (s *session) writeHolds(holds []care.HoldFile) error {
	if len(holds) == 0 {
		return nil
	}
	if err := s.write("\n%s\n", locale.T("cli.medicines")); err != nil {
		return err
	}
	table := newTable(s.out)
	for _, hold := range holds {
		name := locale.In(hold.Name)
		if hold.Known {
			name = locale.In(hold.Medicine.Substance) + " (" + hold.Taken.ATC + ")"
		}
		table.row(name, holdText(hold.Hold), datesText(hold.Hold), strings.Join(sources(hold.Source), "; "))
		for _, reason := range hold.Reasons {
			if hold.Withheld() {
				break // it stands beside the name
			}
			table.row("", reasonText(reason))
		}
	}
	return table.flush()
}

func holdText(hold medication.Hold) string {
	if hold.Withheld() {
		return locale.T("medication.reason." + medication.NotApproved)
	}
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
	if !hold.LastDoseAt.IsZero() {
		last = locale.Moment(hold.LastDoseAt)
	}
	if hold.Dose != "" {
		last += ", " + locale.T("holds.dose."+string(hold.Dose))
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
