package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/resources/resourcestest"
)

// result is what one run of the program left behind.
type result struct {
	status   int
	out, err string
}

// command runs the whole program, as main does, on a database of the test's own.
func command(t *testing.T, database string, args ...string) result {
	t.Helper()
	var out, complaints bytes.Buffer
	all := append([]string{"--database", database, "--now", mondayMorning}, args...)
	status := run(context.Background(), all, streams{in: strings.NewReader(""), out: &out, err: &complaints, clinic: resourcestest.Files})
	return result{status: status, out: out.String(), err: complaints.String()}
}

func newDatabase(t *testing.T) string { return filepath.Join(t.TempDir(), "nursedesk.db") }

func (r result) done(t *testing.T) string {
	t.Helper()
	require.Equal(t, exitDone, r.status, "%s", r.err)
	return r.out
}

func decode[T any](t testing.TB, text string) T {
	t.Helper()
	var value T
	require.NoError(t, json.Unmarshal([]byte(text), &value), "%s", text)
	return value
}

// The plan's JSON is read by other programs: its fields and forms are fixed.
func TestPlanAsJSON(t *testing.T) {
	out := command(t, newDatabase(t), "plan", "--procedure", "neurotomy", "--at", "2026-12-14T08:30",
		"--booked-on", "2026-11-02", "--medicine", "B01AA03", "--condition", "insulin", "--json").done(t)
	plan := decode[map[string]any](t, out)
	require.Equal(t, "neurotomy", plan["procedure"])
	require.Equal(t, "2026-12-14T08:30:00+01:00", plan["at"])
	byID := func(list any) map[string]map[string]any {
		all := map[string]map[string]any{}
		for _, one := range list.([]any) {
			row := one.(map[string]any)
			all[row["id"].(string)] = row
		}
		return all
	}
	tasks, milestones := byID(plan["tasks"]), byID(plan["milestones"])
	require.Len(t, tasks, 11) // the ten of the protocol for insulin and warfarin, and its INR
	require.Equal(t, map[string]any{
		"id": "physio", "role": "physio", "kind": "appointment", "due": "2026-12-28", "earliest": "2026-12-28",
		"latest": "2026-12-30", "book_by": "2026-12-17", "late": false, "sources": []any{"F1"},
	}, tasks["physio"])
	require.NotContains(t, tasks["prescription"], "book_by")
	require.Equal(t, "2026-12-14T02:30:00+01:00", milestones["fasting-from"]["from"])
	require.Equal(t, "2026-12-15T08:30:00+01:00", milestones["no-driving-until"]["until"])
	require.Equal(t, "2026-12-17", milestones["resume-blood-thinner"]["on"])
	require.Equal(t, "2026-12-21", milestones["effect-between"]["from"])
	require.Equal(t, "2027-01-11", milestones["effect-between"]["until"])
	require.Equal(t, "2027-01-04", milestones["flight-from"]["from"])

	late := decode[map[string]any](t, command(t, newDatabase(t), "plan", "--at", "2026-11-05T08:30", "--json").done(t))
	require.Equal(t, true, byID(late["tasks"])["bleeding-review"]["late"], "booked on defaults to today")
	require.Equal(t, "2026-11-02", byID(late["tasks"])["bleeding-review"]["due"])
}

// From a file to a worklist, a move, a cancellation and a sheet: one database, one truth.
func TestFromImportToSheet(t *testing.T) {
	database := newDatabase(t)
	file := filepath.Join(t.TempDir(), "bokningar.csv")
	require.NoError(t, os.WriteFile(file, []byte(
		"personal_number,given_name,family_name,phone,email,language,procedure,start,surgeon,theatre,medicines,conditions\n"+
			"19121212-1212,Tolvan,Tolvansson,070-174 06 05,,sv,neurotomy,2026-12-14T08:30,Dr Exempel,Sal 1,B01AA03,insulin\n"+
			"19900101-0017,Ettan,Ettansson,,,en,block,2026-12-14T10:00,,Sal 2,,\n"), 0o600))
	require.Contains(t, command(t, database, "import", file, "--dry-run").done(t), "Att läsa in: 2.")
	require.Contains(t, command(t, database, "import", file).done(t), "Inlästa bokningar: 2.")
	require.Contains(t, command(t, database, "import", file).done(t), "Fanns redan: 2.")

	type booking struct {
		ID     int64  `json:"id"`
		Name   string `json:"name"`
		Start  string `json:"start"`
		Status string `json:"status"`
	}
	bookings := decode[[]booking](t, command(t, database, "bookings", "--on", "2026-12-14", "--json").done(t))
	require.Len(t, bookings, 2)
	require.Equal(t, "2026-12-14T08:30:00+01:00", bookings[0].Start)

	type task struct {
		ID      string `json:"id"`
		ActOn   string `json:"act_on"`
		Booking int64  `json:"booking"`
	}
	tasks := decode[[]task](t, command(t, database, "worklist", "--on", "2026-11-30", "--json").done(t))
	require.Len(t, tasks, 4)
	tasks = decode[[]task](t, command(t, database, "worklist", "--on", "2026-11-30", "--role", "doctor", "--json").done(t))
	require.Equal(t, "hold-decision", tasks[0].ID)

	require.Contains(t, command(t, database, "move", "1", "--to", "2026-12-16T10:00").done(t), "flyttas")
	bookings = decode[[]booking](t, command(t, database, "bookings", "--on", "2026-12-16", "--json").done(t))
	require.Equal(t, "2026-12-16T10:00:00+01:00", bookings[0].Start)

	folder := filepath.Join(t.TempDir(), "sheets")
	command(t, database, "sheet", "--on", "2026-12-16", "--out", folder).done(t)
	sheet, err := os.ReadFile(filepath.Join(folder, "nursedesk-1.pdf"))
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(sheet, []byte("%PDF")))
	single := filepath.Join(t.TempDir(), "blad.pdf")
	command(t, database, "sheet", "--booking", "2", "--out", single, "--language", "en").done(t)
	require.FileExists(t, single)
	command(t, database, "sheet", "--booking", "1", "--out", single, "--large").done(t)
	large, err := os.ReadFile(single)
	require.NoError(t, err)
	command(t, database, "sheet", "--booking", "1", "--out", single, "--only-dates").done(t)
	dates, err := os.ReadFile(single)
	require.NoError(t, err)
	require.NotEqual(t, sheet, large)
	usb := t.TempDir()
	require.Contains(t, command(t, database, "calendar", "--booking", "1", "--out", usb).done(t), "nursedesk-1.ics")
	calendar, err := os.ReadFile(filepath.Join(usb, "nursedesk-1.ics"))
	require.NoError(t, err)
	require.Contains(t, string(calendar), "DTSTART;VALUE=DATE:20261216", "the dates of the moved booking")
	require.NotContains(t, string(calendar), "Tolvan")
	require.Less(t, len(dates), len(sheet))

	typed(t, database, "Patienten är sjuk\n", "cancel", "2").done(t)
	bookings = decode[[]booking](t, command(t, database, "bookings", "--from", "2026-12-01", "--to", "2026-12-31", "--json").done(t))
	require.Equal(t, "cancelled", bookings[0].Status)
	for _, open := range decode[[]task](t, command(t, database, "worklist", "--on", "2030-01-01", "--json").done(t)) {
		if open.Booking == 2 {
			require.Equal(t, "tell-patient", open.ID, "a cancelled booking leaves one task: the patient is to know")
		}
	}
	require.Contains(t, command(t, database, "check").done(t), "Databasen är hel")
}

