package bookings

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"slices"
	"strings"
	"time"

	"nursedesk/models"
)

// ImportOptions say what an import may do beside registering what is new.
type ImportOptions struct {
	DryRun         bool // tell all, keep nothing
	Update         bool // write changed lines onto what is kept
	Rebook         bool // book again what was cancelled here
	AcceptWarnings bool // keep the file in spite of its dangerous warnings
	// TheatreReason is why bookings have a theatre that another one has at the time, for the
	// lines that say no reason of their own.
	TheatreReason string
	// Shown is what somebody has looked at: where anything else is found by now, nothing is
	// kept and it comes back as [ErrNotAsShown] with the new report. The zero value is for
	// whoever takes what is found.
	Shown Digest
	// Before is called once where something is to be written, before anything is; its error
	// ends the import. Nil does nothing.
	Before func(context.Context) error
}

// Digest tells one outcome of an examination from another.
type Digest [sha256.Size]byte

// ErrNotAsShown says that file or register have changed since somebody looked.
var ErrNotAsShown = &models.Problem{Code: "import.not-as-shown"}

// Finding is what a line of an import file is to what is kept already.
type Finding string

// The findings.
const (
	FoundRefused   Finding = "refused"
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
	Refused   int // lines that can't be kept
	Dangerous int // warnings that have to be accepted
	Shared    int // lines that come to a theatre that is taken, and say no reason why
	Problems  []LineProblem
	Warnings  []LineProblem
	Rows      []ImportRow // what was found of each line, in their order
	Wrong     int         // problems in all: those listed, and more of the same
	Warned    int         // warnings in all
	File      Digest      // of the file itself
	Found     Digest      // of file and findings
	ImportOptions

	listed map[string]int // how many of each code are listed
	warned int            // the line that was warned of last
	sum    hash.Hash      // of what was found so far
}

// newReport begins the report of a file.
func newReport(options ImportOptions, file Digest) *ImportReport {
	r := &ImportReport{ImportOptions: options, File: file, listed: map[string]int{}, sum: sha256.New()}
	r.sum.Write(file[:])
	return r
}

// end closes the report: all lines are examined.
func (r *ImportReport) end() { r.sum.Sum(r.Found[:0]) }

// Writes is how many bookings would be written.
func (r *ImportReport) Writes() int {
	if r.Update {
		return r.Booked + r.Changed
	}
	return r.Booked
}

// ImportRow is what one line was found to be: all that is held of it once it is examined.
type ImportRow struct {
	Line        int
	Finding     Finding
	Warned      bool // at least one warning is said of it
	Name        string
	Start       time.Time // as kept: of a moved booking where it is now; zero where it can't be read
	Differences []Difference
	Patient     int64 // 0 until they are kept
	Booking     int64
}

// Difference is one field of which line and register say different things, as text.
type Difference struct {
	Column   string
	Old, New string
}

// Columns are those of which line and register say different things.
func (r ImportRow) Columns() []string {
	names := make([]string, len(r.Differences))
	for i, difference := range r.Differences {
		names[i] = difference.Column
	}
	return names
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
	r.listed[code]++
	return r.listed[code] <= mostListed
}

// Kept tells whether what was found is written.
func (r *ImportReport) Kept() bool {
	return !r.DryRun && r.Wrong == 0 && (r.AcceptWarnings || r.Dangerous == 0) && !r.AsksReason()
}

// AsksReason tells whether a reason is missing why bookings share a theatre.
func (r *ImportReport) AsksReason() bool {
	return r.Shared > 0 && strings.TrimSpace(r.TheatreReason) == ""
}

// add notes what is wrong with a line.
func (r *ImportReport) add(number int, err error) {
	var problems models.Problems
	problems.Add("", err)
	for _, problem := range problems {
		r.note(number, problem)
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
		r.warned = number
		r.note(number, warning)
		if r.Warned++; r.lists(warning.Code) {
			r.Warnings = append(r.Warnings, LineProblem{number, warning})
		}
		if Dangerous(warning) {
			r.Dangerous++
		}
	}
}

// found notes what a line is, once it has been warned of.
func (r *ImportReport) found(row ImportRow) {
	row.Warned = row.Line == r.warned
	count := map[Finding]*int{
		FoundNew: &r.Booked, FoundSame: &r.Known, FoundChanged: &r.Changed, FoundMoved: &r.Moved, FoundCancelled: &r.Cancelled,
		FoundRefused: &r.Refused,
	}[row.Finding]
	*count++
	_, _ = fmt.Fprintln(r.sum, row) // a hash takes everything
	r.Rows = append(r.Rows, row)
}

// note puts something that is said of a line into the digest.
func (r *ImportReport) note(number int, problem *models.Problem) {
	_, _ = fmt.Fprintln(r.sum, number, problem.Code, problem.Field, problem.Values) // fmt sorts the values
}

// Of lists what is said of a line: what is wrong with it, then its warnings.
func (r *ImportReport) Of(line int) []LineProblem {
	said := func(all []LineProblem) []LineProblem {
		first, _ := slices.BinarySearchFunc(all, line, func(one LineProblem, line int) int { return one.Line - line })
		last := first
		for last < len(all) && all[last].Line == line {
			last++
		}
		return all[first:last]
	}
	return append(slices.Clone(said(r.Problems)), said(r.Warnings)...)
}
