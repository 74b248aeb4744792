package triage_test

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook"
	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/resources"
	"nursedesk/resources/resourcestest"
)

// end is the last day on which the clinic judges a call.
const end = 730

var loadClinic, loadReviewed = loader(resources.Files), loader(resourcestest.Files)

func loader(files fs.FS) func() (*triage.Guide, error) {
	return sync.OnceValues(func() (*triage.Guide, error) {
		beside, err := beside(files)
		if err != nil {
			return nil, err
		}
		return beside.guide()
	})
}

// clinic is the clinic's own guide, of which tests hold what any guide must keep: tests
// of how rules are applied use machinery, those of what the rules say reviewed.
func clinic(t testing.TB) *triage.Guide {
	t.Helper()
	guide, err := loadClinic()
	require.NoError(t, err)
	return guide
}

// frozenClinic is the clinic's guide as the clinical review judged it.
func frozenClinic(t testing.TB) *triage.Guide {
	t.Helper()
	guide, err := loadReviewed()
	require.NoError(t, err)
	return guide
}

// told makes a request of words: "fever=yes temperature=38.4 B01AA03 +insulin",
// where a word without "=" is a medicine's code, or with "+" a factor. The clinic is open.
func told(t testing.TB, guide *triage.Guide, day int, words string) triage.Request {
	t.Helper()
	request := triage.Request{Day: day, Open: true, Answers: map[string]triage.Answer{}}
	for _, word := range strings.Fields(words) {
		id, said, isAnswer := strings.Cut(word, "=")
		factor, isFactor := strings.CutPrefix(word, "+")
		switch {
		case isAnswer:
			answer, err := guide.ParseAnswer(id, said)
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

func number(t testing.TB, digits string) int {
	t.Helper()
	n, err := strconv.Atoi(digits)
	require.NoError(t, err)
	return n
}

// The doctor's table is in its order, and everything that is believed says where it comes
// from; no file can say that a doctor has approved it.
func TestEveryRowHasASource(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		seen := map[string]bool{}
		for _, source := range guide.Sources() {
			require.False(t, seen[source.Row.ID], source.Row.ID)
			seen[source.Row.ID] = true
			require.Len(t, source.Row.Hash, 64)
			require.True(t, len(source.Leaflet) > 0 || source.Text != "", source.Row.ID)
			require.Equal(t, source.Text != "", source.Status == rulebook.Proposed, source.Row.ID)
		}
		rows := guide.Rows()
		require.Len(t, rows, len(seen))
		hashes := map[string]bool{}
		for _, row := range rows {
			require.True(t, seen[row.ID], row.ID)
			require.False(t, hashes[row.Hash], row.ID)
			hashes[row.Hash] = true
			require.Equal(t, rulebook.Triage, row.Part)
			require.NotEmpty(t, row.Says, row.ID)
			require.True(t, row.Proposed || len(row.Leaflet) > 0, row.ID)
		}
		rules := ids(guide.Rules(), func(r triage.Rule) string { return r.ID })
		require.True(t, slices.IsSorted(rules), "in the order of their numbers")
	})
	again, err := loader(resources.Files)()
	require.NoError(t, err)
	require.Equal(t, clinic(t).Rows(), again.Rows(), "the same after every reading: an approval holds")
}

// Whatever someone calls about, every question comes once, the red flags first in their
// own order, then the groups of what they call about.
func TestOrder(t *testing.T) {
	both(t, func(t *testing.T, guide *triage.Guide) {
		all := ids(guide.Findings(), func(f triage.Finding) string { return f.ID })
		flags := 0
		for _, finding := range guide.Findings() {
			if finding.RedFlag {
				flags++
			}
		}
		for _, reason := range append(guide.Reasons(), triage.Reason{ID: "not-chosen", Asks: true}) {
			order := guide.Order(reason.ID)
			if !reason.Asks {
				require.Empty(t, order, reason.ID)
				continue
			}
			require.ElementsMatch(t, all, ids(order, func(f triage.Finding) string { return f.ID }), reason.ID)
			for i, finding := range order {
				require.Equal(t, i < flags, finding.RedFlag, reason.ID)
			}
			for i, group := range reason.Groups {
				from := slices.IndexFunc(order, func(f triage.Finding) bool { return !f.RedFlag && f.Group == group })
				if i > 0 && from >= 0 {
					require.Less(t, slices.IndexFunc(order, func(f triage.Finding) bool { return !f.RedFlag && f.Group == reason.Groups[i-1] }), from, reason.ID)
				}
			}
		}
	})
	_, known := clinic(t).Reason("toothache")
	require.False(t, known)
}

// Whom we sent to hospital is called again too; whom the surgeon is to call is not left
// waiting without anybody knowing what to do; a call for an ambulance can be signed at once.
func TestNobodyIsForgotten(t *testing.T) {
	for _, level := range clinic(t).Levels() {
		sent := level.ID == triage.L1 || level.ID == triage.L2
		require.Equal(t, sent, level.Recontact != nil, level.ID)
		require.Equal(t, level.ID == triage.L1, !level.Alarm.Empty(), level.ID)
		require.Equal(t, level.ID == triage.L3, level.Callback > 0 && len(level.Escalation) > 0, level.ID)
		require.Equal(t, level.ID == triage.L4, level.Visit != nil, level.ID)
		require.Equal(t, level.ID == triage.L4 || level.ID == triage.L5, !level.SafetyNet.Empty(), level.ID)
	}
	rule := clinic(t).Unanswered()
	require.Positive(t, rule.Tries)
	require.Positive(t, rule.Apart)
	require.NotEmpty(t, rule.Then.In(models.English))
}

// What kills within hours is asked first, and what takes an ambulance at once can be told
// in the first two breaths.
func TestTheWorstIsAskedFirst(t *testing.T) {
	order := clinic(t).Order("other")
	last := 0
	for i, finding := range order {
		if finding.AtLeast == triage.L1 && finding.ID != "leg-weakness-rapid" { // asked with the other signs of the legs
			last = i
		}
	}
	require.Equal(t, order[0].Group, order[last].Group)
	for _, breath := range clinic(t).Breaths()[:order[last].Breath] {
		require.Equal(t, order[0].Group, breath.Group)
	}
}
