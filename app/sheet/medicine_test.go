package sheet_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/careplan"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Medicines around a procedure on Monday 14 December 2026 at 08:30.
var (
	waran = sheet.Medicine{
		Name: "Waran (warfarin)", Decided: true,
		LastDose:       careplan.Moment{Date: models.NewDate(2026, 12, 8)},
		FirstDoseAgain: models.NewDate(2026, 12, 17),
	}
	fragmin = sheet.Medicine{
		Name: "Fragmin (dalteparin)", Decided: true,
		LastDose:       careplan.Moment{Date: models.NewDate(2026, 12, 13), At: models.NewDate(2026, 12, 13).At(8, 30)},
		FirstDoseAgain: models.NewDate(2026, 12, 17),
	}
	trombyl = sheet.Medicine{Name: "Trombyl", Decided: true, Continues: true}
)

func undecided(name string) sheet.Medicine { return sheet.Medicine{Name: name} }

func until(one sheet.Medicine, day models.Date) sheet.Medicine {
	one.FirstDoseAgain = day
	return one
}

func given(in sheet.Input, medicines ...sheet.Medicine) sheet.Input {
	in.Medicines = medicines
	return in
}

func withTasks(in sheet.Input, tasks []models.Task) sheet.Input {
	in.Tasks = tasks
	return in
}

// Who takes the medicine in the evening, or twice a day, reads which dose is the last.
func TestSheetNamesTheLastDoseOfTheDay(t *testing.T) {
	evening := fragmin
	evening.Dose, evening.LastDose = "evening", careplan.Moment{Date: models.NewDate(2026, 12, 12)}
	morning := fragmin
	morning.Dose = "morning"
	for name, c := range map[string]struct {
		base     string
		medicine sheet.Medicine
		has      []string
	}{
		"evening": {"plain", evening, []string{
			"Lördag 12 december Sista dagen du tar Fragmin (dalteparin), kvällsdosen", "Sista dagen du tar den är lördag 12 december, kvällsdosen.",
		}},
		"morning": {"plain", morning, []string{
			"Sista dagen du tar Fragmin (dalteparin), morgondosen, senast 08:30", "söndag 13 december, morgondosen, senast klockan 08:30.",
		}},
		"English": {"english", evening, []string{"Saturday 12 December The last day that you take Fragmin (dalteparin), the evening dose"}},
		"block":   {"block", morning, []string{"Sista dagen du tar den är söndag 13 december, morgondosen, senast klockan 08:30."}},
	} {
		t.Run(name, func(t *testing.T) {
			document := build(t, given(cases(t)[c.base], c.medicine))
			text := flowing(t, document) + rows(t, document)
			for _, want := range c.has {
				require.Contains(t, text, want)
			}
		})
	}
}

