package bookings

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"nursedesk/models"
)

// decodeText reads UTF-8, UTF-16 with a byte order mark, and Windows-1252 where
// nothing else would be as likely, and gives lines that end in "\n". What can't be
// read for certain is "import.encoding" with its line: a name that is read wrongly
// is a patient who is not found.
func decodeText(file []byte) (string, error) {
	var text string
	switch {
	case bytes.HasPrefix(file, []byte("\xff\xfe")), bytes.HasPrefix(file, []byte("\xfe\xff")):
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(file)
		if err != nil {
			return "", encodingProblem(1, "FF FE")
		}
		text = string(decoded)
	case utf8.Valid(file):
		text = string(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf")))
	default:
		if err := checkWindows1252(file); err != nil {
			return "", err
		}
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(file)
		if err != nil {
			return "", encodingProblem(1, fmt.Sprintf("%02X", file[0]))
		}
		text = string(decoded)
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if at := strings.IndexAny(text, "\x00\uFFFD"); at >= 0 { // UTF-16 without a mark; letters that were lost before
		lost, _ := utf8.DecodeRuneInString(text[at:])
		return "", encodingProblem(1+strings.Count(text[:at], "\n"), fmt.Sprintf("U+%04X", lost))
	}
	return text, nil
}

// checkWindows1252 refuses bytes that a letter of MacRoman or code page 850 may just
// as well be (80–9F, and the signs from A1), and any in a file that holds UTF-8 too.
func checkWindows1252(file []byte) error {
	line, mixed := 1, false
	first := error(nil)
	for at := 0; at < len(file); {
		_, size := utf8.DecodeRune(file[at:])
		switch char := file[at]; {
		case char == '\n', char == '\r' && (at+1 == len(file) || file[at+1] != '\n'):
			line++
		case size > 1:
			mixed = true
		case char >= 0x80:
			if first == nil {
				first = encodingProblem(line, fmt.Sprintf("%02X", char))
			}
			if !surely1252(char) {
				return encodingProblem(line, fmt.Sprintf("%02X", char))
			}
		}
		at += size
	}
	if mixed {
		return first
	}
	return nil
}

// surely1252 are the letters, no-break space, §, ° and ´.
func surely1252(char byte) bool {
	return char >= 0xC0 && char != 0xD7 && char != 0xF7 || strings.IndexByte("\xA0\xA7\xB0\xB4", char) >= 0
}

func encodingProblem(line int, what string) error {
	return &models.Problem{Code: "import.encoding", Values: map[string]any{"line": line, "byte": what}}
}
