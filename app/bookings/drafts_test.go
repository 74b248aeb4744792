package bookings_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
)

// half is a booking of which everything is typed in part.
func half(t *testing.T) bookings.HalfBooking {
	t.Helper()
	yes := true
	booking := apptest.Draft(t, "2026-12-14")
	booking.Medicines = models.Medicines{{ATC: "B01AF01", Form: "treatment"}, {FreeText: "Egen tinktur"}}
	booking.Factors, booking.Clearance = map[string]string{"platelets": "no"}, "6x"
	booking.Conditions, booking.Health = []models.Condition{models.Insulin}, models.HealthDeclaration{FeverOrIll: &yes}
	booking.Note = "Ring helst på för"
	return bookings.HalfBooking{Booking: booking, Typed: bookings.TypedBooking{
		Search: "tolv", Patient: booking.Patient, IsNew: true, Date: "14/1", Time: "8:", Medicine: "klex", Unsure: []string{"platelets"},
	}}
}

// Everything that a form holds comes back, text that is no value yet included;
// to keep it again changes the same one.
func TestHalfBookingComesBack(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	kept := half(t)
	require.NoError(t, d.SaveBookingDraft(ctx, &kept))
	kept.Typed.Time = "8:3"
	require.NoError(t, d.SaveBookingDraft(ctx, &kept))
	open := d.HalfBookings()
	require.Len(t, open, 1)
	require.True(t, kept.Started.Equal(open[0].Started))
	open[0].Started = kept.Started
	require.Equal(t, kept, open[0].HalfBooking)
	require.True(t, open[0].Own)
	require.Equal(t, "Tolvan Tolvansson", open[0].Name())

	require.NoError(t, d.DiscardDraft(ctx, kept.Kept))
	require.Empty(t, d.HalfBookings())
	require.ErrorIs(t, d.SaveBookingDraft(ctx, &kept), models.ErrNotFound, "it must be kept as one of its own")
}

// What is on the disk survives the program: another one finds it in the same file.
func TestHalfBookingIsOnTheDisk(t *testing.T) {
	ctx := apptest.Nurse()
	path := filepath.Join(t.TempDir(), "nursedesk.db")
	d := apptest.New(t, "2026-11-23")
	open := func() (*app.Desk, *store.Store) {
		opened, err := store.Open(ctx, path, store.Options{Now: d.Wall.Now})
		require.NoError(t, err)
		params := d.Params
		params.Store = opened
		made, err := app.New(ctx, params)
		require.NoError(t, err)
		return made, opened
	}
	before, first := open()
	kept := half(t)
	require.NoError(t, before.SaveBookingDraft(ctx, &kept))
	require.NoError(t, first.Close())
	after, second := open()
	t.Cleanup(func() { require.NoError(t, second.Close()) })
	found, err := after.OpenBookingDrafts(ctx)
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, kept.Typed, found[0].Typed)
}

// Once saved it is no half-typed booking any more; where saving is refused it stays.
func TestBookTakesTheHalfBookingAway(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	kept := half(t)
	require.NoError(t, d.SaveBookingDraft(ctx, &kept))
	booking := apptest.Draft(t, "2026-12-14")
	booking.HalfID, booking.HalfVersion = kept.ID, kept.Version
	booking.Patient.FamilyName = ""
	_, err := d.Book(ctx, booking)
	require.Error(t, err)
	require.Len(t, d.HalfBookings(), 1)
	d.Booked(apptest.Draft(t, "2026-12-15"))
	require.Len(t, d.HalfBookings(), 1, "another booking leaves it alone")
	booking.Patient = office.PatientDraft{GivenName: "Nian", FamilyName: "Niansson", Phone: "070-174 06 05"}
	d.Booked(booking)
	require.Empty(t, d.HalfBookings())
}

// Of two desks on one half-typed booking the second is told. What the first then
// saves or throws away does not take the second's text with it.
func TestHalfBookingTakenOver(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	kept := half(t)
	require.NoError(t, d.SaveBookingDraft(ctx, &kept))
	other := office.WithActor(ctx, "Sköterska Annan")
	open, err := d.OpenBookingDrafts(other)
	require.NoError(t, err)
	found := open[0]
	require.False(t, found.Own)
	require.Equal(t, "Sköterska Test", found.By)
	taken := found.HalfBooking
	taken.Booking.Note = "Ring helst på förmiddagen"
	require.NoError(t, d.SaveBookingDraft(other, &taken))

	require.ErrorIs(t, d.SaveBookingDraft(ctx, &kept), models.ErrStale)
	booking := apptest.Draft(t, "2026-12-14")
	booking.HalfID, booking.HalfVersion = kept.ID, kept.Version
	d.Booked(booking)
	require.NoError(t, d.DiscardDraft(ctx, kept.Kept))
	require.Len(t, d.HalfBookings(), 1)
	require.Equal(t, "Ring helst på förmiddagen", d.HalfBookings()[0].Booking.Note)
}

// A registered patient is read as she is when it comes back, not as she was.
func TestHalfBookingOfRegisteredPatient(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	patient, err := d.SavePatient(ctx, office.PatientDraft{GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05"})
	require.NoError(t, err)
	kept := bookings.HalfBooking{Booking: bookings.Draft{Patient: office.DraftOf(patient), Procedure: "neurotomy"}}
	require.NoError(t, d.SaveBookingDraft(ctx, &kept))
	changed := office.DraftOf(patient)
	changed.FamilyName = "Trettonsson"
	_, err = d.SavePatient(ctx, changed)
	require.NoError(t, err)
	open := d.HalfBookings()[0]
	require.Equal(t, "Tolvan Trettonsson", open.Name())
	require.Equal(t, office.PatientDraft{ID: patient.ID}, open.Booking.Patient)
}

// One from another version of the program must not stop this one: it is told of,
// left as it is, and the others come back.
func TestHalfBookingOfAnotherVersion(t *testing.T) {
	ctx := apptest.Nurse()
	d := apptest.New(t, "2026-11-23")
	newer, err := json.Marshal(map[string]any{"Form": 2, "Booking": map[string]any{"Note": "ny"}})
	require.NoError(t, err)
	bodies := [][]byte{newer, []byte("{"), []byte(`{"Form":1,"Booking":{"Date":"halv"}}`), {}}
	require.NoError(t, d.Params.Store.Write(ctx, func(tx *store.Tx) error {
		for _, body := range bodies {
			row := models.BookingDraft{Started: d.Wall.Now(), By: "Sköterska Test", Body: body}
			if err := tx.SaveBookingDraft(&row); err != nil {
				return err
			}
		}
		return nil
	}))
	kept := half(t)
	require.NoError(t, d.SaveBookingDraft(ctx, &kept))
	unreadable := 0
	for _, open := range d.HalfBookings() {
		if open.Unreadable {
			unreadable++
			require.Empty(t, open.Booking)
			require.True(t, d.Wall.Time.Equal(open.Started))
		} else {
			require.Equal(t, kept.Typed, open.Typed)
		}
	}
	require.Equal(t, len(bodies), unreadable)
	require.Len(t, d.HalfBookings(), len(bodies)+1)
}
