package medication

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Taken is one medicine that the patient takes.
type Taken struct {
	ATC        string     // "" for a medicine that the catalogue lacks
	FreeText   string     // what the nurse wrote of such a medicine
	Form       Form       // "" is not known
	Indication Indication // "" is not known
	DoseTime   DoseTime   // "" is not known
}

// PlanRequest is what holds are proposed from.
type PlanRequest struct {
	ProtocolTier rulebook.Tier // the bleeding risk by the protocol
	Tier         rulebook.Tier // the risk that a doctor set for this booking; "" is the protocol's
	Start        time.Time     // T
	Medicines    []Taken
	Factors      map[Factor]Answer // a factor left out is not known
	Clearance    Clearance
}

// tier is the bleeding risk that holds.
func (r PlanRequest) tier() rulebook.Tier { return cmp.Or(r.Tier, r.ProtocolTier) }

// Reason is why a hold is as it is. Code is the translation key below
// "medication.reason."; Values fill its placeholders.
type Reason struct {
	Code   string
	Values map[string]any
	Source rulebook.Source
}

// Hold is what is proposed for one medicine; a doctor decides.
type Hold struct {
	Taken    Taken
	Medicine Medicine // zero for one that the catalogue lacks
	Known    bool     // the catalogue has it

	Kind   Kind
	Amount int // days or hours, 0 for the other kinds
	Dates

	Table           Pause // the figure of the table's row, for the doctor to see; zero where no row fits
	Reasons         []Reason
	Source          rulebook.Source // where the proposal comes from
	Range           models.Text     // what the sources span
	GuidelineResume models.Text     // what guidelines say of the first dose again
	Advice          []models.Text   // what the doctor or the nurse should know
	Recommended     bool            // advice only, never a reason to cancel
	INR             *INRCheck       // the blood test that goes with the hold
	Parts           []Hold          // what each substance of a combination product asks for, alone

	rules *Hold // what rules say and may not be shown; nil where nothing is withheld
}

// Pause is the hold's kind with its number.
func (h Hold) Pause() Pause { return Pause{Kind: h.Kind, Amount: h.Amount} }

// DayAsked tells whether somebody has to be asked how the medicine is taken on
// the day of the procedure.
func (h Hold) DayAsked() bool {
	if slices.ContainsFunc(h.Parts, Hold.DayAsked) {
		return true
	}
	return h.Medicine.Day != nil && h.Medicine.Day.Ask != ""
}

// Plan proposes a hold for each medicine, in the order taken; one that is named
// twice is one. What the rules do not cover is never guessed: it goes to the
// doctor, without a date.
func Plan(catalogue *Catalogue, request PlanRequest) []Hold {
	if !catalogue.believes(float64(request.Clearance)) {
		request.Clearance = 0
	}
	proposal := proposal{Catalogue: catalogue, PlanRequest: request}
	taken, unsure := merge(request.Medicines)
	for _, one := range taken {
		proposal.all = append(proposal.all, catalogue.Parts(one.ATC)...)
	}
	holds := make([]Hold, 0, len(taken))
	for i, one := range taken {
		hold := Hold{Taken: one}
		hold.Medicine, hold.Known = catalogue.ByATC(one.ATC)
		switch {
		case !hold.Known && catalogue.SoundsLikeThinner(one.FreeText):
			hold.toDoctor(Reason{Code: "unknown-medicine", Source: catalogue.unlisted})
		case !hold.Known:
			hold.Kind, hold.Source = None, catalogue.unlisted // the rules say nothing of it
		case unsure[i]:
			hold.toDoctor(Reason{Code: "given-twice", Source: catalogue.unlisted})
		case hold.Medicine.Product():
			proposal.united(&hold)
		default:
			proposal.alone(&hold)
		}
		holds = append(holds, proposal.withhold(hold))
	}
	return holds
}

// merge makes one of a medicine that is named twice. Where the two differ in
// dose form or indication, nobody but the doctor can tell which is right.
func merge(all []Taken) (taken []Taken, unsure []bool) {
	at := map[string]int{}
	for _, one := range all {
		one.ATC = strings.ToUpper(strings.TrimSpace(one.ATC))
		key := cmp.Or(one.ATC, "?"+fold(one.FreeText))
		first, twice := at[key]
		if !twice {
			at[key] = len(taken)
			taken, unsure = append(taken, one), append(unsure, false)
			continue
		}
		if taken[first].DoseTime != one.DoseTime {
			taken[first].DoseTime = "" // then the hour is said, which holds for either
		}
		if taken[first].Form != one.Form || taken[first].Indication != one.Indication {
			taken[first].Form, taken[first].Indication = "", ""
			unsure[first] = true
		}
	}
	return taken, unsure
}

// toDoctor takes every date from the hold; the first reason names the source of
// one that has none yet.
func (h *Hold) toDoctor(why ...Reason) {
	h.Kind, h.Amount, h.Dates, h.INR = Doctor, 0, Dates{}, nil
	h.Reasons = append(h.Reasons, why...)
	if h.Source.Status == "" {
		h.Source = why[0].Source
	}
}

// forTheDay asks about a medicine that only changes the day of the procedure.
func (h *Hold) forTheDay(day Day) {
	h.Kind, h.Source = None, day.Source
	h.advise(day.Advice)
	h.advise(day.Conflict)
	if day.Ask != "" {
		h.toDoctor(Reason{Code: "ask-" + string(day.Ask), Source: day.Source})
	}
}

func (h *Hold) advise(text models.Text) {
	if !text.Empty() {
		h.Advice = append(h.Advice, text)
	}
}

// proposal is a request with every substance that is taken.
type proposal struct {
	*Catalogue
	PlanRequest
	all []Part
}

