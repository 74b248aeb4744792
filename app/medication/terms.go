package medication

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nursedesk/models"
)

// Class is what a medicine does, as far as a bleeding is concerned.
type Class string

// The classes of medicines.
const (
	Anticoagulant  Class = "anticoagulant"
	Antiplatelet   Class = "antiplatelet"
	P2Y12          Class = "p2y12" // an inhibitor of the platelets' P2Y12 receptor
	NSAID          Class = "nsaid"
	Coxib          Class = "coxib"
	SSRI           Class = "ssri" // SNRI too
	NaturalRemedy  Class = "natural-remedy"
	DayOfProcedure Class = "day-of-procedure" // changes the day, not the bleeding
)

var classes = []Class{Anticoagulant, Antiplatelet, P2Y12, NSAID, Coxib, SSRI, NaturalRemedy, DayOfProcedure}

// Form is how much of a medicine is taken, where the rule differs.
type Form string

// The dose forms; "" is not known.
const (
	Prophylactic Form = "prophylactic"
	Treatment    Form = "treatment"
)

// Forms lists every dose form.
var Forms = []Form{Prophylactic, Treatment}

// ParseForm reads a dose form's id, "" for not known; the error is "medicine.form".
func ParseForm(id string) (Form, error) {
	if id == "" || slices.Contains(Forms, Form(id)) {
		return Form(id), nil
	}
	return "", &models.Problem{Code: "medicine.form", Values: map[string]any{"text": id}}
}

// Indication is why low-dose acetylsalicylic acid is taken.
type Indication string

// The indications; "" is not known. Primary prevention is before any disease of
// the heart or vessels, secondary after.
const (
	Primary   Indication = "primary"
	Secondary Indication = "secondary"
)

// Indications lists every indication.
var Indications = []Indication{Primary, Secondary}

// DoseTime is when of the day a medicine is taken, where hours count.
type DoseTime string

// The dose times; "" is not known.
const (
	Morning    DoseTime = "morning"
	Evening    DoseTime = "evening"
	TwiceDaily DoseTime = "twice-daily"
)

// DoseTimes lists every dose time.
var DoseTimes = []DoseTime{Morning, Evening, TwiceDaily}

// ParseDoseTime reads a dose time's id, "" for not known; the error is "medicine.dose-time".
func ParseDoseTime(id string) (DoseTime, error) {
	if id == "" || slices.Contains(DoseTimes, DoseTime(id)) {
		return DoseTime(id), nil
	}
	return "", &models.Problem{Code: "medicine.dose-time", Values: map[string]any{"text": id}}
}

// ParseTaking reads how a medicine is taken, as a file or a command writes it behind the
// name: its dose form, and after a colon its dose time, which may stand alone.
func ParseTaking(text string) (Form, DoseTime, error) {
	first, second, both := strings.Cut(strings.ToLower(text), ":")
	first, second = strings.TrimSpace(first), strings.TrimSpace(second)
	if when, err := ParseDoseTime(first); err == nil && !both {
		return "", when, nil
	}
	form, err := ParseForm(first)
	if err != nil {
		return "", "", err
	}
	when, err := ParseDoseTime(second)
	return form, when, err
}

// Factor is something about the patient that takes the decision from the table.
type Factor string

// The factors.
const (
	Stent            Factor = "stent"             // in a coronary artery
	HeartAttack      Factor = "mi"                //
	Stroke           Factor = "stroke"            // or TIA
	Bypass           Factor = "bypass"            // of a coronary artery
	RecentEvent      Factor = "recent-event"      // stroke, TIA, heart attack or stent within six months
	MechanicalValve  Factor = "mechanical-valve"  //
	RecentVTE        Factor = "recent-vte"        // a clot in leg or lung within three months
	Thrombophilia    Factor = "thrombophilia"     // severe
	Liver            Factor = "liver"             // disease of the liver
	Platelets        Factor = "platelets"         // too few, or not working
	BleedingDisorder Factor = "bleeding-disorder" // bleeds easily: B1 of the leaflet
)

// Factors lists every factor in the order in which they are asked.
var Factors = []Factor{
	Stent, HeartAttack, Stroke, Bypass, RecentEvent, MechanicalValve, RecentVTE, Thrombophilia, Liver, Platelets,
	BleedingDisorder,
}

// ParseFactor reads a factor's id; the error is "factor.unknown".
func ParseFactor(id string) (Factor, error) {
	if slices.Contains(Factors, Factor(id)) {
		return Factor(id), nil
	}
	known := make([]string, len(Factors))
	for i, factor := range Factors {
		known[i] = string(factor)
	}
	return "", &models.Problem{Code: "factor.unknown", Values: map[string]any{
		"text": id, "known": strings.Join(known, ", "),
	}}
}

// Answer is what is known of a factor. The zero Answer is not asked, or not known.
type Answer string

// The answers.
const (
	No  Answer = "no"
	Yes Answer = "yes"
)

// Ask is who is asked about the day of the procedure; "" is nobody.
type Ask string

// Who can be asked.
const (
	AskDoctor       Ask = "doctor"
	AskAnaesthetist Ask = "anaesthetist"
)

// Kind is what kind of hold is proposed.
type Kind string

// The kinds of holds.
const (
	None   Kind = "none"   // the medicine goes on
	Days   Kind = "days"   // full civil days without
	Hours  Kind = "hours"  // real hours from the last dose to the start
	Doctor Kind = "doctor" // never a date: the doctor decides
)

// Pause is a hold's kind with its number of days or hours, 0 for the other kinds.
type Pause struct {
	Kind   Kind
	Amount int
}

// String gives none, doctor, 5d or 24h, as the rule file has it.
func (p Pause) String() string {
	switch p.Kind {
	case Days:
		return fmt.Sprintf("%dd", p.Amount)
	case Hours:
		return fmt.Sprintf("%dh", p.Amount)
	}
	return string(p.Kind)
}

// ParsePause reads what String writes; what can't be read is for the doctor.
func ParsePause(text string) (pause Pause, ok bool) {
	if text == string(None) || text == string(Doctor) {
		return Pause{Kind: Kind(text)}, true
	}
	parts := pauseForm.FindStringSubmatch(text)
	if parts == nil {
		return Pause{Kind: Doctor}, false
	}
	amount, err := strconv.Atoi(parts[1])
	if err != nil {
		return Pause{Kind: Doctor}, false
	}
	if parts[2] == "h" {
		return Pause{Kind: Hours, Amount: amount}, true
	}
	return Pause{Kind: Days, Amount: amount}, true
}

// Longer tells whether the pause is longer than another; one that the doctor
// alone can tell is not.
func (p Pause) Longer(than Pause) bool { return p.leastHours() > than.leastHours() }

// leastHours is how many hours the pause lasts at the least, were no day longer
// or shorter than 24 hours.
func (p Pause) leastHours() int {
	const hoursOfDay = 24
	if p.Kind == Days {
		return p.Amount * hoursOfDay
	}
	return p.Amount
}
