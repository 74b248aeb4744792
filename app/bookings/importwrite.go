package bookings

import (
	"cmp"
	"context"
	"errors"
	"io"

	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
)

// batch is how many bookings are kept with one set of statements.
const batch = 50

// writer writes what was found of a file's lines.
type writer struct {
	*Service
	*examination
	tx      *office.Tx
	waiting []*office.Registration
	rows    []int                   // those of the report that waiting are about
	people  map[who]*models.Patient // the new ones among waiting
	frozen  map[string]bool         // procedures whose protocol is kept
	entries []models.AuditEntry     // of what changed, in the end
	next    int                     // the first of writings that is not done
	done    int                     // lines
}

// write keeps all that was found, in one transaction. It reads the file once more rather
// than keeping its lines: memory would grow with them.
func (s *Service) write(
	ctx context.Context, file ImportFile, found survey, x *examination, progress func(ImportProgress),
) (err error) {
	lines, err := openLines(file, found)
	if err != nil {
		return err
	}
	defer func() { _ = lines.close() }() // it was only read
	err = s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		if err := s.office.PermitAll(tx, mayImport); err != nil {
			return nil, err
		}
		if err := s.stillSo(tx, x); err != nil {
			return nil, err
		}
		w := writer{Service: s, examination: x, tx: tx, people: map[who]*models.Patient{}, frozen: map[string]bool{}}
		for end := false; !end; {
			typed, err := s.nextLines(lines, x.clinic, w.wants)
			if end = errors.Is(err, io.EOF); err != nil && !end {
				return nil, err
			}
			if err := w.lines(ctx, typed); err != nil {
				return nil, err
			}
			progress(ImportProgress{Writing: true, Done: w.done, Total: x.report.Lines})
		}
		if err := w.flush(); err != nil {
			return nil, err
		}
		return w.entries, nil
	})
	if err == nil && len(x.writings) > 0 {
		s.office.Events.Publish(office.Event{})
	}
	return err
}

// wants counts a line, and tells whether something is to be written of it.
func (w *writer) wants(line importLine) bool {
	w.done++
	if w.next == len(w.writings) || w.writings[w.next].line != line.number {
		return false
	}
	w.next++
	return true
}

