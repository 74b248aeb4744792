package triage_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/triage"
	"nursedesk/resources"
)

var load = sync.OnceValues(func() (*triage.Guide, error) { return triage.Load(resources.Files) })

func guide(t testing.TB) *triage.Guide {
	t.Helper()
	guide, err := load()
	require.NoError(t, err)
	return guide
}

// call makes a request of words: "fever=yes temperature=38.4 B01AA03 +insulin",
// where a word without "=" is a medicine's code, or with "+" a factor. The clinic is open.
func call(t testing.TB, day int, told string) triage.Request {
	t.Helper()
	request := triage.Request{Day: day, Open: true, Answers: map[string]triage.Answer{}}
	for _, word := range strings.Fields(told) {
		id, said, isAnswer := strings.Cut(word, "=")
		factor, isFactor := strings.CutPrefix(word, "+")
		switch {
		case isAnswer:
			answer, err := guide(t).ParseAnswer(id, said)
			require.NoError(t, err, word)
			request.Answers[id] = answer
		case isFactor:
			request.Factors = append(request.Factors, factor)
		default:
			request.Medicines = append(request.Medicines, word)
		}
	}
	return request
}

func assess(t testing.TB, request triage.Request) triage.Assessment {
	t.Helper()
	found, err := guide(t).Assess(request)
	require.NoError(t, err, "%+v", request)
	return found
}

// given is the level that a rule gives; "" where it does not hold.
func given(found triage.Assessment, rule string) triage.Level {
	for _, trigger := range found.Triggered {
		if trigger.Rule == rule {
			return trigger.Level
		}
	}
	return ""
}

func ids[T any](list []T, id func(T) string) []string {
	var all []string
	for _, one := range list {
		all = append(all, id(one))
	}
	return all
}

// The doctor's table is whole and in its order, and so are the groups of questions.
func TestTheTableIsWhole(t *testing.T) {
	rules := ids(guide(t).Rules(), func(r triage.Rule) string { return r.ID })
	require.Len(t, rules, 30)
	require.True(t, slices.IsSorted(rules))
	require.Equal(t, "R01", rules[0])
	require.Equal(t, "R30", rules[29])
	require.Len(t, guide(t).Groups(), 11)
	require.Equal(t, "2", guide(t).Version())
	require.Len(t, guide(t).Hash(), 64)
	for i, finding := range guide(t).Findings() {
		require.Equal(t, i+1, finding.Order)
	}
	levels := ids(guide(t).Levels(), func(l triage.LevelText) string { return string(l.ID) })
	require.Equal(t, []string{"L1", "L2", "L3", "L4", "L5"}, levels)
	require.Len(t, guide(t).Complications(), 29)
}

// Everything that is believed says where it comes from, and no file can say
// that a doctor has approved it.
func TestEverySource(t *testing.T) {
	seen := map[string]bool{}
	for _, source := range guide(t).Sources() {
		require.False(t, seen[source.Row.ID], source.Row.ID)
		seen[source.Row.ID] = true
		require.Len(t, source.Row.Hash, 64)
		require.True(t, len(source.Leaflet) > 0 || source.Text != "", source.Row.ID)
		require.Equal(t, source.Text != "", source.Status == careplan.Proposed, source.Row.ID)
	}
	require.Len(t, seen, 6+5+7+30)
	for _, rule := range guide(t).Rules() {
		require.Equal(t, careplan.Proposed, rule.Source.Status, "%s: the leaflet gives no levels", rule.ID)
	}
	require.Contains(t, seen, "triage/R01")
	require.Contains(t, seen, "triage/at-least")
}

