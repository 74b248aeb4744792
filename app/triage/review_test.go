package triage_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook"
	"nursedesk/app/triage"
)

// reviewed is one row of the clinical review, as testdata/review.yaml has it.
type reviewed struct {
	Row       string            `yaml:"row"`
	Procedure string            `yaml:"procedure"`
	Told      string            `yaml:"told"`
	Levels    map[string]string `yaml:"levels"`
}

// at gives the level of a day. The days are read here once more, so that a fault of the
// rules' own reading cannot hide itself.
func (r reviewed) at(t *testing.T, day int) triage.Level {
	t.Helper()
	var found []string
	for days, level := range r.Levels {
		first, last, ok := strings.Cut(days, "-")
		require.True(t, ok, days)
		if day >= number(t, first) && (last == "" || day <= number(t, last)) {
			found = append(found, level)
		}
	}
	require.Len(t, found, 1, "%s says one level on day %d", r.Row, day)
	return triage.Level(found[0])
}

// Every cell of the clinical review gives the level that it names, on every day on which
// anything changes and on the days beside it.
func TestTheReview(t *testing.T) {
	body, err := os.ReadFile("testdata/review.yaml")
	require.NoError(t, err)
	var rows []reviewed
	require.NoError(t, rulebook.Decode("review.yaml", body, &rows))
	days := []int{end}
	for _, day := range frozenClinic(t).DaysOfChange() {
		days = append(days, max(day-1, 0), day, day+1)
	}
	slices.Sort(days)
	for _, row := range rows {
		t.Run(row.Row+" "+row.Told, func(t *testing.T) {
			request := told(t, frozenClinic(t), 0, row.Told)
			request.Procedure = "neurotomy"
			if row.Procedure != "" {
				request.Procedure = row.Procedure
			}
			denied(frozenClinic(t), &request)
			for _, request.Day = range slices.Compact(days) {
				found, err := frozenClinic(t).Assess(request)
				require.NoError(t, err)
				require.Equal(t, row.at(t, request.Day), found.Level, "day %d: %v", request.Day, found.Triggered)
			}
		})
	}
}

// denied answers no to every red flag that nothing is told of, so that the call is complete.
func denied(guide *triage.Guide, request *triage.Request) {
	for _, finding := range guide.Findings() {
		if _, told := request.Answers[finding.ID]; finding.RedFlag && !told {
			request.Answers[finding.ID] = triage.No
		}
	}
}
