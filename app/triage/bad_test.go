package triage_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/app/triage"
)

// lineOf is the line on which something stands, from 1; 1 for nothing.
func lineOf(body, what string) int {
	before, _, found := strings.Cut(body, what)
	if !found {
		return 1
	}
	return 1 + strings.Count(before, "\n")
}

// Whoever changes a rule and slips is told the file, the line and what to do,
// in words, and the program does not start on half a guide.
func TestBadGuides(t *testing.T) {
	_, err := loadText(frozen(t))
	require.NoError(t, err)
	for name, test := range map[string]struct {
		from, to string // in the frozen guide
		code     string
		on       string // what stands on the line that is named; "" for the first line of the file
		says     string // in the log
	}{
		"wrong key at the top":          {"version:", "verzion:", "rules.unknown-key", "verzion:", "verzion"},
		"wrong key in a rule":           {"    also:", "    alzo:", "rules.unknown-key", "alzo", "alzo"},
		"wrong key in a case":           {"suspect: [normal]}", "suspekt: [normal]}", "rules.unknown-key", "suspekt", "suspekt"},
		"wrong key in a finding":        {"not_applicable", "not_aplicable", "rules.unknown-key", "not_aplicable", "not_aplicable"},
		"no version":                    {`version: "1"`, `version: ""`, "rules.missing", "version:", "version"},
		"no last day":                   {"day: 100, ", "", "rules.missing", "last_day:", "last_day: day"},
		"no source of the last day":     {"day: 100, source: a book, status: proposed", "day: 100", "rules.missing-source", "last_day:", ""},
		"no word on unknown red flags":  {"unknown_red_flag: {source: a book, status: proposed}\n", "", "rules.missing-source", "", ""},
		"no word on least levels":       {"\nat_least: {source: a page, status: proposed}\n", "\n", "rules.missing-source", "", ""},
		"no word on what no rule says":  {"unexplained: {level: L4, ", "unexplained: {", "rules.missing", "unexplained:", "unexplained: level"},
		"nothing to say of it":          {"level: L4, tell: {sv: Bedöms, en: Judged}, ", "level: L4, ", "rules.missing", "unexplained:", "tell: sv, en"},
		"as mild as nothing":            {"unexplained: {level: L4", "unexplained: {level: L5", "rules.bad-value", "unexplained:", "L5"},
		"no word on nothing found":      {"nothing_found: {level: L5, source: a book, status: proposed}\n", "", "rules.missing", "", "nothing_found"},
		"closed and milder":             {"from: L3, to: L2", "from: L3, to: L4", "rules.bad-value", "outside_hours:", "L3 → L4"},
		"unknown level":                 {"id: L2", "id: L6", "rules.bad-value", "id: L6", "L6"},
		"levels out of order":           {"id: L2", "id: L3", "rules.bad-value", "id: L3, name: {sv: Två", "L3"},
		"a level short":                 {"  - {id: L5, name: {sv: Fem, en: Five}, tell: {sv: Vila, en: Rest}, safety_net: {sv: Annars, en: Else}, leaflet: [A6]}\n", "", "rules.missing", "", "L1 … L5"},
		"level in one language":         {"tell: {sv: Åk, en: Go}", "tell: {sv: Åk}", "rules.missing", "sv: Åk", "tell: en"},
		"level without a source":        {"en: Else}, leaflet: [A6]", "en: Else}", "rules.missing-source", "id: L5", ""},
		"alarm in one language":         {"alarm: {sv: Larmat, en: Alarmed}", "alarm: {sv: Larmat}", "rules.missing", "sv: Larmat", "alarm: en"},
		"complication twice":            {"id: normal", "id: infection", "rules.duplicate", "sv: väntat", "infection"},
		"complication nobody suspects":  {"suspect: [normal]}", "suspect: [infection]}", "triage.unused", "id: normal", "normal"},
		"unknown complication":          {"suspect: [normal]}", "suspect: [norml]}", "rules.bad-value", "suspect: [norml]", "norml"},
		"circumstance nobody uses":      {"{id: odd, sv: Något annat?, en: Anything else?}", "{id: odd, sv: Något annat?, en: Anything else?, circumstance: true}", "triage.unused", "id: odd", "odd"},
		"finding twice":                 {"id: odd", "id: sore", "rules.duplicate", "sv: Något annat?", "sore"},
		"finding with a bad name":       {"id: odd", "id: Odd_one", "rules.bad-value", "id: Odd_one", "Odd_one"},
		"question in one language":      {"sv: Något annat?, en: Anything else?", "sv: Något annat?", "rules.missing", "id: odd", "text: en"},
		"red flag without a level":      {"red_flag: true, at_least: L4}", "red_flag: true}", "rules.missing", "id: fever", "at_least"},
		"red flag that is a number":     {"        sv: Syre?", "        red_flag: true\n            at_least: L2\n            sv: Syre?", "rules.bad-value", "id: spo2", "number"},
		"red flag as a circumstance":    {"red_flag: true, at_least: L4}", "red_flag: true, circumstance: true, at_least: L4}", "rules.bad-value", "id: fever", "circumstance"},
		"breath of both kinds":          {"{id: chills, sv: Frossa?, en: Chills?, red_flag: true, at_least: L3,", "{id: chills, sv: Frossa?, en: Chills?,", "rules.bad-value", "id: chills", "red_flag"},
		"breath with a number":          {"      - findings:\n          - id: temperature", "      - ask: {sv: Allt?, en: All?}\n        findings:\n          - id: temperature", "rules.bad-value", "id: temperature", "ask: temperature"},
		"breath asked after nothing":    {"asked: {procedures: [block], days: 0-0}", "asked: {procedures: [], days: 0-0}", "", "", ""},
		"breath with no reason to hide": {"asked: {days: 1-}", "asked: {procedures: []}", "rules.missing", "asked: {procedures: []}", "asked"},
		"breath of unknown procedures":  {"asked: {procedures: [block]", "asked: {procedures: [fusion]", "rules.bad-value", "[fusion]", "fusion"},
		"breath of no medicine":         {"asked: {of: [thinner]}", "asked: {of: [odd]}", "rules.bad-value", "of: [odd]", "of: odd"},
		"breath after an unknown":       {"asked: {after: open}", "asked: {after: opened}", "rules.bad-condition", "after: opened", "opened"},
		"number without a lower limit":  {"{least: 20, most: 250", "{most: 250", "rules.missing", "{most: 250", "least, most"},
		"number without an upper limit": {"least: 20, most: 250", "least: 20", "rules.missing", "{least: 20, unit", "least, most"},
		"number with no room":           {"least: 20, most: 250", "least: 250, most: 20", "rules.bad-value", "least: 250", "250–20"},
		"number with nothing normal":    {"normal: 41-110, ", "", "rules.missing", "least: 20", "normal"},
		"normal that cannot be":         {"normal: 41-110", "normal: 10-110", "rules.bad-value", "normal: 10-110", "10-110"},
		"normal backwards":              {"normal: 41-110", "normal: 110-41", "rules.bad-value", "normal: 110-41", "110-41"},
		"all normal":                    {"normal: 41-110", "normal: 20-250", "rules.bad-value", "normal: 20-250", "20-250"},
		"number without a source":       {"or > 120\"}, source: a book, status: proposed", "or > 120\"}", "rules.missing-source", "or > 120", ""},
		"floor within normal":           {"<= 40 or > 120", "<= 45 or > 120", "triage.floor-normal", "<= 45", "pulse <= 45"},
		"floor at the edge of normal":   {"<= 40 or > 120", "<= 40 or >= 110", "triage.floor-normal", ">= 110", "pulse >= 110"},
		"floor on one side only":        {"<= 40 or > 120", "<= 40", "triage.floorless", "<= 40", "pulse"},
		"floor on the other side only":  {"<= 40 or > 120", "> 120", "triage.floorless", "> 120", "pulse"},
		"floor that lowers":             {`L2: "<= 90"}`, `L2: "<= 90", L3: ">= 99"}`, "rules.bad-condition", `L3: ">= 99"`, "spo2"},
		"floor of another kind":         {`L2: "<= 90"}`, `L2: "<= 90 and fever"}`, "rules.bad-value", "and fever", "and fever"},
		"temperature without a method":  {", method: method", "", "rules.missing", "unit: {sv: °C", "method"},
		"method that is no question":    {"method: method", "method: thermometer", "rules.bad-value", "method: thermometer", "thermometer"},
		"one choice":                    {"              - {id: mouth, sv: munnen, en: mouth}\n", "", "rules.missing", "id: ear", "choices"},
		"unknown class":                 {"[anticoagulant]", "[anticoagulent]", "rules.bad-value", "anticoagulent", "anticoagulent"},
		"a code that is none":           {"codes: [A10A]", "codes: [Insulin]", "rules.bad-value", "codes: [Insulin]", "Insulin"},
		"detail of nothing":             {"finding: fever, from", "finding: feber, from", "rules.bad-value", "finding: feber", "feber"},
		"detail without a limit":        {"{finding: fever, from: 38}", "{finding: fever}", "rules.bad-value", "{finding: fever}", "from"},
		"detail of itself":              {"{finding: open}", "{finding: deep}", "rules.bad-value", "{finding: deep}", "deep"},
		"term that no rule uses":        {"when: hot and spo2", "when: fever and spo2", "", "", ""}, // the score uses it
		"term that nothing uses":        {"  - {id: hot,", "  - {id: cold, when: fever, leaflet: [A6]}\n  - {id: hot,", "triage.unused", "id: cold", "cold"},
		"term named like a finding":     {"id: hot,", "id: fever,", "rules.duplicate", "id: fever, when", "fever"},
		"term without a source":         {">= 38.0, leaflet: [A6]", ">= 38.0", "rules.missing-source", "id: hot", ""},
		"term of unknown findings":      {"when: fever or temperature", "when: feber or temperature", "rules.bad-condition", "when: feber", "feber"},
		"score of nothing":              {"1: hot", "1: heat", "rules.bad-condition", "1: heat", "heat"},
		"score without points":          {"points: {1: hot}", "points: {}", "rules.missing", "points: {}", "points"},
		"points of nothing":             {"{1: hot}", "{0: hot}", "rules.bad-value", "{0: hot}", "points: 0"},
		"score that gives nothing":      {"at_least: {L2: 5, L3: 3}", "at_least: {}", "rules.missing", "id: sum", "at_least"},
		"score without a source":        {"    at_least: {L2: 5, L3: 3}\n    source: a book\n    status: proposed\n", "    at_least: {L2: 5, L3: 3}\n", "rules.missing-source", "id: sum", ""},
		"unknown finding":               {"when: hot and spo2", "when: hot and spo22", "rules.bad-condition", "spo22", "spo22"},
		"unknown choice":                {"deep or course.worse", "deep or course.awful", "rules.bad-condition", "course.awful", "course.awful"},
		"condition of the wrong kind":   {"when: hot and spo2 <= 94", "when: spo2", "rules.bad-condition", "    when: spo2\n", "bool"},
		"condition without an end":      {"when: hot and spo2 <= 94", "when: hot and", "rules.bad-condition", "when: hot and\n", ""},
		"an answer that lowers":         {"when: hot and spo2", "when: hot and not thinner and spo2", "rules.bad-condition", "not thinner", "not thinner"},
		"a number that lowers":          {"spo2 <= 94", "spo2 >= 94", "rules.bad-condition", "spo2 >= 94", "spo2 >= 94"},
		"an equality":                   {"spo2 <= 94", "spo2 == 94", "rules.bad-condition", "spo2 == 94", "spo2 == 94"},
		"a function":                    {"spo2 <= 94", "max(spo2, 1) <= 94", "rules.bad-condition", "max", "max"},
		"a number that can't be":        {"temperature >= 38.0,", "temperature >= 44,", "triage.never", "temperature >= 44", "temperature"},
		"a number that always is":       {"spo2 <= 94", "spo2 <= 100", "triage.always", "spo2 <= 100", "spo2"},
		"the mildest choice":            {"deep or course.worse", "deep or course.better", "triage.always", "course.better", "course"},
		"too high and too low at once":  {"pulse > 90", "pulse > 40", "triage.crossed", "pulse > 40", "pulse"},
		"days that are none":            {"{level: L3, days: 0-7,", "{level: L3, days: 7-0,", "triage.never", "days: 7-0", "7-0"},
		"days after the last":           {"{level: L4, days: 8-,", "{level: L4, days: 101-,", "triage.never", "days: 101-", "101-"},
		"days misspelt":                 {"{level: L3, days: 0-7,", "{level: L3, days: 0 till 7,", "rules.bad-value", "0 till 7", "0 till 7"},
		"no days":                       {"{level: L4, days: 8-,", "{level: L4,", "rules.missing", "{level: L4, suspect", "days"},
		"an end without a source":       {"days: 0-7, ends: a book,", "days: 0-7,", "triage.ends", "days: 0-7", "0-7"},
		"a source of no end":            {"{level: L4, days: 8-,", "{level: L4, days: 8-, ends: a book,", "triage.ends", "days: 8-", "8-"},
		"no level":                      {"{level: L3, days: 0-7,", "{days: 0-7,", "rules.missing", "{days: 0-7", "level"},
		"two levels on one day":         {"{level: L4, days: 8-,", "{level: L4, days: 7-,", "rules.duplicate", "days: 7-", "7-"},
		"a case of unknown procedures":  {"procedures: [block]}", "procedures: [fusion]}", "rules.bad-value", "fusion", "fusion"},
		"usual only together":           {"when: sore or course.same or open", "when: sore and course.same or open", "triage.soothes", "id: R02", "R02"},
		"usual only if":                 {"{level: L5, days: 0-3,", "{level: L5, days: 0-3, when: deep,", "triage.soothes", "when: deep,", "deep"},
		"a rule that gives and raises":  {"{raise: 1, ceiling: L2, days: 0-}", "{raise: 1, ceiling: L2, days: 0-}\n      - {level: L3, days: 0-, when: fever}", "rules.bad-value", "days: 0-, when: fever", "raise"},
		"raise and level in one":        {"raise: 1,", "raise: 1, level: L3,", "rules.bad-value", "raise: 1", "raise"},
		"raise by nothing":              {"raise: 1,", "raise: 0,", "rules.bad-value", "raise: 0", "raise: 0"},
		"raise without a ceiling":       {"raise: 1, ceiling: L2,", "raise: 1,", "triage.ceiling", "raise: 1", "raise: 1"},
		"ceiling of no raise":           {"{level: L4, days: 8-,", "{level: L4, ceiling: L2, days: 8-,", "rules.bad-value", "ceiling: L2", "ceiling"},
		"no cases":                      {"    cases:\n      - {raise: 1, ceiling: L2, days: 0-}\n", "", "rules.missing", "id: R04", "cases"},
		"no condition":                  {"    when: call_again\n", "", "rules.missing", "id: R04", "when"},
		"rule twice":                    {"id: R02", "id: R01", "rules.duplicate", "id: R01\n    title: {sv: Ömt", "R01"},
		"rule without a source":         {"    source: a book\n    status: proposed\n  - id: R02", "  - id: R02", "rules.missing-source", "id: R01", ""},
		"rule not marked proposed":      {"    source: a book\n    status: proposed\n  - id: R02", "    source: a book\n  - id: R02", "rules.missing", "source: a book\n  - id: R02", "status: proposed"},
		"rule approved by file":         {"    status: proposed\n  - id: R02", "    status: approved\n  - id: R02", "rules.bad-value", "status: approved", "approved"},
		"unknown fact":                  {"    leaflet: [A6]\n", "    leaflet: [Z9]\n", "rules.unknown-fact", "[Z9]", "Z9"},
		"unknown procedure":             {"procedures: [neurotomy]", "procedures: [fusion]", "rules.bad-value", "[fusion]", "fusion"},
		"unknown finding to ask also":   {"also: [temperature,", "also: [temperatur,", "rules.bad-value", "[temperatur,", "temperatur"},
		"hours without an end":          {"recontact_hours: 12-24", "recontact_hours: 12-", "rules.bad-value", "recontact_hours: 12-", "12-"},
		"hours backwards":               {"recontact_hours: 12-24", "recontact_hours: 24-12", "rules.bad-value", "recontact_hours: 24-12", "24-12"},
		"nothing to tell":               {"    tell: {sv: Rätt, en: Right}\n", "", "rules.missing", "id: R04", "tell: sv, en"},
		"a step after the promise":      {"{minutes: 60", "{minutes: 61", "rules.bad-value", "minutes: 61", "minutes: 61"},
		"steps out of order":            {"{minutes: 30", "{minutes: 60", "rules.bad-value", "minutes: 60, sv: Ring", "minutes: 60"},
		"a step in one language":        {"sv: Ring, en: Call}, {", "sv: Ring}, {", "rules.missing", "sv: Ring}, {", "text: en"},
		"a step towards no promise":     {"callback_minutes: 60, ", "", "rules.bad-value", "escalation:", "minutes: 30"},
		"level's hours backwards":       {"recontact_hours: 3-4", "recontact_hours: 4-3", "rules.bad-value", "4-3", "4-3"},
		"no tries":                      {"tries: 3", "tries: 0", "rules.bad-value", "tries: 0", "tries: 0"},
		"tries at once":                 {"apart_minutes: 30", "apart_minutes: 0", "rules.bad-value", "apart_minutes: 0", "apart_minutes: 0"},
		"nothing after the tries":       {"sv: Sök, en: Look, ", "", "rules.missing", "unanswered:", "text: sv, en"},
		"tries without a source":        {"en: Look, source: a book, status: proposed", "en: Look", "rules.missing-source", "unanswered:", ""},
		"no word on tries":              {"unanswered: {tries: 3, apart_minutes: 30, sv: Sök, en: Look, source: a book, status: proposed}\n", "", "rules.missing", "", ""},
		"reason of an unknown group":    {"groups: [3]", "groups: [4]", "rules.bad-value", "groups: [4]", "groups: 4"},
		"reason with a group twice":     {"groups: [3]", "groups: [1, 1]", "rules.bad-value", "groups: [1, 1]", "groups: 1"},
		"no complaint, and groups":      {"complaint: false", "complaint: false, groups: [2]", "rules.bad-value", "groups: [2]", "groups: 2"},
		"reason twice":                  {"id: none", "id: ill", "rules.duplicate", "sv: Tid", "ill"},
		"reason in one language":        {"sv: Tid, en: Time", "sv: Tid", "rules.missing", "sv: Tid", "text: en"},
		"no reasons":                    {"  of:\n    - {id: ill, sv: Sjuk, en: Ill, groups: [3]}\n    - {id: none, sv: Tid, en: Time, complaint: false}\n", "", "rules.missing", "  leaflet: [A7]", "reasons"},
		"reasons without a source":      {"  leaflet: [A7]\n", "", "rules.missing-source", "  of:", ""},
	} {
		t.Run(name, func(t *testing.T) { refused(t, spoiled(t, test.from, test.to), test.code, test.on, test.says) })
	}
	t.Run("no rules", func(t *testing.T) {
		body := frozen(t)
		refused(t, body[:strings.Index(body, "\nrules:")]+body[strings.Index(body, "\nunanswered:"):], "rules.missing", "", "rules")
	})
	t.Run("empty file", func(t *testing.T) { refused(t, "", "rules.syntax", "", "empty") })
}

