// Package accesslog reads who saw which patient, and finds what is worth asking about.
package accesslog

import (
	"context"
	"fmt"
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
	// SampleOf is how many looks these were drawn from at random; 0 where all that were listed were read.
	SampleOf int
	Note     string
}

// ReviewLog keeps that looks were read, with a note: the law asks for it to be written down.
func (s *Service) ReviewLog(ctx context.Context, review Review) error {
	note := strings.TrimSpace(review.Note)
	var problems models.Problems
	if note == "" {
		problems.Add("note", models.ErrRequired)
	}
	problems.Add("note", models.CheckNote(note))
	if review.SampleOf != 0 && review.SampleOf < len(review.Looks) {
		return fmt.Errorf("access log: %d looks drawn from %d", len(review.Looks), review.SampleOf)
	}
	if err := problems.OrNil(); err != nil {
		return err
	}
	ids := make([]string, len(review.Looks))
	for i, id := range review.Looks {
		ids[i] = strconv.FormatInt(id, 10)
	}
	details := map[string]string{"note": note, "looks": strings.Join(ids, ",")}
	if review.SampleOf != 0 {
		details[sampleOf] = strconv.Itoa(review.SampleOf)
	}
	return s.office.Change(ctx, func(*office.Tx) (models.AuditEntry, error) {
		return models.AuditEntry{Action: reviewed, Details: details}, nil
	})
}

const (
	reviewed = "log.reviewed"
	sampleOf = "sample-of" // how many looks a random sample was drawn from
)

// Reviewed is that somebody read looks, as the history keeps it.
type Reviewed struct {
	Review

	By string
	At time.Time
}

// LastReview is the newest review; At is zero where there was none.
func (s *Service) LastReview(ctx context.Context) (last Reviewed, err error) {
	err = s.office.ReadAs(ctx, mayRead, func(tx *office.Tx) error {
		entries, err := tx.Latest(1, reviewed)
		for _, entry := range entries {
			last = Reviewed{By: entry.By, At: entry.At, Review: Review{Note: entry.Details["note"]}}
			for _, id := range strings.Split(entry.Details["looks"], ",") {
				if look, err := strconv.ParseInt(id, 10, 64); err == nil {
					last.Looks = append(last.Looks, look)
				}
			}
			last.SampleOf, _ = strconv.Atoi(entry.Details[sampleOf]) // "" where it was no sample
		}
		return err
	})
	return last, err
}
