package views

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/resources"
	"nursedesk/views/guide"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/widgets"
)

// quoted finds the names that the guide gives as they stand on the screen.
var quoted = regexp.MustCompile(`[”“]([^”]+)”`)

// "Så arbetar du" promises nothing that is not there: each command exists, each key is
// the command's own, and each name in quotation marks stands so on the screen or in a protocol.
func TestTheGuideIsTrue(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	g := guard(t, desk, clock, look.Light, nil)
	for _, language := range []models.Language{models.Swedish, models.English} {
		require.NoError(t, locale.Use(language))
		names, err := resources.Words(string(language))
		require.NoError(t, err)
		var known []string
		for _, text := range names {
			known = append(known, text)
		}
		for _, step := range guide.Steps {
			require.NotEmpty(t, step.Commands, step.ID)
			for _, id := range step.Commands {
				name, _ := g.Command(id)
				require.NotEmpty(t, name, "%s: there is no command %q", step.ID, id)
			}
			for _, name := range quoted.FindAllStringSubmatch(locale.T("guide.text."+step.ID), -1) {
				require.Truef(t, slices.Contains(known, name[1]), "%s (%s): nothing on the screen is called %q", step.ID, language, name[1])
			}
		}
	}
	require.NoError(t, locale.Use(models.Swedish))
}

// Ctrl+0 opens the guide, which is read by keys and left by Esc. Its keys are those of the
// menu, and a desk where nobody signs in is told nothing of locking.
func TestTheGuideByKeyboard(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, galleryDay)
	for _, percent := range []int{100, 150} {
		g := newGallery(t, desk, "", look.Light, percent, models.Swedish)
		g.Run("page.bookings")
		g.Run("guide")
		require.Equal(t, page.Guide, g.Route().Page)
		reading, ok := g.window.Canvas().Focused().(*widgets.Reading)
		require.True(t, ok, "the text has the focus")
		settle(g.window)
		said := g.read()
		require.Contains(t, said, "Ctrl+N")
		require.Contains(t, said, "Nästa pass")
		require.NotContains(t, said, "Lås")
		_, keys := g.Command("new-booking")
		require.Equal(t, "Ctrl+N", keys)
		reading.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		if percent == 150 {
			require.Positive(t, reading.Offset(), "its end is reached by keys")
		}
		g.Run("back")
		require.Equal(t, page.Bookings, g.Route().Page)
	}
}

// The guide in pictures, for whoever looks at them.
func TestGuideScreens(t *testing.T) {
	folder := os.Getenv("NURSEDESK_SCREENS")
	if folder == "" {
		t.Skip("NURSEDESK_SCREENS names no folder")
	}
	desk, clock := pagetest.NewDemoDesk(t, galleryDay)
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, percent := range []int{100, 150} {
			signIn := guard(t, desk, clock, mode, nil).SignIn
			g := newGallery(t, desk, folder, mode, percent, models.Swedish)
			g.SignIn = signIn
			g.commands = g.allCommands()
			g.Run("guide")
			g.take("guide")
		}
	}
}
