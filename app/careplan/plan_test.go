package careplan_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

func protocol(t testing.TB, code string) *careplan.Protocol {
	t.Helper()
	library, err := careplan.Load(rulebooktest.Open(t, resourcestest.Files))
	require.NoError(t, err)
	found, ok := library.Protocol(code)
	require.True(t, ok)
	return found
}

func date(t testing.TB, text string) models.Date {
	t.Helper()
	day, err := models.ParseDate(text)
	require.NoError(t, err)
	return day
}

// everything is a patient for whom every condition holds.
var everything = careplan.Facts{
	BloodThinner: true, OnHold: true, Insulin: true, Hypertension: true, Bleeds: true, DayAsked: true,
}

// Worked by hand. 14 December 2026 is a Monday; 11 December a Friday, 17 December a
// Thursday. Day +10 is Christmas Eve, a Thursday, and the next working day is
// Monday the 28th, the window's last. A window ends before the weekend, Easter and New
// Year that it would end in, and that of an appointment begins after them.
func TestNeurotomyOnAPlainMonday(t *testing.T) {
	plan := protocol(t, "neurotomy").Plan(careplan.Request{Start: date(t, "2026-12-14").At(8, 30), Facts: everything})
	type row struct{ id, due, earliest, latest, bookBy string }
	var got []row
	for _, task := range plan.Tasks {
		require.False(t, task.Late)
		require.False(t, task.NoWorkingDay)
		got = append(got, row{task.Step.ID, task.Due.String(), task.Earliest.String(), task.Latest.String(), task.BookBy.String()})
	}
	require.Equal(t, []row{
		{"bleeding-review", "2026-11-30", "2026-11-16", "2026-12-07", ""},
		{"hold-decision", "2026-11-30", "2026-11-16", "2026-12-07", ""},
		{"bleeding-disorder", "2026-11-30", "2026-11-16", "2026-12-07", ""},
		{"day-medicines", "2026-11-30", "2026-11-16", "2026-12-07", ""},
		{"health-check", "2026-12-11", "2026-12-07", "2026-12-11", ""},
		{"prescription", "2026-12-14", "2026-12-14", "2026-12-14", ""},
		{"discharge", "2026-12-14", "2026-12-14", "2026-12-14", ""},
		{"resume-check", "2026-12-17", "2026-12-17", "2026-12-18", ""},
		{"stitch-removal", "2026-12-28", "2026-12-24", "2026-12-28", ""},
		{"physio", "2026-12-28", "2026-12-28", "2026-12-30", "2026-12-17"},
		{"doctor-visit", "2027-03-15", "2027-03-01", "2027-03-25", "2026-12-28"},
	}, got)
}

// The patient's dates never move for a weekend; hours are counted from the minute of the start.
func TestMilestonesOfNeurotomy(t *testing.T) {
	plan := protocol(t, "neurotomy").Plan(careplan.Request{Start: date(t, "2026-12-14").At(8, 30), Facts: everything})
	type row struct {
		id         string
		form       careplan.Form
		begin, end string
	}
	var got []row
	for _, m := range plan.Milestones {
		got = append(got, row{m.Milestone.ID, m.Milestone.Form, m.Begin.String(), m.End.String()})
	}
	require.Equal(t, []row{
		{"fasting-from", careplan.From, "2026-12-14T01:30:00Z", ""}, // 02:30 in Stockholm
		{"medicines-day", careplan.On, "2026-12-14", ""},
		{"no-driving-until", careplan.Until, "", "2026-12-15T07:30:00Z"},
		{"training-from", careplan.From, "2026-12-15", ""},
		{"training-until", careplan.Until, "", "2026-12-28"},
		{"resume-blood-thinner", careplan.On, "2026-12-17", ""},
		{"dressing-off", careplan.On, "2026-12-24", ""}, // Christmas Eve all the same
		{"flight-from", careplan.From, "2027-01-04", ""},
		{"bath-from", careplan.From, "2027-01-11", ""},
		{"effect-between", careplan.Between, "2026-12-21", "2027-01-11"},
	}, got)
	fasting := plan.Milestones[0].Begin
	require.Equal(t, "2026-12-14", fasting.Date.String())
	require.Equal(t, "02:30", fasting.At.Format("15:04"), "in Stockholm's time")
}

// A block has no stitches, no fasting and no return visits, and all of it waits for the doctor.
func TestBlock(t *testing.T) {
	block := protocol(t, "block")
	plan := block.Plan(careplan.Request{Start: date(t, "2026-12-11").At(13, 0), Facts: everything})
	var got []string
	for _, task := range plan.Tasks {
		got = append(got, task.Step.ID+" "+task.Due.String())
	}
	require.Equal(t, []string{
		"bleeding-review 2026-11-27",
		"hold-decision 2026-11-27",
		"bleeding-disorder 2026-11-27",
		"discharge 2026-12-11",
		"block-response 2026-12-14", // day +1 is a Saturday
	}, got)
	require.Len(t, plan.Milestones, 1)
	for _, step := range block.Steps {
		require.Equal(t, rulebook.Proposed, step.Source.Status, step.ID)
		require.NotEmpty(t, step.Source.Text, step.ID)
	}
}