// lines writes what is to be written of some lines.
func (w *writer) lines(ctx context.Context, lines []typedLine) error {
	todo := w.writings[w.next-len(lines) : w.next]
	together(lines, func(line *typedLine) {
		if protocol, err := w.office.Rules.Protocol(line.booking.Procedure); err == nil {
			_, line.plan = care.Plan(w.office.Rules.Medicines, protocol, line.booking, nil)
		}
	})
	for i := range lines {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.line(todo[i], &lines[i]); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) line(todo writing, line *typedLine) error {
	if todo.finding == FoundChanged {
		if err := w.flush(); err != nil { // the history tells things in the order of the file
			return err
		}
		return w.change(todo, line)
	}
	if err := w.register(todo, line); err != nil || len(w.waiting) < batch {
		return err
	}
	return w.flush()
}

// register puts a new booking to those that wait to be written.
func (w *writer) register(todo writing, line *typedLine) error {
	if todo.booking != 0 {
		if err := w.giveUpID(todo.booking); err != nil {
			return err
		}
	}
	protocol, err := w.office.Rules.Protocol(line.booking.Procedure)
	if err != nil {
		return err
	}
	if !w.frozen[protocol.Code] {
		if err := w.tx.FreezeProtocol(protocol.Code, protocol.Version, protocol.Body); err != nil {
			return err
		}
		w.frozen[protocol.Code] = true
	}
	booking := line.booking
	booking.ProtocolVersion = protocol.Version
	if err := booking.Validate(); err != nil {
		return err
	}
	details := map[string]string{"procedure": booking.Procedure, "start": formatInstant(booking.Start), "import": "csv"}
	noteShared(details, todo.taken, w.theatreReason(line))
	w.waiting = append(w.waiting, &office.Registration{
		Patient: w.patient(todo.patient, line.patient), Booking: booking, Tasks: tasksOf(booking, line.plan), Details: details,
	})
	w.rows = append(w.rows, todo.row)
	return nil
}

// theatreReason is why a line's booking shares a theatre: its own words, or those for the whole file.
func (w *writer) theatreReason(line *typedLine) string {
	return cmp.Or(line.draft.TheatreReason, w.report.TheatreReason)
}

// giveUpID takes the sending system's ID off a cancelled booking: it goes over to the new one.
func (w *writer) giveUpID(id int64) error {
	cancelled, err := w.tx.Booking(id)
	if err != nil || cancelled.ExternalID == "" {
		return err
	}
	cancelled.ExternalID = ""
	return w.tx.SaveBooking(&cancelled)
}

// patient is the patient of a new booking: one who is kept, or one whom the file brings.
func (w *writer) patient(id who, typed models.Patient) *models.Patient {
	if id > nobody {
		return &models.Patient{ID: int64(id)}
	}
	if kept := w.seen.people[id.index()].id; kept != 0 {
		return &models.Patient{ID: kept}
	}
	if w.people[id] == nil {
		w.people[id] = &typed
	}
	return w.people[id]
}

// flush writes the bookings that wait.
func (w *writer) flush() error {
	if len(w.waiting) == 0 {
		return nil
	}
	if err := w.office.Register(w.tx, w.waiting); err != nil {
		return err
	}
	for id, patient := range w.people {
		w.seen.people[id.index()].id = patient.ID
	}
	clear(w.people)
	for i, kept := range w.waiting {
		row := &w.report.Rows[w.rows[i]]
		row.Patient, row.Booking = kept.Booking.PatientID, kept.Booking.ID
	}
	w.waiting, w.rows = w.waiting[:0], w.rows[:0]
	return nil
}

// change writes onto what is kept what a line says differently.
func (w *writer) change(todo writing, line *typedLine) error {
	patient, err := w.tx.Patient(int64(todo.patient))
	if err != nil {
		return err
	}
	booking, err := w.tx.Booking(todo.booking)
	if err != nil {
		return err
	}
	booking.Version = todo.version
	change, _, ofPatient := line.changes(&patient, booking)
	if ofPatient {
		if err := w.tx.KeepPatient(&patient); err != nil {
			return err
		}
		w.entries = append(w.entries, models.AuditEntry{Action: "patient.changed", PatientID: &patient.ID})
	}
	if !change.anything() {
		return nil
	}
	change.TheatreReason = w.theatreReason(line)
	_, entry, err := w.keepChange(w.tx, change)
	w.entries = append(w.entries, entry)
	return err
}

// mostEntries is how many changes of others are looked at one by one.
const mostEntries = 500

// stillSo tells whether all that the lines depend on is as it was when they were examined;
// if not, it is errTouched. Nothing can change from here on until the transaction ends.
func (s *Service) stillSo(tx *office.Tx, x *examination) error {
	entries, err := tx.EntriesAfter(x.head, mostEntries+1)
	if err != nil {
		return err
	}
	if len(entries) > mostEntries {
		return errTouched
	}
	for _, entry := range entries {
		touched := entry.Action == "clinic.changed"
		if entry.PatientID != nil && !touched {
			patient, err := tx.Tx.Patient(*entry.PatientID)
			if err != nil {
				return err
			}
			touched = x.seen.concerns(patient)
		}
		if entry.BookingID != nil && !touched {
			booking, err := tx.Tx.Booking(*entry.BookingID)
			if err != nil {
				return err
			}
			_, sent := x.ids[booking.ExternalID]
			at := s.occupied(booking.ID, booking.Procedure, booking.Start, booking.Theatre, booking.Surgeon, "")
			touched = sent || len(x.seen.clashing(at, x.clinic)) > 0
		}
		if touched {
			return errTouched
		}
	}
	return nil
}