// Exit status 2 is the caller's slip, 1 is what could not be done; each says why.
func TestExitStatus(t *testing.T) {
	database := newDatabase(t)
	cases := map[string]struct {
		args   []string
		status int
		says   string
	}{
		"unknown command":     {[]string{"flytta"}, exitUsage, "flytta"},
		"unknown flag":        {[]string{"worklist", "--dag", "1"}, exitUsage, "--dag"},
		"no such date":        {[]string{"worklist", "--on", "igår"}, exitUsage, "2026-12-14"},
		"no such role":        {[]string{"worklist", "--role", "chef"}, exitUsage, "nurse"},
		"at is missing":       {[]string{"plan"}, exitUsage, "at"},
		"at is no time":       {[]string{"plan", "--at", "snart"}, exitUsage, "2026-12-14T08:30"},
		"no such condition":   {[]string{"plan", "--at", "2026-12-14T08:30", "--condition", "gikt"}, exitUsage, "insulin"},
		"unknown procedure":   {[]string{"plan", "--at", "2026-12-14T08:30", "--procedure", "fusion"}, exitFailed, "neurotomy"},
		"no booking number":   {[]string{"move", "--to", "2026-12-16T10:00"}, exitUsage, "nummer"},
		"no such booking":     {[]string{"move", "17", "--to", "2026-12-16T10:00"}, exitFailed, "finns inte"},
		"no such file":        {[]string{"import", "saknas.csv"}, exitFailed, "saknas.csv"},
		"reason is empty":     {[]string{"cancel", "17"}, exitUsage, "standard in"},
		"last before first":   {[]string{"bookings", "--from", "2026-12-18", "--to", "2026-12-01"}, exitUsage, "--from"},
		"a time that is none": {[]string{"plan", "--at", "2027-03-28T02:30"}, exitUsage, "finns inte"},
		"calendar of nobody":  {[]string{"calendar", "--out", "x.ics"}, exitUsage, "booking"},
		"calendar to nowhere": {[]string{"calendar", "--booking", "17"}, exitUsage, "out"},
		"no calendar to give": {[]string{"calendar", "--booking", "17", "--out", "x.ics"}, exitFailed, "finns inte"},
		"neither day nor id":  {[]string{"sheet", "--out", "x.pdf"}, exitUsage, "booking"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			got := command(t, database, test.args...)
			require.Equal(t, test.status, got.status, "%s", got.err)
			require.Contains(t, got.err, test.says)
			require.Empty(t, got.out)
		})
	}
}

// A database that can't be used is told in words, in the user's language, and left as it was.
func TestBadDatabase(t *testing.T) {
	folder := t.TempDir()
	foreign := filepath.Join(folder, "foreign.db")
	require.NoError(t, os.WriteFile(foreign, bytes.Repeat([]byte("detta är ingen databas "), 1000), 0o600))
	before, err := os.ReadFile(foreign)
	require.NoError(t, err)
	got := command(t, foreign, "worklist")
	require.Equal(t, exitFailed, got.status)
	require.NotContains(t, got.err, "goroutine")
	after, err := os.ReadFile(foreign)
	require.NoError(t, err)
	require.Equal(t, before, after)
	require.Equal(t, exitFailed, command(t, folder, "worklist").status, "a folder is no database")
}

// Help speaks the user's language.
func TestHelpIsSwedish(t *testing.T) {
	out := command(t, newDatabase(t), "--help").done(t)
	for _, word := range []string{"Kommandon:", "worklist", "Flyttar en bokning"} {
		require.Contains(t, out, word)
	}
	for _, english := range []string{"Usage", "Available", "Flags", "help for", "Help about"} {
		require.NotContains(t, out, english)
	}
	require.Contains(t, command(t, newDatabase(t), "version").done(t), "nursedesk 0.1.0")
}
