package triage_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/models"
)

// What each answer gives in the frozen guide, day by day: a row's own levels, its last
// day, its procedures, and the least levels that need no rule.
func TestLevels(t *testing.T) {
	for _, test := range []struct {
		day   int
		words string
		want  triage.Level
	}{
		{0, "fever=yes", triage.L4},
		{0, "fever=unknown", triage.L4}, // a red flag that is not known counts as yes
		{0, "chills=yes", triage.L3},
		{0, "odd=yes", triage.L4}, // no rule speaks of it
		{0, "odd=unknown", ""},    // and what is no red flag counts as not asked
		{50, "sore=yes", triage.L4},
		{0, "sore=yes", triage.L5},
		{3, "sore=yes", triage.L5},
		{4, "sore=yes", triage.L4},
		{0, "course=same", triage.L5},
		{0, "course=worse", triage.L4},
		{0, "open=yes deep=yes", triage.L4},
		{0, "deep=yes", triage.L4},
		{0, "fever=yes spo2=95", triage.L4},
		{0, "fever=yes spo2=94", triage.L3},
		{7, "temperature=38 spo2=94", triage.L3},
		{8, "temperature=38 spo2=94", triage.L4},
		{8, "temperature=38 spo2=94 thinner=yes", triage.L2},
		{8, "temperature=37.9 spo2=94 thinner=yes", triage.L4},
		{0, "thinner=yes", ""},
		{0, "numb=yes", triage.L2}, // a case of another procedure
		{0, "bleeding=yes", triage.L3},
	} {
		found := judged(t, test.day, test.words)
		require.Equal(t, test.want, found.Level, "day %d %s: %+v", test.day, test.words, found.Triggered)
	}
}

// A number has least levels of its own in both directions; what lies between is normal,
// and what is neither is a complaint that no rule speaks of.
func TestNumbers(t *testing.T) {
	for words, want := range map[string]struct {
		level triage.Level
		by    string
	}{
		"spo2=87":          {triage.L1, "floor:spo2"},
		"spo2=88":          {triage.L2, "floor:spo2"},
		"spo2=90":          {triage.L2, "floor:spo2"},
		"spo2=91":          {triage.L4, triage.Unexplained},
		"spo2=94":          {triage.L4, triage.Unexplained},
		"spo2=95":          {"", ""},
		"pulse=40":         {triage.L2, "floor:pulse"},
		"pulse=41":         {"", ""},
		"pulse=110":        {"", ""},
		"pulse=111":        {triage.L4, triage.Unexplained},
		"pulse=120":        {triage.L4, triage.Unexplained},
		"pulse=121":        {triage.L2, "floor:pulse"},
		"temperature=35":   {triage.L3, "floor:temperature"},
		"temperature=35.1": {"", ""},
		"temperature=37.9": {"", ""},
		"temperature=38":   {triage.L4, "floor:temperature"},
	} {
		found := judged(t, 0, words)
		require.Equal(t, want.level, found.Level, words)
		require.Equal(t, want.level, given(found, want.by), words)
	}
}

// Points are added up over what was measured; a part that is not measured has none, and
// the parts are told.
func TestScores(t *testing.T) {
	found := judged(t, 0, "spo2=93 pulse=111 fever=yes")
	require.Equal(t, triage.L2, given(found, "sum"))
	require.Equal(t, []triage.Scored{{ID: "sum", Name: machinery(t).Scores()[0].Name, Sum: 5, Parts: []triage.PartScored{
		{Name: machinery(t).Scores()[0].Parts[0].Name, Points: 2},
		{Name: machinery(t).Scores()[0].Parts[1].Name, Points: 2},
		{Name: machinery(t).Scores()[0].Parts[2].Name, Points: 1},
	}}}, found.Scores)
	require.Equal(t, triage.L3, given(judged(t, 0, "spo2=93 pulse=91"), "sum"))
	require.Empty(t, given(judged(t, 0, "spo2=94 pulse=91"), "sum"))
	require.Equal(t, 2, judged(t, 0, "spo2=94 pulse=91").Scores[0].Sum)
	require.Empty(t, judged(t, 0, "fever=yes").Scores, "nothing is measured")
	require.Equal(t, "Summa 5 (syre 2, puls 2, feber 1)", sv(found.Scores[0].Words()))
	require.Equal(t, "Sum 0", judged(t, 0, "spo2=96").Scores[0].Words()[models.English])
	title, ok := machinery(t).Title(found.Triggered[0], found)
	require.True(t, ok)
	require.Equal(t, "Sum 5 (oxygen 2, pulse 2, fever 1)", title[models.English])
}

