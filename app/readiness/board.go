package readiness

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/app/workday"
	"nursedesk/models"
)

// unansweredLimit is how many procedures of earlier days are asked for at once.
const unansweredLimit = 50

// Row is one procedure on the board.
type Row struct {
	File  care.BookingFile
	Marks []care.Readiness
}

// Hinders tells whether anything stands against the procedure.
func (r Row) Hinders() bool { return r.count(care.ReadyHindering) > 0 }

// Open counts what is missing or hinders.
func (r Row) Open() int { return r.count(care.ReadyMissing) + r.count(care.ReadyHindering) }

func (r Row) count(standing care.Standing) (n int) {
	if r.File.Booking.Status != models.StatusBooked {
		return 0
	}
	for _, mark := range r.Marks {
		if mark.Standing == standing {
			n++
		}
	}
	return n
}

// Board is what the readiness board shows.
type Board struct {
	Today, Next models.Date // Next is the next working day
	Rows        []Row       // from today until Next, by start
	Unanswered  []Row       // of earlier days, by start: nobody has said whether they were performed
}

// Board reads the procedures from today until the next working day, and those of
// earlier days that are still booked.
func (s *Service) Board(ctx context.Context) (Board, error) {
	today := s.office.Today()
	board := Board{Today: today, Next: workday.Next(today.AddDays(1))}
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		rows, err := tx.BookingsAround(today.At(0, 0), board.Next.AddDays(1).At(0, 0))
		if err != nil {
			return err
		}
		if board.Rows, err = s.rows(tx, rows); err != nil {
			return err
		}
		rows, err = tx.Bookings(models.BookingFilter{
			Until: today.At(0, 0), Status: models.StatusBooked, Newest: true, Limit: unansweredLimit,
		})
		if err != nil {
			return err
		}
		board.Unanswered, err = s.rows(tx, rows)
		return err
	})
	return board, err
}

// marks are those of a booking; what a restricted record says is not told.
func marks(file care.BookingFile, today models.Date) []care.Readiness {
	if !file.Restricted {
		return file.Readiness(today)
	}
	untold := make([]care.Readiness, len(careplan.Marks))
	for i, mark := range careplan.Marks {
		untold[i] = care.Readiness{Mark: mark, Standing: care.ReadyNotNeeded}
	}
	return untold
}

func (s *Service) rows(tx *office.Tx, listed []models.BookingRow) ([]Row, error) {
	ids := make([]int64, len(listed))
	for i, one := range listed {
		ids[i] = one.ID
	}
	files, err := s.office.BookingFiles(tx, ids...)
	var rows []Row
	for _, file := range files {
		rows = append(rows, Row{File: file, Marks: marks(file, s.office.Today())})
	}
	return rows, err
}