// The patient must find by name when to take each medicine the last time and
// when again, in the dates and in the text, and nothing that says otherwise.
func TestSheetTellsWhatIsDecidedAboutEachMedicine(t *testing.T) {
	noStop := []string{"Sista dagen du tar", "Ta den igen", "medicin igen", "Waran (warfarin) igen", "Trombyl igen", "uppehåll", "utan medicinen", "17 december Ta"}
	for name, c := range map[string]struct{ has, lacks []string }{
		"thinner-undecided": {
			[]string{
				"Din läkare meddelar dig om Waran (warfarin) och Trombyl.",
				"Din läkare meddelar dig om Waran (warfarin) och Trombyl: hur du ska göra", "Sluta inte på egen hand medan du väntar på besked",
			},
			append([]string{"läkaren bestämt", "som vanligt", "30 november Berätta"}, noStop...),
		},
		"thinner-days": {
			[]string{
				"Tisdag 8 december Sista dagen du tar Waran (warfarin)", "Torsdag 17 december Ta Waran (warfarin) igen",
				"Waran (warfarin): Sista dagen du tar den är tisdag 8 december. Ta den sedan inte förrän torsdag 17 december, efter behandlingen.",
				"utan medicinen i 5 hela dagar, från onsdag 9 december till söndag 13 december.",
				"Waran (warfarin): Ta den igen torsdag 17 december, inte tidigare.",
				"Men vänta med Waran (warfarin) till den dag",
			},
			[]string{"meddelar dig", "Fortsätt", "3 dagar efter", "Sluta inte"},
		},
		"thinner-hours": {
			[]string{
				"Söndag 13 december 08:30 Sista dagen du tar Fragmin (dalteparin), senast 08:30",
				"Sista dagen du tar den är söndag 13 december, senast klockan 08:30.", "Torsdag 17 december Ta Fragmin (dalteparin) igen",
			},
			[]string{"meddelar dig", "Fortsätt", "utan medicinen", "3 dagar efter"},
		},
		"thinner-continues": {
			[]string{
				"Trombyl: Fortsätt med Trombyl som vanligt, även på behandlingsdagen.", "utom det lilla du behöver till Trombyl.",
			},
			append([]string{"meddelar dig", "3 dagar efter", "Sluta inte"}, noStop...),
		},
		"thinner-changed": { // five days after, where the leaflet says three
			[]string{"Lördag 19 december Ta Waran (warfarin) igen", "inte förrän lördag 19 december", "Ta den igen lördag 19 december"},
			[]string{"17 december", "3 dagar efter"},
		},
		"thinner-mixed": {
			[]string{
				"Tisdag 8 december Sista dagen du tar Waran", "Söndag 13 december 08:30 Sista dagen du tar Fragmin", "Fortsätt med Trombyl som vanligt",
				"Din läkare meddelar dig om Ginkgo.", "vänta med Waran (warfarin) och Fragmin (dalteparin) till",
			},
			[]string{"Ta Ginkgo", "Ta Trombyl"},
		},
		"everything-en": {
			[]string{
				"Tuesday 8 December The last day that you take Waran (warfarin)", "Thursday 17 December Take Waran (warfarin) again",
				"5 full days, from Wednesday 9 December to Sunday 13 December", "Go on with Trombyl as usual, on the day of the treatment too",
				"your blood pressure medicine and Trombyl",
			},
			[]string{"will tell you", "3 days after"},
		},
		"block-thinner":   {[]string{"Din läkare meddelar dig hur du ska göra"}, noStop},
		"block-continues": {[]string{"Fortsätt med Trombyl som vanligt, även på behandlingsdagen."}, noStop},
		"block-hours": {
			[]string{
				"Söndag 13 december 08:30 Sista dagen du tar Fragmin (dalteparin)", "Ta den igen torsdag 17 december, inte tidigare",
			},
			[]string{"meddelar dig", "Fortsätt"},
		},
		"block-english": {
			[]string{
				"Sunday 13 December 08:30 The last day that you take Fragmin (dalteparin), at 08:30 or before",
				"The last day that you take Waran (warfarin)", "Your doctor will tell you about Ginkgo", "Go on with Trombyl as usual",
				"Take it again on Thursday 17 December, not before",
			},
			[]string{"Take Ginkgo"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			document := build(t, cases(t)[name])
			text := flowing(t, document) + rows(t, document)
			for _, one := range c.has {
				require.Contains(t, text, one)
			}
			for _, one := range c.lacks {
				require.NotContains(t, text, one)
			}
		})
	}
}

// The leaflet's day for beginning again (R5) is general: only who has no
// medicine of their own to count for reads it.
func TestGeneralResumeDayOnlyWhereNobodyHasAnOwn(t *testing.T) {
	require.Contains(t, flowing(t, build(t, cases(t)["plain"])), "kan medicinen tas igen 3 dagar efter behandlingen")
	require.Contains(t, flowing(t, build(t, cases(t)["english"])), "can be taken again 3 days after the treatment")
}

// A dose again on the day of the procedure must not be taken before it.
func TestFirstDoseAgainOnTheDay(t *testing.T) {
	in := given(cases(t)["thinner-days"], until(fragmin, models.NewDate(2026, 12, 14)))
	text := rows(t, build(t, in))
	begins, again := strings.Index(text, "Din behandling börjar"), strings.Index(text, "Ta Fragmin (dalteparin) igen, efter behandlingen")
	require.Positive(t, begins)
	require.Greater(t, again, begins)
}

// One full day is told as one.
func TestOneFullDayWithout(t *testing.T) {
	ipren := waran
	ipren.Name, ipren.LastDose.Date = "Ipren", models.NewDate(2026, 12, 12)
	text := flowing(t, build(t, given(cases(t)["thinner-days"], ipren)))
	require.Contains(t, text, "utan medicinen i 1 hel dag, söndag 13 december.")
}

