package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// field is a field of the open dialog by its label, where it has the focus first.
func (d *two) field(label string) *widgets.FieldRow {
	d.t.Helper()
	for _, object := range pagetest.Visible(d.window.Canvas().Overlays().Top()) {
		if row, ok := object.(*widgets.FieldRow); ok && row.Label() == label {
			return row
		}
	}
	require.Failf(d.t, "no such field", "%s", label)
	return nil
}

// Two who change one patient meet field by field: what one of them changed is kept by
// itself, for what both did nothing is chosen until the nurse chooses, and nothing typed is lost.
func TestTwoChangeOnePatient(t *testing.T) {
	bothModes(t, func(t *testing.T, d *two) {
		nian := d.patient("nian")
		kept := func() models.Patient {
			file, err := d.desk.Patient(pagetest.Context(), nian)
			require.NoError(t, err)
			return file.Patient
		}
		before := kept()
		d.Open(page.Route{Page: page.Patient, ID: nian})
		d.tap("Ändra uppgifter")
		require.NotNil(t, d.dialog)
		write := func(label, text string) {
			d.field(label).Focus()
			entry := d.window.Canvas().Focused()
			for range 40 {
				entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
				entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
			test.Type(entry, text)
		}
		write("Allergier", "Jod")
		write("Telefon", "08-465 00 40")

		theirs := office.DraftOf(before)
		theirs.Phone, theirs.Email = "08-465 00 50", "nian@example.com"
		theirs.Record.Conditions = nil
		_, err := d.other.SavePatient(d.anna, theirs)
		require.NoError(t, err)

		d.dialog.confirm()
		require.NotNil(t, d.dialog, "nothing is kept yet")
		require.Equal(t, "08-465 00 50", kept().Phone.Format())
		said := d.text()
		require.Contains(t, said, "Anna Exempel ändrade samma uppgifter")
		require.Contains(t, said, "nian@example.com")
		require.Contains(t, said, "Telefon: vilket gäller?")
		require.Contains(t, said, "Mitt: 08-465 00 40")
		require.Contains(t, said, "Anna Exempel 23 nov 09:00: 08-465 00 50")
		d.take("conflict")
		d.dialog.confirm()
		require.NotNil(t, d.dialog, "nothing is chosen")
		require.Contains(t, d.text(), "Välj vilket som gäller")

		d.field("Telefon: vilket gäller?").Focus()
		choice := d.window.Canvas().Focused().(*widgets.Choice)
		require.Empty(t, choice.ChosenID())
		choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // theirs
		require.Equal(t, "theirs", choice.ChosenID())
		choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) // mine, after all
		d.dialog.confirm()
		require.Nil(t, d.dialog)
		after := kept()
		require.Equal(t, "08-465 00 40", after.Phone.Format(), "mine")
		require.Equal(t, "nian@example.com", after.Email, "only she touched it")
		require.Empty(t, after.Conditions, "only she touched it")
		require.Equal(t, "Jod", after.Allergies, "only I touched it")
	})
}
