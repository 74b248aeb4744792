package models

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// TidyName writes a name as it is kept: composed letters, single spaces, none at the ends.
// A line break is no space: it is left in place, to be refused.
func TidyName(text string) string {
	words := strings.FieldsFunc(norm.NFC.String(strings.TrimSpace(text)), func(r rune) bool {
		return unicode.Is(unicode.Zs, r) || r == '\t'
	})
	return strings.Join(words, " ")
}

// SameName tells whether two names are the same, however their letters are composed,
// in capitals or not, and whatever spaces stand between.
func SameName(a, b string) bool { return FoldedName(a) == FoldedName(b) }

// FoldedName is what names that are the same have in common.
func FoldedName(text string) string { return cases.Fold().String(TidyName(text)) }

// Listed writes a name as a list has it; known is false where none of the list is the same.
func Listed(name string, list []string) (as string, known bool) {
	name = TidyName(name)
	for _, one := range list {
		if SameName(one, name) {
			return one, true
		}
	}
	return name, false
}

// Joiners are invisible, but some languages cannot be written without them.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// checkCharacters refuses, in a line, what no screen shows: control characters, line
// breaks, and marks that turn the direction of what follows. A note has lines; of it
// only NUL is refused, which PostgreSQL cannot keep.
func checkCharacters(text string, line bool) error {
	at := 0
	for _, char := range text {
		at++
		if char == 0 || line && hidden(char) {
			return &Problem{Code: "text.character", Values: map[string]any{"character": fmt.Sprintf("U+%04X", char), "at": at}}
		}
	}
	return nil
}

func hidden(char rune) bool {
	return unicode.In(char, unicode.Cc, unicode.Zl, unicode.Zp) || unicode.Is(unicode.Cf, char) && char != joiner && char != nonJoiner
}

// Harmless shows what nobody should obey as a middle dot: control characters and marks that
// turn the direction of what follows. Line breaks and tabs stay. Texts kept before such
// characters were refused may hold some.
func Harmless(text string) string {
	return strings.Map(func(char rune) rune {
		if char != '\n' && char != '\r' && char != '\t' && hidden(char) {
			return '·'
		}
		return char
	}, text)
}
