package approvals_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/approvals"
	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

func unapproved(d *apptest.Desk) int {
	d.T.Helper()
	count, err := d.UnapprovedInUse(apptest.Nurse())
	require.NoError(d.T, err)
	return count
}

// A proposed rule counts once a booking uses it, until a doctor approves it; it
// shows as approved wherever it is shown, on this desk and after a restart.
func TestApproveRules(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	require.Zero(t, unapproved(desk), "what no booking uses does not press")
	require.True(t, desk.RulesByID()[apptest.Stitches].Waits())
	require.Zero(t, desk.RulesByID()[apptest.Stitches].Uses)

	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	before := unapproved(desk)
	require.Positive(t, before)
	require.Equal(t, 1, desk.RulesByID()[apptest.Stitches].Uses)
	step, _ := desk.Step("neurotomy", file.Booking.ProtocolVersion, "stitch-removal")
	require.Equal(t, rulebook.Proposed, step.Source.Status)

	heard := 0
	desk.Events.Subscribe(func(office.Event) {
		heard++
		step, _ := desk.Step("neurotomy", file.Booking.ProtocolVersion, "stitch-removal")
		require.Equal(t, rulebook.Approved, step.Source.Status, "whoever hears of it finds it")
	})
	require.NoError(t, desk.Approve(apptest.Stitches))
	require.Equal(t, 1, heard)
	require.Equal(t, before-1, unapproved(desk))
	row := desk.RulesByID()[apptest.Stitches]
	require.False(t, row.Waits())
	require.Equal(t, "Dr Exempel", row.Approval.Doctor)
	require.Equal(t, desk.Today(), row.Approval.ApprovedOn)
	require.Equal(t, "Sköterska Test", row.Approval.EnteredBy)
	step, _ = desk.Step("neurotomy", file.Booking.ProtocolVersion, "stitch-removal")
	require.Equal(t, rulebook.Approval{Doctor: "Dr Exempel", On: desk.Today()}, step.Source.Approved)
	for _, task := range desk.AgreedPlan(file.Plan).Tasks {
		if task.Step.ID == "stitch-removal" {
			require.Equal(t, rulebook.Approved, task.Step.Source.Status)
		}
	}

	again, err := app.New(ctx, desk.Params)
	require.NoError(t, err)
	step, _ = again.Step("neurotomy", file.Booking.ProtocolVersion, "stitch-removal")
	require.Equal(t, rulebook.Approved, step.Source.Status)
	require.ErrorIs(t, desk.Approve(apptest.Stitches), models.ErrStale, "approved already")
}

// Nothing is approved unless all of it can be: by a named doctor, on a day that
// has been, and just what was shown.
func TestApproveRulesRefuses(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	key := desk.RulesByID()[apptest.Stitches].Key
	for name, try := range map[string]struct {
		draft approvals.Draft
		field string
	}{
		"nobody":  {approvals.Draft{Rows: []rulebook.Key{key}, On: desk.Today()}, "doctor"},
		"no day":  {approvals.Draft{Rows: []rulebook.Key{key}, Doctor: "Dr Exempel"}, "approved-on"},
		"future":  {approvals.Draft{Rows: []rulebook.Key{key}, Doctor: "Dr Exempel", On: desk.Today().AddDays(1)}, "approved-on"},
		"nothing": {approvals.Draft{Doctor: "Dr Exempel", On: desk.Today()}, ""},
	} {
		var problems models.Problems
		require.ErrorAs(t, desk.ApproveRules(ctx, try.draft), &problems, name)
		require.Equal(t, []string{try.field}, problems.Fields(), name)
	}
	leaflet := desk.RulesByID()["protocol/neurotomy/milestone/bath-from"].Key
	for name, rows := range map[string][]rulebook.Key{
		"the leaflet's":   {key, leaflet},
		"another content": {key, {ID: key.ID, Hash: strings.Repeat("0", 64)}},
		"unknown":         {key, {ID: "protocol/none", Hash: key.Hash}},
		"twice":           {key, key},
	} {
		err := desk.ApproveRules(ctx, approvals.Draft{Rows: rows, Doctor: "Dr Exempel", On: desk.Today()})
		require.ErrorIs(t, err, models.ErrStale, name)
	}
	require.True(t, desk.RulesByID()[apptest.Stitches].Waits(), "all or nothing")
}

// A withdrawn approval says why, and the rule waits for the doctor again.
func TestWithdrawApproval(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	require.NoError(t, desk.Approve(apptest.Stitches))
	id := desk.RulesByID()[apptest.Stitches].Approval.ID
	require.ErrorIs(t, desk.WithdrawApproval(ctx, id, " "), models.ErrRequired)
	require.ErrorIs(t, desk.WithdrawApproval(ctx, id, strings.Repeat("a", models.MaxNote+1)), models.ErrTooLong)
	require.NoError(t, desk.WithdrawApproval(ctx, id, "ny riktlinje"))
	require.True(t, desk.RulesByID()[apptest.Stitches].Waits())
	require.ErrorIs(t, desk.WithdrawApproval(ctx, id, "igen"), models.ErrStale)
	require.ErrorIs(t, desk.WithdrawApproval(ctx, 9999, "x"), models.ErrNotFound)
	require.NoError(t, desk.Approve(apptest.Stitches), "approved anew")
}

