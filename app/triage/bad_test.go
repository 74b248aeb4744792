package triage_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/resources"
)

// good is a whole guide; every test below spoils one thing in it.
const good = `version: "1"
last_day: {day: 730, source: a book, status: proposed}
unknown_red_flag: {source: a book, status: proposed}
at_least: {source: a book, status: proposed}
outside_hours: {from: L3, to: L2, source: a book, status: proposed}
levels:
  - {id: L1, name: {sv: Ett, en: One}, tell: {sv: Ring, en: Call}, source: a book, status: proposed}
  - {id: L2, name: {sv: Två, en: Two}, tell: {sv: Åk, en: Go}, source: a book, status: proposed}
  - {id: L3, name: {sv: Tre, en: Three}, tell: {sv: Vänta, en: Wait}, callback_minutes: 60, escalation: [{minutes: 30, sv: Ring, en: Call}, {minutes: 60, sv: Åk, en: Go}], source: a book, status: proposed}
  - {id: L4, name: {sv: Fyra, en: Four}, tell: {sv: Kom, en: Come}, visit_days: 0-1, source: a book, status: proposed}
  - {id: L5, name: {sv: Fem, en: Five}, tell: {sv: Vila, en: Rest}, leaflet: [A6]}
complications:
  - {id: infection, sv: infektion, en: infection}
groups:
  - title: {sv: Feber, en: Fever}
    findings:
      - {id: fever, sv: Feber?, en: Fever?, red_flag: true, at_least: L4}
      - id: temperature
        sv: Temperatur?
        en: Temperature?
        number: {least: 34, most: 43, worse: up, unit: {sv: °C, en: °C}}
        detail_of: {finding: fever, from: 38}
      - id: spo2
        sv: Syre?
        en: Oxygen?
        number: {least: 50, most: 100, worse: down}
      - id: course
        sv: Hur?
        en: How?
        choices:
          - {id: better, sv: bättre, en: better}
          - {id: worse, sv: sämre, en: worse}
  - title: {sv: Läkemedel, en: Medicines}
    findings:
      - {id: thinner, sv: Tunt?, en: Thin?, known: {classes: [anticoagulant], codes: [A10A], factors: [thin]}}
      - {id: call-again, sv: Igen?, en: Again?}
terms:
  - {id: hot, when: fever or temperature >= 38.0, leaflet: [A6]}
rules:
  - id: R01
    title: {sv: Het, en: Hot}
    procedures: [neurotomy]
    when: hot and spo2 <= 90
    cases:
      - {level: L4, days: 0-7, suspect: [infection], visit_days: 0-0}
      - {level: L2, days: 0-7, when: thinner}
    tell: {sv: Ja, en: Yes}
    also: [temperature]
    recontact_hours: 12-24
    source: a book
    status: proposed
  - id: R02
    title: {sv: Igen, en: Again}
    when: call_again or course.worse
    cases:
      - {raise: 1, days: 0-}
    tell: {sv: Ja, en: Yes}
    leaflet: [A6]
unanswered: {tries: 3, apart_minutes: 30, sv: Sök, en: Look, source: a book, status: proposed}
reasons:
  leaflet: [A7]
  of:
    - {id: ill, sv: Sjuk, en: Ill, groups: [1]}
    - {id: none, sv: Tid, en: Time, complaint: false}
`

