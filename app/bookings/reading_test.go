package bookings

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"nursedesk/models"
)

// readAll reads a file as an import does.
func readAll(file []byte) (all []importLine, err error) {
	found, err := surveyed(ImportBytes(file))
	if err != nil {
		return nil, err
	}
	lines, err := openLines(ImportBytes(file), found)
	if err != nil {
		return nil, err
	}
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		all = append(all, line)
	}
}

// The letters of a name arrive as they were written, in whatever a spreadsheet saves.
func TestEncodings(t *testing.T) {
	const text = "personal_number;given_name;family_name;procedure;start\n;Åsa;Östman-Él;neurotomy;2026-12-14 08:30\n"
	encode := func(encoder interface{ String(string) (string, error) }) string {
		encoded, err := encoder.String(text)
		require.NoError(t, err)
		return encoded
	}
	cr := strings.ReplaceAll(text, "\n", "\r")
	for name, file := range map[string]string{
		"UTF-8": text, "UTF-8 with a mark": "\ufeff" + text, "Windows-1252": encode(charmap.Windows1252.NewEncoder()),
		"UTF-16":                      encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
		"UTF-16, the other way round": encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()),
		"old Mac line ends":           cr, "Windows line ends": strings.ReplaceAll(text, "\n", "\r\n"),
		"tabs":     strings.ReplaceAll(text, ";", "\t"),
		"sep=;":    "sep=;\r\n" + text,
		"sep=,":    "SEP=,\n" + strings.ReplaceAll(text, ";", ","),
		"blank":    "\r\n \n;;;;\n" + text,
		"sep last": "\n\nsep=;\n" + text,
	} {
		t.Run(name, func(t *testing.T) {
			lines, err := readAll([]byte(file))
			require.NoError(t, err)
			require.Len(t, lines, 1)
			require.Equal(t, "Åsa", lines[0].get("given_name"))
			require.Equal(t, "Östman-Él", lines[0].get("family_name"))
			require.Equal(t, 2+strings.Count(file, "\n")-strings.Count(text, "\n"),
				lines[0].number+min(0, strings.Count(file, "\n")-strings.Count(text, "\n")), "as an editor counts")
		})
	}
}

// What may be one letter or another is refused, with the line and the byte.
func TestUncertainEncodings(t *testing.T) {
	const heading = "personal_number;given_name;family_name;procedure;start\n"
	for name, one := range map[string]struct {
		line, what string
		at         int
	}{
		"code page 850":        {";\x8fsa;\x99stman;neurotomy;2026-12-14 08:30\n", "8F", 2},
		"MacRoman":             {";\x81sa;\x85stman;neurotomy;2026-12-14 08:30\n", "81", 2},
		"one byte among UTF-8": {";Åsa;Östman;block;2026-12-14\n;Åsa;\xd6stman;block;2026-12-14\n", "D6", 3},
		"lost before":          {";\ufffdsa;Ek;block;2026-12-14\n", "U+FFFD", 2},
		"UTF-16 without mark":  {"\x00;\x00A", "U+0000", 2},
		"old Mac line ends":    {";A;Ek;block;x\r;\x8fsa;Ek;block;x\r", "8F", 3},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readAll([]byte(heading + one.line))
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, "import.encoding", problem.Code)
			require.Equal(t, map[string]any{"line": one.at, "byte": one.what}, problem.Values)
		})
	}
}

// A time is read as people write it, and what is refused is refused for its own reason.
func TestParseStart(t *testing.T) {
	for _, text := range []string{
		"2026-12-14 8:30", "2026-12-14  08:30", "2026-12-14T08:30", "2026-12-14 08.30.00", "2026-12-14 8.30",
		" 2026-12-14\u00a008:30 ", "2026-12-14T08:30:00+01:00", "2026-12-14T07:30Z",
	} {
		start, err := ParseStart(text)
		require.NoError(t, err, text)
		require.Equal(t, "2026-12-14T07:30:00Z", start.Format("2006-01-02T15:04:05Z07:00"), text)
	}
	for text, code := range map[string]string{
		"46370,354166": "start.number", "46370": "start.number", "2026-12-14": "start.no-time", "2026-12-14 08:30 AM": "start.form",
		"14/12/2026 09:30": "start.form", "26-12-14 08:30": "start.form", "2026-02-30 08:30": "start.no-such-day", "2026-13-01 08:30": "start.no-such-day",
		"2026-12-14 24:30": "start.no-such-time", "2026-12-14 8.60": "start.no-such-time", "2026-12-14T08:30:61": "start.no-such-time",
		"2026-12-14 kl 8": "start.form", "2027-03-28 02:30": "start.gap", "": "required",
	} {
		_, err := ParseStart(text)
		require.ErrorIs(t, err, &models.Problem{Code: code}, text)
	}
}
