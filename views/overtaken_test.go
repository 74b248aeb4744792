package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// postponing opens the dialog in which a task of today is postponed, with a day and a reason typed.
func (d *two) postponing(reason string, to models.Date) models.Task {
	d.t.Helper()
	ängla := d.patient("ängla")
	task, err := d.desk.AddTask(pagetest.Context(), worklist.OwnTask{Words: "Ring labbet", Date: galleryDate(d.t), PatientID: ängla})
	require.NoError(d.t, err)
	d.Open(page.Route{Page: page.Patient, ID: ängla})
	d.tap("Skjut upp")
	require.NotNil(d.t, d.dialog)
	require.Contains(d.t, d.text(), "Ring labbet")
	d.write("Dag", to.String())
	d.write("Varför?", reason)
	return task
}

func galleryDate(t *testing.T) models.Date {
	t.Helper()
	day, err := models.ParseDate(galleryDay)
	require.NoError(t, err)
	return day
}

func (d *two) kept(id int64) models.Task {
	d.t.Helper()
	now, err := d.desk.TaskNow(pagetest.Context(), id)
	require.NoError(d.t, err)
	return now.Task
}

// A task that another desk closes while a dialog about it is open: the dialog says so at once, and what was typed
// there can be put below as a note.
func TestATaskThatIsClosedUnderADialog(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		today := galleryDate(t)
		task := d.postponing("Labbet har stängt", today.AddDays(2))
		_, err := d.other.CompleteTask(d.anna, worklist.Completion{TaskID: task.ID, Version: task.Version, Note: "Provet var bra"})
		require.NoError(t, err)
		d.Heard(office.Event{PatientID: task.PatientID, By: "Anna Exempel"})
		require.Contains(t, d.text(), "Anna Exempel har redan avslutat uppgiften")
		require.Contains(t, d.text(), "Provet var bra")
		d.take("overtaken-dialog")
		d.dialog.confirm()
		require.NotNil(t, d.dialog, "nothing that was typed is lost")
		require.Contains(t, d.text(), "Det du hade skrivit")
		d.dialog.confirm()
		require.Nil(t, d.dialog)
		after := d.kept(task.ID)
		require.True(t, after.Closed(), "it stays closed")
		require.Contains(t, after.Note, "Provet var bra")
		require.Contains(t, after.Note, "Labbet har stängt")
		require.Equal(t, today, after.Due)
	})
}

// A task that another desk changes while a dialog about it is open: the two meet field by field.
func TestATaskThatIsChangedUnderADialog(t *testing.T) {
	d := newTwo(t, look.Light)
	today := galleryDate(t)
	mine, theirs := today.AddDays(2), today.AddDays(3)
	task := d.postponing("Labbet har stängt", mine)
	_, err := d.other.PostponeTask(d.anna, worklist.Postponement{TaskID: task.ID, Version: task.Version, Due: theirs, Reason: "Hon är bortrest"})
	require.NoError(t, err)
	d.Heard(office.Event{PatientID: task.PatientID, By: "Anna Exempel"})
	require.Contains(t, d.text(), "Anna Exempel ändrade uppgiften")
	d.dialog.confirm()
	require.NotNil(t, d.dialog)
	require.Contains(t, d.text(), "När: vilket gäller?")
	require.Contains(t, d.text(), "Hon är bortrest")
	d.take("overtaken-changed")
	d.dialog.confirm()
	require.Equal(t, theirs, d.kept(task.ID).Due, "nothing is chosen")
	d.settleBy("När: vilket gäller?", fyne.KeyEnd)
	d.settleBy("När: vilket gäller?", fyne.KeyHome)
	d.settleBy("Skäl: vilket gäller?", fyne.KeyHome)
	d.settleBy("Skäl: vilket gäller?", fyne.KeyEnd)
	d.dialog.confirm()
	require.Nil(t, d.dialog)
	after := d.kept(task.ID)
	require.Equal(t, mine, after.Due, "mine")
	require.Equal(t, "Hon är bortrest", after.MoveReason, "theirs")
}