// alone proposes what the medicine's own entry says.
func (p proposal) alone(hold *Hold) {
	if day := hold.Medicine.Day; day != nil {
		hold.forTheDay(*day)
		return
	}
	p.byRule(hold)
}

// united proposes for a combination what all of its substances agree on. Where
// they don't, or one is unknown, the doctor decides: a tablet can't be halved.
func (p proposal) united(hold *Hold) {
	hold.Source = p.products
	for _, part := range p.Parts(hold.Taken.ATC) {
		taken := hold.Taken
		taken.ATC = part.Code
		one := Hold{Taken: taken, Medicine: part.Entry, Known: part.Known, Kind: None, Source: p.unlisted}
		switch {
		case part.Known:
			p.alone(&one)
		case !p.spokenOf(part):
			one.toDoctor(Reason{Code: "unknown-substance", Values: map[string]any{"code": part.Code}, Source: p.unlisted})
		}
		hold.Parts = append(hold.Parts, one)
	}
	first := hold.Parts[0]
	hold.Kind, hold.Amount, hold.Dates, hold.INR = first.Kind, first.Amount, first.Dates, first.INR
	for _, part := range hold.Parts {
		hold.Advice = append(hold.Advice, part.Advice...)
		for _, reason := range part.Reasons {
			if !slices.ContainsFunc(hold.Reasons, func(known Reason) bool { return known.Code == reason.Code }) {
				hold.Reasons = append(hold.Reasons, reason)
			}
		}
	}
	switch {
	case slices.ContainsFunc(hold.Parts, func(part Hold) bool { return part.Kind == Doctor }):
		hold.toDoctor()
	case slices.ContainsFunc(hold.Parts, func(part Hold) bool { return part.Pause() != first.Pause() }):
		hold.toDoctor(Reason{Code: "substances-differ", Source: p.products})
	}
}

// byRule proposes what the medicine's own rule says, unless something about the
// patient or the procedure takes the decision from it.
func (p proposal) byRule(hold *Hold) {
	why := p.combined(*hold)
	rule, ok, gaps := p.rule(hold.Medicine, hold.Taken)
	why = append(why, gaps...)
	if !ok && len(why) == 0 {
		why = append(why, Reason{Code: "no-row", Source: p.unlisted}) // the clearance lies outside every row
	}
	if ok {
		hold.Range, hold.GuidelineResume, hold.Recommended = rule.Range, rule.Resume, rule.Recommended
		hold.advise(rule.Note)
		pause := rule.At(p.tier())
		hold.Table, hold.Kind, hold.Amount = pause, pause.Kind, pause.Amount
		why = append(why, p.doubts(rule, pause)...)
		if len(why) == 0 {
			hold.Source = rule.Source
			hold.Dates = p.lastTaken(p.Dates(pause, p.Start), hold.Taken.DoseTime, models.DateOf(p.Start))
			if inr := hold.Medicine.INR; inr != nil && pause.Kind != None {
				check := inr.Check(p.tier(), p.Start)
				hold.INR = &check
			}
		}
	}
	if len(why) > 0 {
		hold.toDoctor(why...)
	}
	p.flags(hold)
}

// rule finds the row of the table that holds for this patient, or what has to
// be known to find it.
func (p proposal) rule(medicine Medicine, taken Taken) (rule Rule, ok bool, gaps []Reason) {
	gap := func(code string) {
		gaps = append(gaps, Reason{Code: code, Source: p.unlisted})
	}
	rows := fitting(medicine.Rules, taken.Form, func(r Rule) Form { return r.Form })
	if len(rows) == 0 {
		gap("form-unknown")
		rows = medicine.Rules
	}
	indicated := fitting(rows, taken.Indication, func(r Rule) Indication { return r.Indication })
	if len(indicated) == 0 {
		gap("indication-unknown")
		indicated = rows
	}
	if p.Clearance == 0 && slices.ContainsFunc(indicated, Rule.needsClearance) {
		gap("clearance-unknown")
	}
	if len(gaps) > 0 {
		return Rule{}, false, gaps
	}
	for _, row := range indicated {
		if !row.needsClearance() || row.fits(float64(p.Clearance)) {
			return row, true, nil
		}
	}
	return Rule{}, false, nil
}

// fitting keeps the rows of a form or indication: those of its own, else those
// that hold for every one.
func fitting[T ~string](rows []Rule, given T, of func(Rule) T) []Rule {
	var own, every []Rule
	for _, row := range rows {
		switch of(row) {
		case "":
			every = append(every, row)
		case given:
			own = append(own, row)
		}
	}
	if len(own) > 0 {
		return own
	}
	return every
}

// doubts are why a row that holds still gives no date.
func (p proposal) doubts(rule Rule, pause Pause) []Reason {
	switch {
	case pause.Kind == Doctor:
		return []Reason{{Code: "doctor-by-table", Source: rule.Source}}
	case pause.Kind != None && p.tier() == p.neverPaused.Tier && cmp.Or(p.ProtocolTier, p.tier()) == p.neverPaused.Tier:
		return []Reason{{
			Code: "never-by-default", Values: map[string]any{"figure": pause.String()}, Source: p.neverPaused.Source,
		}}
	}
	return nil
}

// flags adds what is to be kept in mind and changes nothing.
func (p proposal) flags(hold *Hold) {
	if hold.Recommended && hold.Kind == Days {
		hold.Reasons = append(hold.Reasons, Reason{Code: "recommended-only", Source: hold.Source})
	}
	thinner := func(part Part) bool { return part.Entry.BloodThinner && part.Entry.Class != NaturalRemedy }
	if hold.Medicine.Class == SSRI && slices.ContainsFunc(p.all, thinner) {
		hold.Reasons = append(hold.Reasons, Reason{Code: "ssri-with-thinner", Source: hold.Source})
	}
}
