package main

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/approvals"
	"nursedesk/app/office"
	"nursedesk/resources/resourcestest"
)

// atDesk does something at a desk of its own over a test's database.
func atDesk(t *testing.T, database string, do func(ctx context.Context, desk *app.Desk)) {
	t.Helper()
	s := &session{database: database, now: mondayMorning, streams: streams{err: &strings.Builder{}, clinic: resourcestest.Files}}
	ctx := office.WithActor(t.Context(), "Systemansvarig")
	require.NoError(t, s.withDesk(ctx, func(desk *app.Desk) error {
		do(ctx, desk)
		return nil
	}))
}

// The commands propose no more than the window does: by approved rules alone where the
// clinic has chosen so, in words and to other programs.
func TestCommandsWithoutProposals(t *testing.T) {
	database := newDatabase(t)
	atDesk(t, database, func(ctx context.Context, desk *app.Desk) {
		clinic, err := desk.Clinic(ctx)
		require.NoError(t, err)
		clinic.ApprovedOnly = true
		require.NoError(t, desk.SaveClinic(ctx, clinic))
	})
	plan := []string{"plan", "--at", "2026-12-14T08:30", "--medicine", "B01AA03"}
	words := command(t, database, plan...).done(t)
	require.Equal(t, 1, strings.Count(words, "Ingen godkänd regel: fråga läkaren"), "%s", words)
	require.NotContains(t, words, "sista dos")
	type medicines struct{ Medicines []map[string]any }
	read := decode[medicines](t, command(t, database, append(plan, "--json")...).done(t)).Medicines[0]
	require.Equal(t, "doctor", read["hold"])
	require.Nil(t, read["last_dose"])
	require.Nil(t, read["first_dose_again"])
	require.Nil(t, read["days_without"])
	require.Equal(t, []any{"not-approved"}, read["reasons"])
	require.Empty(t, read["source"])

	ask := []string{"triage", "--day", "5", "--at", "2026-12-14T10:00:00+01:00", "--answer", "temperature=38,4", "--answer", "more-pain=yes"}
	words = command(t, database, ask...).done(t)
	require.True(t, strings.HasPrefix(words, "Ingen godkänd regel: fråga läkaren\n"), "%s", words)
	for _, level := range []string{"L1", "L2", "L3", "L4", "L5"} {
		require.NotContains(t, words, level)
	}
	found := decode[map[string]any](t, command(t, database, append(ask, "--json")...).done(t))
	require.Equal(t, true, found["withheld"])
	require.Nil(t, found["level"])
	require.Nil(t, found["recontact"])
	for _, empty := range []string{"suspected", "triggered", "advice"} {
		require.Empty(t, found[empty], empty)
	}
	require.NotEmpty(t, found["unasked_red_flags"], "what has to be asked is asked")

	atDesk(t, database, func(ctx context.Context, desk *app.Desk) {
		rows, err := desk.RuleRows(ctx)
		require.NoError(t, err)
		draft := approvals.Draft{Doctor: "Dr Exempel", On: desk.Today()}
		for _, row := range rows {
			if row.Waits() {
				draft.Rows = append(draft.Rows, row.Key)
			}
		}
		require.NoError(t, desk.ApproveRules(ctx, draft))
	})
	read = decode[medicines](t, command(t, database, append(plan, "--json")...).done(t)).Medicines[0]
	require.NotNil(t, read["last_dose"], "%v", read)
	found = decode[map[string]any](t, command(t, database, append(ask, "--json")...).done(t))
	require.Equal(t, "L2", found["level"])
	require.NotContains(t, found, "withheld")
}
