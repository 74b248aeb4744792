package planview

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

func neurotomy(t *testing.T, start, booked string) (*careplan.Protocol, careplan.Plan) {
	t.Helper()
	require.NoError(t, locale.Use(models.Swedish))
	library, err := careplan.Load(rulebooktest.Open(t, resourcestest.Files))
	require.NoError(t, err)
	protocol, ok := library.Protocol("neurotomy")
	require.True(t, ok)
	day, err := models.ParseDate(start)
	require.NoError(t, err)
	bookedOn, err := models.ParseDate(booked)
	require.NoError(t, err)
	return protocol, protocol.Plan(careplan.Request{
		Start: day.At(8, 30), BookedOn: bookedOn, Facts: careplan.Facts{BloodThinner: true, OnHold: true},
	})
}

// Nothing of a plan may be missing from its list, and nothing out of order.
func TestDaysHoldEveryTaskAndDateInOrder(t *testing.T) {
	protocol, plan := neurotomy(t, "2026-12-14", "2026-11-23")
	list := days(locale.In(protocol.Title), plan)
	entries := 0
	for index, one := range list {
		entries += len(one.entries)
		if index > 0 {
			require.True(t, list[index-1].date.Before(one.date))
		}
		if one.procedure {
			require.Equal(t, "2026-12-14", one.date.String())
			require.Equal(t, "Endoskopisk neurotomi", one.entries[0].title)
		}
	}
	require.Equal(t, len(plan.Tasks)+len(plan.Milestones)+1, entries)
}

// The words tell from when and until when a date holds, and who acts.
func TestNotesSayWhoAndUntilWhen(t *testing.T) {
	protocol, plan := neurotomy(t, "2026-12-14", "2026-11-23")
	notes := map[string]string{}
	for _, one := range days(locale.In(protocol.Title), plan) {
		for _, entry := range one.entries {
			notes[entry.title] = one.date.String() + " " + entry.note
		}
	}
	require.Equal(t, "2026-12-14 från 02:30 · för patienten · föreslagen regel", notes["Fasta"], "guidelines stand beside the leaflet")
	require.Equal(t, "2026-12-15 till 08:30 · för patienten", notes["Ingen bilkörning"])
	require.Equal(t, "2026-12-21 till mån 11 jan 2027 · för patienten", notes["Effekten väntas"])
	require.Contains(t, notes["Besluta uppehåll"], "2026-11-30 läkare")
}

// A procedure at the weekend is warned of once, by its day; what is to be done on
// that day is not marked besides.
func TestTheProceduresOwnDayIsNotMarked(t *testing.T) {
	protocol, plan := neurotomy(t, "2026-12-19", "2026-11-23")
	marked := 0
	for _, task := range plan.Tasks {
		if task.NoWorkingDay {
			marked++
		}
	}
	require.Positive(t, marked)
	for _, one := range days(locale.In(protocol.Title), plan) {
		for _, entry := range one.entries {
			require.False(t, entry.noWorkingDay, entry.title)
		}
	}
}

// What changes stands before what stays, and each row once.
func TestGroups(t *testing.T) {
	day := func(text string) careplan.Moment {
		date, err := models.ParseDate(text)
		require.NoError(t, err)
		return careplan.Moment{Date: date}
	}
	rows := []care.DifferenceRow{
		{Fate: care.Same, New: day("2026-12-01")},
		{Fate: care.KeptByHand, New: day("2026-12-02")},
		{Fate: care.Moved, New: day("2026-12-20")},
		{Fate: care.Removed, Old: day("2026-12-10")},
		{Fate: care.Added, New: day("2026-12-15")},
	}
	list := groups(rows)
	require.Len(t, list, 3)
	require.Equal(t, "changed", list[0].name)
	require.Equal(t, []care.Fate{care.Removed, care.Added, care.Moved},
		[]care.Fate{list[0].rows[0].Fate, list[0].rows[1].Fate, list[0].rows[2].Fate})
	require.Equal(t, "kept", list[1].name)
	require.Equal(t, "same", list[2].name)
}

// A change with all that can happen is drawn at every width and text size
// without one thing on another: no row is lower than what stands in it.
func TestDrawnAtEverySize(t *testing.T) {
	protocol, plan := neurotomy(t, "2027-01-04", "2026-12-28")
	_, later := neurotomy(t, "2027-01-07", "2026-12-28")
	difference := care.Difference{OutdatedSheets: 1, Recalled: []models.Text{models.Plain("Waran (warfarin)")}}
	difference.After.Start = later.Start
	for index, task := range later.Tasks {
		row := care.DifferenceRow{
			Title: task.Step.Title, Fate: care.Moved,
			Old: careplan.Moment{Date: plan.Tasks[index].Due}, New: careplan.Moment{Date: task.Due},
		}
		switch index {
		case 2:
			row.Fate, row.OutsideWindow = care.KeptByHand, true
		case 3, 4:
			row.Fate = care.Same
		case 5:
			row.Fate, row.New = care.Removed, careplan.Moment{}
		case 6:
			row.Fate, row.New.At = care.KeptAppointment, task.Due.At(10, 30)
		}
		difference.Rows = append(difference.Rows, row)
	}
	difference.Warnings = []*models.Problem{{Code: "warning.no-working-day", Values: map[string]any{
		"title": protocol.Title, "date": plan.Tasks[0].Due,
	}}}
	for _, look := range []struct {
		name    string
		mode    look.Mode
		percent int
		width   float32
	}{{"light", look.Light, 100, 560}, {"dark", look.Dark, 100, 480}, {"large", look.Light, 150, 700}} {
		draw(t, "plan-"+look.name, func() fyne.CanvasObject { return Plan(protocol.Title, plan) }, look.mode, look.percent, look.width)
		draw(t, "difference-"+look.name, func() fyne.CanvasObject { return Difference(difference) }, look.mode, look.percent, look.width)
	}
}

// draw draws to where NURSEDESK_PICTURES says, to be looked at.
func draw(t *testing.T, name string, build func() fyne.CanvasObject, mode look.Mode, percent int, width float32) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(mode, percent))
	content := build()
	window := test.NewTempWindow(t, container.NewPadded(content))
	content.Refresh()
	window.Resize(fyne.NewSize(width, 200))
	window.Resize(fyne.NewSize(width, content.MinSize().Height+20))
	content.Refresh()
	require.LessOrEqual(t, content.MinSize().Width, width)
	if folder := os.Getenv("NURSEDESK_PICTURES"); folder != "" {
		file, err := os.Create(filepath.Join(folder, name+".png"))
		require.NoError(t, err)
		require.NoError(t, png.Encode(file, window.Canvas().Capture()))
		require.NoError(t, file.Close())
	}
}

// What a change calls in, or makes untrue on paper, has to be seen, even where
// no date moves; a change that does neither need not be shown.
func TestTells(t *testing.T) {
	require.False(t, Tells(care.Difference{Rows: []care.DifferenceRow{{Fate: care.Same}}}))
	require.True(t, Tells(care.Difference{Rows: []care.DifferenceRow{{Fate: care.Moved}}}))
	require.True(t, Tells(care.Difference{OutdatedSheets: 1}))
	require.True(t, Tells(care.Difference{Recalled: []models.Text{{}}}))
}
