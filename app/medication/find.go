package medication

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"nursedesk/models"
)

// fold makes a text comparable whatever its case and accents: å, ä and ö too
// count as a and o, as on a keyboard without them.
func fold(text string) string {
	bare, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		bare = text // cannot happen to a string; then accents count
	}
	return strings.ToLower(strings.TrimSpace(bare))
}

// Find lists at most limit medicines whose substance in either language, trade
// name or code, or a later word of one, begins with the text. What begins with
// it outright comes before what has it in a later word. A combination is not found
// by the name of one of its substances, which is another medicine.
func (c *Catalogue) Find(text string, limit int) []Medicine {
	sought := fold(text)
	if sought == "" || limit <= 0 {
		return nil
	}
	var first, later []Medicine
	for _, medicine := range c.medicines {
		words := medicine.words
		if medicine.Product() && !strings.Contains(sought, " ") {
			words = words[2:] // without its substances
		}
		switch {
		case slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, sought) }):
			first = append(first, medicine)
		case slices.ContainsFunc(words, func(word string) bool { return laterWord(word, sought) }):
			later = append(later, medicine)
		}
	}
	found := append(first, later...)
	return found[:min(limit, len(found))]
}

func laterWord(name, sought string) bool {
	return strings.Contains(name, " "+sought) || strings.Contains(name, "("+sought) || strings.Contains(name, "-"+sought)
}

