package views

import (
	"context"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"nursedesk/app/readiness"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// rowsInSight counts the rows of the list of tasks that stand whole in the window,
// by the owner that each of them names.
func rowsInSight(t *testing.T, g *gallery) int {
	t.Helper()
	settle(g.window)
	owners := map[string]bool{}
	for _, role := range models.Roles {
		owners[locale.T("tasks.owner."+string(role))] = true
	}
	driver := fyne.CurrentApp().Driver()
	top, bottom := float32(-1), float32(-1)
	count := 0
	for _, object := range pagetest.Visible(g.window.Content()) {
		if list, ok := object.(interface{ GetScrollOffset() float32 }); ok && top < 0 {
			body := list.(fyne.CanvasObject)
			top = driver.AbsolutePositionForObject(body).Y
			bottom = top + body.Size().Height
		}
		text, ok := object.(*canvas.Text)
		if !ok || !owners[text.Text] {
			continue
		}
		const around = 4 // of the row, above and below its words
		y := driver.AbsolutePositionForObject(text).Y
		if y-around >= top && y+text.Size().Height+around <= bottom {
			count++
		}
	}
	require.Positive(t, top, "there is no list")
	return count
}

// In the smallest window the compact list shows ten rows with all that is unfolded
// below the first, and six with the largest text.
func TestTheCompactListShowsTenRows(t *testing.T) {
	for percent, least := range map[int]int{100: 10, 150: 6} {
		desk, _ := pagetest.NewDemoDesk(t, galleryDay)
		g := newGallery(t, desk, t.TempDir(), look.Light, percent, models.Swedish)
		roomy := rowsInSight(t, g)
		g.Run("compact")
		if folder := os.Getenv("NURSEDESK_SCREENS"); folder != "" {
			g.folder = folder
			g.take("today-compact")
		}
		require.GreaterOrEqual(t, rowsInSight(t, g), least, "%d %%", percent)
		require.Greater(t, rowsInSight(t, g), roomy)
		require.True(t, g.Preferences.Compact(), "it is kept")
	}
}

// The heads of the list's parts take one line in the smallest window, in both languages and
// with the largest text; none is cut.
func TestIdagsTabsTakeOneLine(t *testing.T) {
	for _, language := range []models.Language{models.Swedish, models.English} {
		require.NoError(t, locale.Use(language))
		for _, percent := range []int{100, 150} {
			desk, _ := pagetest.NewDemoDesk(t, galleryDay)
			g := newGallery(t, desk, t.TempDir(), look.Light, percent, language)
			settle(g.window)
			tabs := g.tabs()
			rows := map[float32]bool{}
			var last *canvas.Text
			count := 0
			for _, object := range pagetest.Visible(tabs) {
				if text, ok := object.(*canvas.Text); ok {
					rows[text.Position().Y], last = true, text
					count++
				}
			}
			require.Len(t, rows, 1, "%s %d %%", language, percent)
			require.LessOrEqual(t, last.Position().X+last.Size().Width, tabs.Size().Width)
			require.GreaterOrEqual(t, count, 7, "%s %d %%", language, percent)
			if percent == 100 {
				require.Equal(t, 8, count, "none is left out")
			}
		}
	}
	require.NoError(t, locale.Use(models.Swedish))
}

// The board, the report to the next shift and an own task are each one key away
// from anywhere, and what is done there by keyboard stands.
func TestTheMorningByKeyboard(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	g := newGallery(t, desk, t.TempDir(), look.Light, 100, models.Swedish)
	board := func() readiness.Board {
		read, err := desk.Board(context.Background())
		require.NoError(t, err)
		return read
	}
	first := board().Rows[0].File.Booking
	g.Open(page.Route{Page: page.Rules})
	g.Run("readiness")
	require.Equal(t, page.Readiness, g.route.Page)
	g.typeText("u")
	require.NotNil(t, g.dialog)
	g.Run("complete")
	require.Nil(t, g.dialog)
	require.Equal(t, models.StatusPerformed, board().Rows[0].File.Booking.Status)
	g.Run("undo")
	require.Equal(t, models.StatusBooked, board().Rows[0].File.Booking.Status, "it stands again within ten seconds")
	require.Equal(t, first.Start, board().Rows[0].File.Booking.Start)
	g.typeText("p")
	require.Equal(t, page.OperatingListOf(models.DateOf(first.Start)), g.route)

	g.Run("shift")
	require.Equal(t, page.Shift, g.route.Page)
	g.Run("print")
	require.Equal(t, page.ShiftReport, g.route.Arg)

	g.Run("own-task")
	require.Equal(t, page.Today, g.route.Page, "it is asked for on Idag")
	require.NotNil(t, g.dialog)
	g.typeText("Beställ förband")
	g.Run("complete")
	require.Nil(t, g.dialog)
	list, err := desk.Worklist(context.Background(), worklist.Query{})
	require.NoError(t, err)
	own := false
	for _, row := range list.Sections[worklist.SectionToday] {
		own = own || row.Said == "Beställ förband" && row.PatientID == 0
	}
	require.True(t, own)
}
