package medication

import (
	"cmp"
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
// it outright comes before what has it in a later word.
func (c *Catalogue) Find(text string, limit int) []Medicine {
	sought := fold(text)
	if sought == "" || limit <= 0 {
		return nil
	}
	var first, later []Medicine
	for _, medicine := range c.medicines {
		switch {
		case slices.ContainsFunc(medicine.words, func(word string) bool { return strings.HasPrefix(word, sought) }):
			first = append(first, medicine)
		case slices.ContainsFunc(medicine.words, func(word string) bool { return laterWord(word, sought) }):
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

// editDistance counts the single characters to add, drop or change (Levenshtein).
func editDistance(from, to string) int {
	above := make([]int, len(to)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(from); i++ {
		diagonal := above[0]
		above[0] = i
		for j := 1; j <= len(to); j++ {
			change := diagonal
			if from[i-1] != to[j-1] {
				change++
			}
			diagonal = above[j]
			above[j] = min(change, above[j]+1, above[j-1]+1)
		}
	}
	return above[len(to)]
}

// Suggest lists up to three medicines that a mistyped code or name may have
// meant: what begins with it, else the codes and names that look most like it.
func (c *Catalogue) Suggest(typed string) []Medicine {
	const most = 3
	if found := c.Find(typed, most); len(found) > 0 {
		return found
	}
	var near []Medicine
	for _, code := range c.Nearest(typed) {
		near = append(near, c.medicines[c.byATC[code]])
	}
	if len(near) > 0 {
		return near
	}
	return c.likeNamed(typed, most)
}

// Unknown is the problem "medicine.unknown" of a code that the catalogue lacks,
// with the medicines that may have been meant.
func (c *Catalogue) Unknown(typed string) *models.Problem {
	var near []string
	for _, medicine := range c.Suggest(typed) {
		name := medicine.Substance.SV
		if len(medicine.Names) > 0 {
			name = medicine.Names[0]
		}
		near = append(near, medicine.ATC+" "+name)
	}
	return &models.Problem{Code: "medicine.unknown", Values: map[string]any{
		"text": typed, "nearest": strings.Join(near, ", "),
	}}
}

// likeNamed lists the medicines one of whose names differs least from what was
// typed, and by less than half of it.
func (c *Catalogue) likeNamed(typed string, most int) []Medicine {
	sought := fold(typed)
	type candidate struct {
		medicine Medicine
		distance int
	}
	var near []candidate
	for _, medicine := range c.medicines {
		least := len(sought)
		for _, word := range medicine.words {
			least = min(least, editDistance(sought, word))
		}
		if 2*least < len(sought) {
			near = append(near, candidate{medicine, least})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	var found []Medicine
	for _, one := range near[:min(most, len(near))] {
		found = append(found, one.medicine)
	}
	return found
}
