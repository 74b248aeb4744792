package views

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// two is a window over the made-up patients, and another desk on the same database where Anna works.
type two struct {
	*gallery
	clock  *pagetest.Clock
	runner *background.Inline
	other  *app.Desk
	anna   context.Context
}

func newTwo(t *testing.T, mode look.Mode) *two {
	t.Helper()
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	g := newGallery(t, desk, t.TempDir(), mode, 100, models.Swedish)
	if folder := os.Getenv("NURSEDESK_SCREENS"); folder != "" {
		g.folder = folder
	}
	d := &two{
		gallery: g, clock: clock, runner: g.Params.Background.(*background.Inline),
		other: pagetest.Another(t, desk, clock, "Reception 2"), anna: office.WithActor(context.Background(), "Anna Exempel"),
	}
	d.runner.Base = pagetest.Context
	return d
}

// opened lets the window hear that something is open elsewhere, as its follower tells it.
func (d *two) opened() { d.Heard(office.Event{Opened: true}) }

// text is all that can be read in the window, an open dialog first.
func (d *two) text() string {
	d.t.Helper()
	settle(d.window)
	var said strings.Builder
	read := func(root fyne.CanvasObject) {
		for _, object := range pagetest.Visible(root) {
			if text, ok := object.(*canvas.Text); ok {
				said.WriteString(text.Text + " ")
			}
		}
	}
	if top := d.window.Canvas().Overlays().Top(); top != nil {
		read(top)
	}
	read(d.window.Content())
	return said.String()
}

// promise is the first promised call that the nurse makes.
func (d *two) promise() models.WorklistRow {
	d.t.Helper()
	rows, err := d.desk.Callbacks(pagetest.Context(), "")
	require.NoError(d.t, err)
	for _, row := range rows {
		if row.Task.Step == models.CallbackStep {
			return row.WorklistRow
		}
	}
	require.Fail(d.t, "nothing is promised")
	return models.WorklistRow{}
}

func bothModes(t *testing.T, test func(t *testing.T, d *two)) {
	t.Helper()
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		t.Run(string(mode), func(t *testing.T) { test(t, newTwo(t, mode)) })
	}
}

// A promise that another desk is calling about says so in its row, and whoever presses
// "Ring nu" is told who is calling, and may leave it or ask.
func TestAPromiseThatAnotherDeskIsCalling(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		task := d.promise()
		d.Open(page.Route{Page: page.Calls})
		require.NotContains(t, d.text(), "Ringer: Anna Exempel")
		begun, err := d.other.GoOn(d.anna, task.ID)
		require.NoError(t, err)
		begun.Reason = "Såret vätskar"
		require.NoError(t, d.other.SaveCallDraft(d.anna, &begun))
		d.opened()
		require.Contains(t, d.text(), "Ringer: Anna Exempel sedan 09:00")
		d.Open(page.Route{Page: page.Today})
		require.Contains(t, d.text(), "Ringer: Anna Exempel")

		ring := page.Route{Page: page.Call, ID: task.ID, Arg: page.CallBack}
		d.Open(ring)
		require.NotNil(t, d.dialog)
		require.Contains(t, d.text(), "Anna Exempel har redan samtalet")
		require.Contains(t, d.text(), "Öppet hos Anna Exempel, Reception 2, sedan 09:00.")
		d.take("ring-taken")
		d.dialog.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		require.Equal(t, page.Today, d.route.Page, "she leaves it")

		d.Open(ring)
		d.dialog.confirm()
		require.Contains(t, d.text(), "Anna Exempel är tillfrågad")
		d.runner.Elapse(time.Second)
		present, err := d.other.Stay(d.anna)
		require.NoError(t, err)
		require.Equal(t, pagetest.Nurse, present[0].AskedBy)
		require.NoError(t, d.other.AnswerForCall(d.anna, present[0], models.GoesOn))
		d.runner.Elapse(time.Second)
		require.Contains(t, d.text(), "Anna Exempel behåller samtalet.")
		require.Equal(t, page.Today, d.route.Page)

		d.Open(ring)
		d.dialog.confirm()
		present, err = d.other.Stay(d.anna)
		require.NoError(t, err)
		require.NoError(t, d.other.AnswerForCall(d.anna, present[0], models.HandsOver))
		d.runner.Elapse(time.Second)
		require.Equal(t, page.Call, d.route.Page)
		d.Open(page.Route{Page: page.Calls})
		open, err := d.desk.OpenCalls(pagetest.Context())
		require.NoError(t, err)
		require.Equal(t, "Såret vätskar", open[len(open)-1].Draft.Reason, "with all that she typed")
		require.Equal(t, pagetest.Nurse, open[len(open)-1].At.By)
	})
}