func ids(plan careplan.Plan) (tasks, milestones []string) {
	for _, task := range plan.Tasks {
		tasks = append(tasks, task.Step.ID)
	}
	for _, milestone := range plan.Milestones {
		milestones = append(milestones, milestone.Milestone.ID)
	}
	return tasks, milestones
}

// Only who takes a blood thinner gets a hold decision; only who is on hold is reminded to resume.
func TestConditionsDecideWhatIsPlanned(t *testing.T) {
	neurotomy, start := protocol(t, "neurotomy"), date(t, "2026-12-14").At(8, 30)
	for name, test := range map[string]struct {
		facts                        careplan.Facts
		decision, check, resumedDate bool
		bleeds, day                  bool
	}{
		"nothing":            {},
		"insulin only":       {facts: careplan.Facts{Insulin: true, Hypertension: true}},
		"thinner goes on":    {facts: careplan.Facts{BloodThinner: true}, decision: true},
		"thinner on hold":    {facts: careplan.Facts{BloodThinner: true, OnHold: true}, decision: true, check: true, resumedDate: true},
		"other on hold":      {facts: careplan.Facts{OnHold: true}, check: true, resumedDate: true},
		"bleeds easily":      {facts: careplan.Facts{Bleeds: true}, bleeds: true},
		"asked about a day":  {facts: careplan.Facts{DayAsked: true}, day: true},
		"everything at once": {facts: everything, decision: true, check: true, resumedDate: true, bleeds: true, day: true},
	} {
		tasks, milestones := ids(neurotomy.Plan(careplan.Request{Start: start, Facts: test.facts}))
		require.Equal(t, test.decision, contains(tasks, "hold-decision"), name)
		require.Equal(t, test.check, contains(tasks, "resume-check"), name)
		require.Equal(t, test.bleeds, contains(tasks, "bleeding-disorder"), name)
		require.Equal(t, test.day, contains(tasks, "day-medicines"), name)
		require.Equal(t, test.resumedDate, contains(milestones, "resume-blood-thinner"), name)
		require.True(t, contains(tasks, "bleeding-review"), name)
	}
}

func contains(all []string, one string) bool { return slices.Contains(all, one) }

// What the nurse notes when a task is done.
func TestQuestions(t *testing.T) {
	neurotomy := protocol(t, "neurotomy")
	removal, ok := neurotomy.Step("stitch-removal")
	require.True(t, ok)
	require.Equal(t, "where", removal.Asks[0].ID)
	require.True(t, removal.Asks[0].Required)
	require.Equal(t, "district-nurse", removal.Asks[0].Choices[1].ID)
	require.Equal(t, "Distriktssköterska", removal.Asks[0].Choices[1].Title.In(models.Swedish))
	_, ok = neurotomy.Step("no-such-step")
	require.False(t, ok)
}

// A sheet is out of date when any date on it changed, and never otherwise:
// kept hashes must compare equal on another day, in another zone and version of
// the program, so one is written out here.
func TestHash(t *testing.T) {
	neurotomy := protocol(t, "neurotomy")
	facts := careplan.Facts{BloodThinner: true, OnHold: true, Insulin: true, Hypertension: true}
	request := careplan.Request{Start: date(t, "2026-12-14").At(8, 30), Facts: facts}
	hash := neurotomy.Plan(request).Hash()
	require.Equal(t, "fd9c17398145e1ca", hash[:16], "if this must change, every sheet handed out becomes out of date")

	early := request
	early.Start = date(t, "2026-12-11").At(8, 30)
	require.NotEqual(t, "c13215b5111b07c3", neurotomy.Plan(early).Hash()[:16], "a paper that says Christmas Day for the stitches is out of date")

	same := request
	same.Start = request.Start.In(time.UTC)
	require.Equal(t, hash, neurotomy.Plan(same).Hash(), "the same instant written in another zone")

	different := map[string]careplan.Request{
		"a minute later":    {Start: request.Start.Add(time.Minute), Facts: facts},
		"a day later":       {Start: request.Start.AddDate(0, 0, 1), Facts: facts},
		"no hold":           {Start: request.Start, Facts: careplan.Facts{BloodThinner: true}},
		"a task due later":  {Start: request.Start, BookedOn: date(t, "2026-12-02"), Facts: facts},
		"nothing on the go": {Start: request.Start},
	}
	for name, other := range different {
		require.NotEqual(t, hash, neurotomy.Plan(other).Hash(), name)
	}
}