// That no rule fits is told as such, with the complaints that nothing speaks of, and
// never hides what the rules do speak of.
func TestWhatNoRuleSpeaksOf(t *testing.T) {
	found := judged(t, 0, "odd=yes sore=yes spo2=92")
	require.Equal(t, triage.L4, found.Level)
	require.Equal(t, []triage.Trigger{
		{Rule: triage.Unexplained, Level: triage.L4, Findings: []string{"spo2", "odd"}},
		{Rule: "R02", Level: triage.L5, Findings: []string{"sore"}},
	}, found.Triggered)
	require.Equal(t, "Bedöms", found.Advice[1].In(models.Swedish))
	require.Equal(t, "Bedöm", found.Do[0].In(models.Swedish))

	found = judged(t, 0, "odd=yes chills=yes")
	require.Equal(t, triage.L3, found.Level)
	require.Equal(t, triage.L4, given(found, triage.Unexplained), "said beside what is more urgent")

	require.Empty(t, given(judged(t, 0, "fever=yes thinner=yes"), triage.Unexplained), "a circumstance is no complaint")
	unknown := call(t, 0, "sore=yes")
	unknown.DayUnknown = true
	require.Equal(t, triage.L4, assess(t, machinery(t), unknown).Level, "usual on some days is not usual on a day that nobody knows")
	unknown = call(t, 0, "numb=yes")
	unknown.Procedure = ""
	require.Equal(t, triage.L1, assess(t, machinery(t), unknown).Level, "every procedure may have been")
}

// The caller's own words are a complaint until an answer says what they are about. While
// red flags are left to ask they say nothing yet.
func TestOwnWords(t *testing.T) {
	request := call(t, 0, "")
	request.OwnWords = true
	require.Empty(t, assess(t, machinery(t), request).Level)
	denied(machinery(t), &request)
	found := assess(t, machinery(t), request)
	require.Equal(t, triage.L4, found.Level)
	require.Equal(t, []triage.Trigger{{Rule: triage.Unexplained, Level: triage.L4}}, found.Triggered)
	request.Answers["sore"] = triage.Yes
	require.Equal(t, triage.L5, assess(t, machinery(t), request).Level, "that is what it is about")
	request.Answers["sore"], request.Answers["thinner"] = triage.No, triage.Yes
	require.Equal(t, triage.L4, assess(t, machinery(t), request).Level, "a circumstance explains nothing")
}

// Before anything is found or all red flags are asked there is no level; once they
// are all no, the guide's own level of nothing found is one.
func TestNoLevelBeforeTheRedFlags(t *testing.T) {
	found := judged(t, 4, "")
	require.Empty(t, found.Level)
	require.Empty(t, found.Advice)
	require.Nil(t, found.Recontact)
	require.Equal(t, []string{"fever", "chills"}, found.UnaskedRedFlags)
	found = judged(t, 4, "fever=no chills=not-applicable")
	require.True(t, found.Complete)
	require.Equal(t, triage.L5, found.Level)
	require.Equal(t, []string{"chills"}, judged(t, 4, "fever=no").UnaskedRedFlags)
	require.Equal(t, []string{"chills"}, judged(t, 4, "temperature=37.2").UnaskedRedFlags, "who has measured is not asked for a fever")
}

