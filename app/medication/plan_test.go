package medication_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/resources"
)

// neurotomy is a patient on the medicines with every other question answered no,
// on a Monday at 08:30.
func neurotomy(codes ...string) medication.PlanRequest {
	request := medication.PlanRequest{
		ProtocolTier: rulebook.Intermediate, Start: models.NewDate(2026, time.December, 14).At(8, 30),
		Factors: noFactors(), Clearance: 80,
	}
	for _, code := range codes {
		request.Medicines = append(request.Medicines, medication.Taken{ATC: code, Indication: medication.Primary})
	}
	return request
}

// Each combination that takes the decision from the table, and the patient who
// just escapes it.
func TestFixedCombinations(t *testing.T) {
	medicines := catalogue(t)
	with := func(request medication.PlanRequest, factors ...medication.Factor) medication.PlanRequest {
		for _, factor := range factors {
			request.Factors[factor] = medication.Yes
		}
		return request
	}
	unknown := func(request medication.PlanRequest, factor medication.Factor) medication.PlanRequest {
		delete(request.Factors, factor)
		return request
	}
	tier := func(request medication.PlanRequest, tier rulebook.Tier) medication.PlanRequest {
		request.Tier = tier
		return request
	}
	clearance := func(request medication.PlanRequest, value medication.Clearance) medication.PlanRequest {
		request.Clearance = value
		return request
	}
	block := func(request medication.PlanRequest) medication.PlanRequest {
		request.ProtocolTier = rulebook.Low
		return request
	}
	form := func(request medication.PlanRequest, form medication.Form) medication.PlanRequest {
		request.Medicines[0].Form = form
		return request
	}
	for name, test := range map[string]struct {
		request medication.PlanRequest
		want    string // the first medicine's hold
		why     string
	}{
		"low-dose ASA without disease":             {neurotomy("B01AC06"), "3d", ""},
		"stent with ASA":                           {with(neurotomy("B01AC06"), medication.Stent), "doctor", "stent"},
		"heart attack with ASA":                    {with(neurotomy("B01AC06"), medication.HeartAttack), "doctor", "mi"},
		"stroke with dipyridamole":                 {with(neurotomy("B01AC07"), medication.Stroke), "doctor", "stroke"},
		"bypass with ASA as a painkiller":          {with(neurotomy("N02BA01"), medication.Bypass), "doctor", "bypass"},
		"stent with ASA at a block":                {block(with(neurotomy("B01AC06"), medication.Stent)), "doctor", "stent"},
		"stent and heart attack with ASA":          {with(neurotomy("B01AC06"), medication.Stent, medication.HeartAttack), "doctor", "stent mi"},
		"stent with warfarin only":                 {with(neurotomy("B01AA03"), medication.Stent), "5d", ""},
		"stent with ibuprofen only":                {with(neurotomy("M01AE01"), medication.Stent), "1d", ""},
		"stent with warfarin, within six months":   {with(neurotomy("B01AA03"), medication.Stent, medication.RecentEvent), "doctor", "recent-event"},
		"nobody asked about a stent, ASA":          {unknown(neurotomy("B01AC06"), medication.Stent), "doctor", "stent-unknown"},
		"nobody asked about a stent, warfarin":     {unknown(neurotomy("B01AA03"), medication.Stent), "5d", ""},
		"clopidogrel at a neurotomy":               {neurotomy("B01AC04"), "doctor", "p2y12"},
		"ticagrelor raised from a block":           {tier(block(neurotomy("B01AC24")), rulebook.Intermediate), "doctor", "p2y12"},
		"clopidogrel at a block":                   {block(neurotomy("B01AC04")), "none", ""},
		"stent with clopidogrel at a block":        {block(with(neurotomy("B01AC04"), medication.Stent)), "doctor", "stent"},
		"mechanical valve with warfarin":           {with(neurotomy("B01AA03"), medication.MechanicalValve), "doctor", "mechanical-valve"},
		"mechanical valve with ibuprofen":          {with(neurotomy("M01AE01"), medication.MechanicalValve), "doctor", "mechanical-valve"},
		"mechanical valve with a coxib":            {with(neurotomy("M01AH01"), medication.MechanicalValve), "none", ""},
		"nobody asked about a valve, warfarin":     {unknown(neurotomy("B01AA03"), medication.MechanicalValve), "doctor", "mechanical-valve-unknown"},
		"nobody asked about a valve, ibuprofen":    {unknown(neurotomy("M01AE01"), medication.MechanicalValve), "1d", ""},
		"clot within three months with apixaban":   {with(neurotomy("B01AF02"), medication.RecentVTE), "doctor", "recent-vte"},
		"apixaban without a clot":                  {neurotomy("B01AF02"), "2d", ""},
		"thrombophilia with warfarin":              {with(neurotomy("B01AA03"), medication.Thrombophilia), "doctor", "thrombophilia"},
		"liver disease with naproxen":              {with(neurotomy("M01AE02"), medication.Liver), "doctor", "liver"},
		"too few platelets with warfarin":          {with(neurotomy("B01AA03"), medication.Platelets), "doctor", "platelets"},
		"nobody asked about the liver, naproxen":   {unknown(neurotomy("M01AE02"), medication.Liver), "doctor", "liver-unknown"},
		"nobody asked about the liver, ginkgo":     {unknown(neurotomy("N06DX02"), medication.Liver), "14d", "recommended-only"},
		"warfarin and ASA":                         {neurotomy("B01AA03", "B01AC06"), "doctor", "several-blood-thinners"},
		"warfarin and ASA at a block":              {block(neurotomy("B01AA03", "B01AC06")), "doctor", "several-blood-thinners"},
		"two kinds of ASA":                         {neurotomy("B01AC06", "N02BA51"), "doctor", "several-blood-thinners"},
		"warfarin, bridged":                        {neurotomy("B01AA03", "B01AB04"), "doctor", "several-blood-thinners"},
		"clopidogrel and ASA at a block":           {block(neurotomy("B01AC04", "B01AC06")), "doctor", "several-blood-thinners"},
		"warfarin and an unlisted blood thinner":   {neurotomy("B01AA03", "B01AD02"), "doctor", "several-blood-thinners"},
		"warfarin and ibuprofen":                   {neurotomy("B01AA03", "M01AE01"), "doctor", "several-blood-thinners"},
		"ibuprofen and ASA":                        {neurotomy("M01AE01", "B01AC06"), "doctor", "several-blood-thinners"},
		"bleeds easily, ibuprofen":                 {with(neurotomy("M01AE01"), medication.BleedingDisorder), "doctor", "bleeding-disorder"},
		"nobody asked about bleeding, warfarin":    {unknown(neurotomy("B01AA03"), medication.BleedingDisorder), "5d", ""},
		"bleeds easily, sertraline":                {with(neurotomy("N06AB06"), medication.BleedingDisorder), "none", ""},
		"warfarin and ginkgo":                      {neurotomy("B01AA03", "N06DX02"), "5d", ""},
		"warfarin and insulin":                     {neurotomy("B01AA03", "A10AB05"), "5d", ""},
		"warfarin and sertraline":                  {neurotomy("N06AB06", "B01AA03"), "none", "ssri-with-thinner"},
		"sertraline alone":                         {neurotomy("N06AB06"), "none", ""},
		"apixaban, clearance 30":                   {clearance(neurotomy("B01AF02"), 30), "2d", ""},
		"apixaban, clearance 29.9":                 {clearance(neurotomy("B01AF02"), 29.9), "doctor", "clearance-low"},
		"apixaban, clearance not known":            {clearance(neurotomy("B01AF02"), 0), "doctor", "clearance-unknown"},
		"apixaban, a clearance that cannot be":     {clearance(neurotomy("B01AF02"), 999), "doctor", "clearance-unknown"},
		"warfarin, clearance not known":            {clearance(neurotomy("B01AA03"), 0), "5d", ""},
		"warfarin, clearance 29":                   {clearance(neurotomy("B01AA03"), 29), "doctor", "clearance-low"},
		"edoxaban, clearance 49":                   {clearance(neurotomy("B01AF03"), 49), "doctor", "doctor-by-table"},
		"edoxaban, clearance 50":                   {clearance(neurotomy("B01AF03"), 50), "2d", ""},
		"dabigatran, clearance 49.9":               {clearance(neurotomy("B01AE07"), 49.9), "4d", ""},
		"dabigatran, clearance 50":                 {clearance(neurotomy("B01AE07"), 50), "2d", ""},
		"dabigatran, clearance 40, at a block":     {block(clearance(neurotomy("B01AE07"), 40)), "doctor", "never-by-default"},
		"dabigatran, clearance 40, block raised":   {tier(block(clearance(neurotomy("B01AE07"), 40)), rulebook.Intermediate), "4d", ""},
		"dalteparin, dose form not known":          {neurotomy("B01AB04"), "doctor", "form-unknown"},
		"dalteparin for treatment":                 {form(neurotomy("B01AB04"), medication.Treatment), "24h", ""},
		"dalteparin to prevent, at a block":        {block(form(neurotomy("B01AB04"), medication.Prophylactic)), "doctor", "never-by-default"},
		"rivaroxaban in a low dose":                {form(neurotomy("B01AF01"), medication.Prophylactic), "doctor", "doctor-by-table"},
		"rivaroxaban, dose not known":              {neurotomy("B01AF01"), "doctor", "form-unknown"},
		"rivaroxaban for treatment":                {form(neurotomy("B01AF01"), medication.Treatment), "2d", ""},
		"a medicine that the catalogue lacks":      {neurotomy("R03AC02"), "none", ""},
		"one that it lacks, beside warfarin":       {neurotomy("B01AA03", "C08CA01"), "5d", ""},
		"a medicine of a class without a rule":     {neurotomy("B01AD02"), "doctor", "doctor-by-table"},
		"a tier that a frozen protocol never said": {medication.PlanRequest{Start: neurotomy().Start, Medicines: []medication.Taken{{ATC: "B01AA03"}}, Factors: noFactors()}, "doctor", "doctor-by-table"},
		"insulin":          {neurotomy("A10AB05"), "doctor", "ask-doctor"},
		"a GLP-1 agonist":  {neurotomy("A10BJ06"), "doctor", "ask-anaesthetist"},
		"an ACE inhibitor": {neurotomy("C09AA02"), "doctor", "ask-anaesthetist"},
		"a beta blocker":   {neurotomy("C07AB02"), "none", ""},
	} {
		t.Run(name, func(t *testing.T) {
			holds := medication.Plan(medicines, test.request)
			require.Len(t, holds, len(test.request.Medicines))
			require.Equal(t, test.want, holds[0].Pause().String())
			require.Equal(t, test.why, codes(holds[0]))
			require.NotEmpty(t, holds[0].Source.Status, "a hold always says where it comes from")
			if holds[0].Kind == medication.Doctor {
				require.Equal(t, medication.Dates{}, holds[0].Dates)
				require.Nil(t, holds[0].INR)
			}
		})
	}
}

