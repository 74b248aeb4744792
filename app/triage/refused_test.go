package triage_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/resources"
)

// inWords holds that a problem has a sentence in both languages.
func inWords(t *testing.T, code string) {
	t.Helper()
	for _, language := range models.Languages {
		words, err := resources.Words(string(language))
		require.NoError(t, err)
		require.Contains(t, words, "problem."+code)
	}
}

// What cannot be is refused with what is wrong, where, and never judged.
func TestCallsThatAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		spoil       func(*triage.Request)
		code, field string
	}{
		"before the procedure":  {func(r *triage.Request) { r.Day = -1 }, "triage.day-before", "day"},
		"after two years":       {func(r *triage.Request) { r.Day = 731 }, "triage.day-late", "day"},
		"unknown procedure":     {func(r *triage.Request) { r.Procedure = "fusion" }, "procedure.unknown", "procedure"},
		"unknown factor":        {func(r *triage.Request) { r.Factors = []string{"tall"} }, "factor.unknown", "factors"},
		"unknown question":      {func(r *triage.Request) { r.Answers["toothache"] = triage.Yes }, "triage.finding", "answers"},
		"temperature 380":       {func(r *triage.Request) { r.Answers["temperature"] = triage.OfNumber(380) }, "triage.limits", "temperature"},
		"temperature 33.9":      {func(r *triage.Request) { r.Answers["temperature"] = triage.OfNumber(33.9) }, "triage.limits", "temperature"},
		"pain 11":               {func(r *triage.Request) { r.Answers["back-pain"] = triage.OfNumber(11) }, "triage.limits", "back-pain"},
		"yes to a number":       {func(r *triage.Request) { r.Answers["temperature"] = triage.Yes }, "triage.answer", "temperature"},
		"a number to yes or no": {func(r *triage.Request) { r.Answers["chills"] = triage.OfNumber(1) }, "triage.answer", "chills"},
		"no such choice":        {func(r *triage.Request) { r.Answers["pain-course"] = triage.OfChoice("awful") }, "triage.answer", "pain-course"},
		"no leg pain, and severe": {func(r *triage.Request) {
			r.Answers["leg-pain"], r.Answers["leg-pain-score"] = triage.No, triage.OfNumber(9)
		}, "triage.contradiction", "leg-pain-score"},
		"no fever, and 39": {func(r *triage.Request) {
			r.Answers["fever"], r.Answers["temperature"] = triage.No, triage.OfNumber(39)
		}, "triage.contradiction", "temperature"},
		"no open wound, and a deep one": {func(r *triage.Request) {
			r.Answers["wound-open"], r.Answers["wound-deep"] = triage.No, triage.Yes
		}, "triage.contradiction", "wound-deep"},
		"no swelling, and a tense one": {func(r *triage.Request) {
			r.Answers["wound-swelling"], r.Answers["swelling-tense"] = triage.No, triage.Yes
		}, "triage.contradiction", "swelling-tense"},
		"urine within 18 hours, and not for 20": {func(r *triage.Request) {
			r.Answers["no-urine-18h"], r.Answers["urine-hours"] = triage.No, triage.OfNumber(20)
		}, "triage.contradiction", "urine-hours"},
	} {
		t.Run(name, func(t *testing.T) {
			request := call(t, 3, "")
			test.spoil(&request)
			found, err := guide(t).Assess(request)
			require.Equal(t, triage.Assessment{}, found)
			var problems models.Problems
			require.ErrorAs(t, err, &problems)
			require.Len(t, problems, 1)
			require.Equal(t, test.code, problems[0].Code)
			require.Equal(t, test.field, problems[0].Field)
			require.NotContains(t, err.Error(), "380", "logs get no values")
			inWords(t, test.code)
		})
	}
	for _, told := range []string{
		"leg-pain=no leg-pain-score=0", "fever=no temperature=37.9", "fever=unknown temperature=39", "wound-open=no wound-deep=unknown",
		"leg-pain=no leg-pain-score=unknown",
	} {
		_, err := guide(t).Assess(call(t, 3, told))
		require.NoError(t, err, "%s is no contradiction", told)
	}
	request := call(t, 3, "")
	request.Day, request.DayUnknown = -5, true
	require.Empty(t, assess(t, request).Level, "a day that nobody knows is none before the procedure")
	_, err := guide(t).Assess(triage.Request{Day: -1, Procedure: "fusion", Answers: map[string]triage.Answer{"chills": triage.OfNumber(1)}})
	var problems models.Problems
	require.ErrorAs(t, err, &problems)
	require.Len(t, problems, 3, "all that is wrong is said at once")
}

// Answers are read as they are typed, in either language.
func TestParseAnswer(t *testing.T) {
	for written, want := range map[string]triage.Answer{
		"chills Ja": triage.Yes, "chills n": triage.No, "chills  okänd ": triage.Unknown, "chills unknown": triage.Unknown,
		"temperature 38,4": triage.OfNumber(38.4), "temperature 38.4": triage.OfNumber(38.4), "temperature vet ej": triage.Unknown,
		"pain-course Worse": triage.OfChoice("worse"),
	} {
		id, text := "", ""
		for i, c := range written {
			if c == ' ' {
				id, text = written[:i], written[i+1:]
				break
			}
		}
		answer, err := guide(t).ParseAnswer(id, text)
		require.NoError(t, err, written)
		require.Equal(t, want, answer, written)
	}
	for _, written := range [][2]string{
		{"chills", ""},
		{"chills", "maybe"},
		{"chills", "1"},
		{"temperature", "NaN"},
		{"temperature", "Inf"},
		{"temperature", "1e400"},
		{"temperature", "0x1p5"},
		{"temperature", "-"},
		{"temperature", "38,4,1"},
		{"temperature", "hot"},
		{"temperature", "yes"},
		{"temperature", "380"},
		{"pain-course", "yes"},
		{"fewer", "yes"},
	} {
		_, err := guide(t).ParseAnswer(written[0], written[1])
		var problem *models.Problem
		require.True(t, errors.As(err, &problem), "%v", written)
		inWords(t, problem.Code)
	}
	for text, want := range map[string]int{"0": 0, " 12 ": 12, "-1": -1} {
		day, unknown, err := triage.ParseDay(text)
		require.NoError(t, err)
		require.False(t, unknown)
		require.Equal(t, want, day)
	}
	_, unknown, err := triage.ParseDay("okänd")
	require.NoError(t, err)
	require.True(t, unknown)
	for _, text := range []string{"", "two", "1.5", "ja"} {
		_, _, err = triage.ParseDay(text)
		require.ErrorIs(t, err, &models.Problem{Code: "triage.day-form"}, text)
	}
}

// What contradicts is said in the language of whoever reads it: a nurse is not told
// "yes", nor a number with a point.
func TestAContradictionIsSaidInWords(t *testing.T) {
	for finding, test := range map[string]struct {
		denied string
		answer triage.Answer
		says   models.Text
	}{
		"temperature": {"fever", triage.OfNumber(38.4), models.Text{SV: "38,4 °C", EN: "38.4 °C"}},
		"wound-deep":  {"wound-open", triage.Yes, models.Text{SV: "ja", EN: "yes"}},
	} {
		request := call(t, 3, "")
		request.Answers[test.denied], request.Answers[finding] = triage.No, test.answer
		_, err := guide(t).Assess(request)
		var problems models.Problems
		require.ErrorAs(t, err, &problems)
		require.Equal(t, test.says, problems[0].Values["answer"])
	}
}