// What is found in one call is said with what it led to, and the level's own
// words come first, the safety net last.
func TestAssessment(t *testing.T) {
	found := assess(t, call(t, 5, "temperature=38.4 more-pain=yes temperature-method=ear"))
	require.Equal(t, triage.L2, found.Level)
	require.Equal(t, []string{"deep-infection", "pain-flare"}, found.Suspected)
	require.Equal(t, []triage.Trigger{
		{Rule: "R12", Level: triage.L2, Findings: []string{"temperature", "more-pain"}},
		{Rule: "R25", Level: triage.L5, Findings: []string{"more-pain"}},
	}, found.Triggered)
	require.Equal(t, []string{"immunosuppressed", "back-pain", "pain-unrelieved"}, found.AskAlso)
	require.Equal(t, &triage.Hours{From: 12, To: 24}, found.Recontact, "who was sent to hospital is not forgotten for three days")
	require.Nil(t, found.Visit)
	require.False(t, found.Complete)
	require.NotContains(t, found.UnaskedRedFlags, "fever", "who has measured is not asked for a fever")
	require.Equal(t, guide(t).Stamp(), found.RulesVersion)

	level, _ := guide(t).Level(triage.L2)
	rule, _ := guide(t).Rule("R12")
	require.Equal(t, level.Tell, found.Advice[0])
	require.Equal(t, rule.Tell, found.Advice[1])
	require.Len(t, found.Advice, 2, "that more pain is usual would contradict the level")

	found = assess(t, call(t, 5, "more-pain=yes"))
	require.Equal(t, triage.L5, found.Level)
	require.Equal(t, &triage.Hours{From: 48, To: 72}, found.Recontact)
	level, _ = guide(t).Level(triage.L5)
	require.Equal(t, level.SafetyNet, found.Advice[len(found.Advice)-1])
	require.Contains(t, found.WouldRaise, triage.Raise{Finding: "pain-course", Answer: triage.OfChoice("worse"), Level: triage.L4})
	require.Contains(t, found.WouldRaise, triage.Raise{Finding: "temperature", Answer: triage.OfNumber(38), Level: triage.L2})
	require.NotContains(t, ids(found.WouldRaise, func(r triage.Raise) string { return r.Finding }), "tired")
}

// Before anything is found or all red flags are asked there is no level; once
// they are all no, self-care is one.
func TestNoLevelBeforeTheRedFlags(t *testing.T) {
	request := call(t, 4, "")
	found := assess(t, request)
	require.Empty(t, found.Level)
	require.Empty(t, found.Advice)
	var flags []string
	for _, finding := range guide(t).Findings() {
		if finding.RedFlag {
			flags = append(flags, finding.ID)
			request.Answers[finding.ID] = triage.No
		}
	}
	require.Equal(t, flags, found.UnaskedRedFlags)
	found = assess(t, request)
	require.True(t, found.Complete)
	require.Equal(t, triage.L5, found.Level)
	delete(request.Answers, flags[len(flags)-1])
	require.Equal(t, flags[len(flags)-1:], assess(t, request).UnaskedRedFlags)
}

// A visit is booked for the earliest of the days that the rules say.
func TestVisits(t *testing.T) {
	for told, want := range map[string]triage.Span{
		"pus=yes":                                 {From: 0, To: 0},
		"more-pain=yes pain-course=worse":         {From: 0, To: 1},
		"pus=yes more-pain=yes pain-course=worse": {From: 0, To: 0},
	} {
		found := assess(t, call(t, 10, told))
		require.Equal(t, triage.L4, found.Level, told)
		require.Equal(t, &want, found.Visit, told)
	}
	require.Equal(t, &triage.Span{From: 3, To: 5}, assess(t, call(t, 40, "pain-course=same")).Visit)
	require.Nil(t, assess(t, call(t, 10, "pus=yes chills=yes")).Visit)
}

