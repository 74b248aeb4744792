package sheet

import "strings"

// word is a piece of text that stands on one line, in one or more weights.
type word struct {
	runs   spans
	width  float64 // mm
	spaced bool    // a space stands before it, unless it begins a line
	blank  bool    // a line to write on, which takes what room is left
}

// line is a line of words that fit.
type line struct {
	words []word
	width float64
}

// blanks counts the lines to write on.
func (l line) blanks() int {
	count := 0
	for _, word := range l.words {
		if word.blank {
			count++
		}
	}
	return count
}

// leastBlank is the narrowest line that can be written on, in mm.
const leastBlank = 22

// measure tells how wide a text is in a weight, in mm.
type measure func(text string, bold bool) float64

// wrap breaks a text into lines no wider than width, ragged right. A word wider
// than the line is broken where the line ends.
func wrap(text spans, width float64, wide measure) []line {
	space := wide(" ", false)
	var lines []line
	var current line
	end := func() {
		lines = append(lines, current)
		current = line{}
	}
	words := split(text, width, wide)
	for i, word := range words {
		if word.runs == nil && !word.blank {
			end()
			continue
		}
		need := word.width
		if word.spaced && len(current.words) > 0 {
			need += space
		}
		room := need
		if !word.blank && i+1 < len(words) && words[i+1].blank {
			room += space + leastBlank // what is to be written stays beside its word
		}
		if len(current.words) > 0 && current.width+room > width {
			end()
			need = word.width
		}
		current.words = append(current.words, word)
		current.width += need
	}
	if len(current.words) > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// split takes a text apart into words; a word with neither runs nor a blank
// breaks the line.
func split(text spans, width float64, wide measure) []word {
	s := splitter{room: width, wide: wide}
	for _, span := range text {
		for _, char := range span.text {
			s.take(char, span.bold)
		}
		s.endRun(span.bold)
	}
	s.endWord(false)
	return s.words
}

type splitter struct {
	room  float64
	wide  measure
	words []word

	current word
	run     strings.Builder
	width   float64 // of the run
}

func (s *splitter) take(char rune, bold bool) {
	switch char {
	case ' ':
		s.endRun(bold)
		s.endWord(true)
	case lineBreak:
		s.endRun(bold)
		s.endWord(false)
		s.words = append(s.words, word{})
	case writingLine:
		s.endRun(bold)
		s.endWord(true)
		s.words = append(s.words, word{blank: true, width: leastBlank, spaced: true})
	default:
		width := s.wide(string(char), bold)
		if s.current.width+s.width+width > s.room {
			s.endRun(bold)
			s.endWord(false)
		}
		s.run.WriteRune(char)
		s.width += width
	}
}

func (s *splitter) endRun(bold bool) {
	if s.run.Len() == 0 {
		return
	}
	s.current.runs = append(s.current.runs, span{s.run.String(), bold})
	s.current.width += s.width
	s.run.Reset()
	s.width = 0
}

func (s *splitter) endWord(spaceFollows bool) {
	if s.current.runs != nil {
		s.words = append(s.words, s.current)
	}
	s.current = word{spaced: spaceFollows}
}
