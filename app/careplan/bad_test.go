package careplan_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// good is a whole protocol; every test below spoils one thing in it.
const good = `procedure: trial
version: "1"
title: {sv: Prov, en: Trial}
tasks:
  - id: ask
    title: {sv: Fråga, en: Ask}
    why: {sv: Därför., en: Because.}
    role: nurse
    kind: action
    offset: +3d
    earliest: +3d
    latest: +5d
    roll: next
    when: blood_thinner and not insulin
    leaflet: [B1]
    hold: decision
    calendar: {sv: Ring oss, en: Call us, when: bleeds}
  - id: review
    title: {sv: Besök, en: Visit}
    why: {sv: Därför., en: Because.}
    role: doctor
    kind: appointment
    offset: +3m
    earliest: +11w
    latest: +15w
    book_by: +14d
    roll: nearest
    source: a book
    status: proposed
milestones:
  - id: rest
    title: {sv: Vila, en: Rest}
    from: +1d
    until: +4d
    leaflet: [A8]
risk: {tier: low, source: a book, status: proposed}
follow_ups:
  - id: judge
    title: {sv: Bedöm, en: Judge}
    why: {sv: Därför., en: Because.}
    role: doctor
    kind: action
    due: 1d
    leaflet: [B3]
    asks:
      - id: decision
        title: {sv: Beslut, en: Decision}
        choices:
          - {id: fine, well: true, title: {sv: Bra, en: Fine}}
          - {id: bad, title: {sv: Illa, en: Bad}, follow: {task: judge, again: next-workday}}
health:
  leaflet: [B1, B3]
  bleeding: {task: ask}
  remedies: {task: judge}
  fever: {task: judge}
  antibiotics: {task: judge}
  hospital: {task: judge}
`

// ground is what rule files stand on, beside the protocols given.
func ground(t *testing.T, files fstest.MapFS) *rulebook.Ground {
	t.Helper()
	facts, err := fs.ReadFile(resourcestest.Files, "facts.yaml")
	require.NoError(t, err)
	files[careplan.ReleasedFile] = &fstest.MapFile{Data: []byte(`protocols: [{procedure: trial, version: "0", sha256: "00"}]`)}
	files["facts.yaml"] = &fstest.MapFile{Data: facts}
	files["translations/app.sv.json"], files["translations/app.en.json"] = &fstest.MapFile{}, &fstest.MapFile{}
	return rulebooktest.Open(t, files)
}

