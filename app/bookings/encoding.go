package bookings

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"nursedesk/models"
)

// survey is what has to be known of a file before it is read.
type survey struct {
	letters  encoding.Encoding
	sum      Digest // of the whole file
	lines    int    // about how many, for whoever waits
	workbook bool   // xlsx, no text
}

// surveyed reads a file through and finds out how its letters are written: UTF-8, UTF-16
// with a byte order mark, and Windows-1252 where nothing else would be as likely. What
// can't be read for certain is "import.encoding" with its line: a name that is read
// wrongly is a patient who is not found.
func surveyed(file ImportFile) (found survey, err error) {
	opened, err := file.Open()
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	sum := sha256.New()
	reader := bufio.NewReaderSize(io.TeeReader(opened, sum), 1<<16)
	mark, _ := reader.Peek(4)
	var seen letters
	switch {
	case strings.HasPrefix(string(mark), "PK\x03\x04"):
		found.workbook = true
	case strings.HasPrefix(string(mark), "\xff\xfe"), strings.HasPrefix(string(mark), "\xfe\xff"):
		found.letters = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	default:
		if err := seen.read(reader); err != nil {
			return found, unreadable(err)
		}
		if found.letters, err = seen.encoding(); err != nil {
			return found, err
		}
	}
	if _, err := io.Copy(io.Discard, reader); err != nil {
		return found, unreadable(err)
	}
	found.lines, found.sum = seen.lines, Digest(sum.Sum(nil))
	return found, nil
}

func unreadable(err error) error { return &models.Problem{Code: "import.cut-off", Cause: err} }

// letters is what was seen of a file's bytes.
type letters struct {
	lines  int
	many   bool  // some letters are UTF-8 of several bytes
	single error // the first byte that is no UTF-8
	unsure error // the first that may be one letter or another
}

func (l *letters) read(from *bufio.Reader) error {
	before := rune(0)
	for l.lines = 1; ; {
		char, size, err := from.ReadRune()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case char == '\r', char == '\n' && before != '\r':
			l.lines++
		case char == utf8.RuneError && size == 1:
			if err := from.UnreadRune(); err != nil {
				return err
			}
			wrong, err := from.ReadByte()
			if err != nil {
				return err
			}
			l.note(wrong)
		case size > 1:
			l.many = true
		}
		before = char
	}
}

func (l *letters) note(wrong byte) {
	problem := encodingProblem(l.lines, fmt.Sprintf("%02X", wrong))
	if l.single == nil {
		l.single = problem
	}
	if l.unsure == nil && !surely1252(wrong) {
		l.unsure = problem
	}
}

// encoding refuses bytes that a letter of MacRoman or code page 850 may just as well be
// (80–9F, and the signs from A1), and any in a file that holds UTF-8 too.
func (l *letters) encoding() (encoding.Encoding, error) {
	switch {
	case l.single == nil:
		return unicode.UTF8BOM, nil
	case l.unsure != nil:
		return nil, l.unsure
	case l.many:
		return nil, l.single
	}
	return charmap.Windows1252, nil
}

// surely1252 are the letters, no-break space, §, ° and ´.
func surely1252(char byte) bool {
	return char >= 0xC0 && char != 0xD7 && char != 0xF7 || strings.IndexByte("\xA0\xA7\xB0\xB4", char) >= 0
}

// plainLines gives text with lines that end in "\n", whatever they ended in, and refuses
// letters that are none: UTF-16 without a mark, letters that were lost before.
type plainLines struct {
	from   *bufio.Reader
	line   int
	before rune
}

// Read implements io.Reader.
func (p *plainLines) Read(into []byte) (n int, err error) {
	for n+utf8.UTFMax <= len(into) {
		char, _, err := p.from.ReadRune()
		if err != nil {
			if n > 0 && errors.Is(err, io.EOF) {
				return n, nil // it is said again
			}
			return n, err
		}
		before := p.before
		p.before = char
		switch char {
		case 0, utf8.RuneError:
			return n, encodingProblem(p.line, fmt.Sprintf("U+%04X", char))
		case '\n':
			if before == '\r' {
				continue
			}
			p.line++
		case '\r':
			char = '\n'
			p.line++
		}
		n += utf8.EncodeRune(into[n:], char)
	}
	return n, nil
}

func encodingProblem(line int, what string) error {
	return &models.Problem{Code: "import.encoding", Values: map[string]any{"line": line, "byte": what}}
}
