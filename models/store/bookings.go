package store

import (
	"slices"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// bookingKey is a word of the theatre or surgeon by which a booking is found.
type bookingKey struct {
	BookingID int64
	Word      string
}

// SaveBooking adds a booking (ID 0) or changes one; one that changed meanwhile
// is models.ErrStale.
func (t *Tx) SaveBooking(booking *models.Booking) error {
	row := *booking
	row.Start, row.PerformedAt, row.UpdatedAt = utc(row.Start), utcOf(row.PerformedAt), t.now()
	if row.ID == 0 {
		row.CreatedAt = row.UpdatedAt
	}
	if err := t.keep(&row, row.ID, &row.Version); err != nil {
		return err
	}
	if err := t.keepBookingKeys(row, booking.ID == 0); err != nil {
		return err
	}
	*booking = row
	return nil
}

// SaveKnown keeps what the patient of a booking goes by. The booking itself stays
// in its version: whoever changes it at the same time hinders nobody.
func (t *Tx) SaveKnown(booking models.Booking) error {
	result := t.db.Model(&models.Booking{}).Where("id = ?", booking.ID).
		Select("known").UpdateColumns(models.Booking{Known: booking.Known})
	if result.Error == nil && result.RowsAffected == 0 {
		return models.ErrNotFound
	}
	return result.Error
}

func (t *Tx) keepBookingKeys(booking models.Booking, isNew bool) error {
	if !isNew {
		if err := t.db.Where("booking_id = ?", booking.ID).Delete(&bookingKey{}).Error; err != nil {
			return err
		}
	}
	var keys []bookingKey
	for _, word := range bookingWords(booking) {
		keys = append(keys, bookingKey{BookingID: booking.ID, Word: word})
	}
	return addKeys(t, keys)
}

// bookingWords are all words of its own by which a booking is found.
func bookingWords(booking models.Booking) []string {
	words := append(nameWords(booking.Theatre), nameWords(booking.Surgeon)...)
	slices.Sort(words)
	return slices.Compact(words)
}

// Booking reads one booking.
func (t *Tx) Booking(id int64) (models.Booking, error) { return one[models.Booking](t, id) }

// BookingByExternalID reads the booking that another system calls by an ID.
func (t *Tx) BookingByExternalID(id string) (models.Booking, error) {
	if id == "" {
		return models.Booking{}, models.ErrNotFound
	}
	return first[models.Booking](t.db.Where("external_id = ? AND external_id <> ''", id))
}

// BookingsOf reads a patient's bookings, the newest start first.
func (t *Tx) BookingsOf(patientID int64) ([]models.Booking, error) {
	return list[models.Booking](t.db.Where("patient_id = ?", patientID).Order("start DESC, id DESC"))
}

// Bookings lists bookings by start.
func (t *Tx) Bookings(filter models.BookingFilter) ([]models.BookingRow, error) {
	words := searchWords(filter.Text)
	if many, err := t.manyHave(words, "booking_keys", "patient_keys"); err != nil {
		return nil, err
	} else if many && filter.Limit > 0 {
		narrowed := filter
		narrowed.Text = ""
		glance := t.db.Table("(?) AS bookings", inOrder(t.filtered(narrowed).Select("bookings.id, bookings.patient_id, bookings.start"), filter.Newest).Limit(glanced(filter.Limit)))
		for _, word := range words {
			glance = glance.Where(t.has("booking_keys", "booking_id", "bookings.id", word).
				Or(t.has("patient_keys", "patient_id", "bookings.patient_id", word)))
		}
		rows, err := t.bookingPage(glance.Select("bookings.id"), filter)
		if err != nil || len(rows) == filter.Limit {
			return rows, err
		}
	}
	return t.bookingPage(t.filtered(filter).Select("bookings.id"), filter)
}

// bookingPage reads one page of the bookings whose ids a query finds. Which these are is
// settled first, so that what the list shows of a booking is counted for the page alone.
func (t *Tx) bookingPage(ids *gorm.DB, filter models.BookingFilter) ([]models.BookingRow, error) {
	ids = inOrder(ids, filter.Newest).Offset(filter.Offset)
	if filter.Limit > 0 {
		ids = ids.Limit(filter.Limit)
	}
	page := t.db.Table("(?) AS page", ids).Joins("JOIN bookings ON bookings.id = page.id")
	return list[models.BookingRow](bookingRows(page, filter.Newest))
}

// BookingsAround lists the bookings that start at from or later and before
// until, without cancelled and missed ones.
func (t *Tx) BookingsAround(from, until time.Time) ([]models.BookingRow, error) {
	return list[models.BookingRow](bookingRows(t.filtered(models.BookingFilter{From: from, Until: until}).
		Where("bookings.status IN ('booked', 'performed')"), false))
}

func (t *Tx) filtered(filter models.BookingFilter) *gorm.DB {
	query := t.db.Table("bookings")
	if !filter.From.IsZero() {
		query = query.Where("bookings.start >= ?", utc(filter.From))
	}
	if !filter.Until.IsZero() {
		query = query.Where("bookings.start < ?", utc(filter.Until))
	}
	for _, equal := range []struct{ column, value string }{
		{"bookings.theatre", filter.Theatre},
		{"bookings.surgeon", filter.Surgeon},
		{"bookings.procedure", filter.Procedure},
		{"bookings.status", string(filter.Status)},
	} {
		if equal.value != "" {
			query = query.Where(equal.column+" = ?", equal.value)
		}
	}
	return t.bookingsWith(query, filter.Text)
}

func inOrder(query *gorm.DB, newest bool) *gorm.DB {
	if newest {
		return query.Order("bookings.start DESC, bookings.id DESC")
	}
	return query.Order("bookings.start, bookings.id")
}

func bookingRows(query *gorm.DB, newest bool) *gorm.DB {
	return inOrder(query.Select(`bookings.id, bookings.patient_id, bookings.procedure, bookings.start, bookings.performed_at,
		bookings.surgeon, bookings.theatre, bookings.status, bookings.status_reason, bookings.medicines, bookings.version,
		patients.personal_number, patients.given_name, patients.family_name,
		`+shownPhone+` AS phone, patients.protected_identity AS protected,
		(SELECT count(*) FROM tasks WHERE tasks.booking_id = bookings.id AND `+openTasks+`) AS open_tasks,
		(SELECT count(*) FROM sheets WHERE sheets.booking_id = bookings.id) AS sheets_written`).
		Joins("JOIN patients ON patients.id = bookings.patient_id"), newest)
}
