package rulebook

import (
	"regexp"
	"slices"
	"strings"

	"nursedesk/models"
)

// Reader turns the values of one rule file into rules and keeps the first fault
// it meets, so that whoever reads a row need not stop at each value.
type Reader struct {
	file      string
	known     func(fact string) bool
	languages models.Languages // in which every text must be said; none: in any
	err       error
}

// Err is the first fault, nil where there is none.
func (r *Reader) Err() error { return r.err }

// Fail notes that something is wrong on a line; on the first one where the file
// says nothing of it.
func (r *Reader) Fail(line int, code, text string) {
	if r.err == nil {
		r.err = Fault(r.file, max(1, line), code, text)
	}
}

// Once refuses an id that was seen before.
func (r *Reader) Once(seen map[string]bool, id string, line int) {
	if seen[id] {
		r.Fail(line, "rules.duplicate", id)
	}
	seen[id] = true
}

// Required reads a value that must be there; line is its row's.
func (r *Reader) Required(t Located[string], key string, line int) string {
	if t.Value == "" {
		r.Fail(max(t.Line, line), "rules.missing", key)
	}
	return t.Value
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// ID reads an id, which must be there.
func (r *Reader) ID(t Located[string], key string, line int) string {
	id := r.Required(t, key, line)
	if id != "" && !idForm.MatchString(id) {
		r.Fail(t.Line, "rules.bad-value", key+": "+id)
	}
	return id
}

// Text reads a text that must be said in every language; line is its row's.
func (r *Reader) Text(t Located[models.Text], key string, line int) models.Text {
	line = max(t.Line, line)
	for _, language := range t.Value.Languages() {
		if r.languages != nil && !slices.Contains(r.languages, language) {
			r.Fail(line, "rules.unknown-key", key+": "+string(language))
		}
	}
	var missing []string
	for _, language := range r.languages {
		if strings.TrimSpace(t.Value[language]) == "" {
			missing = append(missing, string(language))
		}
	}
	if len(missing) > 0 || t.Value.Empty() {
		r.Fail(line, "rules.missing", key+": "+strings.Join(missing, ", "))
	}
	return t.Value
}

// OptionalText reads a text that may be left out, but not in some languages alone.
func (r *Reader) OptionalText(t Located[models.Text], key string, line int) models.Text {
	if t.Value.Empty() {
		return nil
	}
	return r.Text(t, key, line)
}

// OneOf reads a value that must be there and be one of the known ones.
func OneOf[T ~string](r *Reader, t Located[string], key string, line int, known []T) T {
	value := T(r.Required(t, key, line))
	if t.Value != "" && !slices.Contains(known, value) {
		r.Fail(t.Line, "rules.bad-value", key+": "+t.Value)
	}
	return value
}

// OptionalOf reads a value that may be left out, else must be one of the known ones.
func OptionalOf[T ~string](r *Reader, t Located[string], key string, known []T) T {
	if t.Line == 0 {
		return ""
	}
	return OneOf(r, t, key, t.Line, known)
}

// EachOf reads values each of which must be one of the known ones.
func EachOf[T ~string](r *Reader, values []Located[string], key string, known []T) []T {
	var all []T
	for _, t := range values {
		all = append(all, OneOf(r, t, key, t.Line, known))
	}
	return all
}
