package store

import (
	"gorm.io/gorm/clause"

	"nursedesk/models"
)

// sheetFile is a sheet's PDF. It stands in a table of its own, so that lists of
// sheets stay light, under its hash, so that the same one is kept once.
type sheetFile struct {
	Hash string `gorm:"primaryKey"`
	PDF  []byte
}

// TableName is where the files of the sheets lie.
func (sheetFile) TableName() string { return "sheet_files" }

// SaveSheet keeps that a sheet was handed out, with its PDF; afterwards only
// [Tx.SaveTold] changes it.
func (t *Tx) SaveSheet(sheet *models.Sheet, pdf []byte) error {
	file := sheetFile{Hash: sheet.Hash, PDF: pdf}
	if err := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&file).Error; err != nil {
		return err
	}
	row := *sheet
	row.CreatedAt = t.now()
	if err := t.insert(&row); err != nil {
		return err
	}
	*sheet = row
	return nil
}

// SaveTold keeps what the patient was told by phone since a sheet was handed out.
func (t *Tx) SaveTold(sheet models.Sheet) error {
	result := t.db.Model(&models.Sheet{}).Where("id = ?", sheet.ID).
		Select("told").UpdateColumns(models.Sheet{Told: sheet.Told})
	if result.Error == nil && result.RowsAffected == 0 {
		return models.ErrNotFound
	}
	return result.Error
}

// Sheet reads one sheet.
func (t *Tx) Sheet(id int64) (models.Sheet, error) { return one[models.Sheet](t, id) }

// SheetFile reads the PDF with a hash; one that was handed out before files were
// kept is models.ErrNotFound.
func (t *Tx) SheetFile(hash string) ([]byte, error) {
	file, err := first[sheetFile](t.db.Where("hash = ?", hash))
	return file.PDF, err
}

// SheetsOf reads the sheets handed out to a patient, the newest first.
func (t *Tx) SheetsOf(patientID int64) ([]models.Sheet, error) {
	return list[models.Sheet](t.db.
		Where("booking_id IN (SELECT id FROM bookings WHERE patient_id = ?)", patientID).
		Order("created_at DESC, id DESC"))
}
