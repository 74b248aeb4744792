package views

import (
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

func taskKey(task models.Task) string { return strconv.FormatInt(task.ID, 10) }

// onList selects the row of a task, or of what else a list of the page is of, and gives the list the focus.
func (d *two) onList(key string) {
	d.t.Helper()
	for _, object := range pagetest.Visible(d.window.Content()) {
		list, ok := object.(interface {
			fyne.CanvasObject
			SelectKey(key string) bool
			Focus()
		})
		if ok && list.Visible() && list.SelectKey(key) {
			list.Focus()
			settle(d.window)
			return
		}
	}
	require.Failf(d.t, "no such row", "%s", key)
}

// fieldOfPage is a visible field of the page by its label.
func (d *two) fieldOfPage(label string) *widgets.FieldRow {
	d.t.Helper()
	for _, object := range pagetest.Visible(d.window.Content()) {
		if row, ok := object.(*widgets.FieldRow); ok && row.Label() == label {
			return row
		}
	}
	require.Failf(d.t, "no such field", "%s", label)
	return nil
}

// urgent lets Anna take a call that puts an urgent row on top of the list.
func (d *two) urgent(name string) {
	d.t.Helper()
	answers := map[string]string{}
	for _, finding := range d.desk.Guide().Findings() {
		if finding.RedFlag {
			answers[finding.ID] = "no"
		}
	}
	answers["leg-numbness"] = "yes"
	patient := d.patient(name)
	_, err := d.other.EndCall(d.anna, calls.Draft{
		Started: d.clock.At, PatientID: patient, BookingID: d.bookingOf(patient).Booking.ID, Phone: "031-81 80 83", Topic: "leg",
		Reason: "Benet domnar", Answers: answers, Advice: "Kirurgen ringer", Understood: "yes", Identity: "personal-number",
	}, false)
	require.NoError(d.t, err)
	d.Heard(office.Event{PatientID: patient, By: "Anna Exempel"})
}

// The row whose answers the nurse types keeps every letter, its focus and its place in the text, whatever
// another desk does above it, below it and to it.
func TestTheRowUnderTheHandKeepsWhatIsTyped(t *testing.T) {
	d := newTwo(t, look.Light)
	d.Open(page.Route{Page: page.Today})
	row := d.planned()
	d.onList(taskKey(row.Task))
	d.typeText("k")
	d.fieldOfPage("Anteckning").Focus()
	settle(d.window)
	typing := d.window.Canvas().Focused()
	said := ""
	still := func(why string) {
		t.Helper()
		for _, letter := range "Hon mår bra. " {
			said += string(letter)
			typing.TypedRune(letter)
		}
		require.Equal(t, typing, d.window.Canvas().Focused(), why)
		require.Equal(t, said, typing.(*widgets.Line).Text, why)
		require.Equal(t, page.Today, d.route.Page)
	}
	still("at first")
	d.urgent("ängla")
	still("an urgent call stands on top")
	own, err := d.other.AddTask(d.anna, worklist.OwnTask{Words: "Ring labbet", Date: d.other.Today()})
	require.NoError(t, err)
	d.Heard(office.Event{By: "Anna Exempel"})
	still("a task is new")
	_, err = d.other.CompleteTask(d.anna, worklist.Completion{TaskID: own.ID, Version: own.Version})
	require.NoError(t, err)
	d.Heard(office.Event{By: "Anna Exempel"})
	still("and closed")
	_, err = d.other.PostponeTask(d.anna, worklist.Postponement{
		TaskID: row.ID, Version: row.Version, Due: d.other.Today(), Reason: "Hon ringer själv",
	})
	require.NoError(t, err)
	d.Heard(office.Event{PatientID: row.PatientID, By: "Anna Exempel"})
	still("it is put off itself")
	d.take("under-the-hand")

	now, usual := d.kept(row.ID), map[string]string{}
	step, _ := d.desk.Step(row.Procedure, row.ProtocolVersion, row.Task.Step)
	for _, question := range step.Asks {
		if len(question.Choices) > 0 {
			usual[question.ID] = question.Choices[0].ID
		}
	}
	_, err = d.other.CompleteTask(d.anna, worklist.Completion{TaskID: row.ID, Version: now.Version, Outcome: usual, LateReason: "sen"})
	require.NoError(t, err)
	d.Heard(office.Event{PatientID: row.PatientID, By: "Anna Exempel"})
	require.Contains(t, d.text(), "Anna Exempel har redan avslutat uppgiften")
	d.dialog.confirm()
	require.Contains(t, d.kept(row.ID).Note, "Hon mår bra.", "what was typed is kept below hers")
}

// A row that another desk takes away as the nurse presses its key leaves the press to nobody: it was not meant for
// the row that stands in its place now.
func TestAPressIsNotForTheNextRow(t *testing.T) {
	d := newTwo(t, look.Light)
	var all []models.Task
	for _, words := range []string{"Beställ förband", "Beställ nålar"} {
		task, err := d.desk.AddTask(pagetest.Context(), worklist.OwnTask{Words: words, Date: d.desk.Today()})
		require.NoError(t, err)
		all = append(all, task)
	}
	d.Open(page.Route{Page: page.Today})
	d.onList(taskKey(all[0]))
	_, err := d.other.CompleteTask(d.anna, worklist.Completion{TaskID: all[0].ID, Version: all[0].Version})
	require.NoError(t, err)
	d.Heard(office.Event{By: "Anna Exempel"})
	d.typeText("k")
	require.False(t, d.kept(all[1].ID).Closed())
	d.runner.Elapse(time.Second)
	d.typeText("k")
	require.True(t, d.kept(all[1].ID).Closed(), "a second later it is")
}
