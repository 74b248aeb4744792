package store

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// The same file is kept once, however many hold it, and comes back as it was.
func TestSheetFiles(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		booking := addBooking(t, s, addPatient(t, s, "T", "T"), noon.Add(time.Hour))
		pdf := []byte("%PDF\x00\xff")
		for _, body := range [][]byte{pdf, []byte("another body of the same hash")} {
			write(t, s, func(tx *Tx) error {
				return tx.SaveSheet(&models.Sheet{BookingID: booking.ID, Hash: "h", How: models.SheetSaved}, body)
			})
		}
		read(t, s, func(tx *Tx) error {
			kept, err := tx.SheetFile("h")
			require.Equal(t, pdf, kept)
			return err
		})
		var files int64
		require.NoError(t, s.writer.Model(&sheetFile{}).Count(&files).Error)
		require.EqualValues(t, 1, files)
		require.ErrorIs(t, s.Read(t.Context(), func(tx *Tx) error { _, err := tx.SheetFile("x"); return err }), models.ErrNotFound)
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SaveTold(models.Sheet{ID: 99}) }), models.ErrNotFound)

		health, err := s.Check(t.Context())
		require.NoError(t, err)
		require.NotContains(t, health.Orphans, models.RowCount{Name: "sheets-without-file", Rows: 2})
		require.NoError(t, s.writer.Exec("DELETE FROM sheet_files").Error)
		health, err = s.Check(t.Context())
		require.NoError(t, err)
		require.Contains(t, health.Orphans, models.RowCount{Name: "sheets-without-file", Rows: 2})
	})
}

// Telling a patient changes nothing else of a sheet.
func TestToldOfASheet(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		booking := addBooking(t, s, addPatient(t, s, "T", "T"), noon)
		sheet := models.Sheet{BookingID: booking.ID, Hash: "h", PlanHash: "p", How: models.SheetViewed, By: "b"}
		write(t, s, func(tx *Tx) error { return tx.SaveSheet(&sheet, []byte("%PDF")) })
		told := sheet
		told.By, told.Told = "somebody else", []models.Telling{{At: noon, By: "c", TaskID: 7}}
		write(t, s, func(tx *Tx) error { return tx.SaveTold(told) })
		read(t, s, func(tx *Tx) error {
			kept, err := tx.Sheet(sheet.ID)
			require.NoError(t, err)
			require.Equal(t, "b", kept.By)
			require.Equal(t, told.Told, kept.Told)
			return nil
		})
	})
}
