package bookingform_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/bookingform"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// shown is a page of nothing but the form.
type shown struct{ form *widgets.Form }

func (s shown) Content() fyne.CanvasObject { return s.form }
func (s shown) Title() string              { return "" }

// What is filled in comes back as it was: not asked is not no, and a raised risk stays
// raised. Every change by the nurse is told.
func TestFilledInAndReadAgain(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	fields := bookingform.New(desk.Medicines(), host.Background(), func() rulebook.Tier { return rulebook.Low })
	fields.OfferTier(rulebook.Low)
	form := widgets.NewForm()
	fields.AddTo(form)
	host.Show(shown{form}, page.Route{})
	said := bookings.Draft{
		Surgeon: "Dr Exempel", Theatre: "Sal 2", Tier: "high", Note: "Tolk",
		Medicines: models.MedicinesOf("B01AF02"), Factors: map[string]string{"liver": "no"}, Clearance: "45,5",
		Conditions: []models.Condition{models.Insulin},
		Health:     models.HealthDeclaration{FeverOrIll: new(true), HospitalStay: new(false)},
	}
	fields.Fill(said)
	var read bookings.Draft
	fields.Read(&read)
	require.Equal(t, said, read)

	changed, resized := 0, 0
	fields.OnChanged, fields.OnResized = func() { changed++ }, func() { resized++ }
	host.Type("theatre", "Sal 3")
	require.Positive(t, changed)
	changed = 0
	host.Choose("hospital", "yes")
	require.Equal(t, 1, changed)
	host.Choose("tier", "protocol")
	require.Equal(t, 1, resized)
	fields.Read(&read)
	require.Equal(t, "Sal 3", read.Theatre)
	require.True(t, read.Health.Yes("hospital"))
	require.Empty(t, read.Tier)

	fields.Fill(bookings.Draft{})
	read = bookings.Draft{}
	fields.Read(&read)
	require.Equal(t, bookings.Draft{}, read)
}

// Every field that is compared can be taken over from another draft, and then says what that
// one says, while all others stay: whoever chooses "theirs" gets theirs, and no more.
func TestEveryComparedFieldIsTakenOver(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	mine := bookings.Draft{
		Surgeon: "Dr Exempel", Theatre: "Sal 2", Note: "Tolk", Clearance: "45",
		Medicines: models.Medicines{{ATC: "B01AF02"}, {FreeText: "Egen tinktur"}}, Factors: map[string]string{"liver": "no"},
		Health: models.HealthDeclaration{FeverOrIll: new(true)},
	}
	theirs := bookings.Draft{
		Surgeon: "Dr Prov", Theatre: "Sal 3", Tier: "high", Note: "Hörslinga", Clearance: "90",
		Medicines: models.Medicines{{ATC: "B01AF02"}, {ATC: "B01AB04", Form: "treatment"}}, Factors: map[string]string{"liver": "yes", "stent": "no"},
		Conditions: []models.Condition{models.Insulin}, Health: models.HealthDeclaration{FeverOrIll: new(false), HospitalStay: new(true)},
	}
	fields := bookingform.New(desk.Medicines(), host.Background(), func() rulebook.Tier { return rulebook.Low })
	fields.OfferTier(rulebook.Low)
	fields.AddTo(widgets.NewForm())
	typed := func() (now bookings.Draft) {
		fields.Read(&now)
		return now
	}
	compared := bookingform.Compared(desk.Medicines(), typed, fields.Take)
	names := compared.Names(mine, theirs)
	differing := 0
	for _, name := range names {
		fields.Fill(mine)
		require.Equal(t, compared.Say(mine, name), compared.Say(typed(), name), name)
		compared.Take(theirs, name)
		for _, other := range names {
			from := mine
			if other == name {
				from = theirs
			}
			require.Equal(t, compared.Say(from, other), compared.Say(typed(), other), "%s after %s", other, name)
		}
		require.NotContains(t, compared.Label(name), "bookingform.", name)
		if compared.Say(mine, name) != compared.Say(theirs, name) {
			differing++
		}
	}
	require.GreaterOrEqual(t, differing, 11)
}

// What nobody can raise is not asked.
func TestNoRiskToRaise(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	for tier, asked := range map[rulebook.Tier]bool{"": false, rulebook.Low: true, rulebook.High: false} {
		fields := bookingform.New(desk.Medicines(), pagetest.NewHost(t, desk).Background(), func() rulebook.Tier { return tier })
		fields.OfferTier(tier)
		form := widgets.NewForm()
		fields.AddTo(form)
		require.Equal(t, asked, form.Row("tier") != nil, tier)
	}
}

// The declaration is told in the words of its questions, and only what was answered with yes.
func TestHealthSaid(t *testing.T) {
	pagetest.NewDesk(t, "2026-11-23")
	said := models.HealthDeclaration{FeverOrIll: new(true), HospitalStay: new(false)}
	require.Equal(t, "Hälsodeklaration, ja på: Feber eller sjuk", bookingform.HealthSaid(said))
	require.Empty(t, bookingform.HealthSaid(models.HealthDeclaration{HospitalStay: new(false)}))
}