// A raise is by as many levels as the rule says, once, and never beyond its ceiling; a
// surgeon who can't be reached is the emergency department.
func TestRaising(t *testing.T) {
	for _, test := range []struct {
		words        string
		open, closed triage.Level
	}{
		{"sore=yes", triage.L5, triage.L5},
		{"sore=yes call-again=yes", triage.L4, triage.L4},
		{"sore=yes call-again=yes +second-call +worried", triage.L4, triage.L4},
		{"call-again=yes", triage.L4, triage.L4},
		{"odd=yes call-again=yes", triage.L3, triage.L2},
		{"chills=yes", triage.L3, triage.L2},
		{"chills=yes call-again=yes", triage.L2, triage.L2},
		{"spo2=90 call-again=yes", triage.L2, triage.L2},
		{"spo2=87 call-again=yes", triage.L1, triage.L1},
	} {
		request := call(t, 1, test.words)
		require.Equal(t, test.open, assess(t, machinery(t), request).Level, test.words)
		request.Open = false
		found := assess(t, machinery(t), request)
		require.Equal(t, test.closed, found.Level, test.words)
		require.Equal(t, test.open != test.closed, given(found, triage.OutsideHours) != "", test.words)
	}
	request := call(t, 1, "sore=yes")
	request.Factors = []string{"worried"}
	found := assess(t, machinery(t), request)
	require.Equal(t, triage.L4, given(found, "R04"))
	require.Equal(t, "Rätt", found.Advice[2].In(models.Swedish), "what is said of the worry comes after the rule's own words")
	request.Factors, request.SecondCallWithin48h = nil, true
	require.Equal(t, []string{"call-again"}, assess(t, machinery(t), request).Known)
}

// What is found in one call is said with what it led to: the level's own words first,
// the safety net last, and nothing that milder rules would say.
func TestAssessment(t *testing.T) {
	found := judged(t, 5, "temperature=38.4 spo2=94 sore=yes odd=no")
	require.Equal(t, triage.L3, found.Level)
	require.Equal(t, []string{"infection"}, found.Suspected)
	require.Equal(t, []triage.Trigger{
		{Rule: "R01", Level: triage.L3, Findings: []string{"temperature", "spo2"}},
		{Rule: "R02", Level: triage.L4, Findings: []string{"sore"}},
	}, found.Triggered)
	require.Equal(t, []string{"Vänta", "Hett"}, ids(found.Advice, sv))
	require.Equal(t, []string{"Kyl"}, ids(found.Do, sv))
	require.Equal(t, []string{"thinner", "bleeding"}, found.AskAlso)
	require.Equal(t, []string{"method"}, found.Missing, "how it was measured")
	require.Nil(t, found.Recontact, "the surgeon calls")
	require.Nil(t, found.Visit)
	require.Equal(t, machinery(t).Stamp(), found.RulesVersion)

	found = judged(t, 0, "sore=yes temperature=37.2 method=ear")
	require.Equal(t, []string{"Vila", "Vanligt", "Annars"}, ids(found.Advice, sv))
	require.Equal(t, &triage.Hours{From: 48, To: 72}, found.Recontact)
	require.Empty(t, found.Missing)
	found = judged(t, 1, "sore=yes")
	require.Contains(t, found.WouldRaise, triage.Raise{Finding: "course", Answer: triage.OfChoice("worse"), Level: triage.L4})
	require.Contains(t, found.WouldRaise, triage.Raise{Finding: "pulse", Answer: triage.OfNumber(111), Level: triage.L4})
	require.Contains(t, found.WouldRaise, triage.Raise{Finding: "pulse", Answer: triage.OfNumber(40), Level: triage.L2})
	require.NotContains(t, ids(found.WouldRaise, func(r triage.Raise) string { return r.Finding }), "thinner")
	require.Empty(t, judged(t, 0, "spo2=80").WouldRaise)
}

