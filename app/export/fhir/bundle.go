// Package fhir writes all that is kept of a patient as a FHIR R4 bundle, for another system
// to read. docs/export.md says what becomes what.
package fhir

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
	"github.com/samply/golang-fhir-models/fhir-models/fhir"

	"nursedesk/app/care"
	"nursedesk/models"
)

// Words are what a reader of the bundle is told in words.
type Words interface {
	Condition(condition models.Condition) string
	Medicine(medicine models.Medicine) string
	In(text models.Text) string
	Step(file *care.BookingFile, task models.Task) string // the booking is nil for a task of none
	Complication(kind string) string
	Role(role models.Role) string
	Say(key string) string // a word below "fhir." in the translations
}

// Write writes a patient's record. sheets reads the file of a sheet, nil where none is kept.
func Write(out io.Writer, record care.Record, sheets func(models.Sheet) ([]byte, error), words Words) error {
	w := &writer{record: record, sheets: sheets, words: words}
	w.patient()
	w.known()
	for i := range record.Bookings {
		w.booking(&record.Bookings[i])
	}
	for _, task := range record.Other {
		w.task(task)
	}
	for _, call := range record.CallFiles {
		w.call(call)
	}
	for _, complication := range record.Complications {
		w.complication(complication)
	}
	for _, kept := range record.Sheets() {
		w.sheet(kept)
	}
	if w.err != nil {
		return w.err
	}
	body, err := w.pruned(fhir.Bundle{
		Type: fhir.BundleTypeCollection, Timestamp: instant(record.At), Entry: w.entries,
		Identifier: &fhir.Identifier{Value: new(urn("bundle", record.Patient.ID, record.At.UTC().Format(time.RFC3339Nano))), System: new("urn:ietf:rfc:3986")},
	})
	if err != nil {
		return err
	}
	_, err = out.Write(body)
	return err
}

// writer gathers the resources of one bundle.
type writer struct {
	record  care.Record
	sheets  func(models.Sheet) ([]byte, error)
	words   Words
	entries []fhir.BundleEntry
	err     error
}

// add puts a resource into the bundle under its own name.
func (w *writer) add(name string, resource any) {
	if w.err != nil {
		return
	}
	body, err := w.pruned(resource)
	w.entries = append(w.entries, fhir.BundleEntry{FullUrl: &name, Resource: body})
	w.err = err
}

// pruned is a resource as JSON without objects that say nothing: of "one of these" the
// library writes each, and FHIR knows no empty object.
func (w *writer) pruned(resource any) ([]byte, error) {
	body, err := json.Marshal(resource)
	if err != nil {
		return nil, err
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return nil, err
	}
	return json.Marshal(prune(value))
}

func prune(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, one := range value {
			if one = prune(one); one == nil {
				delete(value, name)
			} else {
				value[name] = one
			}
		}
		if len(value) == 0 {
			return nil
		}
	case []any:
		kept := value[:0]
		for _, one := range value {
			if one = prune(one); one != nil {
				kept = append(kept, one)
			}
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	case string:
		if value == "" {
			return nil
		}
	}
	return value
}

// space is where the names of the resources lie: the same row has the same name each time.
var space = uuid.MustParse("8c2f3c0e-6d0b-4b8e-9f57-0a4c5c2f8a11")

func urn(kind string, id int64, more ...string) string {
	return "urn:uuid:" + uuid.NewSHA1(space, fmt.Appendf(nil, "%s/%d/%v", kind, id, more)).String()
}

func refer(name string) fhir.Reference { return fhir.Reference{Reference: &name} }

func (w *writer) subject() fhir.Reference {
	one := refer(urn("patient", w.record.Patient.ID))
	one.Display = text(w.record.Patient.Name())
	return one
}

// text is a text that may be missing.
func text(said string) *string {
	if said == "" {
		return nil
	}
	return &said
}

func concept(said string) *fhir.CodeableConcept {
	if said == "" {
		return nil
	}
	return &fhir.CodeableConcept{Text: &said}
}

func concepts(said string) []fhir.CodeableConcept {
	if said == "" {
		return nil
	}
	return []fhir.CodeableConcept{{Text: &said}}
}

func coded(system, code, said string) *fhir.CodeableConcept {
	return &fhir.CodeableConcept{Coding: []fhir.Coding{{System: text(system), Code: text(code)}}, Text: text(said)}
}

// named is somebody, or something, that the bundle holds no resource of.
func named(who string) *fhir.Reference {
	if who == "" {
		return nil
	}
	return &fhir.Reference{Display: &who}
}

func note(said ...string) []fhir.Annotation {
	var notes []fhir.Annotation
	for _, one := range said {
		if one != "" {
			notes = append(notes, fhir.Annotation{Text: one})
		}
	}
	return notes
}

// instant is a time with Stockholm's offset.
func instant(at time.Time) *string {
	if at.IsZero() {
		return nil
	}
	return new(at.In(models.Stockholm).Format(time.RFC3339))
}

func instantOf(at *time.Time) *string {
	if at == nil {
		return nil
	}
	return instant(*at)
}

func day(date models.Date) *string {
	if date.IsZero() {
		return nil
	}
	return new(date.String())
}

// period is nil where neither end is known.
func period(from, until *string) *fhir.Period {
	if from == nil && until == nil {
		return nil
	}
	return &fhir.Period{Start: from, End: until}
}