// medicines draws what a doctor may decide around a start.
func medicines(t *rapid.T, start time.Time) []sheet.Medicine {
	day := models.DateOf(start)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) sheet.Medicine {
		one := sheet.Medicine{
			Name:           rapid.SampledFrom([]string{"Waran", "Trombyl", "Eliquis (apixaban)", "Åäö *x*"}).Draw(t, "name"),
			Decided:        rapid.Bool().Draw(t, "decided"),
			Continues:      rapid.Bool().Draw(t, "continues"),
			FirstDoseAgain: day.AddDays(rapid.IntRange(0, 30).Draw(t, "again")),
		}
		if rapid.Bool().Draw(t, "in hours") {
			at := start.Add(-time.Duration(rapid.IntRange(1, 120).Draw(t, "hours")) * time.Hour)
			one.LastDose = careplan.Moment{Date: models.DateOf(at), At: at}
		} else {
			one.LastDose.Date = day.AddDays(-rapid.IntRange(1, 21).Draw(t, "days"))
		}
		return one
	}), 1, 4).Draw(t, "medicines")
}

// No date of a hold that is not decided, or of a medicine that goes on, has any
// way onto the paper, and none of the plan's own day for beginning again: the
// sheet is the same, byte for byte, without them.
func TestNoDateOfAnUndecidedHold(t *testing.T) {
	base := map[string]sheet.Input{}
	for _, procedure := range []string{"neurotomy", "block"} {
		base[procedure] = sample(t, procedure, december14(), careplan.Facts{BloodThinner: true, OnHold: true})
	}
	rapid.Check(t, func(r *rapid.T) {
		in := base[rapid.SampledFrom([]string{"neurotomy", "block"}).Draw(r, "procedure")]
		in.Language = rapid.SampledFrom(languages).Draw(r, "language")
		in.Form = rapid.SampledFrom(models.SheetForms).Draw(r, "form")
		in.Medicines = medicines(r, in.Plan.Start)
		bare := in
		bare.Medicines = append([]sheet.Medicine(nil), in.Medicines...)
		for i, one := range bare.Medicines {
			if !one.Decided || one.Continues {
				bare.Medicines[i] = sheet.Medicine{Name: one.Name, Decided: one.Decided, Continues: one.Decided && one.Continues}
			}
		}
		bare.Plan.Milestones = nil
		for _, milestone := range in.Plan.Milestones {
			if milestone.Milestone.ID != "resume-blood-thinner" {
				bare.Plan.Milestones = append(bare.Plan.Milestones, milestone)
			}
		}
		require.Equal(r, build(t, bare).Hash, build(t, in).Hash)
	})
}

// A decision that contradicts itself or the procedure never becomes a sheet.
func TestSheetRefusesDatesThatDoNotFit(t *testing.T) {
	day := models.NewDate(2026, 12, 14)
	moment := func(at time.Time) careplan.Moment { return careplan.Moment{Date: models.DateOf(at), At: at} }
	change := func(alter func(*sheet.Medicine)) sheet.Medicine {
		one := waran
		alter(&one)
		return one
	}
	for name, c := range map[string]struct {
		medicine sheet.Medicine
		code     string
	}{
		"no last dose":            {change(func(m *sheet.Medicine) { m.LastDose = careplan.Moment{} }), "sheet.medicine-dates"},
		"no first dose again":     {change(func(m *sheet.Medicine) { m.FirstDoseAgain = models.Date{} }), "sheet.medicine-dates"},
		"last dose on the day":    {change(func(m *sheet.Medicine) { m.LastDose.Date = day }), "sheet.medicine-dates"},
		"last dose at the start":  {change(func(m *sheet.Medicine) { m.LastDose = moment(day.At(8, 30)) }), "sheet.medicine-dates"},
		"again before the day":    {change(func(m *sheet.Medicine) { m.FirstDoseAgain = day.AddDays(-1) }), "sheet.medicine-dates"},
		"instant on another date": {change(func(m *sheet.Medicine) { m.LastDose.At = day.At(1, 0) }), "sheet.medicine-dates"},
		"no name":                 {change(func(m *sheet.Medicine) { m.Name = " \n" }), "sheet.medicine-name"},
		"name in another script":  {undecided("دواء"), "sheet.medicine-name"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := texts(t).Build(given(cases(t)["thinner-days"], c.medicine))
			require.ErrorIs(t, err, &models.Problem{Code: c.code})
		})
	}
	hours := fragmin
	hours.LastDose = moment(day.At(1, 0))
	_, err := texts(t).Build(given(cases(t)["thinner-days"], hours))
	require.NoError(t, err, "a last dose in the night before the procedure, on its day")
}

// What somebody typed as a medicine is shown as typed.
func TestMedicineNameIsNotReadAsMarkdown(t *testing.T) {
	name := "Örter | *stark* {{ phone }}"
	text := flowing(t, build(t, given(cases(t)["thinner-days"], undecided(name))))
	require.Contains(t, text, fmt.Sprintf("Din läkare meddelar dig om %s.", name))
}
