package papers_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/papers"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// believer is what the patient of the property test goes by: the newest sheet,
// or what was said by phone since.
type believer struct {
	knows  *sheet.Document // nil: no sheet was ever given
	start  time.Time       // when the procedure is, as far as they know
	before []believed      // how it was before each telling, by the task that was closed with it
}

type believed struct {
	task  models.Task
	knows *sheet.Document
	start time.Time
}

// misled tells whether the patient goes by what is no longer so.
func (b believer) misled(now *sheet.Document, start time.Time) bool {
	return b.knows != nil && !agrees(b.knows, now) || !b.start.Equal(start)
}

// agrees tells whether what is known is what a sheet would say now. A visit that
// was left open to write on was not said.
func agrees(known, now *sheet.Document) bool {
	says := map[string]models.SheetLine{}
	for _, line := range now.Lines {
		says[line.Step] = line
	}
	for _, line := range known.Lines {
		other, ok := says[line.Step]
		if !ok || (line.At == nil) != (other.At == nil) || line.Place != other.Place || line.With != other.With ||
			line.Day != other.Day || line.At != nil && !line.At.Equal(*other.At) {
			return false
		}
	}
	return known.PlanHash == now.PlanHash
}

// Whatever is done in whatever order, a new sheet is asked for exactly once when
// the patient goes by something that is no longer so, and else not at all.
func TestNewSheetIsAskedForExactlyWhenNeeded(t *testing.T) {
	ctx := apptest.Nurse()
	outer := t
	desk := apptest.New(t, "2026-11-23")
	rapid.Check(t, func(t *rapid.T) {
		id := bookAnother(desk, "2026-12-14")
		patient := believer{start: desk.File(id).Booking.Start}
		start := func() time.Time { return desk.File(id).Booking.Start }
		written := func() *sheet.Document {
			document, err := desk.Sheet(ctx, id, papers.Wanted{Form: models.SheetDates})
			require.NoError(t, err)
			return &document
		}
		var undo []models.Task
		steps := map[string]func(){
			"hand out": func() {
				patient = believer{knows: written(), start: start()}
				require.NoError(t, desk.KeepSheet(ctx, id, *patient.knows))
			},
			"move": func() {
				day := rapid.SampledFrom([]string{"2026-12-14", "2026-12-15"}).Draw(t, "day")
				desk.Move(id, apptest.Date(outer, day).At(8, 30))
			},
			"book a visit": func() {
				step := rapid.SampledFrom([]string{"physio", "doctor-visit"}).Draw(t, "step")
				clock := rapid.SampledFrom([]string{"10:15", "14:00"}).Draw(t, "clock")
				undo = append(undo, appoint(desk, id, step, "2026-12-30", clock, "Plan 2", ""))
			},
			"insulin": func() {
				conditions := rapid.SampledFrom([][]models.Condition{nil, {models.Insulin}}).Draw(t, "conditions")
				_, err := desk.Change(ctx, bookings.Change{
					BookingID: id, Version: desk.File(id).Booking.Version, Conditions: &conditions,
				})
				require.NoError(t, err)
			},
			"tell": func() {
				before, err := desk.TellPatient(ctx, id)
				if !patient.misled(written(), start()) {
					require.Error(t, err)
					return
				}
				require.NoError(t, err)
				patient.before = append(patient.before, believed{before, patient.knows, patient.start})
				undo = append(undo, before)
				patient.start = start()
				if patient.knows == nil {
					return
				}
				now := written()
				lines := now.Lines[:0:0] // only what stands on the sheet is told
				for _, line := range now.Lines {
					for _, said := range patient.knows.Lines {
						if said.Step == line.Step {
							lines = append(lines, line)
						}
					}
				}
				now.Lines = lines
				patient.knows = now
			},
			"undo": func() {
				if len(undo) == 0 {
					return
				}
				last := undo[len(undo)-1]
				undo = undo[:len(undo)-1]
				if desk.UndoTask(ctx, last) != nil || last.Step != models.TellStep {
					return
				}
				for _, told := range patient.before {
					if told.task.ID == last.ID {
						patient.knows, patient.start = told.knows, told.start
					}
				}
			},
		}
		names := []string{"hand out", "move", "move", "book a visit", "book a visit", "insulin", "tell", "undo"}
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			steps[rapid.SampledFrom(names).Draw(t, "does")]()
			want := 0
			if patient.misled(written(), start()) {
				want = 1
			}
			require.Len(t, newSheets(desk, id), want)
		}
		require.NoError(t, desk.Cancel(ctx, id, desk.File(id).Booking.Version, "sjuk"))
		require.Len(t, newSheets(desk, id), 1, "cancelled: that has to be told, too")
	})
}
