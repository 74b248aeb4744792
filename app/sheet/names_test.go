package sheet_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// No name that a patient can have may break the sheet or run over its edge.
func TestNames(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("Tolvan ", 28))
	for name, c := range map[string]struct {
		given, family string
		shown         string // on the first page
		byHand        bool
	}{
		"accents":            {"Zoë Đặng", "Łukasiewicz-Müller", "Zoë Đăng Łukasiewicz-Müller", false},
		"decomposed":         {"A\u030asa", "O\u0308berg", "Åsa Öberg", false},
		"200 letters":        {long, "Tolvansson", "Tolvan Tolvan", false},
		"one word of 200":    {strings.Repeat("W", 200), "", "WWWW", false},
		"Markdown and HTML":  {"**Tolvan**", "<b>|_# {{ phone }}", "**Tolvan** <b>|_# {{ phone }}", false},
		"line breaks":        {"Tol\nvan\t", "\r\nson", "Tol van son", false},
		"private runes":      {"Tol\ue000van", "\ue100son", "Tolvan son", false},
		"marks of direction": {"\u202eTolvan", "Tolvansson\u200f", "Tolvan Tolvansson", false},
		"Arabic":             {"محمد", "الأمين", "", true},
		"Chinese":            {"王", "小明", "", true},
		"beyond the plane":   {"\U00010000", "\U0001F600", "", true},
		"broken bytes":       {"Tol\xffvan", "", "", true},
		"none":               {"", "", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			in := cases(t)["plain"]
			in.Patient.GivenName, in.Patient.FamilyName = c.given, c.family
			document := build(t, in)
			require.Equal(t, c.byHand, document.NameByHand)
			require.Contains(t, flowing(t, document), c.shown)
			require.LessOrEqual(t, document.Pages, 7)
			in.Form = models.SheetLarge
			require.Contains(t, flowing(t, build(t, in)), c.shown)
			in.Form = models.SheetLargeDates
			require.Contains(t, flowing(t, build(t, in)), c.shown)
			_, err := texts(t).Calendar(sheet.CalendarInput{Input: in})
			require.NoError(t, err)
		})
	}
}

// A sheet without a name that can be read tells by the personal number whose it
// is, on every page: two of them must not be mixed up at the printer.
func TestNameByHandKeepsTheNumber(t *testing.T) {
	in := cases(t)["plain"]
	in.Patient.GivenName, in.Patient.FamilyName = "محمد", "الأمين"
	in.Patient.PersonalNumber = "191212121212"
	document := build(t, in)
	require.True(t, document.NameByHand)
	for _, page := range strings.Split(strings.TrimSuffix(textOf(t, document), "\f"), "\f") {
		require.Contains(t, page, "19121212-1212")
	}
}

// What somebody has typed into a place or a clinic's name is shown as typed.
func TestTypedTextIsNotReadAsMarkdown(t *testing.T) {
	in := cases(t)["booked"]
	in.Tasks[0].Place = "Sal *1* | <b>2</b> {{ phone }}"
	in.Clinic.Name = "R & D_Kliniken_"
	text := flowing(t, build(t, in))
	require.Contains(t, text, "Sal *1* | <b>2</b> {{ phone }}")
	require.Contains(t, text, "R & D_Kliniken_, Sal 1")
}

// A character that only looks different is drawn as the one that the typeface has.
func TestLookalikes(t *testing.T) {
	in := cases(t)["plain"]
	in.Clinic.Phone = "031\u201181 80 83"
	require.Contains(t, flowing(t, build(t, in)), "SportsMed 031-81 80 83")
}
