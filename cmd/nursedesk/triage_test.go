package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Other programs read the assessment: its fields and forms are fixed. What is
// not there is null or an empty list.
func TestTriageAsJSON(t *testing.T) {
	out := command(t, newDatabase(t), "triage", "--day", "5", "--procedure", "neurotomy", "--at", "2026-12-14T10:00:00+01:00",
		"--medicine", "b01aa03", "--answer", "temperature=38,4", "--answer", "more-pain=yes", "--json").done(t)
	found := decode[map[string]any](t, out)
	require.Len(t, found, 8)
	require.Equal(t, []any{"temperature-method"}, found["missing"], "a temperature says too little without how it was measured")
	require.Equal(t, "L2", found["level"])
	require.Equal(t, []any{"deep-infection", "wound-infection", "pain-flare"}, found["suspected"])
	require.Equal(t, []any{"R12", "R16", "R25"}, found["triggered"])
	require.Contains(t, found["unasked_red_flags"], "saddle-numbness")
	require.Len(t, found["advice"], 2)
	require.Equal(t, map[string]any{"from_hours": 12.0, "to_hours": 24.0}, found["recontact"])
	require.Regexp(t, `^\d+-[0-9a-f]{12}$`, found["rules_version"])

	out = command(t, newDatabase(t), "triage", "--day", "5", "--answer", "more-pain=yes", "--json").done(t)
	found = decode[map[string]any](t, out)
	require.Equal(t, "L5", found["level"])
	require.Equal(t, map[string]any{"from_hours": 48.0, "to_hours": 72.0}, found["recontact"])

	found = decode[map[string]any](t, command(t, newDatabase(t), "triage", "--day", "okänd", "--json").done(t))
	require.Contains(t, found, "level")
	require.Nil(t, found["level"], "nothing is found, and no red flag is asked")
	require.Equal(t, []any{}, found["suspected"])
	require.Equal(t, []any{}, found["triggered"])
	require.Equal(t, []any{}, found["missing"])
	require.Equal(t, []any{}, found["advice"])
}

// The surgeon can be reached while the clinic answers its phone: by the clock in
// Stockholm, and on working days only.
func TestTriageOutsideOpeningHours(t *testing.T) {
	for at, want := range map[string]string{
		"2026-12-14T10:00":          "L3", // a Monday
		"2026-12-14T17:30:00Z":      "L2", // half past six in the evening
		"2026-12-14T06:30":          "L2",
		"2026-12-13T10:00":          "L2", // a Sunday
		"2026-12-24T10:00":          "L2",
		"2026-07-14T06:30:00+00:00": "L3", // half past eight
		"2026-07-14T05:30:00+00:00": "L2", // half past seven: procedures may start, but nobody answers
	} {
		out := command(t, newDatabase(t), "triage", "--day", "5", "--at", at, "--answer", "chills=yes", "--json").done(t)
		require.Equal(t, want, decode[map[string]any](t, out)["level"], at)
	}
	out := command(t, newDatabase(t), "triage", "--day", "5", "--answer", "chills=yes", "--json").done(t)
	require.Equal(t, "L3", decode[map[string]any](t, out)["level"], "without --at it is now")
}

// What gives a level beside the rules is named among them: least levels of a finding,
// what was added up, and a complaint of which no rule speaks.
func TestTriageBesideTheRules(t *testing.T) {
	triggered := func(args ...string) any {
		out := command(t, newDatabase(t), append([]string{"triage", "--day", "95", "--at", "2026-12-14T10:00", "--json"}, args...)...).done(t)
		return decode[map[string]any](t, out)["triggered"]
	}
	require.Equal(t, []any{"floor:spo2"}, triggered("--answer", "spo2=85"))
	require.Equal(t, []any{"unexplained"}, triggered("--answer", "no-stool=yes"))
	require.Contains(t, triggered("--answer", "spo2=92", "--answer", "pulse=111", "--answer", "systolic=110"), "news2")
	require.Equal(t, []any{"R36", "R43"}, triggered("--answer", "seizure=yes", "--answer", "glucose=2.9", "--medicine", "C08CA01"))
}