// Who does not answer in time gives the call away, after one more question.
func TestACallOfWhoDoesNotAnswer(t *testing.T) {
	d := newTwo(t, look.Light)
	task := d.promise()
	_, err := d.other.GoOn(d.anna, task.ID)
	require.NoError(t, err)
	d.Open(page.Route{Page: page.Call, ID: task.ID, Arg: page.CallBack})
	d.dialog.confirm()
	d.runner.Elapse(time.Second)
	require.Nil(t, d.dialog, "there is still time")
	d.clock.At = d.clock.At.Add(calls.AnswerWithin)
	d.runner.Elapse(time.Second)
	require.NotNil(t, d.dialog)
	require.Contains(t, d.text(), "Anna Exempel svarar inte")
	d.take("ring-unanswered")
	d.dialog.confirm()
	require.Equal(t, page.Call, d.route.Page)
	present, err := d.other.Stay(d.anna)
	require.NoError(t, err)
	require.Equal(t, pagetest.Nurse, present[0].By)
}

// A patient's page says who else has it open, until they leave it or their desk is gone.
func TestWhoElseHasThePatientOpen(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		nian := d.patient("nian")
		d.Open(page.Route{Page: page.Patient, ID: nian})
		require.NotContains(t, d.text(), "Öppen också hos")
		_, err := d.other.Stay(d.anna, nian)
		require.NoError(t, err)
		d.opened()
		require.Contains(t, d.text(), "Öppen också hos Anna Exempel, Reception 2, sedan 09:00")
		d.take("presence")
		present, err := d.other.Stay(d.anna, nian)
		require.NoError(t, err)
		require.Len(t, present, 2, "and she is told of this desk")

		d.Open(page.Route{Page: page.Patient, ID: d.patient("nittan")})
		require.NotContains(t, d.text(), "Öppen också hos", "that is another patient")
		d.Open(page.Route{Page: page.Patient, ID: nian})
		require.Contains(t, d.text(), "Öppen också hos")
		for range 4 { // the other computer lost its power
			d.clock.At = d.clock.At.Add(office.BeatEvery)
			d.runner.Elapse(office.BeatEvery)
		}
		require.NotContains(t, d.text(), "Öppen också hos")
		d.Open(page.Route{Page: page.Today})
		present, err = d.other.Stay(d.anna)
		require.NoError(t, err)
		require.Empty(t, present, "and of a patient that is left")
	})
}

// Whoever is asked for a call sees it without losing the place in what is typed, and
// answers by a key: yes gives the call away with every letter, no keeps it.
func TestBeingAskedForACall(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		task := d.promise()
		d.Open(page.Route{Page: page.Call, ID: task.ID, Arg: page.CallBack})
		d.typeText("/")
		d.typeText("Ont i benet")
		typing := d.window.Canvas().Focused()
		ask := func() {
			_, err := d.other.GoOn(d.anna, task.ID)
			var taken *models.Taken
			require.ErrorAs(t, err, &taken)
			_, err = d.other.AskForCall(d.anna, taken.Presence)
			require.NoError(t, err)
			d.opened()
		}
		ask()
		require.Contains(t, d.text(), "Anna Exempel, Reception 2 vill ta över samtalet.")
		require.Same(t, typing, d.window.Canvas().Focused())
		d.take("call-asked")
		d.Run("keep-call")
		require.NotContains(t, d.text(), "vill ta över samtalet")
		d.typeText(" sedan igår")
		ask()
		d.Run("hand-over-call")
		require.NotContains(t, d.text(), "vill ta över samtalet")
		require.Contains(t, d.text(), "Samtalet är överlämnat till Anna Exempel")
		present, err := d.other.Stay(d.anna)
		require.NoError(t, err)
		draft, err := d.other.TakeCall(d.anna, present[0])
		require.NoError(t, err)
		require.Contains(t, draft.Reason+draft.Notes, "Ont i benet sedan igår")
	})
}

