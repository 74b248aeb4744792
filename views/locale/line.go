package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line puts the parts of a line behind each other, "a · b"; an empty part is left out.
func Line(parts ...string) string {
	var line strings.Builder
	for _, part := range parts {
		if part == "" {
			continue
		}
		if line.Len() > 0 {
			line.WriteString(" · ")
		}
		line.WriteString(part)
	}
	return line.String()
}

// OneLine puts what was typed on several lines on one.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// LowerFirst begins a title with a small letter, as within a sentence; an
// abbreviation keeps its capitals.
func LowerFirst(title string) string {
	first, size := utf8.DecodeRuneInString(title)
	second, _ := utf8.DecodeRuneInString(title[size:])
	if !unicode.IsLower(second) {
		return title
	}
	return string(unicode.ToLower(first)) + title[size:]
}

// UpperFirst begins a text with a capital letter.
func UpperFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
