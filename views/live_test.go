package views

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
)

// Rows say for a while who has just changed something at another desk, and what is
// done at this one is not news.
func TestWhoChangedItElsewhere(t *testing.T) {
	d := open(t, nil)
	d.Heard(office.Event{PatientID: 12})
	require.Empty(t, d.Fresh(12))
	d.Heard(office.Event{PatientID: 12, By: "Anna Exempel"})
	require.Equal(t, "Anna Exempel · nyss", d.Fresh(12))
	require.Empty(t, d.Fresh(13))
	d.runner.Elapse(freshTime / 2)
	d.Heard(office.Event{PatientID: 12, By: "Bo Exempel"})
	d.runner.Elapse(freshTime/2 + time.Second)
	require.Equal(t, "Bo Exempel · nyss", d.Fresh(12), "the newest stands its whole time")
	d.runner.Elapse(freshTime)
	require.Empty(t, d.Fresh(12))
}

// While there is no contact, every page says since when; when it is back the page
// reads again and nothing more is said.
func TestLostContact(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		d := open(t, func(kept *preferences.Preferences) { kept.SetMode(mode) })
		require.False(t, d.contact.Visible())
		d.SetContact(models.ErrDatabaseUnreachable)
		d.clock = d.clock.Add(3 * time.Minute)
		d.SetContact(models.ErrDatabaseUnreachable)
		require.True(t, d.contact.Visible())
		require.Contains(t, d.lostText(), "Ingen kontakt med databasen sedan 09:15.")
		d.picture(t, "lost-contact-"+string(mode))
		d.Open(page.Route{Page: page.Patients})
		require.True(t, d.contact.Visible(), "on every page")
		d.build(d.Route())
		require.True(t, d.contact.Visible(), "and in a window that is built anew")
		d.SetContact(models.ErrDatabasePassword.With("path", "postgres://desk@server/x"))
		require.Contains(t, d.lostText(), "nursedesk password", "what has to be done is said")
		before := d.examples[page.Patients].reloads
		d.SetContact(nil)
		require.False(t, d.contact.Visible())
		require.Equal(t, before+1, d.examples[page.Patients].reloads)
		d.SetContact(nil)
		require.Equal(t, before+1, d.examples[page.Patients].reloads, "at the start nothing has to be read again")
	}
}

// Reload implements page.Reloader.
func (e *example) Reload() { e.reloads++ }
