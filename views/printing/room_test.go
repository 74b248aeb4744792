package printing_test

import (
	"context"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/printer"
	"nursedesk/app/printer/printertest"
	"nursedesk/models"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
	"nursedesk/views/printing"
)

// pictures stand in for the engine: a white page for each that is asked for.
type pictures struct {
	cold   bool
	broken error
	during func() // is called while a page is drawn
	drawn  []drawn
}

type drawn struct {
	pdf           string
	number, width int
}

func (p *pictures) Ready() bool { return !p.cold }

func (p *pictures) Page(_ context.Context, pdf []byte, number, width int) (*image.RGBA, error) {
	p.drawn = append(p.drawn, drawn{string(pdf), number, width})
	if p.during != nil {
		p.during()
	}
	if p.broken != nil {
		return nil, p.broken
	}
	return image.NewRGBA(image.Rect(0, 0, width, width*297/210)), nil
}

func (p *pictures) last() drawn { return p.drawn[len(p.drawn)-1] }

type room struct {
	*pagetest.Host
	t        *testing.T
	desk     *app.Desk
	booking  models.Booking
	page     page.Page
	pictures *pictures
	kept     *preferences.Preferences
}

// open shows the sheet of a booking on a machine with this print system.
func open(t *testing.T, system *printertest.System) *room {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	booking, err := desk.Book(context.Background(), bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05", Language: models.English,
		},
		Procedure: "neurotomy", Date: models.NewDate(2026, 12, 14), Time: "08:30",
		Medicines: models.MedicinesOf("B01AA03"),
	})
	require.NoError(t, err)
	host := pagetest.NewHost(t, desk)
	r := &room{
		Host: host, t: t, desk: desk, booking: booking, pictures: &pictures{},
		kept: preferences.New(fyne.CurrentApp().Preferences()),
	}
	r.page = printing.New(printing.Params{
		Desk: desk, Printer: printer.With(system, "linux", t.TempDir()), Pictures: r.pictures, Preferences: r.kept,
	}, host)
	r.show(page.Route{Page: page.Print, ID: booking.ID})
	return r
}

func (r *room) show(route page.Route) { r.Show(r.page, route) }

// shown are the pictures that can be seen.
func (r *room) shown() (found []image.Image) {
	for _, object := range r.Objects() {
		if picture, ok := object.(*canvas.Image); ok && picture.Image != nil && picture.Resource == nil { // no icon
			found = append(found, picture.Image)
		}
	}
	return found
}

func (r *room) print() { r.page.(page.Printer).Print() }

func (r *room) sheets() []models.Sheet {
	r.t.Helper()
	file, err := r.desk.Booking(context.Background(), r.booking.ID)
	require.NoError(r.t, err)
	return file.Sheets
}

// move moves the booking, as another desk might.
func (r *room) move(hour int) {
	r.t.Helper()
	start := models.NewDate(2026, 12, 15).At(hour, 0)
	_, err := r.desk.Change(context.Background(), bookings.Change{
		BookingID: r.booking.ID, Version: r.booking.Version, Start: &start,
	})
	require.NoError(r.t, err)
}
