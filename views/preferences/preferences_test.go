package preferences

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page"
)

var day = models.NewDate(2026, 11, 23)

// A new desk starts in Swedish, at the normal text size, on Today.
func TestDefaults(t *testing.T) {
	p := New(test.NewTempApp(t).Preferences())
	require.Equal(t, models.Swedish, p.Language())
	require.Equal(t, 100, p.TextSize())
	require.Equal(t, look.Light, p.Mode())
	require.Equal(t, fyne.NewSize(DefaultWidth, DefaultHeight), p.WindowSize())
	require.Equal(t, page.Today, p.LastPage(day))
	_, _, _, placed := p.WindowPlace()
	require.False(t, placed)
	require.Empty(t, p.Signature())
	require.Empty(t, p.Printer())
	require.Empty(t, p.Filter(page.Today))
	require.False(t, p.Compact())
	p.Usually(models.English)
	require.Equal(t, models.English, p.Language(), "as it was installed")
	p.SetLanguage(models.Swedish)
	require.Equal(t, models.Swedish, p.Language(), "as it was chosen")
}

// What was chosen is there again.
func TestKept(t *testing.T) {
	store := test.NewTempApp(t).Preferences()
	p := New(store)
	p.SetLanguage(models.English)
	p.SetTextSize(150)
	p.SetMode(look.Dark)
	p.SetWindowSize(fyne.NewSize(1400, 900))
	p.SetWindowPlace(-1200, 0, true)
	p.SetSignature("  Tolvan Tolvansson ")
	p.SetLastPage(page.Bookings, day)
	p.SetPrinter("Kontoret")
	p.SetCompact(true)
	p.SetFilter(page.Today, map[string]string{"role": "nurse", "kind": ""})

	p = New(store)
	require.Equal(t, models.English, p.Language())
	require.Equal(t, 150, p.TextSize())
	require.Equal(t, look.Dark, p.Mode())
	require.Equal(t, fyne.NewSize(1400, 900), p.WindowSize())
	x, y, maximised, placed := p.WindowPlace()
	require.Equal(t, []any{-1200, 0, true, true}, []any{x, y, maximised, placed})
	require.Equal(t, "Tolvan Tolvansson", p.Signature())
	require.Equal(t, page.Bookings, p.LastPage(day))
	require.Equal(t, page.Today, p.LastPage(day.AddDays(1)), "a day begins with its work")
	require.Equal(t, "Kontoret", p.Printer())
	require.True(t, p.Compact())
	require.Equal(t, map[string]string{"role": "nurse", "kind": ""}, p.Filter(page.Today))
}

// A preferences file that was edited by hand, or comes from another version,
// never makes the window unusable.
func TestLimits(t *testing.T) {
	store := test.NewTempApp(t).Preferences()
	store.SetString("language", "xx")
	store.SetInt("text-size", 7)
	store.SetString("mode", "pink")
	store.SetFloat("window-width", 3)
	store.SetFloat("window-height", 1e9)
	store.SetString("last-page", string(page.Patient))
	store.SetString("last-page-day", day.String())
	p := New(store)
	require.Equal(t, models.Swedish, p.Language())
	require.Equal(t, 100, p.TextSize())
	require.Equal(t, look.Light, p.Mode())
	require.Equal(t, fyne.NewSize(MinWidth, maxHeight), p.WindowSize())
	require.Equal(t, page.Today, p.LastPage(day))
	p.SetSignature(strings.Repeat("å", 1000))
	require.Len(t, []rune(p.Signature()), models.MaxLine)
}
