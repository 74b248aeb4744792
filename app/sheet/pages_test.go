package sheet_test

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/preview/previewtest"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/models/goldentest"
)

// pictured are the sheets whose pages are kept as pictures.
func pictured(t *testing.T) map[string]sheet.Input {
	all := cases(t)
	moved := all["moved"]
	moved.Form = models.SheetDates
	swedish, english := asBookedCases(t, models.Swedish), asBookedCases(t, models.English)
	large := swedish["sglt2"]
	large.Form = models.SheetLarge
	return map[string]sheet.Input{
		"plain": all["plain"], "large": all["large"], "english": all["english"], "moved": moved,
		"insulin-by-medicine": swedish["insulin-by-medicine"], "beta-blocker": swedish["beta-blocker"],
		"sglt2": swedish["sglt2"], "sglt2-english": english["sglt2"], "sglt2-large": large,
		"warfarin-waiting": swedish["warfarin-waiting"], "warfarin-monday": swedish["warfarin-monday"],
		"warfarin-monday-english": english["warfarin-monday"], "block-warfarin": swedish["block-warfarin"],
	}
}

// whole are the sheets of which every page is kept; of the others the pages before
// the exercises, where their medicines stand.
var whole = map[string]bool{"plain": true, "large": true, "english": true, "moved": true}

const untilExercises = 3

// The pictures are 496 pixels wide, 60 to an inch. They are compared in squares
// of about two letters. Another version of poppler may make letters a little
// lighter or darker; a word that is not where it was makes more than 30 there.
const (
	pictureWide      = 496
	pictureSquare    = 16
	pictureTolerance = 16.0
)

func picture(name string, number int) string {
	return filepath.Join("testdata", "pages", fmt.Sprintf("%s-%d.png", name, number))
}

// The pages look as they did when somebody last looked at them. After a change,
// write them anew with -update, and look at each one.
func TestPages(t *testing.T) {
	written := map[string]bool{}
	for name, in := range pictured(t) {
		t.Run(name, func(t *testing.T) {
			document := build(t, in)
			pages := document.Pages
			if !whole[name] {
				pages = min(pages, untilExercises)
			}
			for number := 1; number <= pages; number++ {
				written[picture(name, number)] = true
				drawn := previewtest.Poppler(t, document.PDF, number, pictureWide)
				file := picture(name, number)
				if *goldentest.Update {
					var content bytes.Buffer
					require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&content, drawn))
					require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
					require.NoError(t, os.WriteFile(file, content.Bytes(), 0o644))
					continue
				}
				content, err := os.ReadFile(file)
				require.NoError(t, err)
				golden, err := png.Decode(bytes.NewReader(content))
				require.NoError(t, err)
				_, worst := previewtest.Differences(drawn, golden, pictureSquare)
				require.Less(t, worst, pictureTolerance, "page %d; see %s", number, file)
			}
		})
	}
	kept, err := filepath.Glob(filepath.Join("testdata", "pages", "*.png"))
	require.NoError(t, err)
	for _, file := range kept {
		if !written[file] && *goldentest.Update {
			require.NoError(t, os.Remove(file))
		} else {
			require.True(t, written[file], "%s is of no page any more", file)
		}
	}
}
