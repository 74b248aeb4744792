package sheet_test

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// A patient at home learns each of the five exercises from its drawing.
func TestEveryExerciseHasItsDrawing(t *testing.T) {
	for _, language := range languages {
		body, err := fs.ReadFile(resourcestest.Files, "sheets/neurotomy."+string(language)+".md")
		require.NoError(t, err)
		for _, name := range []string{"exercise-1", "exercise-2", "exercise-3", "exercise-4", "exercise-5"} {
			require.Contains(t, string(body), "]("+name+".svg)\n", "%s in %s", name, language)
		}
	}
	require.NotContains(t, string(build(t, cases(t)["plain"]).PDF), "/Subtype /Image", "the drawings are vectors")
}

// A drawing is drawn whole or refused at start, by its name and line.
func TestLoadRefusesABrokenDrawing(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 88">` + "\n<rect/>\n</svg>"
	files := with(t, "block.sv.md", "# Hej\n").(fstest.MapFS)
	files["drawings/exercise-3.svg"] = &fstest.MapFile{Data: []byte(svg)}
	_, err := load(files, "")
	var problem *models.Problem
	require.ErrorAs(t, err, &problem)
	require.Equal(t, "sheet.drawing", problem.Code)
	require.Equal(t, "drawings/exercise-3.svg", problem.Values["file"])
	require.Equal(t, 2, problem.Values["line"])
	require.Contains(t, problem.Values["text"], "rect")
}

// A drawing stands beside its paragraph, also where the text ends with it, and
// a part that is neither filled nor stroked does no harm.
func TestDrawingWithoutText(t *testing.T) {
	files := with(t, "neurotomy.sv.md", "# Hej\n\n![a](a.svg)\n\nEtt\n\n![a](a.svg)\n").(fstest.MapFS)
	files["drawings/a.svg"] = &fstest.MapFile{Data: []byte(
		`<svg viewBox="0 0 10 10"><path d="M1 1C1 2 3 4 5 6Z" fill="none"/><circle cx="5" cy="5" r="5"/></svg>`)}
	read, err := load(files, "")
	require.NoError(t, err)
	document, err := read.Build(cases(t)["plain"])
	require.NoError(t, err)
	require.Contains(t, flowing(t, document), "Ett")
	require.True(t, bytes.HasPrefix(document.PDF, []byte("%PDF")))
}

// A number that cannot be dialled has no code; it stands as it is written all the same.
func TestPhoneCode(t *testing.T) {
	for _, name := range []string{"plain", "block"} {
		in := cases(t)[name]
		in.Clinic.Phone = "031-81 80 83"
		dialled := build(t, in)
		require.Contains(t, textOf(t, dialled), "031-81 80 83, vardagar 8–16")
		in.Clinic.Phone = "växeln"
		written := build(t, in)
		require.Contains(t, textOf(t, written), "växeln, vardagar 8–16")
		require.Greater(t, len(dialled.PDF), len(written.PDF)+500, "the squares of the code")
	}
}