// What is typed after another desk took the call is lost nowhere: it becomes a call of its own.
func TestTypingOnAfterTheCallWasTaken(t *testing.T) {
	d := newTwo(t, look.Light)
	task := d.promise()
	d.Open(page.Route{Page: page.Call, ID: task.ID, Arg: page.CallBack})
	d.typeText("/")
	d.typeText("Ont")
	_, err := d.other.GoOn(d.anna, task.ID)
	var taken *models.Taken
	require.ErrorAs(t, err, &taken)
	asked, err := d.other.AskForCall(d.anna, taken.Presence)
	require.NoError(t, err)
	d.clock.At = d.clock.At.Add(calls.AnswerWithin)
	_, err = d.other.TakeCall(d.anna, asked)
	require.NoError(t, err)
	d.opened()
	require.Contains(t, d.text(), "Anna Exempel har tagit över samtalet")
	d.typeText(" i ryggen")
	open, err := d.desk.OpenCalls(pagetest.Context())
	require.NoError(t, err)
	var kept []string
	for _, one := range open {
		kept = append(kept, one.By+": "+one.Draft.Reason+one.Draft.Notes)
		if one.Draft.TaskID == task.ID {
			require.Equal(t, "Anna Exempel", one.By, "the promise is hers")
		}
	}
	require.Contains(t, kept, "Anna Exempel: Ont")
	require.Contains(t, kept, pagetest.Nurse+": Ont i ryggen")
}

// A call that the plan asks for is taken by one, too, also where it is made by telephone and only its answers are
// typed: the row says who calls at the other desks, and whoever opens it as well is told.
func TestACallOfThePlanIsTakenByOne(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		row := d.planned()
		d.Open(page.Route{Page: page.Today})
		require.NotContains(t, d.text(), "Ringer: Anna Exempel")
		began, err := d.other.TakeTask(d.anna, row.ID)
		require.NoError(t, err)
		require.True(t, began)
		d.opened()
		require.Contains(t, d.text(), "Ringer: Anna Exempel")

		d.onList(taskKey(row.Task))
		d.typeText("k")
		require.Contains(t, d.text(), "Anna Exempel, Reception 2 ringer redan om det här, sedan 09:00.")
		d.fieldOfPage("Anteckning").Focus()
		d.typeText("Svarade inte hos mig")
		d.take("rings-already")
		require.NoError(t, d.other.LeaveTask(d.anna, row.ID))
		d.opened()
		require.NotContains(t, d.text(), "ringer redan")
		require.Equal(t, "Svarade inte hos mig", d.window.Canvas().Focused().(*widgets.Line).Text, "nothing typed is lost")
		_, err = d.other.TakeTask(d.anna, row.ID)
		var taken *models.Taken
		require.ErrorAs(t, err, &taken, "now it is this desk's")
		require.Equal(t, pagetest.Nurse, taken.By)

		d.Open(page.Route{Page: page.Patient, ID: row.PatientID})
		require.Contains(t, d.text(), "Ringer: "+pagetest.Nurse)
		d.Open(page.Route{Page: page.Today})
		d.onList(taskKey(row.Task))
		d.current.page.(page.Escaper).Escape()
		d.dialog.confirm()
		d.opened()
		require.NotContains(t, d.text(), "Ringer: ", "what is thrown away is no call any more")
	})
}

// planned is a call that a plan asks for, to be made by now.
func (d *two) planned() models.WorklistRow {
	d.t.Helper()
	list, err := d.desk.Worklist(pagetest.Context(), worklist.Query{})
	require.NoError(d.t, err)
	for _, section := range worklist.Sections {
		for _, row := range list.Sections[section] {
			step, ok := d.desk.Step(row.Procedure, row.ProtocolVersion, row.Task.Step)
			if ok && step.Call && len(step.Asks) > 0 && row.Kind == models.Action && !row.Earliest.After(list.Today) {
				return row
			}
		}
	}
	require.Fail(d.t, "no call is planned")
	return models.WorklistRow{}
}
