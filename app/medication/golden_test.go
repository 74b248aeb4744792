package medication_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/models/goldentest"
)

// byHand is how each golden line was checked, against the clinical defaults.
const byHand = "check every changed line by hand against its source"

// noFactors is a patient of whom every question was answered no.
func noFactors() map[medication.Factor]medication.Answer {
	answers := map[medication.Factor]medication.Answer{}
	for _, factor := range medication.Factors {
		answers[factor] = medication.No
	}
	return answers
}

// bands are clearances on both sides of every limit that the table has.
var bands = []struct {
	name   string
	values []medication.Clearance
}{
	{"unknown", []medication.Clearance{0}},
	{"<30", []medication.Clearance{1, 15, 29.9}},
	{"30-49", []medication.Clearance{30, 40, 49.9}},
	{">=50", []medication.Clearance{50, 80, 200}},
}

// variants are every way in which one medicine can be taken, as the table tells them apart.
func variants(medicine medication.Medicine) []medication.Taken {
	forms, indications := []medication.Form{""}, []medication.Indication{""}
	for _, rule := range medicine.Rules {
		if rule.Form != "" {
			forms = append([]medication.Form{""}, medication.Forms...)
		}
		if rule.Indication != "" {
			indications = append([]medication.Indication{""}, medication.Indications...)
		}
	}
	var all []medication.Taken
	for _, form := range forms {
		for _, indication := range indications {
			all = append(all, medication.Taken{ATC: medicine.ATC, Form: form, Indication: indication})
		}
	}
	return all
}

func codes(hold medication.Hold) string {
	var all []string
	for _, reason := range hold.Reasons {
		all = append(all, reason.Code)
	}
	return strings.Join(all, " ")
}

// one plans for a patient with one medicine.
func one(t testing.TB, medicines *medication.Catalogue, request medication.PlanRequest) medication.Hold {
	t.Helper()
	holds := medication.Plan(medicines, request)
	require.Len(t, holds, 1)
	return holds[0]
}

// Every row of the table, in every dose form, indication, renal band and tier,
// and what a block proposes by itself. Bands that agree share a line.
func TestGoldenTable(t *testing.T) {
	medicines := catalogue(t)
	var out strings.Builder
	out.WriteString("# code | substance | taken as | creatinine clearance | low | intermediate | high | block by default\n" +
		"# Every other question about the patient is answered no. Reasons in brackets, and\n# the table's own figure where the doctor decides all the same.\n")
	cell := func(request medication.PlanRequest) string {
		hold := one(t, medicines, request)
		text := hold.Pause().String()
		if table := hold.Table; hold.Kind == medication.Doctor && table.Kind != "" && table.Kind != medication.Doctor {
			text += " [table: " + table.String() + "]"
		}
		if why := codes(hold); why != "" {
			text += " (" + why + ")"
		}
		return text
	}
	for _, medicine := range medicines.All() {
		for _, taken := range variants(medicine) {
			lines, names := []string{}, []string{}
			for _, band := range bands {
				var line string
				for i, clearance := range band.values {
					request := medication.PlanRequest{
						ProtocolTier: rulebook.Intermediate, Start: models.NewDate(2026, time.December, 14).At(8, 30),
						Medicines: []medication.Taken{taken}, Factors: noFactors(), Clearance: clearance,
					}
					var cells []string
					for _, tier := range rulebook.Tiers {
						request.Tier = tier
						cells = append(cells, cell(request))
					}
					request.ProtocolTier, request.Tier = rulebook.Low, ""
					text := strings.Join(append(cells, cell(request)), " | ")
					require.True(t, i == 0 || text == line, "%s at %v: the limits of the bands are wrong", medicine.ATC, clearance)
					line = text
				}
				if len(lines) > 0 && lines[len(lines)-1] == line {
					names[len(names)-1] += ", " + band.name
					continue
				}
				lines, names = append(lines, line), append(names, band.name)
			}
			as := cmp.Or(strings.TrimSpace(string(taken.Form)+" "+string(taken.Indication)), "-")
			for i, line := range lines {
				if names[i] == "unknown, <30, 30-49, >=50" {
					names[i] = "any"
				}
				fmt.Fprintf(&out, "%s | %s | %s | %s | %s\n", medicine.ATC, medicine.Substance.In(models.English), as, names[i], line)
			}
		}
	}
	goldentest.Is(t, "testdata/table.golden", out.String(), byHand)
}

// starts are the days on which counting goes wrong first.
var starts = []struct {
	name string
	day  models.Date
	hour int
}{
	{"a Monday", models.NewDate(2026, time.December, 14), 8},
	{"after Easter Monday", models.NewDate(2026, time.April, 7), 8},
	{"after Epiphany", models.NewDate(2027, time.January, 7), 8},
	{"over New Year, week 53", models.NewDate(2027, time.January, 4), 8},
	{"after a leap day", models.NewDate(2028, time.March, 2), 8},
	{"on the day summer time begins", models.NewDate(2026, time.March, 29), 8},
	{"the day after summer time began", models.NewDate(2026, time.March, 30), 8},
	{"on the day summer time ends", models.NewDate(2026, time.October, 25), 8},
	{"the day after summer time ended", models.NewDate(2026, time.October, 26), 14},
}

func weekday(d models.Date) string { return d.Weekday().String()[:3] + " " + d.String() }

// Every row that gives a date, with every start: the day (for hours the instant)
// of the last dose, the full days without, and the first dose again.
func TestGoldenDates(t *testing.T) {
	medicines := catalogue(t)
	var out strings.Builder
	out.WriteString("# last dose / full days without / first dose again\n# start | who\n")
	for _, start := range starts {
		begin := start.day.At(start.hour, 30)
		fmt.Fprintf(&out, "\n%s: %s %s\n", start.name, weekday(start.day), begin.Format("15:04 MST"))
		by := map[string][]string{}
		var order []string
		for _, medicine := range medicines.All() {
			for _, taken := range variants(medicine) {
				for _, band := range bands[1:] {
					for _, tier := range rulebook.Tiers {
						hold := one(t, medicines, medication.PlanRequest{
							ProtocolTier: rulebook.Intermediate, Tier: tier, Start: begin,
							Medicines: []medication.Taken{taken}, Factors: noFactors(), Clearance: band.values[0],
						})
						if hold.Kind != medication.Days && hold.Kind != medication.Hours {
							require.Equal(t, medication.Dates{}, hold.Dates)
							continue
						}
						last := weekday(hold.LastDose)
						if hold.Kind == medication.Hours {
							last += hold.LastDoseAt.Format(" 15:04 MST")
						}
						line := fmt.Sprintf("%s: %s / %d / %s", hold.Pause(), last, hold.DaysWithout, weekday(hold.FirstDoseAgain))
						who := strings.Join(strings.Fields(fmt.Sprint(medicine.ATC, " ", taken.Form, " ", taken.Indication)), ":")
						if _, seen := by[line]; !seen {
							order = append(order, line)
						}
						if all := by[line]; len(all) == 0 || all[len(all)-1] != who {
							by[line] = append(all, who)
						}
					}
				}
			}
		}
		for _, line := range order {
			fmt.Fprintf(&out, "  %s\n      %s\n", line, strings.Join(by[line], " "))
		}
	}
	goldentest.Is(t, "testdata/dates.golden", out.String(), byHand)
}