// Whoever changes a rule and slips is told the file, the line and what to do,
// in words, and the program does not start on half a guide.
func TestBadGuides(t *testing.T) {
	load := func(body string) error {
		files := fstest.MapFS{"triage.yaml": {Data: []byte(body)}}
		for _, name := range []string{"facts.yaml", "medicines.yaml", "protocols/neurotomy.yaml", "protocols/block.yaml"} {
			data, err := fs.ReadFile(resources.Files, name)
			require.NoError(t, err)
			files[name] = &fstest.MapFile{Data: data}
		}
		_, err := triage.Load(files)
		return err
	}
	require.NoError(t, load(good))

	for _, test := range []struct {
		name, from, to string
		code           string
		line           int
		says           string // in the log
	}{
		{"wrong key at the top", "version:", "verzion:", "rules.unknown-key", 1, "verzion"},
		{"wrong key in a rule", "    also:", "    alzo:", "rules.unknown-key", 48, "alzo"},
		{"wrong key in a case", "visit_days: 0-0", "visit: 0-0", "rules.unknown-key", 45, "visit"},
		{"wrong key in a finding", "red_flag: true", "redflag: true", "rules.unknown-key", 17, "redflag"},
		{"no version", `version: "1"`, `version: ""`, "rules.missing", 1, "version"},
		{"no last day", "day: 730, ", "", "rules.missing", 2, "last_day: day"},
		{"no source of the last day", "day: 730, source: a book, status: proposed", "day: 730", "rules.missing-source", 2, ""},
		{"no word on unknown red flags", "unknown_red_flag: {source: a book, status: proposed}\n", "", "rules.missing-source", 1, ""},
		{"no word on least levels", "at_least: {source: a book, status: proposed}\n", "", "rules.missing-source", 1, ""},
		{"closed and milder", "from: L3, to: L2", "from: L3, to: L4", "rules.bad-value", 5, "L3 → L4"},
		{"unknown level", "id: L2", "id: L6", "rules.bad-value", 8, "L6"},
		{"levels out of order", "id: L2", "id: L3", "rules.bad-value", 8, "L3"},
		{"a level short", "  - {id: L5, name: {sv: Fem, en: Five}, tell: {sv: Vila, en: Rest}, leaflet: [A6]}\n", "", "rules.missing", 1, "L1 … L5"},
		{"level in one language", "tell: {sv: Åk, en: Go}", "tell: {sv: Åk}", "rules.missing", 8, "tell: sv, en"},
		{"level without a source", "en: Rest}, leaflet: [A6]", "en: Rest}", "rules.missing-source", 11, ""},
		{"complication twice", "  - {id: infection, sv: infektion, en: infection}\n", "  - {id: infection, sv: infektion, en: infection}\n  - {id: infection, sv: infektion, en: infection}\n", "rules.duplicate", 14, "infection"},
		{"complication that nothing suspects", "suspect: [infection], ", "", "triage.unused", 13, "infection"},
		{"unknown complication", "suspect: [infection]", "suspect: [infektion]", "rules.bad-value", 45, "infektion"},
		{"finding that no rule uses", "      - {id: call-again,", "      - {id: cough, sv: Hostar?, en: Cough?}\n      - {id: call-again,", "triage.unused", 36, "cough"},
		{"finding twice", "id: call-again", "id: thinner", "rules.duplicate", 36, "thinner"},
		{"finding with a bad name", "id: call-again", "id: Call_again", "rules.bad-value", 36, "Call_again"},
		{"question in one language", "sv: Igen?, en: Again?", "sv: Igen?", "rules.missing", 36, "sv, en"},
		{"red flag without a level", "red_flag: true, at_least: L4", "red_flag: true", "rules.missing", 17, "at_least"},
		{"red flag that is a number", "        sv: Syre?", "        red_flag: true\n        at_least: L2\n        sv: Syre?", "rules.bad-value", 23, "number"},
		{"number without a direction", "worse: down", "worse: sideways", "rules.bad-value", 26, "sideways"},
		{"number without limits", "least: 50, most: 100", "least: 100, most: 50", "rules.bad-value", 26, "100–50"},
		{"one choice", "          - {id: worse, sv: sämre, en: worse}\n", "", "rules.missing", 31, "choices"},
		{"unknown class", "[anticoagulant]", "[anticoagulent]", "rules.bad-value", 35, "anticoagulent"},
		{"unknown code", "codes: [A10A]", "codes: [Q10A]", "rules.bad-value", 35, "Q10A"},
		{"detail of nothing", "finding: fever, from", "finding: feber, from", "rules.bad-value", 22, "feber"},
		{"detail without a limit", "{finding: fever, from: 38}", "{finding: fever}", "rules.bad-value", 22, "from"},
		{"term that no rule uses", "when: hot and spo2 <= 90", "when: fever and spo2 <= 90", "triage.unused", 38, "hot"},
		{"term named like a finding", "id: hot,", "id: fever,", "rules.duplicate", 38, "fever"},
		{"term without a source", ">= 38.0, leaflet: [A6]", ">= 38.0", "rules.missing-source", 38, ""},
		{"term of unknown findings", "when: fever or temperature", "when: feber or temperature", "rules.bad-condition", 38, "feber"},
		{"unknown finding", "when: hot and spo2 <= 90", "when: hot and spo22 <= 90", "rules.bad-condition", 43, "spo22"},
		{"unknown choice", "course.worse", "course.awful", "rules.bad-condition", 54, "course.awful"},
		{"condition of the wrong kind", "when: hot and spo2 <= 90", "when: spo2", "rules.bad-condition", 43, "bool"},
		{"condition without an end", "when: hot and spo2 <= 90", "when: hot and", "rules.bad-condition", 43, ""},
		{"an answer that lowers", "when: hot and spo2 <= 90", "when: hot and not thinner and spo2 <= 90", "rules.bad-condition", 43, "not thinner"},
		{"a number that lowers", "spo2 <= 90", "spo2 >= 90", "rules.bad-condition", 43, "spo2 >= 90"},
		{"an equality", "spo2 <= 90", "spo2 == 90", "rules.bad-condition", 43, "spo2 == 90"},
		{"a limit just missed", "spo2 <= 90", "spo2 < 90", "rules.bad-condition", 43, "spo2 < 90"},
		{"a function", "spo2 <= 90", "max(spo2, 1) <= 90", "rules.bad-condition", 43, "max"},
		{"a number that can't be", ">= 38.0", ">= 44", "triage.never", 38, "temperature"},
		{"a number that always is", "spo2 <= 90", "spo2 <= 100", "triage.always", 43, "spo2"},
		{"the mildest choice", "course.worse", "course.better", "triage.always", 54, "course"},
		{"days that are none", "{level: L2, days: 0-7,", "{level: L2, days: 7-0,", "triage.never", 46, "7-0"},
		{"days after the last", "{level: L2, days: 0-7,", "{level: L2, days: 731-,", "triage.never", 46, "731-"},
		{"days misspelt", "{level: L2, days: 0-7,", "{level: L2, days: 0 till 7,", "rules.bad-value", 46, "0 till 7"},
		{"no days", "{level: L2, days: 0-7,", "{level: L2,", "rules.missing", 46, "days"},
		{"no level", "{level: L2, days: 0-7,", "{days: 0-7,", "rules.missing", 46, "level"},
		{"two levels on one day", "days: 0-7, when: thinner", "days: 7-", "rules.duplicate", 46, "7-"},
		{"a rule that gives and raises", "{raise: 1, days: 0-}", "{raise: 1, days: 0-}\n      - {level: L3, days: 0-, when: fever}", "rules.bad-value", 57, "raise"},
		{"raise and level in one", "raise: 1,", "raise: 1, level: L3,", "rules.bad-value", 56, "raise"},
		{"raise by nothing", "raise: 1,", "raise: 0,", "rules.bad-value", 56, "raise: 0"},
		{"no cases", "    cases:\n      - {raise: 1, days: 0-}\n", "", "rules.missing", 52, "cases"},
		{"no condition", "    when: call_again or course.worse\n", "", "rules.missing", 52, "when"},
		{"rule twice", "id: R02", "id: R01", "rules.duplicate", 52, "R01"},
		{"rule without a source", "    source: a book\n    status: proposed\n  - id: R02", "  - id: R02", "rules.missing-source", 40, ""},
		{"rule not marked proposed", "    source: a book\n    status: proposed\n  - id: R02", "    source: a book\n  - id: R02", "rules.missing", 50, "status: proposed"},
		{"rule approved by file", "    status: proposed\n  - id: R02", "    status: approved\n  - id: R02", "rules.bad-value", 51, "approved"},
		{"unknown fact", "    leaflet: [A6]\n", "    leaflet: [Z9]\n", "rules.unknown-fact", 58, "Z9"},
		{"unknown procedure", "procedures: [neurotomy]", "procedures: [fusion]", "rules.bad-value", 42, "fusion"},
		{"unknown finding to ask also", "also: [temperature]", "also: [temperatur]", "rules.bad-value", 48, "temperatur"},
		{"hours without an end", "recontact_hours: 12-24", "recontact_hours: 12-", "rules.bad-value", 49, "12-"},
		{"hours backwards", "recontact_hours: 12-24", "recontact_hours: 24-12", "rules.bad-value", 49, "24-12"},
		{"nothing to tell", "    tell: {sv: Ja, en: Yes}\n    leaflet", "    leaflet", "rules.missing", 52, "tell: sv, en"},
		{"a step after the promise", "{minutes: 60", "{minutes: 61", "rules.bad-value", 9, "minutes: 61"},
		{"steps out of order", "{minutes: 30", "{minutes: 60", "rules.bad-value", 9, "minutes: 60"},
		{"a step in one language", "sv: Ring, en: Call}, {", "sv: Ring}, {", "rules.missing", 9, "sv, en"},
		{"a step towards no promise", "callback_minutes: 60, ", "", "rules.bad-value", 9, "minutes: 30"},
		{"level's hours backwards", "visit_days: 0-1", "recontact_hours: 24-12", "rules.bad-value", 10, "24-12"},
		{"no tries", "tries: 3", "tries: 0", "rules.bad-value", 59, "tries: 0"},
		{"tries at once", "apart_minutes: 30", "apart_minutes: 0", "rules.bad-value", 59, "apart_minutes: 0"},
		{"nothing after the tries", "sv: Sök, en: Look, ", "", "rules.missing", 59, "sv, en"},
		{"tries without a source", "en: Look, source: a book, status: proposed", "en: Look", "rules.missing-source", 59, ""},
		{"no word on tries", "unanswered: {tries: 3, apart_minutes: 30, sv: Sök, en: Look, source: a book, status: proposed}\n", "", "rules.missing", 1, ""},
		{"reason of an unknown group", "groups: [1]", "groups: [3]", "rules.bad-value", 63, "groups: 3"},
		{"reason with a group twice", "groups: [1]", "groups: [1, 1]", "rules.bad-value", 63, "groups: 1"},
		{"no complaint, and groups", "complaint: false", "complaint: false, groups: [2]", "rules.bad-value", 64, "groups: 2"},
		{"reason twice", "id: none", "id: ill", "rules.duplicate", 64, "ill"},
		{"reason in one language", "sv: Tid, en: Time", "sv: Tid", "rules.missing", 64, "sv, en"},
		{"no reasons", "  of:\n    - {id: ill, sv: Sjuk, en: Ill, groups: [1]}\n    - {id: none, sv: Tid, en: Time, complaint: false}\n", "", "rules.missing", 61, "reasons"},
		{"reasons without a source", "  leaflet: [A7]\n", "", "rules.missing-source", 61, ""},
		{"no rules", good[strings.Index(good, "rules:"):], "", "rules.missing", 1, "rules"},
		{"empty file", good, "", "rules.syntax", 1, "empty"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, good, test.from)
			err := load(strings.Replace(good, test.from, test.to, 1))
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, test.code, problem.Code, err)
			require.Equal(t, "triage.yaml", problem.Values["file"])
			require.Equal(t, test.line, problem.Values["line"], err)
			require.ErrorContains(t, err, test.says)
			inWords(t, problem.Code)
		})
	}
}