// Whoever changes a protocol and slips is told the file, the line and what to
// do, in words, and the program does not start on half a rule.
func TestBadProtocols(t *testing.T) {
	load := func(body string) error {
		_, err := careplan.Load(ground(t, fstest.MapFS{"protocols/trial.yaml": {Data: []byte(body)}}))
		return err
	}
	require.NoError(t, load(good))
	require.NoError(t, load(strings.Replace(good, "from: +1d\n    until: +4d", "from: +4h\n    until: +4h", 1)), "it ends in the hour in which it begins")

	for _, test := range []struct {
		name, from, to string
		code           string
		line           int
		says           string // in the log
	}{
		{"wrong key", "roll: next", "rol: next", "rules.unknown-key", 13, `unknown key "rol"`},
		{"wrong key at the top", "procedure:", "procedur:", "rules.unknown-key", 1, `unknown key "procedur"`},
		{"wrong key in a title", "{sv: Fråga, en: Ask}", "{sv: Fråga, no: Ask}", "rules.unknown-key", 6, "title: no"},
		{"key twice", "    kind: action\n", "    kind: action\n    kind: action\n", "rules.syntax", 10, `"kind" already defined`},
		{"not YAML", "title: {sv: Prov, en: Trial}", "title: {sv: Prov", "rules.syntax", 3, ""},
		{"list for a text", "role: nurse", "role: [nurse]", "rules.syntax", 8, "string"},
		{"second document", "milestones:", "---\nmilestones:", "rules.syntax", 1, "more than one document"},
		{"no procedure", "procedure: trial\n", "", "rules.missing", 1, "procedure"},
		{"no version", "version: \"1\"\n", "", "rules.missing", 1, "version"},
		{"no English title", "{sv: Besök, en: Visit}", "{sv: Besök}", "rules.missing", 19, "title: en"},
		{"no reason", "    why: {sv: Därför., en: Because.}\n    role: nurse\n", "    role: nurse\n", "rules.missing", 5, "why: sv, en"},
		{"no id", "  - id: ask\n    title", "  - title", "rules.missing", 5, "id"},
		{"wrong id", "id: ask", "id: Ask you", "rules.bad-value", 5, "id: Ask you"},
		{"same id twice", "id: review", "id: ask", "rules.duplicate", 18, "ask"},
		{"named as a task of the desk's own", "id: review", "id: visit", "rules.duplicate", 18, "visit"},
		{"milestone named as a task", "id: rest", "id: ask", "rules.duplicate", 31, "ask"},
		{"unknown fact", "[A8]", "[A8, A9]", "rules.unknown-fact", 35, "A9"},
		{"no source", "    leaflet: [B1]\n", "", "rules.missing-source", 5, "leaflet, source"},
		{"source not marked proposed", "    status: proposed\n", "", "rules.missing", 28, "status: proposed"},
		{"approved by file", "status: proposed", "status: approved", "rules.bad-value", 29, "status: approved"},
		{"condition that cannot be read", "blood_thinner and not insulin", "blood_thinner and (", "rules.bad-condition", 14, "unexpected token"},
		{"condition on something unknown", "blood_thinner and not insulin", "blod_thinner", "rules.bad-condition", 14, "unknown name blod_thinner"},
		{"condition that is no yes or no", "blood_thinner and not insulin", "1 + 1", "rules.bad-condition", 14, "bool"},
		{"condition that asks the clock", "blood_thinner and not insulin", "now().Year() > 2026", "rules.bad-condition", 14, "now"},
		{"unknown role", "role: nurse", "role: porter", "rules.bad-value", 8, "role: porter"},
		{"unknown kind", "kind: action", "kind: callback", "rules.bad-value", 9, "kind: callback"},
		{"unknown roll", "roll: next", "roll: sideways", "rules.bad-value", 13, "roll: sideways"},
		{"roll left out", "    roll: next\n", "", "rules.missing", 5, "roll"},
		{"no roll away from the day", "roll: next", "roll: none", "rules.bad-value", 13, "roll: none"},
		{"distance without a unit", "offset: +3d", "offset: 3", "rules.bad-offset", 10, "offset: 3"},
		{"distance with a wrong unit", "offset: +3d", "offset: +3y", "rules.bad-offset", 10, "offset: +3y"},
		{"task in hours", "offset: +3d", "offset: +72h", "rules.hours-for-task", 10, "offset: +72h"},
		{"target before its window", "offset: +3d", "offset: +2d", "rules.outside-window", 10, "+3d … +2d … +5d"},
		{"target after its window", "offset: +3d", "offset: +6d", "rules.outside-window", 10, "+3d … +6d … +5d"},
		{"months that can be too long", "latest: +15w", "latest: +91d", "rules.outside-window", 23, "+11w … +3m … +91d"},
		{"months that can be too short", "earliest: +11w", "earliest: +90d", "rules.outside-window", 23, "+90d … +3m … +15w"}, // 89 from February
		{"booked after the window", "book_by: +14d", "book_by: +16w", "rules.outside-window", 26, "book_by: +16w"},
		{"appointment without a day to book", "    book_by: +14d\n", "", "rules.missing", 18, "book_by"},
		{"day to book for an action", "kind: appointment", "kind: action", "rules.book-by-action", 26, "+14d"},
		{"milestone without a date", "    from: +1d\n    until: +4d\n", "", "rules.bad-milestone", 31, "rest"},
		{"milestone with too many dates", "from: +1d", "on: +1d", "rules.bad-milestone", 31, "rest"},
		{"milestone that ends before it begins", "until: +4d", "until: +0d", "rules.outside-window", 34, "until: +0d"},
		{"milestone that ends an hour before it begins", "from: +1d\n    until: +4d", "from: +5h\n    until: +4h", "rules.outside-window", 34, "until: +4h"},
		{"milestone in hours and days", "until: +4d", "until: +96h", "rules.outside-window", 34, "until: +96h"},
		{"no bleeding risk", "risk: {tier: low, source: a book, status: proposed}\n", "", "rules.missing", 1, "risk: tier"},
		{"unknown bleeding risk", "tier: low", "tier: medium", "rules.bad-value", 36, "tier: medium"},
		{"bleeding risk without a source", "tier: low, source: a book, status: proposed", "tier: low", "rules.missing-source", 36, "source"},
		{"nobody decides on a hold", "    hold: decision\n", "", "rules.missing", 1, "hold: decision"},
		{"unknown part in a hold", "hold: decision", "hold: pause", "rules.bad-value", 16, "hold: pause"},
		{"two decisions", "    book_by: +14d\n", "    book_by: +14d\n    hold: decision\n", "rules.duplicate", 27, "hold: decision"},
		{"date that is a decision", "    from: +1d\n", "    hold: decision\n    from: +1d\n", "rules.bad-value", 33, "hold: decision"},
		{"calendar in one language", "{sv: Ring oss, en: Call us, when: bleeds}", "{sv: Ring oss, when: bleeds}", "rules.missing", 17, "calendar: en"},
		{"calendar for nobody known", "when: bleeds", "when: bleds", "rules.bad-condition", 17, "bleds"},
		{"changed under a version that was in use", "version: \"1\"", "version: \"0\"", "rules.same-version", 2, "0"},
		{"answer that nothing is said of", "well: true, ", "", "rules.answer-without-follow", 49, "fine"},
		{"answer that is well and is followed", "{id: bad,", "{id: bad, well: true,", "rules.answer-without-follow", 50, "bad"},
		{"answer with an empty follow-up", "follow: {task: judge, again: next-workday}", "follow: {}", "rules.missing", 50, "follow"},
		{"follow-up that is no task", "{task: judge, again", "{task: jury, again", "rules.unknown-task", 50, "jury"},
		{"follow-up that the plan always has", "fever: {task: judge}", "fever: {task: review}", "rules.unknown-task", 55, "review"},
		{"asked again some other time", "again: next-workday", "again: later", "rules.bad-value", 50, "again: later"},
		{"medicine that is not asked for", "again: next-workday", "medicine: guess", "rules.bad-value", 50, "medicine: guess"},
		{"declared under an unknown name", "{task: judge, again: next-workday}", "{declare: cough}", "rules.bad-value", 50, "declare: cough"},
		{"task beside what is declared", "again: next-workday", "declare: fever", "rules.bad-value", 50, "task: judge"},
		{"follow-up before its answer", "due: 1d", "due: -1d", "rules.bad-offset", 43, "due: -1d"},
		{"follow-up that is a visit", "kind: action\n    due", "kind: appointment\n    due", "rules.bad-value", 42, "kind: appointment"},
		{"call that asks beside its note", "kind: action\n    due", "kind: callback\n    due", "rules.bad-value", 38, "asks: callback"},
		{"follow-up named as a task", "id: judge", "id: ask", "rules.duplicate", 5, "ask"},
		{"health question that is forgotten", "  fever: {task: judge}\n", "", "rules.missing", 52, "health: fever"},
		{"health question that asks for a medicine", "fever: {task: judge}", "fever: {medicine: ask}", "rules.bad-value", 55, "health: fever"},
		{"no health declaration", good[strings.Index(good, "health:"):], "", "rules.missing", 1, "health"},
		{"empty file", good, "", "rules.syntax", 1, "empty"},
		{"no tasks", good[strings.Index(good, "tasks:"):], "", "rules.missing", 1, "tasks"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, good, test.from)
			err := load(strings.Replace(good, test.from, test.to, 1))
			rulebooktest.Refused(t, err, test.code, "protocols/trial.yaml", test.line, test.says)
		})
	}
}