// A second call, or worry, is one level more, not two; a surgeon who can't be
// reached is the emergency department.
func TestRaising(t *testing.T) {
	for _, test := range []struct {
		day          int
		told         string
		open, closed triage.Level
	}{
		{1, "tired=yes", triage.L5, triage.L5},
		{1, "tired=yes worried=yes", triage.L4, triage.L4},
		{1, "tired=yes +second-call", triage.L4, triage.L4},
		{1, "tired=yes worried=yes second-call=yes", triage.L4, triage.L4},
		{1, "worried=yes", triage.L4, triage.L4},
		{9, "pus=yes", triage.L4, triage.L4},
		{9, "pus=yes worried=yes", triage.L3, triage.L2},
		{9, "chills=yes", triage.L3, triage.L2},
		{9, "chills=yes worried=yes", triage.L2, triage.L2},
		{9, "calf=yes +worried", triage.L1, triage.L1},
		{9, "chest-pain=yes worried=yes", triage.L1, triage.L1},
	} {
		request := call(t, test.day, test.told)
		require.Equal(t, test.open, assess(t, request).Level, test.told)
		request.Open = false
		found := assess(t, request)
		require.Equal(t, test.closed, found.Level, test.told)
		require.Equal(t, test.open != test.closed, given(found, triage.OutsideHours) != "", test.told)
	}
	request := call(t, 1, "tired=yes")
	request.Worried = true
	require.Equal(t, triage.L4, given(assess(t, request), "R29"))
	request = call(t, 1, "tired=yes B01AA03")
	request.SecondCallWithin48h = true
	require.Equal(t, []string{"blood-thinner", "second-call"}, assess(t, request).Known)
	require.Equal(t, []string{"second-call"}, assess(t, request).Triggered[1].Findings)
}

// A red flag stays urgent after the days of its rule, and says that it is so.
func TestARedFlagOnAnyDay(t *testing.T) {
	found := assess(t, call(t, 200, "breathing-difficulty=yes"))
	require.Equal(t, triage.L1, found.Level)
	require.Equal(t, []triage.Trigger{{Rule: triage.AnyDay, Level: triage.L1, Findings: []string{"breathing-difficulty"}}}, found.Triggered)
	require.Empty(t, given(assess(t, call(t, 20, "breathing-difficulty=yes")), triage.AnyDay), "the rule says it")
	require.Equal(t, triage.L4, assess(t, call(t, 6, "fever=yes")).Level)
}

// What the booking knows of medicines counts, also against what is said.
func TestKnownWithoutAsking(t *testing.T) {
	for told, want := range map[string]triage.Level{
		"swelling-tense=yes":                          triage.L3,
		"swelling-tense=yes B01AA03":                  triage.L2, // warfarin
		"swelling-tense=yes B01AC04":                  triage.L2, // clopidogrel
		"swelling-tense=yes M01AE01":                  triage.L3, // ibuprofen is none here
		"swelling-tense=yes C08CA01":                  triage.L3, // amlodipine, which the catalogue lacks
		"swelling-tense=yes B01AC30":                  triage.L2, // clopidogrel with acetylsalicylic acid
		"swelling-tense=yes blood-thinner=no b01aa03": triage.L2,
		"swelling-tense=yes blood-thinner=unknown":    triage.L3,
		"swelling-tense=yes +stent":                   triage.L3, // a booking's factor that no rule asks for
		"no-fluids=yes":                               triage.L4,
		"no-fluids=yes A10BA02":                       triage.L4, // metformin
		"no-fluids=yes A10BK03":                       triage.L2, // empagliflozin
		"no-fluids=yes A10BD15":                       triage.L2, // metformin with dapagliflozin
		"no-fluids=yes A10AB05":                       triage.L2, // insulin
		"no-fluids=yes +insulin":                      triage.L2,
	} {
		require.Equal(t, want, assess(t, call(t, 2, told)).Level, told)
	}
}

// Only the neurotomy leaves stitches and a dressing; an unknown procedure may have.
func TestProcedures(t *testing.T) {
	for procedure, want := range map[string]bool{"neurotomy": true, "": true, "block": false} {
		for rule, told := range map[string]string{"R15": "stitches-out=yes", "R28": "dressing-off=yes"} {
			request := call(t, 3, told)
			request.Procedure = procedure
			require.Equal(t, want, given(assess(t, request), rule) != "", "%s %s", rule, procedure)
		}
	}
}
