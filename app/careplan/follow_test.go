package careplan_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// leading is the good protocol with rows that say all that a row can: what they are to the
// board and to the telephone, and where each answer leads.
var leading = strings.NewReplacer(
	"    calendar: {sv: Ring oss, en: Call us, when: bleeds}\n", `    calendar: {sv: Ring oss, en: Call us, when: bleeds}
    call: true
    ready: health
    asks:
      - id: state
        title: {sv: Läget, en: State}
        choices:
          - {id: fine, well: true, title: {sv: Bra, en: Fine}}
          - {id: bad, title: {sv: Illa, en: Bad}, follow: {task: judge}}
      - id: ride
        title: {sv: Skjuts, en: Ride}
        ready: ride
        choices:
          - {id: fine, well: true, title: {sv: Finns, en: There is}}
          - {id: bad, title: {sv: Saknas, en: None}, follow: {task: drive}}
`,
	"    leaflet: [A8]\n", `    leaflet: [A8]
    calendar: {sv: Vila, en: Rest}
  - id: swim
    title: {sv: Bad, en: Bath}
    from: +9d
    leaflet: [A4]
    calendar: {sv: Bada, en: Bathe}
`,
	"follow_ups:\n", `follow_ups:
  - id: drive
    title: {sv: Skjuts, en: Ride}
    why: {sv: Därför., en: Because.}
    role: nurse
    kind: action
    due: 2d
    before_procedure: true
    leaflet: [D6]
  - id: now
    title: {sv: Nu, en: Now}
    why: {sv: Därför., en: Because.}
    role: nurse
    kind: action
    due: 0d
    leaflet: [D6]
`,
	"fever: {task: judge}", "fever: {task: now}",
).Replace(good)

func leadingProtocol(t *testing.T) (*careplan.Library, *careplan.Protocol) {
	t.Helper()
	library, err := careplan.Load(ground(t, fstest.MapFS{"protocols/trial.yaml": {Data: []byte(leading)}}))
	require.NoError(t, err)
	today, ok := library.Protocol("trial")
	require.True(t, ok)
	return library, today
}

// Two questions may have answers of one name: each leads where its own question says.
func TestAnAnswerLeadsWhereItsQuestionSays(t *testing.T) {
	_, today := leadingProtocol(t)
	step, _ := today.Step("ask")
	for question, want := range map[string]string{"state": "judge", "ride": "drive"} {
		choice, ok := step.Choice(question, "bad")
		require.True(t, ok)
		require.Equal(t, want, choice.Follow.Task)
		choice, ok = step.Choice(question, "fine")
		require.True(t, ok)
		require.True(t, choice.Well)
	}
	_, ok := step.Choice("state", "awful")
	require.False(t, ok)
	_, ok = step.Choice("weather", "fine")
	require.False(t, ok)
}

// What an answer asks for is due on a working day, at once where it says so, and before the
// procedure where it belongs there; what no longer fits before it is late and due at once.
func TestWhenAFollowUpIsDue(t *testing.T) {
	_, today := leadingProtocol(t)
	for _, test := range []struct {
		id, answered, procedure string
		due, latest             string
		late                    bool
	}{
		{"judge", "2026-12-11", "2026-12-14", "2026-12-14", "", false}, // a Friday: the next working day
		{"judge", "2026-12-07", "2026-12-14", "2026-12-08", "", false},
		{"now", "2026-12-12", "2026-12-14", "2026-12-12", "", false},             // a Saturday
		{"drive", "2026-12-07", "2026-12-14", "2026-12-09", "2026-12-11", false}, // the last working day before it
		{"drive", "2026-12-09", "2026-12-14", "2026-12-11", "2026-12-11", false},
		{"drive", "2026-12-10", "2026-12-14", "2026-12-11", "2026-12-11", false}, // Saturday, and the procedure is on Monday
		{"drive", "2026-12-13", "2026-12-14", "2026-12-13", "2026-12-13", false}, // a Sunday, and somebody works
		{"drive", "2026-12-14", "2026-12-14", "2026-12-14", "2026-12-13", true},
		{"drive", "2026-12-15", "2026-12-14", "2026-12-17", "", false}, // the procedure is over
	} {
		follow, ok := today.FollowUp(test.id)
		require.True(t, ok)
		want := careplan.Days{Due: date(t, test.due), Late: test.late}
		if test.latest != "" {
			want.Latest = date(t, test.latest)
		}
		require.Equal(t, want, follow.On(date(t, test.answered), date(t, test.procedure)), "%+v", test)
	}
	_, ok := today.FollowUp("nobody")
	require.False(t, ok)
}