// Nothing is paused by default at a block, whatever is taken and however.
func TestABlockNeverStopsAMedicine(t *testing.T) {
	medicines := catalogue(t)
	for _, medicine := range medicines.All() {
		for _, taken := range variants(medicine) {
			for _, band := range bands {
				hold := one(t, medicines, medication.PlanRequest{
					ProtocolTier: rulebook.Low, Start: neurotomy().Start, Medicines: []medication.Taken{taken},
					Factors: noFactors(), Clearance: band.values[0],
				})
				require.Contains(t, []medication.Kind{medication.None, medication.Doctor}, hold.Kind, medicine.ATC)
			}
		}
	}
}

// The most dangerous fault is a date one day off, so that these were counted on
// a calendar by hand.
func TestLastDoseAndFirstDoseAgain(t *testing.T) {
	medicines := catalogue(t)
	day := func(text string) models.Date {
		parsed, err := models.ParseDate(text)
		require.NoError(t, err)
		return parsed
	}
	for _, test := range []struct {
		name    string
		pause   medication.Pause
		start   time.Time
		last    string // the day
		lastAt  string // for hours, with Stockholm's offset
		without int
		again   string
	}{
		{
			name: "warfarin before a Monday: Tuesday is the last dose, Wednesday to Sunday without", pause: medication.Pause{Kind: medication.Days, Amount: 5},
			start: day("2026-12-14").At(8, 30), last: "2026-12-08", without: 5, again: "2026-12-17",
		},
		{
			name: "over New Year", pause: medication.Pause{Kind: medication.Days, Amount: 7},
			start: day("2027-01-04").At(8, 30), last: "2026-12-27", without: 7, again: "2027-01-07",
		},
		{
			name: "over a leap day", pause: medication.Pause{Kind: medication.Days, Amount: 2},
			start: day("2028-03-02").At(8, 30), last: "2028-02-28", without: 2, again: "2028-03-05",
		},
		{
			name: "a day is a civil day when summer time begins", pause: medication.Pause{Kind: medication.Days, Amount: 1},
			start: day("2026-03-30").At(8, 30), last: "2026-03-28", without: 1, again: "2026-04-02",
		},
		{
			name: "24 real hours over the night that is one hour shorter", pause: medication.Pause{Kind: medication.Hours, Amount: 24},
			start: day("2026-03-29").At(8, 30), last: "2026-03-28", lastAt: "2026-03-28T07:30:00+01:00", without: 0, again: "2026-04-01",
		},
		{
			name: "12 real hours over the night that is one hour longer", pause: medication.Pause{Kind: medication.Hours, Amount: 12},
			start: day("2026-10-25").At(8, 30), last: "2026-10-24", lastAt: "2026-10-24T21:30:00+02:00", without: 0, again: "2026-10-28",
		},
		{
			name: "72 hours over the end of summer time", pause: medication.Pause{Kind: medication.Hours, Amount: 72},
			start: day("2026-10-26").At(14, 30), last: "2026-10-23", lastAt: "2026-10-23T15:30:00+02:00", without: 2, again: "2026-10-29",
		},
		{
			name: "12 hours before an afternoon are the same night", pause: medication.Pause{Kind: medication.Hours, Amount: 12},
			start: day("2026-12-14").At(14, 0), last: "2026-12-14", lastAt: "2026-12-14T02:00:00+01:00", without: 0, again: "2026-12-17",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			dates := medicines.Dates(test.pause, test.start)
			require.Equal(t, test.last, dates.LastDose.String())
			require.Equal(t, test.without, dates.DaysWithout)
			require.Equal(t, test.again, dates.FirstDoseAgain.String())
			if test.lastAt == "" {
				require.Zero(t, dates.LastDoseAt)
			} else {
				require.Equal(t, test.lastAt, dates.LastDoseAt.Format(time.RFC3339))
			}
		})
	}
	require.Zero(t, medicines.Dates(medication.Pause{Kind: medication.None}, neurotomy().Start))
	require.Zero(t, medicines.Dates(medication.Pause{Kind: medication.Doctor}, neurotomy().Start))
}