// A rule's hash changes with what it says and with the terms it leans on, and
// with nothing else; the guide's hash with every byte.
func TestHashes(t *testing.T) {
	rule := func(body string) (triage.Rule, *triage.Guide) {
		files := fstest.MapFS{"triage.yaml": {Data: []byte(body)}}
		for _, name := range []string{"facts.yaml", "medicines.yaml", "protocols/neurotomy.yaml", "protocols/block.yaml"} {
			data, err := fs.ReadFile(resources.Files, name)
			require.NoError(t, err)
			files[name] = &fstest.MapFile{Data: data}
		}
		guide, err := triage.Load(files)
		require.NoError(t, err)
		rule, ok := guide.Rule("R01")
		require.True(t, ok)
		return rule, guide
	}
	before, guide := rule(good)
	for from, changes := range map[string]bool{"# none\n": false, "12-24": true, "38.0": true, "Again?": false} {
		to := map[string]string{"# none\n": "", "12-24": "12-25", "38.0": "38.1", "Again?": "Once more?"}[from]
		body := strings.Replace(good, from, to, 1)
		if to == "" {
			body = from + good
		}
		after, other := rule(body)
		require.Equal(t, changes, before.Source.Row.Hash != after.Source.Row.Hash, from)
		require.NotEqual(t, guide.Hash(), other.Hash())
		require.NotEqual(t, guide.Stamp(), other.Stamp())
	}
}