// refused holds that a guide is refused with a code, the line of what is wrong, and words;
// without a code, that it is read.
func refused(t *testing.T, body, code, on, says string) {
	t.Helper()
	_, err := loadText(body)
	if code == "" {
		require.NoError(t, err)
		return
	}
	line := 1
	if on != "" {
		require.Contains(t, body, on)
		line = lineOf(body, on)
	}
	rulebooktest.Refused(t, err, code, triage.File, line, says)
}

// A rule's hash changes with what it says and with the terms it leans on, and
// with nothing else; the guide's hash with every byte.
func TestHashes(t *testing.T) {
	for name, test := range map[string]struct {
		from, to string
		changed  []string
	}{
		"a comment":        {"# A small guide", "# A guide", nil},
		"a time":           {"12-24", "12-25", []string{"R01"}},
		"a term":           {"fever or temperature >= 38.0", "fever or temperature >= 38.1", []string{"R01", "score/sum", "term/hot"}},
		"a question":       {"sv: Öm?", "sv: Är du öm?", []string{"R02"}},
		"a least level":    {`L1: "<= 87"`, `L1: "<= 86"`, []string{"R01", "number/spo2", "score/sum"}},
		"an end":           {"days: 0-3, ends: a book", "days: 0-3, ends: another book", []string{"R02"}},
		"a ceiling":        {"ceiling: L2", "ceiling: L3", []string{"R04"}},
		"the last day":     {"day: 100", "day: 101", []string{"last-day"}},
		"what is hidden":   {"asked: {days: 1-}", "asked: {days: 2-}", []string{"reasons"}},
		"a red flag":       {"sv: Domnad?", "sv: Är du domnad?", []string{"R03", "at-least", "unknown-red-flag"}},
		"what is beyond":   {"sv: Bedöms", "sv: Ska bedömas", []string{"unexplained"}},
		"nothing to find":  {"nothing_found: {level: L5, source: a book", "nothing_found: {level: L5, source: a page", []string{"nothing-found"}},
		"a level's alarm":  {"sv: Larmat", "sv: Larm", []string{"level/L1"}},
		"what a reason is": {"sv: Sjuk", "sv: Krasslig", []string{"reasons"}},
	} {
		t.Run(name, func(t *testing.T) {
			after, err := loadText(spoiled(t, test.from, test.to))
			require.NoError(t, err)
			require.NotEqual(t, machinery(t).Hash(), after.Hash())
			require.NotEqual(t, machinery(t).Stamp(), after.Stamp())
			var changed []string
			before := machinery(t).Rows()
			for i, row := range after.Rows() {
				require.Equal(t, before[i].ID, row.ID)
				if row.Hash != before[i].Hash {
					changed = append(changed, strings.TrimPrefix(row.ID, "triage/"))
				}
			}
			require.ElementsMatch(t, test.changed, changed)
		})
	}
}