// Nearest lists up to three codes of the catalogue that look most like a
// mistyped one, for the message that refuses it.
func (c *Catalogue) Nearest(code string) []string {
	const most, tooFar = 3, 3
	code = strings.ToUpper(strings.TrimSpace(code))
	type candidate struct {
		code             string
		distance, shared int // shared is the length of the common beginning
	}
	var near []candidate
	for _, medicine := range c.medicines {
		if distance := editDistance(code, medicine.ATC); distance < tooFar {
			near = append(near, candidate{medicine.ATC, distance, sharedPrefix(code, medicine.ATC)})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.shared, a.shared))
	})
	var codes []string
	for _, one := range near[:min(most, len(near))] {
		codes = append(codes, one.code)
	}
	return codes
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// editDistance counts the single characters to add, drop or change, and the
// neighbours to swap (optimal string alignment).
func editDistance(from, to string) int {
	before, above, row := make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(from); i++ {
		row[0] = i
		for j := 1; j <= len(to); j++ {
			change := above[j-1]
			if from[i-1] != to[j-1] {
				change++
			}
			row[j] = min(change, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(to)]
}

// Read tells what a typed code or name stands for. A code or whole name of the
// catalogue is that medicine; what the catalogue lacks is kept, a code as a code and
// a name as text. The error is "medicine.unknown" for what looks like a mistyped code
// and for a name that sounds like a blood thinner, with what may have been meant; the
// name then still comes back as text.
func (c *Catalogue) Read(typed string) (Taken, error) {
	text := strings.TrimSpace(typed)
	code := strings.ToUpper(text)
	if _, known := c.ByATC(code); known || substanceForm.MatchString(code) && strings.Contains(mainGroups, code[:1]) {
		return Taken{ATC: code}, nil
	}
	switch named, ok := c.named(text); {
	case ok:
		return Taken{ATC: named}, nil
	case codeLike.MatchString(code):
		return Taken{}, c.Unknown(text)
	case c.SoundsLikeThinner(text):
		return Taken{FreeText: text}, c.Unknown(text)
	}
	return Taken{FreeText: text}, nil
}

// mainGroups are the first letters of ATC codes.
const mainGroups = "ABCDGHJLMNPRSV"

// codeLike is what nobody would call a medicine by.
var codeLike = regexp.MustCompile(`^[A-Z][0-9]{2}[A-Z][A-Z0-9]*$`)

// named finds the medicine that goes by a whole name, where only one does. A product of a
// class is the class, as where it is chosen in the form, so that its rules hold; but which
// blood thinner it is, is asked.
func (c *Catalogue) named(text string) (code string, ok bool) {
	sought := fold(text)
	for _, medicine := range c.medicines {
		names := medicine.words
		if medicine.BloodThinner && !medicine.OneSubstance() {
			names = names[:2] // the class itself, in both languages
		}
		if slices.Contains(names, sought) {
			if ok {
				return "", false
			}
			code, ok = medicine.ATC, true
		}
	}
	return code, ok
}

// SoundsLikeThinner tells whether what somebody wrote may be a blood thinner: one of
// its words is a blood thinner's name but for a slip or as it sounds, or it is a mistyped code.
func (c *Catalogue) SoundsLikeThinner(text string) bool {
	return codeLike.MatchString(strings.ToUpper(strings.TrimSpace(text))) || slices.ContainsFunc(c.like(text), func(m Medicine) bool { return m.BloodThinner })
}

// Suggest lists up to three medicines that a mistyped code or name may have
// meant: what begins with it, else the codes or names that differ by a slip.
func (c *Catalogue) Suggest(typed string) []Medicine {
	const most = 3
	if found := c.Find(typed, most); len(found) > 0 {
		return found
	}
	if !codeLike.MatchString(strings.ToUpper(strings.TrimSpace(typed))) {
		near := c.like(typed)
		return near[:min(most, len(near))]
	}
	var near []Medicine
	for _, code := range c.Nearest(typed) {
		near = append(near, c.medicines[c.byATC[code]])
	}
	return near
}

// Unknown is the problem "medicine.unknown" of a code or name that the catalogue
// lacks, with the medicines that may have been meant.
func (c *Catalogue) Unknown(typed string) *models.Problem {
	var near []string
	for _, medicine := range c.Suggest(typed) {
		name := medicine.Substance.In(models.Swedish)
		if len(medicine.Names) > 0 {
			name = medicine.Names[0]
		}
		near = append(near, medicine.ATC+" "+name)
	}
	return &models.Problem{Code: "medicine.unknown", Values: map[string]any{
		"text": typed, "nearest": strings.Join(near, ", "),
	}}
}

// like lists the medicines one of whose names is in the text but for a slip, or as it
// sounds, the nearest first.
func (c *Catalogue) like(text string) []Medicine {
	type candidate struct {
		medicine Medicine
		distance int
	}
	var near []candidate
	whole := fold(text)
	words := strings.FieldsFunc(whole, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	for _, medicine := range c.medicines {
		least := math.MaxInt
		for _, name := range medicine.calledBy() {
			if name == whole {
				least = 0
			}
			for _, word := range words {
				if heard(word) == heard(name) {
					least = min(least, 1)
				}
				if max(len(word)-len(name), len(name)-len(word)) > slip(name) {
					continue
				}
				if distance := editDistance(word, name); distance <= slip(name) {
					least = min(least, distance)
				}
			}
		}
		if least < math.MaxInt {
			near = append(near, candidate{medicine, least})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	var found []Medicine
	for _, one := range near {
		found = append(found, one.medicine)
	}
	return found
}

// letters are those that Swedish ears do not tell apart, the longer ones first.
var letters = strings.NewReplacer(
	"qu", "kv", "ck", "k", "ch", "k", "ph", "f", "th", "t", "ce", "se", "ci", "si", "cy", "si",
	"x", "ks", "c", "k", "q", "k", "w", "v", "z", "s", "y", "i",
)

// heard is a folded name as it sounds, for who writes down what the patient says: elikvis for Eliquis.
func heard(name string) string {
	sound := []byte(letters.Replace(name))
	return string(slices.Compact(sound))
}

// calledBy are the names by which a person would mean the medicine, folded: what
// a substance is called without its remarks, and the trade names.
func (m Medicine) calledBy() []string {
	var names []string
	if m.OneSubstance() && !m.Product() {
		for _, text := range m.Substance {
			name, _, _ := strings.Cut(text, " (")
			names = append(names, fold(name))
		}
	}
	for _, name := range m.Names {
		names = append(names, fold(name))
	}
	return names
}

// slip is how many letters of a name may be mistyped; of one that is no single
// word, or short, none: D-vitamin is not E-vitamin.
func slip(name string) int {
	const short, long = 5, 8
	switch {
	case len(name) < short, strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }):
		return 0
	case len(name) < long:
		return 1
	}
	return 2
}