// A medicine brings its own rules into use, and those of its combinations.
func TestMedicinesBringTheirRulesIntoUse(t *testing.T) {
	desk := apptest.New(t, "2026-11-23")
	taking := apptest.Draft(t, "2026-12-14")
	taking.Medicines = models.MedicinesOf("B01AA03")
	desk.Booked(taking)
	rows := desk.RulesByID()
	for id, uses := range map[string]int{
		"medicine/B01AA03/hold": 1, "medicine/B01AA03/inr": 1, "clinic/resume": 1, "combination/mechanical-valve": 1,
		"medicine/B01AC04/hold": 0, "protocol/block/discharge": 0,
	} {
		require.Contains(t, rows, id)
		require.Equal(t, uses, rows[id].Uses, id)
	}
}

// The rules for calls are listed and approved like the others, but no booking
// goes by them, so that they do not press.
func TestTriageRulesDoNotPress(t *testing.T) {
	desk := apptest.New(t, "2026-11-23")
	desk.Booked(apptest.Draft(t, "2026-12-14"))
	before := unapproved(desk)
	require.True(t, desk.RulesByID()["triage/R12"].Waits())
	for _, id := range []string{"triage/R12", "triage/level/L2", "triage/term/fever-found", "triage/last-day"} {
		require.Contains(t, desk.RulesByID(), id)
		require.Zero(t, desk.RulesByID()[id].Uses)
	}
	require.NoError(t, desk.Approve("triage/R12"))
	require.False(t, desk.RulesByID()["triage/R12"].Waits())
	require.Equal(t, before, unapproved(desk))
}

const changedVersion = "changed"

// changedRules are the clinic's rules with one text of the neurotomy changed, as
// its next version.
func changedRules(t *testing.T, old, changed string) office.Rules {
	t.Helper()
	files := fstest.MapFS{}
	for _, pattern := range []string{"*.yaml", "protocols/*", "sheets/*", "drawings/*", "fonts/*", "translations/*"} {
		names, err := fs.Glob(resourcestest.Files, pattern)
		require.NoError(t, err)
		for _, name := range names {
			body, err := fs.ReadFile(resourcestest.Files, name)
			require.NoError(t, err)
			if name == "protocols/neurotomy.yaml" {
				require.Equal(t, 1, strings.Count(string(body), old))
				body = []byte(strings.Replace(string(body), old, changed, 1))
				body = regexp.MustCompile(`(?m)^version: .*$`).ReplaceAll(body, []byte("version: "+changedVersion))
			}
			files[name] = &fstest.MapFile{Data: body}
		}
	}
	rules, err := office.LoadRules(files, "")
	require.NoError(t, err)
	return rules
}

// A booking that another desk made by a version that this one does not know shows
// its tasks in that version's words, on every list that they stand on.
func TestAVersionThatAnotherDeskFroze(t *testing.T) {
	ctx := apptest.Nurse()
	for name, read := range map[string]func(*app.Desk) error{
		"Idag":  func(d *app.Desk) error { _, err := d.Worklist(ctx, worklist.Query{}); return err },
		"tasks": func(d *app.Desk) error { _, err := d.OpenTasks(ctx, d.Today().AddDays(60), ""); return err },
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-23")
			params := desk.Params
			params.Rules = changedRules(t, "sv: Stygnborttagning", "sv: Stygnen tas bort")
			other, err := app.New(ctx, params)
			require.NoError(t, err)
			_, err = other.Book(ctx, apptest.Draft(t, "2026-12-01"))
			require.NoError(t, err)
			_, known := desk.Step("neurotomy", changedVersion, "stitch-removal")
			require.False(t, known)

			require.NoError(t, read(desk.Desk))
			step, known := desk.Step("neurotomy", changedVersion, "stitch-removal")
			require.True(t, known)
			require.Equal(t, "Stygnen tas bort", step.Title.In(models.Swedish))
		})
	}
}

// A row that is changed is no longer approved; a booking made before goes by the
// row that it froze, whose approval still holds.
func TestAChangedRowLosesItsApproval(t *testing.T) {
	ctx := apptest.Nurse()
	desk := apptest.New(t, "2026-11-23")
	file := desk.Booked(apptest.Draft(t, "2026-12-14"))
	require.NoError(t, desk.Approve(apptest.Stitches, "protocol/neurotomy/risk"))

	desk.Params.Rules = changedRules(t, "offset: +10d\n    earliest: +10d\n    latest: +14d", "offset: +12d\n    earliest: +10d\n    latest: +14d")
	next, err := app.New(ctx, desk.Params)
	require.NoError(t, err)
	desk.Desk = next
	rows := desk.RulesByID()
	require.True(t, rows[apptest.Stitches].Waits(), "the new row waits")
	require.Zero(t, rows[apptest.Stitches].Uses)
	require.False(t, rows[apptest.Stitches+file.Booking.ProtocolVersion].Waits(), "the old one is approved, and used")
	require.Equal(t, 1, rows[apptest.Stitches+file.Booking.ProtocolVersion].Uses)
	require.False(t, rows["protocol/neurotomy/risk"].Waits(), "an unchanged row stays approved")
	require.Equal(t, 1, rows["protocol/neurotomy/risk"].Uses)
	step, _ := next.Step("neurotomy", file.Booking.ProtocolVersion, "stitch-removal")
	require.Equal(t, rulebook.Approved, step.Source.Status)
	step, _ = next.Step("neurotomy", changedVersion, "stitch-removal")
	require.Equal(t, rulebook.Proposed, step.Source.Status)
}
