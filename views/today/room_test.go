package today_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/look"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/today"
	"nursedesk/views/widgets"
)

// With large text in the smallest window the list of tasks has at least half the
// height; the procedures are one press away.
func TestTheListKeepsItsHeightWithLargeText(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	s := show(t, desk, clock, look.Light, 150)
	list, ok := fyne.CanvasObject(nil), false
	for _, object := range s.Objects() {
		if grid, is := object.(*widgets.List[today.Entry]); is {
			list, ok = grid, true
		}
	}
	require.True(t, ok)
	require.GreaterOrEqual(t, list.Size().Height, s.Window().Canvas().Size().Height/2)
	require.NotContains(t, s.Text(), "Behandlingar idag")
	s.Tap(foldWord(s.Text()))
	s.Picture("today-large-procedures")
	require.Contains(t, s.Text(), "Behandlingar idag")
	s.Tap("Dölj behandlingar")
	require.NotContains(t, s.Text(), "Behandlingar idag")
}

func foldWord(text string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "Visa behandlingar") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// A long name gives way to the age in its column; unfolded it is said whole, and
// nothing that the row says already is said again.
func TestTheUnfoldedRowSaysWhatIsCutOffAndNoMore(t *testing.T) {
	s := showTolvan(t, "2026-12-14")
	s.Window().Resize(fyne.NewSize(1280, 760))
	s.page.(interface{ Reload() }).Reload()
	require.Equal(t, strings.Count(s.Text(), "Tolvan Tolvansson, 114"), strings.Count(s.Text(), "endoskopisk neurotomi 14 dec"),
		"each row says it in its column, the unfolded one not again")
	_, err := s.desk.Book(context.Background(), bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19900101-0017", GivenName: "Trettiofyra-Trettiofem", FamilyName: "Trettiosexansson-Trettiosjuansson", Phone: "070-174 06 05",
		},
		Procedure: "neurotomy", Date: models.DateOf(s.clock.At).AddDays(1), Time: "09:30", Theatre: "Sal 2", Surgeon: "Dr Prov",
	})
	require.NoError(t, err)
	s.Press(fyne.KeyHome)
	for range 12 {
		if strings.Contains(s.Text(), "Trettiofyra-Trettiofem Trettiosexansson-Trettiosjuansson, 36") {
			break
		}
		s.Press(fyne.KeyDown)
	}
	require.Contains(t, s.Text(), "Trettiofyra-Trettiofem Trettiosexansson-Trettiosjuansson, 36")
	require.Contains(t, s.Text(), "…, 36", "the age is not lost")
}
