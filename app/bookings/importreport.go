package bookings

import (
	"errors"
	"fmt"
	"time"

	"nursedesk/models"
)

// ImportOptions say what an import may do beside registering what is new.
type ImportOptions struct {
	DryRun         bool // tell all, keep nothing
	Update         bool // write changed lines onto what is kept
	Rebook         bool // book again what was cancelled here
	AcceptWarnings bool // keep the file in spite of its dangerous warnings
}

// Finding is what a line of an import file is to what is kept already.
type Finding string

// The findings. A line that was refused has none.
const (
	FoundNew       Finding = "new"
	FoundSame      Finding = "same"
	FoundChanged   Finding = "changed"
	FoundMoved     Finding = "moved"     // here, since the line was written
	FoundCancelled Finding = "cancelled" // here
)

// ImportReport is what an import found and did.
type ImportReport struct {
	Lines     int // bookings in the file
	Booked    int // new bookings; with a dry run those that would be
	Known     int // lines whose booking was there already, as the line says
	Changed   int // lines that say something else than what is kept
	Moved     int
	Cancelled int
	Dangerous int // warnings that have to be accepted
	Problems  []LineProblem
	Warnings  []LineProblem
	Rows      []ImportRow // what was found of each line, in their order
	Wrong     int         // problems in all: those listed, and more of the same
	Warned    int         // warnings in all
	ImportOptions

	listed map[string]int // how many of each code are listed
}

// ImportRow is what one line was found to be.
type ImportRow struct {
	Line        int
	Finding     Finding
	Name        string
	Start       time.Time // as kept: of a moved booking where it is now
	Differences []Difference
}

// Difference is one field of which line and register say different things, as text.
type Difference struct {
	Column   string
	Old, New string
}

// LineProblem is a problem with one line of a file.
type LineProblem struct {
	Line int // as an editor counts, the heading is line 1
	*models.Problem
}

// mostListed is how many problems or warnings of a kind are listed: where a whole column
// is wrong, the first ones say enough.
const mostListed = 500

// lists tells whether one more of a code is listed.
func (r *ImportReport) lists(code string) bool {
	if r.listed == nil {
		r.listed = map[string]int{}
	}
	r.listed[code]++
	return r.listed[code] <= mostListed
}

// Kept tells whether what was found is written.
func (r *ImportReport) Kept() bool {
	return !r.DryRun && r.Wrong == 0 && (r.AcceptWarnings || r.Dangerous == 0)
}

// add notes what is wrong with a line.
func (r *ImportReport) add(number int, err error) {
	var problems models.Problems
	problems.Add("", err)
	for _, problem := range problems {
		if r.Wrong++; r.lists(problem.Code) {
			r.Problems = append(r.Problems, LineProblem{number, problem})
		}
	}
}

// take notes a problem of a line; a fault comes back.
func (r *ImportReport) take(number int, err error) error {
	var problem *models.Problem
	var many models.Problems
	if errors.As(err, &many) || errors.As(err, &problem) && problem.Cause == nil {
		r.add(number, err)
		return nil
	}
	return fmt.Errorf("line %d: %w", number, err)
}

func (r *ImportReport) warn(number int, warnings ...*models.Problem) {
	for _, warning := range warnings {
		if r.Warned++; r.lists(warning.Code) {
			r.Warnings = append(r.Warnings, LineProblem{number, warning})
		}
		if Dangerous(warning) {
			r.Dangerous++
		}
	}
}

func (r *ImportReport) found(row ImportRow) {
	count := map[Finding]*int{
		FoundNew: &r.Booked, FoundSame: &r.Known, FoundChanged: &r.Changed, FoundMoved: &r.Moved, FoundCancelled: &r.Cancelled,
	}[row.Finding]
	*count++
	r.Rows = append(r.Rows, row)
}
