package sheet

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Any text fits the column it is set in, and nothing of it is lost.
func TestWrapFitsAndLosesNothing(t *testing.T) {
	wide := func(text string, _ bool) float64 { return float64(len([]rune(text))) }
	rapid.Check(t, func(t *rapid.T) {
		var text spans
		for range rapid.IntRange(0, 5).Draw(t, "spans") {
			text = append(text, span{
				text: rapid.StringMatching(`[a-zå ]{0,80}`).Draw(t, "text"),
				bold: rapid.Bool().Draw(t, "bold"),
			})
		}
		width := rapid.Float64Range(1, 60).Draw(t, "width")
		var shown strings.Builder
		for _, line := range wrap(text, width, wide) {
			if line.width > width {
				t.Fatalf("a line of %v in a column of %v", line.width, width)
			}
			for _, word := range line.words {
				shown.WriteString(word.runs.String())
			}
		}
		if want := strings.ReplaceAll(text.String(), " ", ""); shown.String() != want {
			t.Fatalf("%q became %q", want, shown.String())
		}
	})
}

// A line to write on keeps its least width, and a line break its place.
func TestWrapBlanksAndBreaks(t *testing.T) {
	wide := func(text string, _ bool) float64 { return float64(len([]rune(text))) }
	lines := wrap(spans{{text: "Läkaren" + string(lineBreak) + "Tid: " + string(writingLine)}}, 60, wide)
	require.Len(t, lines, 2)
	require.Zero(t, lines[0].blanks())
	require.Equal(t, 1, lines[1].blanks())
	require.InDelta(t, 4+1+leastBlank, lines[1].width, 0.01)
}

// No strip leaves its page, none is lost, and what is kept together stays so.
func TestPaginate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const height = 100.0
		strips := make([]strip, rapid.IntRange(1, 60).Draw(t, "count"))
		for i := range strips {
			strips[i] = strip{
				height:  rapid.Float64Range(1, 40).Draw(t, "height"),
				gap:     rapid.Float64Range(0, 8).Draw(t, "gap"),
				keep:    rapid.Bool().Draw(t, "keep"),
				newPage: rapid.IntRange(0, 9).Draw(t, "new") == 0,
			}
		}
		places, pages := paginate(strips, height)
		if len(places) != len(strips) {
			t.Fatalf("%d strips, %d placed", len(strips), len(places))
		}
		for i, at := range places {
			switch {
			case at.strip != &strips[i]:
				t.Fatalf("strip %d is out of order", i)
			case at.top+at.strip.height > height+1e-9:
				t.Fatalf("strip %d ends at %v", i, at.top+at.strip.height)
			case at.page >= pages:
				t.Fatalf("strip %d is on page %d of %d", i, at.page, pages)
			case i > 0 && at.page == places[i-1].page && at.top < places[i-1].top+places[i-1].strip.height-1e-9:
				t.Fatalf("strip %d covers the one before", i)
			}
		}
	})
}

// A heading goes to the next page with the text that it belongs to.
func TestPaginateKeepsHeadingsWithTheirText(t *testing.T) {
	places, pages := paginate([]strip{{height: 80}, {height: 10, keep: true}, {height: 20}}, 100)
	require.Equal(t, 2, pages)
	require.Equal(t, 1, places[1].page)
	require.Equal(t, 1, places[2].page)
}

// The head of a table stands again where a page begins within it.
func TestPaginateRepeatsTheHeadOfATable(t *testing.T) {
	head := strip{height: 10, keep: true}
	places, _ := paginate([]strip{head, {height: 80, repeat: &head}, {height: 30, repeat: &head}}, 100)
	require.Len(t, places, 4)
	require.Equal(t, 1, places[2].page)
	require.Equal(t, &head, places[2].strip)
	require.InDelta(t, 10, places[3].top, 0.01)
}

// What little would stand alone on a last page is drawn in by smaller gaps,
// unless even they leave it there: then the gaps stay as they are.
func TestPaginatedDrawsInALonelyEnd(t *testing.T) {
	places, pages := paginated([]strip{{height: 50}, {height: 40, gap: 5}, {height: 5, gap: 4}}, 100)
	require.Equal(t, 1, pages)
	require.InDelta(t, 50+5*0.55, places[1].top, 0.01)
	places, pages = paginated([]strip{{height: 50}, {height: 40, gap: 5}, {height: 20, gap: 4}}, 100)
	require.Equal(t, 2, pages)
	require.InDelta(t, 55, places[1].top, 0.01)
}