// Whoever measured is asked how, by the words of both questions.
func TestWhatANumberSaysTooLittleWithout(t *testing.T) {
	problem := machinery(t).Unsaid("method")
	require.Equal(t, "triage.method", problem.Code)
	require.Equal(t, "method", problem.Field)
	number, _ := machinery(t).Finding("temperature")
	how, _ := machinery(t).Finding("method")
	require.Equal(t, map[string]any{"question": number.Question, "method": how.Question}, problem.Values)
}

func sv(text models.Text) string { return text.In(models.Swedish) }

// What is said follows the level that the nurse ended with: the rules' own words belong
// to the rules' level.
func TestWhatIsSaidAtAnotherLevel(t *testing.T) {
	found := judged(t, 0, "sore=yes")
	own := machinery(t).At(found, triage.L5)
	require.Equal(t, found.Advice, own.Advice)
	require.Equal(t, found.Recontact, own.Recontact)
	raised := machinery(t).At(found, triage.L4)
	require.Equal(t, []string{"Kom", "Annars"}, ids(raised.Advice, sv))
	require.Nil(t, raised.Recontact)
	require.Equal(t, &triage.Span{From: 0, To: 1}, raised.Visit)
	require.Equal(t, []string{"Ring"}, ids(machinery(t).At(found, triage.L1).Advice, sv), "no safety net at home")
	require.Equal(t, triage.Told{}, machinery(t).At(found, ""))
}

// A visit is booked for the earliest of the days that the rules say, and a call made at
// the earliest of the times.
func TestVisits(t *testing.T) {
	for words, want := range map[string]triage.Span{
		"odd=yes":                     {From: 0, To: 1},
		"sore=yes":                    {From: 3, To: 5},
		"sore=yes deep=yes":           {From: 0, To: 0},
		"course=worse":                {From: 0, To: 0},
		"sore=yes fever=yes spo2=94":  {From: 0, To: 0},
		"sore=yes fever=yes":          {From: 3, To: 5},
		"fever=yes spo2=94 thinner=n": {From: 0, To: 0},
	} {
		found := judged(t, 10, words)
		require.Equal(t, triage.L4, found.Level, words)
		require.Equal(t, &want, found.Visit, words)
	}
	require.Nil(t, judged(t, 10, "sore=yes chills=yes").Visit)
	require.Equal(t, &triage.Hours{From: 12, To: 24}, judged(t, 10, "sore=yes fever=yes spo2=94").Recontact)
	require.Equal(t, &triage.Hours{From: 3, To: 4}, judged(t, 10, "fever=yes spo2=94 thinner=yes").Recontact, "who is sent to hospital is called by the level's own time")
}

// What the booking knows of medicines counts, also against what is said, and by every
// substance of a medicine; what the catalogue lacks is none.
func TestKnownWithoutAsking(t *testing.T) {
	for words, want := range map[string]triage.Level{
		"fever=yes spo2=94":                     triage.L3,
		"fever=yes spo2=94 B01AA03":             triage.L2,
		"fever=yes spo2=94 b01aa03 thinner=no":  triage.L2,
		"fever=yes spo2=94 thinner=unknown":     triage.L3,
		"fever=yes spo2=94 B01AC06":             triage.L3, // another class
		"fever=yes spo2=94 C08CA01":             triage.L3,
		"fever=yes spo2=94 A10AB05":             triage.L2, // by its code
		"fever=yes spo2=94 A10AE54":             triage.L2, // by one of its substances
		"fever=yes spo2=94 +thin":               triage.L2,
		"fever=yes spo2=94 +stent":              triage.L3, // a booking's factor that no rule asks for
		"fever=yes spo2=94 B01AA03 thinner=yes": triage.L2,
	} {
		require.Equal(t, want, judged(t, 0, words).Level, words)
	}
	require.Equal(t, []string{"thinner"}, judged(t, 0, "B01AA03").Known)
	require.Empty(t, judged(t, 0, "B01AA03 thinner=yes").Known, "it was asked")
}