// Two files for one procedure would leave it to chance which one holds.
func TestOneProcedureHasOneProtocol(t *testing.T) {
	_, err := careplan.Load(ground(t, fstest.MapFS{"protocols/a.yaml": {Data: []byte(good)}, "protocols/b.yaml": {Data: []byte(good)}}))
	require.ErrorIs(t, err, &models.Problem{Code: "rules.duplicate"})

	_, err = careplan.Load(ground(t, fstest.MapFS{}))
	require.ErrorIs(t, err, &models.Problem{Code: "rules.missing"}, "no protocol at all")
}

// A version that a booking froze is read from the database with what was then
// the leaflet, and gives the same plan as on the day it was frozen.
func TestAFrozenVersionIsReadAgain(t *testing.T) {
	current := protocol(t, "neurotomy")
	frozen, err := careplan.Parse("neurotomy@1", current.Body)
	require.NoError(t, err)
	request := careplan.Request{Start: date(t, "2026-12-14").At(8, 30), Facts: everything}
	require.Equal(t, current.Plan(request), frozen.Plan(request))
	require.Equal(t, current.Version, frozen.Version)

	_, err = careplan.Parse("trial@1", []byte(strings.Replace(good, "[A8]", "[A99]", 1)))
	require.NoError(t, err, "a fact that the leaflet no longer has")
	_, err = careplan.Parse("trial@1", []byte(strings.Replace(good, "[A8]", "[see leaflet]", 1)))
	require.ErrorIs(t, err, &models.Problem{Code: "rules.unknown-fact"})
}

// An approval is a doctor's word for a hash: rows that did not change keep the
// hash that they have always had.
func TestUnchangedRowsKeepTheirHash(t *testing.T) {
	library, err := careplan.Load(ground(t, fstest.MapFS{"protocols/trial.yaml": {Data: []byte(good)}}))
	require.NoError(t, err)
	trial, ok := library.Protocol("trial")
	require.True(t, ok)
	hashes := map[string]string{}
	for _, row := range trial.Rows() {
		hashes[row.ID] = row.Hash[:16]
	}
	require.Equal(t, map[string]string{
		"protocol/trial/risk":            "5d59cc233ba8e1fe",
		"protocol/trial/ask":             "d8e72c423e1d17e6",
		"protocol/trial/review":          "de1e6b117fa6a7f0",
		"protocol/trial/milestone/rest":  "997689454576cf98",
		"protocol/trial/follow-up/judge": "55b4905ab88804f6",
		"protocol/trial/health":          "45ffdd5f3a54cc74",
	}, hashes)
}
