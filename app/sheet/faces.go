package sheet

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// The typeface of the sheet; it is made for readers with low vision.
const (
	regularFile = "fonts/AtkinsonHyperlegibleNext-Regular.ttf"
	boldFile    = "fonts/AtkinsonHyperlegibleNext-Bold.ttf"
)

// faces are the two weights of the typeface, and the letters that it has.
type faces struct {
	regular []byte
	bold    []byte

	mutex sync.Mutex // sfnt looks glyphs up through a buffer
	font  *sfnt.Font
	look  sfnt.Buffer
	has   map[rune]bool
}

func loadFaces(resources fs.FS) (*faces, error) {
	read := &faces{has: map[rune]bool{}}
	var err error
	if read.regular, err = fs.ReadFile(resources, regularFile); err != nil {
		return nil, fmt.Errorf("read the typeface of the sheet: %w", err)
	}
	if read.bold, err = fs.ReadFile(resources, boldFile); err != nil {
		return nil, fmt.Errorf("read the typeface of the sheet: %w", err)
	}
	if read.font, err = sfnt.Parse(read.regular); err != nil {
		return nil, fmt.Errorf("read the typeface of the sheet: %s: %w", regularFile, err)
	}
	if _, err = sfnt.Parse(read.bold); err != nil {
		return nil, fmt.Errorf("read the typeface of the sheet: %s: %w", boldFile, err)
	}
	return read, nil
}

// hasRune tells whether the typeface can write a character. Both weights have the same.
func (f *faces) hasRune(char rune) bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	known, ok := f.has[char]
	if !ok {
		index, err := f.font.GlyphIndex(&f.look, char)
		known = err == nil && index != 0
		f.has[char] = known
	}
	return known
}

// lookalikes are characters that stand for one the typeface has.
var lookalikes = map[rune]rune{'\u2010': '-', '\u2011': '-', '\u2012': '–', '\u02bc': '’', '\u202f': '\u00a0'}

// write gives the text in characters that the typeface has. A letter it lacks
// loses its accents (Nguyễn becomes Nguyên); ok is false where a letter cannot
// be written even so, as in Arabic or Chinese script, and "?" stands for it.
func (f *faces) write(text string) (written string, ok bool) {
	ok = true
	var out strings.Builder
	for _, char := range norm.NFC.String(text) {
		if other, known := lookalikes[char]; known {
			char = other
		}
		switch {
		case f.hasRune(char) || char == '\n' || char >= writingLine && char <= lastValue:
			out.WriteRune(char)
		case unicode.Is(unicode.Cf, char) || unicode.Is(unicode.Cc, char):
			// Marks of writing direction and the like have no shape.
		default:
			bare, found := f.bare(char)
			out.WriteString(bare)
			ok = ok && found
		}
	}
	return out.String(), ok
}

// writeFilled gives a filled text in characters that the typeface has.
func (f *faces) writeFilled(text filled) filled {
	text.markdown, _ = f.write(text.markdown)
	for i := range text.values {
		text.values[i].text, _ = f.write(text.values[i].text)
	}
	return text
}

// bare gives a letter with those of its accents that the typeface knows.
func (f *faces) bare(char rune) (string, bool) {
	if unicode.Is(unicode.Mn, char) {
		return "", true // a loose accent
	}
	letters := []rune(norm.NFD.String(string(char)))
	letter := letters[0]
	for _, accent := range letters[1:] {
		accented := []rune(norm.NFC.String(string([]rune{letter, accent})))
		if len(accented) == 1 && f.hasRune(accented[0]) {
			letter = accented[0]
		}
	}
	if !f.hasRune(letter) {
		return "?", false
	}
	return string(letter), true
}