// What procedure, day, medicines or other answers make impossible is not asked; told all
// the same, it counts.
func TestHidden(t *testing.T) {
	hidden := func(day int, words, procedure string, medicinesKnown bool) []string {
		request := call(t, day, words)
		request.Procedure, request.MedicinesKnown = procedure, medicinesKnown
		return assess(t, machinery(t), request).Hidden
	}
	require.Equal(t, []string{"course", "deep", "numb"}, hidden(0, "", "neurotomy", false))
	require.Equal(t, []string{"deep", "numb"}, hidden(1, "", "neurotomy", false))
	require.Equal(t, []string{"course", "deep"}, hidden(0, "", "block", false))
	require.Equal(t, []string{"deep", "numb"}, hidden(1, "", "block", false))
	require.Equal(t, []string{"course", "deep"}, hidden(0, "", "", false), "it may have been that procedure")
	require.Equal(t, []string{"numb"}, hidden(1, "open=yes", "neurotomy", false))
	require.Equal(t, []string{"deep", "numb", "bleeding"}, hidden(1, "", "neurotomy", true), "a list of medicines without a thinner")
	require.Equal(t, []string{"deep", "numb"}, hidden(1, "B01AA03", "neurotomy", true))
	require.Equal(t, []string{"deep", "numb"}, hidden(1, "thinner=yes", "neurotomy", true))
	require.Equal(t, []string{"deep", "numb"}, hidden(1, "thinner=unknown", "neurotomy", true))
	require.Equal(t, []string{"deep", "numb", "bleeding"}, hidden(1, "thinner=no", "neurotomy", false))
	require.Equal(t, []string{"deep"}, hidden(1, "numb=yes", "neurotomy", false), "what was told is shown")
	require.Equal(t, []string{"deep", "numb"}, hidden(1, "numb=no", "neurotomy", false), "a no counts for nothing")
	require.Equal(t, triage.L2, judged(t, 1, "numb=yes").Level)
	unknown := call(t, 0, "")
	unknown.DayUnknown = true
	require.Equal(t, []string{"deep", "numb"}, assess(t, machinery(t), unknown).Hidden)

	request := call(t, 0, "")
	require.NotContains(t, assess(t, machinery(t), request).UnaskedRedFlags, "numb")
	request.Procedure = "block"
	found := assess(t, machinery(t), request)
	require.Contains(t, found.UnaskedRedFlags, "numb")
	require.True(t, slices.ContainsFunc(found.WouldRaise, func(r triage.Raise) bool { return r.Finding == "numb" }))
	require.NotContains(t, ids(judged(t, 0, "").WouldRaise, func(r triage.Raise) string { return r.Finding }), "numb")
	require.NotContains(t, judged(t, 0, "fever=yes spo2=94 thinner=no").AskAlso, "bleeding")
}

// A detail of what the caller denies is told as a contradiction, and the worse counts.
func TestContradictions(t *testing.T) {
	for words, want := range map[string][]triage.Contradiction{
		"fever=no temperature=38":            {{Denied: "fever", Told: "temperature", Answer: triage.OfNumber(38)}},
		"fever=no temperature=37.9":          nil,
		"fever=unknown temperature=39":       nil,
		"open=no deep=yes":                   {{Denied: "open", Told: "deep", Answer: triage.Yes}},
		"open=no deep=unknown":               nil,
		"deep=yes":                           nil,
		"open=no deep=yes fever=no spo2=100": {{Denied: "open", Told: "deep", Answer: triage.Yes}},
	} {
		require.Equal(t, want, judged(t, 0, words).Contradictions, words)
	}
	require.Equal(t, triage.L4, judged(t, 0, "fever=no temperature=38").Level)
	problem := machinery(t).Contradicts(triage.Contradiction{Denied: "fever", Told: "temperature", Answer: triage.OfNumber(38.4)})
	require.Equal(t, "triage.contradiction", problem.Code)
	require.Equal(t, "temperature", problem.Field)
	require.Equal(t, "38,4 °C", sv(problem.Values["answer"].(models.Text)))
	inWords(t, problem.Code)
}
