package main

import "io"

// harmless shows control characters of what is told as a middle dot: a terminal would
// obey them. Names kept before they were refused may hold some.
type harmless struct{ to io.Writer }

// Write implements io.Writer.
func (h harmless) Write(text []byte) (int, error) {
	shown := make([]byte, 0, len(text))
	for _, char := range text {
		if char < ' ' && char != '\n' && char != '\r' && char != '\t' || char == 0x7f {
			shown = append(shown, "·"...)
			continue
		}
		shown = append(shown, char)
	}
	if _, err := h.to.Write(shown); err != nil {
		return 0, err
	}
	return len(text), nil
}