// The questions are listed in the order in which they are asked.
func TestTriageQuestionsAsJSON(t *testing.T) {
	questions := decode[[]map[string]any](t, command(t, newDatabase(t), "triage", "--questions", "--json").done(t))
	byID := map[string]map[string]any{}
	for i, question := range questions {
		require.Equal(t, float64(i+1), question["order"])
		byID[question["id"].(string)] = question
	}
	require.Equal(t, map[string]any{
		"id": "temperature", "kind": "number", "order": byID["temperature"]["order"], "group": 4.0, "red_flag": false,
		"question": "Vilken är den högsta temperaturen du har mätt?", "unit": "°C", "least": 34.0, "most": 43.0,
	}, byID["temperature"])
	require.Equal(t, "yes-no", byID["chills"]["kind"])
	require.Equal(t, true, byID["chills"]["red_flag"])
	require.NotContains(t, byID["chills"], "least")
	require.Equal(t, "choice", byID["pain-course"]["kind"])
	require.Equal(t, []any{
		map[string]any{"id": "better", "title": "bättre"},
		map[string]any{"id": "same", "title": "likadan"},
		map[string]any{"id": "worse", "title": "värre"},
	}, byID["pain-course"]["choices"])
}

// Without --json a person reads the level first, then why and what to say.
func TestTriageInWords(t *testing.T) {
	out := command(t, newDatabase(t), "triage", "--day", "3", "--answer", "swelling-tense=ja", "--factor", "blood-thinner").done(t)
	require.Regexp(t, `^L2  Akutmottagning idag\n`, out)
	for _, part := range []string{
		"blodutgjutning vid såret", "R08  L2  ", "(swelling-tense, blood-thinner)", "Säg till patienten:", "calf: Är den ena vaden",
		"Skulle höja nivån:", "chest-pain: Har du ont i bröstet? yes → L1",
	} {
		require.Contains(t, out, part)
	}
	require.Contains(t, command(t, newDatabase(t), "triage", "--day", "3").done(t), "Ingen nivå ännu")
	require.Contains(t, command(t, newDatabase(t), "triage", "--day", "1", "--answer", "fever=yes").done(t), "12–24 timmar")
	out = command(t, newDatabase(t), "triage", "--questions").done(t)
	require.Contains(t, out, "11. Läkemedel")
	require.Contains(t, out, "varningsfråga")
}

// What cannot be is refused with what is wrong, and nothing is judged.
func TestTriageFlagsThatAreWrong(t *testing.T) {
	for name, test := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"no day":                {nil, exitUsage, "--day"},
		"a day that is none":    {[]string{"--day", "fem"}, exitUsage, "fem"},
		"before the procedure":  {[]string{"--day", "-1"}, exitFailed, "före behandlingen"},
		"after two years":       {[]string{"--day", "731"}, exitFailed, "730"},
		"no such procedure":     {[]string{"--day", "1", "--procedure", "fusion"}, exitFailed, "fusion"},
		"no such medicine":      {[]string{"--day", "1", "--medicine", "eliqis"}, exitFailed, "B01AF02 Eliquis"},
		"no such factor":        {[]string{"--day", "1", "--factor", "tall"}, exitFailed, "immunosuppressed"},
		"a time that is none":   {[]string{"--day", "1", "--at", "idag"}, exitUsage, "2026-12-14T08:30"},
		"an answer without =":   {[]string{"--day", "1", "--answer", "fever"}, exitUsage, "fever=yes"},
		"no such question":      {[]string{"--day", "1", "--answer", "fewer=yes"}, exitUsage, "fewer"},
		"no such answer":        {[]string{"--day", "1", "--answer", "fever=kanske"}, exitUsage, "kanske"},
		"temperature 380":       {[]string{"--day", "1", "--answer", "temperature=380"}, exitUsage, "mellan 34 och 43"},
		"a question twice":      {[]string{"--day", "1", "--answer", "fever=yes", "--answer", "fever=no"}, exitUsage, "fever"},
		"contradictory answers": {[]string{"--day", "1", "--answer", "leg-pain=no", "--answer", "leg-pain-score=9"}, exitFailed, "säger emot"},
	} {
		t.Run(name, func(t *testing.T) {
			got := command(t, newDatabase(t), append([]string{"triage", "--json"}, test.args...)...)
			require.Equal(t, test.status, got.status, "%s", got.err)
			require.Contains(t, got.err, test.says)
			require.Empty(t, got.out)
		})
	}
}
