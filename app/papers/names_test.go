package papers_test

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// A program that writes a medicine's name otherwise takes no sheet for untrue:
// else an upgrade would ask for a new sheet for every patient who has one.
func TestAnotherNameMakesNoSheetUntrue(t *testing.T) {
	d := apptest.New(t, "2026-11-23")
	id := d.Booked(apptest.Warfarin(t)).Booking.ID
	d.HandOut(id, papers.Wanted{})
	files := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(resourcestest.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(resourcestest.Files, path)
		files[path] = &fstest.MapFile{Data: bytes.ReplaceAll(body, []byte("names: [Waran,"), []byte("names: [Waran Forte,"))}
		return err
	}))
	params := d.Params
	var err error
	params.Rules, err = office.LoadRules(files, "")
	require.NoError(t, err)
	after, err := app.New(t.Context(), params)
	require.NoError(t, err)
	file, err := after.Booking(t.Context(), id)
	require.NoError(t, err)
	require.Contains(t, file.Holds[0].Name.In(models.Swedish), "Waran Forte")
	require.Equal(t, care.SheetCurrent, file.SheetStatus(file.Sheets[0]))

	other := models.MedicinesOf("B01AC06")
	_, err = after.Change(t.Context(), bookings.Change{BookingID: id, Version: file.Booking.Version, Medicines: &other})
	require.NoError(t, err)
	file, err = after.Booking(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, care.SheetOutdated, file.SheetStatus(file.Sheets[0]), "another medicine does")
}