// Where hours count, the last dose is one that the patient takes: an evening's lies the
// evening before, and of two a day the last that is early enough.
func TestLastDoseByDoseTime(t *testing.T) {
	medicines := catalogue(t)
	monday := models.NewDate(2026, time.December, 14)
	for _, test := range []struct {
		code    string // 24 h or 12 h before, by the frozen table
		start   time.Time
		when    medication.DoseTime
		last    string
		at      string // the hour by which it is taken
		dose    medication.DoseTime
		without int
	}{
		{"treatment", monday.At(8, 30), "", "2026-12-13", "08:30", "", 0},
		{"treatment", monday.At(8, 30), medication.Morning, "2026-12-13", "08:30", medication.Morning, 0},
		{"treatment", monday.At(8, 30), medication.Evening, "2026-12-12", "", medication.Evening, 1},
		{"treatment", monday.At(8, 30), medication.TwiceDaily, "2026-12-13", "08:30", medication.Morning, 0},
		{"treatment", monday.At(17, 0), medication.Evening, "2026-12-13", "17:00", medication.Evening, 0},
		{"treatment", monday.At(16, 59), medication.Evening, "2026-12-12", "", medication.Evening, 1},
		{"treatment", monday.At(17, 0), medication.Morning, "2026-12-13", "", medication.Morning, 0},
		{"treatment", monday.At(6, 0), medication.Morning, "2026-12-13", "06:00", medication.Morning, 0},
		{"treatment", monday.At(5, 59), medication.Morning, "2026-12-12", "", medication.Morning, 1},
		{"prophylactic", monday.At(8, 30), medication.Evening, "2026-12-13", "20:30", medication.Evening, 0},
		{"prophylactic", monday.At(8, 30), medication.Morning, "2026-12-13", "", medication.Morning, 0},
		{"prophylactic", monday.At(14, 0), medication.TwiceDaily, "2026-12-13", "", medication.Evening, 0}, // 02:00 that very night
		{"prophylactic", monday.At(14, 0), medication.Morning, "2026-12-13", "", medication.Morning, 0},
	} {
		request := neurotomy()
		request.Start, request.Clearance = test.start, 90
		request.Medicines = []medication.Taken{{ATC: "B01AB05", Form: medication.Form(test.code), DoseTime: test.when}}
		hold := one(t, medicines, request)
		require.Equal(t, medication.Hours, hold.Kind)
		said := fmt.Sprint(test)
		require.Equal(t, test.last, hold.LastDose.String(), said)
		require.Equal(t, test.dose, hold.Dose, said)
		require.Equal(t, test.without, hold.DaysWithout, said)
		at := ""
		if !hold.LastDoseAt.IsZero() {
			at = hold.LastDoseAt.Format("15:04")
			require.Equal(t, hold.LastDose, models.DateOf(hold.LastDoseAt))
		}
		require.Equal(t, test.at, at, said)
	}
	request := neurotomy()
	request.Clearance = 90
	request.Medicines = []medication.Taken{
		{ATC: "B01AB05", Form: medication.Treatment, DoseTime: medication.Evening},
		{ATC: "B01AB05", Form: medication.Treatment, DoseTime: medication.Morning},
	}
	require.Empty(t, one(t, medicines, request).Dose, "told in two ways, the hour holds")
	require.Equal(t, medication.Evening, medicines.DoseOf(medication.TwiceDaily, monday.At(20, 0)))
	require.Equal(t, medication.Morning, medicines.DoseOf(medication.TwiceDaily, monday.At(8, 0)))
	require.Empty(t, medicines.DoseOf(medication.TwiceDaily, time.Time{}))
	require.Equal(t, medication.Evening, medicines.DoseOf(medication.Evening, time.Time{}))
}

