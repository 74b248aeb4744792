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
	for _, language := range []models.Language{models.Swedish, models.English} {
		words, err := resources.Words(string(language))
		require.NoError(t, err)
		require.Contains(t, words, "problem."+code)
	}
}

// What cannot be is refused with what is wrong, where, and never judged.
func TestCallsThatAreRefused(t *testing.T) {
	answer := func(id string, answer triage.Answer) func(*triage.Request) {
		return func(r *triage.Request) { r.Answers[id] = answer }
	}
	for name, test := range map[string]struct {
		spoil       func(*triage.Request)
		code, field string
	}{
		"before the procedure":       {func(r *triage.Request) { r.Day = -1 }, "triage.day-before", "day"},
		"after the last day":         {func(r *triage.Request) { r.Day = 101 }, "triage.day-late", "day"},
		"unknown procedure":          {func(r *triage.Request) { r.Procedure = "fusion" }, "procedure.unknown", "procedure"},
		"unknown factor":             {func(r *triage.Request) { r.Factors = []string{"tall"} }, "factor.unknown", "factors"},
		"unknown question":           {answer("toothache", triage.Yes), "triage.finding", "answers"},
		"temperature 380":            {answer("temperature", triage.OfNumber(380)), "triage.limits", "temperature"},
		"temperature 33.9":           {answer("temperature", triage.OfNumber(33.9)), "triage.limits", "temperature"},
		"pulse 3":                    {answer("pulse", triage.OfNumber(3)), "triage.limits", "pulse"},
		"oxygen 104":                 {answer("spo2", triage.OfNumber(104)), "triage.limits", "spo2"},
		"yes to a number":            {answer("temperature", triage.Yes), "triage.answer", "temperature"},
		"a number to yes or no":      {answer("odd", triage.OfNumber(1)), "triage.answer", "odd"},
		"no such choice":             {answer("course", triage.OfChoice("awful")), "triage.answer", "course"},
		"an answer it does not have": {answer("odd", triage.NotApplicable), "triage.answer", "odd"},
	} {
		t.Run(name, func(t *testing.T) {
			request := call(t, 3, "")
			test.spoil(&request)
			found, err := machinery(t).Assess(request)
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
	_, err := machinery(t).ParseAnswer("temperature", "43,1")
	var limits *models.Problem
	require.ErrorAs(t, err, &limits)
	for language, want := range map[models.Language][3]string{models.Swedish: {"43,1 °C", "34", "43 °C"}, models.English: {"43.1 °C", "34", "43 °C"}} {
		for i, value := range []string{"text", "least", "most"} {
			require.Equal(t, want[i], limits.Values[value].(models.Text).In(language), "a number is written as its language does")
		}
	}
	request := call(t, 3, "")
	request.Day, request.DayUnknown = -5, true
	require.Empty(t, assess(t, machinery(t), request).Level, "a day that nobody knows is none before the procedure")
	_, err = machinery(t).Assess(triage.Request{Day: -1, Procedure: "fusion", Answers: map[string]triage.Answer{"odd": triage.OfNumber(1)}})
	var problems models.Problems
	require.ErrorAs(t, err, &problems)
	require.Len(t, problems, 3, "all that is wrong is said at once")
}

// Answers are read as they are typed, in either language.
func TestParseAnswer(t *testing.T) {
	for _, test := range []struct {
		id, text string
		want     triage.Answer
	}{
		{"odd", "Ja", triage.Yes},
		{"odd", "n", triage.No},
		{"odd", " okänd ", triage.Unknown},
		{"odd", "unknown", triage.Unknown},
		{"chills", "inte aktuellt", triage.NotApplicable},
		{"chills", "not-applicable", triage.NotApplicable},
		{"temperature", "38,4", triage.OfNumber(38.4)},
		{"temperature", "38.4", triage.OfNumber(38.4)},
		{"temperature", "vet ej", triage.Unknown},
		{"course", "Worse", triage.OfChoice("worse")},
	} {
		answer, err := machinery(t).ParseAnswer(test.id, test.text)
		require.NoError(t, err, test.text)
		require.Equal(t, test.want, answer, test.text)
		again, err := machinery(t).ParseAnswer(test.id, answer.String())
		require.NoError(t, err, "it is read back as it is kept")
		require.Equal(t, answer, again)
	}
	for _, written := range [][2]string{
		{"odd", ""},
		{"odd", "maybe"},
		{"odd", "1"},
		{"odd", "inte aktuellt"},
		{"temperature", "NaN"},
		{"temperature", "Inf"},
		{"temperature", "1e400"},
		{"temperature", "0x1p5"},
		{"temperature", "-"},
		{"temperature", "38,4,1"},
		{"temperature", "hot"},
		{"temperature", "yes"},
		{"temperature", "380"},
		{"course", "yes"},
		{"fewer", "yes"},
	} {
		_, err := machinery(t).ParseAnswer(written[0], written[1])
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