// without takes lines out of the protocol, each of which stands in it.
func without(t *testing.T, body string, parts ...string) string {
	t.Helper()
	for _, part := range parts {
		require.Contains(t, body, part)
		body = strings.ReplaceAll(body, part, "")
	}
	return body
}

// section is what stands between two lines, the first one included.
func section(t *testing.T, body, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(body, from)
	require.True(t, ok, from)
	inner, _, _ := strings.Cut(rest, to)
	return from + inner
}

// A version from before answers led anywhere, rows said their use and there was a readiness
// board goes by today's protocol in all three; what it says itself it keeps.
func TestAVersionFromBeforeAnswersLedAnywhere(t *testing.T) {
	library, today := leadingProtocol(t)
	want, _ := today.Step("ask")
	ride := section(t, leading, "      - id: ride\n", "  - id: review\n")
	uses := []string{
		"    hold: decision\n    calendar: {sv: Ring oss, en: Call us, when: bleeds}\n", "    call: true\n    ready: health\n",
		"    calendar: {sv: Vila, en: Rest}\n", "    calendar: {sv: Bada, en: Bathe}\n",
	}
	answers := []string{section(t, leading, "follow_ups:\n", "\x00"), " well: true,", ", follow: {task: judge}"}
	before := without(t, without(t, leading, ride), append(uses, answers...)...)

	kept, err := library.Frozen("trial@1", []byte(before))
	require.NoError(t, err)
	require.Equal(t, today.FollowUps, kept.FollowUps)
	for _, question := range models.HealthQuestions {
		require.Equal(t, today.Declared(question), kept.Declared(question), question)
	}
	got, _ := kept.Step("ask")
	require.Equal(t, want.Hold, got.Hold)
	require.Equal(t, want.Calendar, got.Calendar)
	require.True(t, got.Call)
	require.Equal(t, careplan.MarkHealth, got.Ready)
	require.Equal(t, want.Asks, got.Asks, "each question once, with where it leads")
	require.Equal(t, today.Milestones[0].Calendar, kept.Milestones[0].Calendar)
	require.Equal(t, today.Milestones[1].Calendar, kept.Milestones[1].Calendar)

	// From before the board, but its answers lead somewhere: they go on leading there.
	own := strings.ReplaceAll(without(t, leading, ride, uses[1]), "sv: Bedöm,", "sv: Bedöm själv,")
	own = without(t, own, section(t, own, "  - id: drive\n", "  - id: now\n"))
	kept, err = library.Frozen("trial@1", []byte(own))
	require.NoError(t, err)
	judge, _ := kept.FollowUp("judge")
	require.Equal(t, "Bedöm själv", judge.Title.In(models.Swedish))
	drive, ok := kept.FollowUp("drive")
	require.True(t, ok, "what the new question leads to comes with it")
	require.Len(t, kept.FollowUps, 3)
	theirs, _ := today.FollowUp("drive")
	require.Equal(t, theirs, drive)
	got, _ = kept.Step("ask")
	require.Equal(t, want.Asks, got.Asks)

	// One that knows the board by either word says itself what stands on it.
	for _, word := range []string{"    call: true\n", "    ready: health\n"} {
		kept, err = library.Frozen("trial@1", []byte(without(t, leading, ride, word)))
		require.NoError(t, err)
		got, _ = kept.Step("ask")
		require.Len(t, got.Asks, 1)
	}

	// One whose health declaration leads somewhere leads there.
	declared := without(t, leading, section(t, leading, "follow_ups:\n", "health:\n"))
	declared = strings.NewReplacer("{task: judge}", "{task: ask}", "{task: now}", "{task: ask}", "{task: drive}", "{task: ask}").Replace(declared)
	kept, err = library.Frozen("trial@1", []byte(declared))
	require.NoError(t, err)
	require.Empty(t, kept.FollowUps)
	require.Equal(t, "ask", kept.Declared(models.HealthQuestions[1]).Task)
}