// Warfarin on hold has its blood test on the day before, with the tier's limit; on
// the morning itself where that is no working day.
func TestINR(t *testing.T) {
	medicines := catalogue(t)
	for _, test := range []struct {
		tier  rulebook.Tier
		start models.Date
		due   string
		limit float64
	}{
		{rulebook.Intermediate, models.NewDate(2026, time.December, 15), "2026-12-14", 1.5},
		{rulebook.High, models.NewDate(2026, time.December, 15), "2026-12-14", 1.2},
		{rulebook.Intermediate, models.NewDate(2026, time.December, 25), "2026-12-25", 1.5}, // after Christmas Eve
		{rulebook.Intermediate, models.NewDate(2026, time.December, 14), "2026-12-14", 1.5}, // a Monday
		{rulebook.Intermediate, models.NewDate(2026, time.April, 7), "2026-04-07", 1.5},     // after Easter Monday
		{rulebook.Intermediate, models.NewDate(2027, time.January, 4), "2027-01-04", 1.5},   // after a weekend
	} {
		request := neurotomy("B01AA03")
		request.Tier, request.Start = test.tier, test.start.At(8, 30)
		hold := one(t, medicines, request)
		require.NotNil(t, hold.INR)
		require.Equal(t, test.due, hold.INR.Due.String())
		require.InDelta(t, test.limit, hold.INR.Limit, 0)
		require.NotEmpty(t, hold.INR.Source.Text)
	}
	request := neurotomy("B01AA03")
	request.Tier = rulebook.Low
	require.Nil(t, one(t, medicines, request).INR, "no hold, no task")
	require.Nil(t, one(t, medicines, neurotomy("B01AF02")).INR)
}

