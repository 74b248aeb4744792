package office

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"nursedesk/models"
)

// TypedKind is what something half-typed is to become.
type TypedKind string

// What is kept while it is typed.
const (
	TypedBooking   TypedKind = "booking"
	TypedCall      TypedKind = "call"
	TypedShiftNote TypedKind = "shift-note" // each person writes one at a time
)

// Typed is something half-typed, as it is kept.
type Typed struct {
	Kind      TypedKind
	ID        int64 // 0: the database does not have it
	Version   int
	Started   time.Time // by which it is known before it has an ID; not used for a note
	By        string
	PatientID *int64
	BookingID *int64 // that is to be changed
	Body      []byte
	Empty     bool // nothing is typed

	// Sent are the sums of bodies that were sent and not answered for, the newest last.
	Sent []string
}

// name is what it is called on this computer.
func (t Typed) name() string {
	sum := sha256.Sum256([]byte(t.By + "\x00" + t.Started.UTC().Format(time.RFC3339Nano)))
	return typedBeginning + string(t.Kind) + "-" + hex.EncodeToString(sum[:8])
}

const typedBeginning = "typed-"

func sumOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// save writes it into the database. One that was sent before and not answered for is
// looked up first, so that it is never there twice.
func (t *Typed) save(tx *Tx) error {
	if len(t.Sent) > 0 {
		if err := t.lookUp(tx); err != nil {
			return err
		}
	}
	switch t.Kind {
	case TypedBooking:
		row := models.BookingDraft{ID: t.ID, BookingID: t.BookingID, Started: t.Started, By: t.By, Body: t.Body, Version: t.Version}
		err := tx.SaveBookingDraft(&row)
		t.ID, t.Version = row.ID, row.Version
		return err
	case TypedCall:
		row := models.CallDraft{ID: t.ID, PatientID: t.PatientID, Started: t.Started, By: t.By, Body: t.Body, Version: t.Version}
		err := tx.SaveCallDraft(&row)
		t.ID, t.Version = row.ID, row.Version
		return err
	case TypedShiftNote:
		row := models.ShiftNote{ID: t.ID, By: t.By, Text: string(t.Body), Version: t.Version}
		err := tx.SaveShiftNote(&row)
		t.ID, t.Version = row.ID, row.Version
		return err
	}
	return models.ErrNotFound
}

// lookUp finds what was sent: where the database has the very body, it is ours.
func (t *Typed) lookUp(tx *Tx) error {
	take := func(id int64, version int, by string, body []byte) {
		ours := slices.Contains(t.Sent, sumOf(body)) || bytes.Equal(body, t.Body)
		if by == t.By && ours && (t.ID == 0 || t.ID == id) {
			t.ID, t.Version = id, version
		}
	}
	switch t.Kind {
	case TypedBooking:
		rows, err := tx.BookingDrafts()
		for _, row := range rows {
			if row.Started.Equal(t.kept()) {
				take(row.ID, row.Version, row.By, row.Body)
			}
		}
		return err
	case TypedCall:
		rows, err := tx.Tx.CallDrafts() // as typed, whoever may see it
		for _, row := range rows {
			if row.Started.Equal(t.kept()) {
				take(row.ID, row.Version, row.By, row.Body)
			}
		}
		return err
	case TypedShiftNote:
		row, err := tx.BegunShiftNote(t.By)
		if errors.Is(err, models.ErrNotFound) {
			return nil
		}
		take(row.ID, row.Version, row.By, []byte(row.Text))
		return err
	}
	return nil
}

// kept is when it began, as a database keeps it.
func (t *Typed) kept() time.Time { return t.Started.UTC().Truncate(time.Microsecond) }

// apart lets it be kept as one of its own, beside what another desk has made of it. A
// note goes to the end of the one that its writer has begun elsewhere.
func (t *Typed) apart(tx *Tx) error {
	t.ID, t.Version, t.Sent = 0, 0, nil
	if t.Kind != TypedShiftNote {
		return nil
	}
	row, err := tx.BegunShiftNote(t.By)
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	t.ID, t.Version = row.ID, row.Version
	if text := strings.TrimSpace(row.Text); text != "" && !strings.Contains(string(t.Body), text) {
		t.Body = []byte(text + "\n" + string(t.Body))
	}
	return nil
}
