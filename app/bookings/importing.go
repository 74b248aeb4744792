package bookings

import (
	"context"
	"errors"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/models"
)

// Import registers the bookings of a file, all or nothing: one bad line keeps the whole
// file out, as a dangerous warning does that nobody has accepted, and all are reported.
// Each line passes the form's own checks. A booking that is kept already is not doubled,
// also where it was moved here meanwhile; what a line says differently of it is told, and
// written where options ask for it.
//
// First every line is examined, which hinders nobody: others read and write meanwhile.
// Then all is written in one transaction, as short as can be. Where somebody changed
// something in between that a line depends on, all is examined again. Nothing is kept
// before that transaction ends, so that an import that is cut off leaves nothing behind.
func (s *Service) Import(
	ctx context.Context, file ImportFile, options ImportOptions, progress func(ImportProgress),
) (ImportReport, error) {
	report, err := s.importFile(ctx, file, options, progress)
	if errors.Is(err, context.Canceled) {
		err = &models.Problem{Code: "import.cancelled", Cause: err}
	}
	return report, err
}

// mayImport is the action of an import among those that not everybody may do.
const mayImport = "may.import"

// MayImport refuses who may not import, and says who may.
func (s *Service) MayImport(ctx context.Context) error {
	return s.office.ReadAs(ctx, mayImport, func(*office.Tx) error { return nil })
}

// ImportProgress says how far an import has come.
type ImportProgress struct {
	Writing     bool // all lines are examined, and what was found is written
	Done, Total int  // lines; Total is about right until the last one
}

// importTries is how often a file is examined when others keep changing what its lines
// depend on.
const importTries = 3

// errTouched says that something changed on which the lines of a file depend.
var errTouched = errors.New("import: changed meanwhile")

func (s *Service) importFile(
	ctx context.Context, file ImportFile, options ImportOptions, progress func(ImportProgress),
) (ImportReport, error) {
	var problems models.Problems
	if problems.Add("theatre-reason", models.CheckNote(options.TheatreReason)); len(problems) > 0 {
		return ImportReport{}, problems
	}
	found, err := surveyed(file)
	if err != nil {
		return ImportReport{}, err
	}
	for range importTries {
		examined, err := s.examine(ctx, file, found, options, progress)
		if err != nil {
			return ImportReport{}, err
		}
		if options.Shown != (Digest{}) && options.Shown != examined.report.Found {
			return *examined.report, ErrNotAsShown
		}
		if !examined.report.Kept() {
			if !options.DryRun {
				examined.report.Booked = 0
			}
			return *examined.report, nil
		}
		if len(examined.writings) == 0 {
			return *examined.report, nil
		}
		if options.Before != nil {
			if err := options.Before(ctx); err != nil {
				return ImportReport{}, err
			}
			options.Before = nil
		}
		if err = s.write(ctx, file, found, examined, progress); !errors.Is(err, errTouched) {
			return *examined.report, err
		}
	}
	return ImportReport{}, &models.Problem{Code: "import.changed-meanwhile"}
}

// chunk is how many lines are looked up together.
const chunk = 200

// examination is what is known of a file after its lines were examined.
type examination struct {
	clinic   models.Clinic
	head     int64 // the newest entry of the history when it began
	report   *ImportReport
	ids      map[string]int // the line of each external ID
	seen     *seenLines
	writings []writing
}

// writing is what is to be written of one line.
type writing struct {
	line    int
	finding Finding
	patient who
	booking int64           // that is kept: the one that changes, or the cancelled one that is booked again
	version int             // of the booking that changes
	row     int             // of the report
	taken   *models.Problem // it comes to a theatre that another booking has
}

func (s *Service) examine(
	ctx context.Context, file ImportFile, found survey, options ImportOptions, progress func(ImportProgress),
) (*examination, error) {
	x := &examination{report: newReport(options, found.sum), ids: map[string]int{}, seen: newSeenLines()}
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		if err = s.office.Permit(tx, mayImport); err != nil {
			return err
		}
		if x.head, err = tx.LastEntry(); err != nil {
			return err
		}
		x.clinic, err = s.office.ClinicIn(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	lines, err := openLines(file, found)
	if err != nil {
		return nil, err
	}
	defer func() { _ = lines.close() }() // it was only read
	for end := false; !end; {
		typed, err := s.nextLines(lines, x.clinic, func(importLine) bool { return true })
		if end = errors.Is(err, io.EOF); err != nil && !end {
			return nil, err
		}
		err = s.office.Read(ctx, func(tx *office.Tx) error {
			kept, err := s.lookUp(tx, typed, options)
			for i := 0; err == nil && i < len(typed); i++ {
				wrong := x.report.Wrong
				err = s.examineLine(tx, x, kept, &typed[i])
				if x.report.Wrong > wrong {
					x.report.found(ImportRow{Line: typed[i].number, Finding: FoundRefused, Name: typed[i].name()})
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		x.report.Lines += len(typed)
		progress(ImportProgress{Done: x.report.Lines, Total: total(x.report.Lines, found.lines-1, end)})
	}
	x.report.end()
	return x, nil
}

func total(done, about int, end bool) int {
	if end {
		return done
	}
	return max(done, about)
}

// typedLine is a line as the form would hold it.
type typedLine struct {
	importLine
	draft    Draft
	warnings []*models.Problem
	unread   error // why it can't even be looked up
	patient  models.Patient
	booking  models.Booking
	unfit    error         // why it can't be booked
	plan     careplan.Plan // while it is written
}

// name is the patient's as it is written, for who looks for the line.
func (l *typedLine) name() string {
	if l.broken != nil {
		return ""
	}
	return models.Harmless(models.Patient{GivenName: l.get("given_name"), FamilyName: l.get("family_name")}.Name())
}

// nextLines reads some lines; the last ones come with io.EOF.
func (s *Service) nextLines(lines *lineReader, clinic models.Clinic, wanted func(importLine) bool) ([]typedLine, error) {
	var all []typedLine
	var err error
	for len(all) < chunk && err == nil {
		var line importLine
		if line, err = lines.next(); err == nil && wanted(line) {
			all = append(all, typedLine{importLine: line})
		}
	}
	together(all, func(line *typedLine) { s.typed(line, clinic) })
	return all, err
}

// together does the same with each line, on every core: reading telephone numbers and
// medicines takes as long as the database does.
func together(lines []typedLine, do func(*typedLine)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for at := next.Add(1) - 1; at < int64(len(lines)); at = next.Add(1) - 1 {
				do(&lines[at])
			}
		})
	}
	all.Wait()
}

// typed reads a line as the form would.
func (s *Service) typed(line *typedLine, clinic models.Clinic) {
	if line.broken != nil {
		line.unread = line.broken
		return
	}
	if line.draft, line.warnings, line.unread = s.draftOf(line.importLine); line.unread == nil {
		line.patient, line.booking, line.unfit = s.readDraft(line.draft, clinic)
	}
}
