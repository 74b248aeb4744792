// Package accesslog reads who saw which patient, and finds what is worth asking about.
package accesslog

import (
	"context"
	"strconv"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Service reads the access log, for the administrator alone.
type Service struct{ office *office.Office }

// New makes the service.
func New(o *office.Office) *Service { return &Service{office: o} }

// Oddity is why somebody may ask about a look, a translation key below "access-log.".
type Oddity string

// The oddities.
const (
	OwnName   Oddity = "own-name"   // the patient has the family name of who looked
	Colleague Oddity = "colleague"  // the patient has the name of somebody of the staff
	Many      Oddity = "many"       // who looked saw many patients in a short time
	NoBooking Oddity = "no-booking" // the patient never had a booking
	Emergency Oddity = "emergency"  // a restricted record, opened because somebody said that it was one
)

const (
	// manyPatients within shortTime are more than calls and bookings ask for.
	manyPatients = 20
	shortTime    = 10 * time.Minute
)

// Row is a look with what is odd about it.
type Row struct {
	models.LookRow

	Odd []Oddity
}

// Query is which looks are asked for; what is empty does not count.
type Query struct {
	PatientID int64
	By        string
	Day       models.Date
	Limit     int
}

// Log reads looks, those that are odd first, then the newest first.
func (s *Service) Log(ctx context.Context, query Query) ([]Row, error) {
	filter := models.LookFilter{PatientID: query.PatientID, By: query.By, Limit: query.Limit}
	if !query.Day.IsZero() {
		filter.From, filter.Until = query.Day.At(0, 0), query.Day.AddDays(1).At(0, 0)
	}
	var odd, usual []Row
	err := s.office.ReadAs(ctx, mayRead, func(tx *office.Tx) error {
		looks, err := tx.Looks(filter)
		if err != nil {
			return err
		}
		everybody, err := tx.Staff()
		if err != nil {
			return err
		}
		for i, look := range looks {
			if row := judged(look, looks[i:], everybody); len(row.Odd) > 0 {
				odd = append(odd, row)
			} else {
				usual = append(usual, row)
			}
		}
		return nil
	})
	return append(odd, usual...), err
}

// judged says what is odd about a look; before holds it and those before it, the newest first.
func judged(look models.LookRow, before []models.LookRow, everybody []models.Staff) Row {
	row := Row{LookRow: look}
	if words := strings.Fields(look.By); len(words) > 0 && models.SameName(words[len(words)-1], look.FamilyName) {
		row.Odd = append(row.Odd, OwnName)
	}
	for _, person := range everybody {
		if models.SameName(person.Name, look.Name()) {
			row.Odd = append(row.Odd, Colleague)
		}
	}
	seen := map[int64]bool{}
	for _, other := range before {
		if look.At.Sub(other.At) > shortTime {
			break
		}
		if other.By == look.By {
			seen[other.PatientID] = true
		}
	}
	if len(seen) > manyPatients {
		row.Odd = append(row.Odd, Many)
	}
	if look.Kind == models.LookEmergency {
		row.Odd = append(row.Odd, Emergency)
	}
	if !look.Booked {
		row.Odd = append(row.Odd, NoBooking)
	}
	return row
}

// Review is that somebody read looks and what they found.
type Review struct {
	Looks []int64
	Note  string
}

// ReviewLog keeps that looks were read, with a note: the law asks for it to be written down.
func (s *Service) ReviewLog(ctx context.Context, review Review) error {
	note := strings.TrimSpace(review.Note)
	var problems models.Problems
	if note == "" {
		problems.Add("note", models.ErrRequired)
	}
	problems.Add("note", models.CheckNote(note))
	if err := problems.OrNil(); err != nil {
		return err
	}
	ids := make([]string, len(review.Looks))
	for i, id := range review.Looks {
		ids[i] = strconv.FormatInt(id, 10)
	}
	return s.office.Change(ctx, func(*office.Tx) (models.AuditEntry, error) {
		return models.AuditEntry{Action: "log.reviewed", Details: map[string]string{"note": note, "looks": strings.Join(ids, ",")}}, nil
	})
}