// The tasks that go with a hold are found by their ids, the board's and a kept booking's way.
func TestTheStepsOfAHold(t *testing.T) {
	medicines := catalogue(t)
	after, ok := medicines.Step(medication.INRStep)
	require.True(t, ok)
	within, ok := medicines.Step(medication.INRRangeStep)
	require.True(t, ok)
	require.Equal(t, medication.INRStep, after.ID)
	require.Equal(t, medication.INRRangeStep, within.ID)
	require.NotEqual(t, after.Title, within.Title)
	_, ok = medicines.Step("hold-decision")
	require.False(t, ok)
}

// The same medicine twice is one; where the two differ, only the doctor knows.
func TestTheSameMedicineTwice(t *testing.T) {
	medicines := catalogue(t)
	plan := func(taken ...medication.Taken) []medication.Hold {
		request := neurotomy()
		request.Medicines = taken
		return medication.Plan(medicines, request)
	}
	holds := plan(medication.Taken{ATC: "B01AA03"}, medication.Taken{ATC: " b01aa03 "})
	require.Len(t, holds, 1)
	require.Equal(t, medication.Days, holds[0].Kind, "twice the same is no pair of blood thinners")

	holds = plan(
		medication.Taken{ATC: "B01AB04", Form: medication.Prophylactic},
		medication.Taken{ATC: "B01AB04", Form: medication.Treatment},
		medication.Taken{ATC: "B01AB04", Form: medication.Prophylactic})
	require.Len(t, holds, 1)
	require.Equal(t, medication.Doctor, holds[0].Kind)
	require.Equal(t, "given-twice", codes(holds[0]))
	require.Zero(t, holds[0].Dates)

	holds = plan(medication.Taken{FreeText: "Nattokinas"}, medication.Taken{FreeText: " nattokinas"}, medication.Taken{FreeText: "Vita tabletter"})
	require.Len(t, holds, 2)
	require.Equal(t, "none", holds[1].Pause().String())
	require.Empty(t, codes(holds[1]), "a medicine that the catalogue lacks asks nothing")
	require.False(t, holds[1].Known)

	holds = plan(medication.Taken{FreeText: "Heparin, sprutor"})
	require.Equal(t, "unknown-medicine", codes(holds[0]), "but for a name that sounds like a blood thinner")
	require.False(t, holds[0].Known)
	require.Equal(t, []string{"B1", "B2"}, holds[0].Source.Leaflet)
}

