package store

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// The functions below hand over one row after the other, so that a list of any length
// takes the memory of one row. What is done with a row must not ask the same
// transaction for more.

// EachBooking is Bookings without its limits.
func (t *Tx) EachBooking(filter models.BookingFilter, do func(models.BookingRow) error) error {
	return oneByOne(t, bookingRows(t.filtered(filter), filter.Newest), do)
}

// EachCall is Calls without its limits.
func (t *Tx) EachCall(filter models.CallFilter, do func(models.CallRow) error) error {
	query := t.matching(narrowed(t.callRows(), filter), filter.Text, "calls", "").Order("calls.at DESC, calls.id DESC")
	return oneByOne(t, query, func(row models.CallRow) error {
		if row.Protected {
			row.Phone = ""
		}
		return do(row)
	})
}

// EachComplication is ComplicationsAfter, one by one.
func (t *Tx) EachComplication(from, until time.Time, do func(models.ComplicationRow) error) error {
	return oneByOne(t, t.complicationsAfter(from, until), do)
}

// EachTask hands over every task, closed ones too, on which somebody has, or had, to act
// from one day to another, both included.
func (t *Tx) EachTask(from, until models.Date, do func(models.WorklistRow) error) (err error) {
	rows, err := t.tasksWith().Where("tasks.act_on >= ? AND tasks.act_on <= ?", from, until).Order("tasks.act_on, tasks.id").Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		row, err := worklistRow(rows)
		if err != nil {
			return err
		}
		if err := do(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

func oneByOne[T any](t *Tx, query *gorm.DB, do func(T) error) (err error) {
	rows, err := query.Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var row T
		if err := t.db.ScanRows(rows, &row); err != nil {
			return err
		}
		if err := do(row); err != nil {
			return err
		}
	}
	return rows.Err()
}