// What the doctor needs beside the proposal comes with it.
func TestWhatComesWithAHold(t *testing.T) {
	medicines := catalogue(t)
	hold := one(t, medicines, neurotomy("B01AA03"))
	require.Contains(t, hold.GuidelineResume.In(models.Swedish), "6 h")
	require.Equal(t, "2–5 d", hold.Range.In(models.Swedish))
	require.Contains(t, hold.Source.Text, "CCJM")
	require.Equal(t, rulebook.Proposed, hold.Source.Status)
	require.NotEmpty(t, hold.Advice)

	hold = one(t, medicines, neurotomy("B01AC04"))
	require.Equal(t, "7d", hold.Table.String(), "the doctor sees the table's figure")

	hold = one(t, medicines, neurotomy("C09AA02"))
	require.Len(t, hold.Advice, 2, "the leaflet's advice, and where guidelines differ")
	require.Equal(t, []string{"D3"}, hold.Source.Leaflet)

	require.Equal(t, 3, medicines.Resume().Days)
	require.Equal(t, []string{"R5"}, medicines.Resume().Source.Leaflet)
	require.Equal(t, rulebook.Low, medicines.NeverByDefault().Tier)
	for _, combination := range medicines.Combinations() {
		require.NotEmpty(t, combination.Source.Text, combination.ID)
	}
}

// Every reason that the rules can give is a sentence in both languages.
func TestEveryReasonIsSaid(t *testing.T) {
	reasons := []string{
		"p2y12", "several-blood-thinners", "clearance-low", "clearance-unknown", "form-unknown", "indication-unknown", "no-row",
		"unknown-medicine", "given-twice", "doctor-by-table", "never-by-default", "recommended-only", "ssri-with-thinner",
		"ask-doctor", "ask-anaesthetist", "unknown-substance", "substances-differ",
	}
	for _, factor := range medication.Factors {
		reasons = append(reasons, string(factor))
	}
	for _, factor := range catalogue(t).AskedFactors() {
		reasons = append(reasons, string(factor)+"-unknown")
	}
	for _, combination := range catalogue(t).Combinations() {
		if len(combination.Factors) == 0 {
			require.Contains(t, reasons, combination.ID)
		}
	}
	for _, language := range []models.Language{models.Swedish, models.English} {
		words, err := resources.Words(string(language))
		require.NoError(t, err)
		for _, reason := range reasons {
			require.Contains(t, words, "medication.reason."+reason)
		}
	}
}

// One booking's medicines are planned as the nurse types: far below a frame.
func BenchmarkPlan(b *testing.B) {
	medicines := catalogue(b)
	request := neurotomy("B01AA03", "M01AE01", "N06AB06", "N06DX02", "A10BK01")
	b.ReportAllocs()
	for b.Loop() {
		medication.Plan(medicines, request)
	}
}
