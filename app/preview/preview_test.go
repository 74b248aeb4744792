package preview_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"os"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/preview"
	"nursedesk/app/preview/previewtest"
	"nursedesk/app/rulebook"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// engines is the folder in which the tests keep the compiled engine, so that
// only one of them spends seconds on compiling it.
var engines string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "preview-*")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	engines = folder
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// renderer is started from a folder and closed with the test.
func renderer(t testing.TB, folder string) *preview.Renderer {
	t.Helper()
	r := preview.New(folder)
	t.Cleanup(func() { require.NoError(t, r.Close(context.Background())) })
	return r
}

// sheets are documents with text in two sizes, drawings, tables and a QR code.
var sheets = sync.OnceValues(func() (map[string]sheet.Document, error) {
	ground, err := rulebook.Open(resourcestest.Files)
	if err != nil {
		return nil, err
	}
	library, err := careplan.Load(ground)
	if err != nil {
		return nil, err
	}
	texts, err := sheet.Load(ground, library, "")
	if err != nil {
		return nil, err
	}
	protocol, _ := library.Protocol("neurotomy")
	start := models.NewDate(2026, 12, 14).At(8, 30)
	on := models.NewDate(2026, 11, 23)
	in := sheet.Input{
		Patient: models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson"},
		Booking: models.Booking{ID: 12, Procedure: "neurotomy", Start: start, Theatre: "Sal 1"},
		Plan:    protocol.Plan(careplan.Request{Start: start, BookedOn: on}),
		Title:   protocol.Title, PrintedOn: on,
		Clinic: models.Clinic{Name: "SportsMed", Phone: "031-81 80 83", PhoneOpens: "08:00", PhoneCloses: "16:00"},
	}
	found := map[string]sheet.Document{}
	if found["usual"], err = texts.Build(in); err != nil {
		return nil, err
	}
	in.Form = models.SheetLarge
	found["large"], err = texts.Build(in)
	return found, err
})

func document(t testing.TB, name string) sheet.Document {
	t.Helper()
	all, err := sheets()
	require.NoError(t, err)
	return all[name]
}

// tile is the side of the squares that are compared, in pixels.
const tile = 24

// How far two programs' pictures of one page may lie apart, of 255. They lie 1.0
// apart on average and 12 at most; another page more than 10 on average.
const (
	meanTolerance  = 1.5
	worstTolerance = 20.0
)

// What the nurse sees is what another program makes of the same bytes, on every
// page and at the width that was asked for.
func TestPagesAreThoseOfPoppler(t *testing.T) {
	r := renderer(t, engines)
	for name := range map[string]bool{"usual": true, "large": true} {
		paper := document(t, name)
		require.Greater(t, paper.Pages, 3)
		var before image.Image
		for number := 1; number <= paper.Pages; number++ {
			drawn, err := r.Page(t.Context(), paper.PDF, number, 794)
			require.NoError(t, err)
			require.Equal(t, 794, drawn.Bounds().Dx())
			require.InDelta(t, 1123, drawn.Bounds().Dy(), 1)
			mean, worst := previewtest.Differences(drawn, previewtest.Poppler(t, paper.PDF, number, 794), tile)
			t.Logf("%s, page %d: %.2f on average, %.0f at most", name, number, mean, worst)
			require.Less(t, mean, meanTolerance, "%s, page %d", name, number)
			require.Less(t, worst, worstTolerance, "%s, page %d", name, number)
			if before != nil {
				mean, _ := previewtest.Differences(drawn, before, tile)
				require.Greater(t, mean, 5*meanTolerance, "another page is told apart")
			}
			before = drawn
		}
	}
}

// The comparison sees a single word that is not there.
func TestComparisonSeesAWord(t *testing.T) {
	drawn, err := renderer(t, engines).Page(t.Context(), document(t, "usual").PDF, 1, 794)
	require.NoError(t, err)
	blotted := image.NewGray(drawn.Bounds())
	draw.Draw(blotted, blotted.Bounds(), drawn, image.Point{}, draw.Src)
	draw.Draw(blotted, image.Rect(83, 120, 140, 145), image.White, image.Point{}, draw.Src) // "Namn"
	_, worst := previewtest.Differences(drawn, blotted, tile)
	require.Greater(t, worst, worstTolerance)
}

// The engine starts by the first page that is asked for, and Warm starts it before.
func TestReady(t *testing.T) {
	r := renderer(t, engines)
	require.False(t, r.Ready())
	require.NoError(t, r.Warm(t.Context()))
	require.True(t, r.Ready())
	require.NoError(t, r.Close(t.Context()))
	require.False(t, r.Ready())
	_, err := r.Page(t.Context(), document(t, "usual").PDF, 1, 100)
	require.ErrorIs(t, err, &models.Problem{Code: "preview.engine"})
}

// A PDF that is none, cut off or of garbage, and a page that is not there, are
// told in words, and the next page is drawn all the same.
func TestDamaged(t *testing.T) {
	r := renderer(t, engines)
	whole := document(t, "usual")
	garbled := bytes.Clone(whole.PDF)
	for at := 100; at < len(garbled); at += 3 {
		garbled[at] = byte(at * 7)
	}
	for name, bad := range map[string][]byte{
		"empty": {}, "text": []byte("Tolvan Tolvansson"), "cut": whole.PDF[:50], "head": []byte("%PDF-1.4\n"),
		"garbled": garbled, "nil": nil,
	} {
		_, err := r.Page(t.Context(), bad, 1, 100)
		require.ErrorIs(t, err, &models.Problem{Code: "preview.damaged"}, name)
	}
	for _, number := range []int{-1, 0, whole.Pages + 1} {
		_, err := r.Page(t.Context(), whole.PDF, number, 100)
		require.ErrorIs(t, err, &models.Problem{Code: "preview.damaged"}, "page %d", number)
	}
	_, err := r.Page(t.Context(), whole.PDF, whole.Pages, 100)
	require.NoError(t, err)
}

// No width makes a picture that does not fit into memory.
func TestWidths(t *testing.T) {
	r := renderer(t, engines)
	paper := document(t, "usual")
	for _, width := range []int{-5, 0, 1, 3, preview.LargestSide * 10} {
		drawn, err := r.Page(t.Context(), paper.PDF, 1, width)
		require.NoError(t, err, width)
		require.LessOrEqual(t, drawn.Bounds().Dx(), preview.LargestSide)
		require.LessOrEqual(t, drawn.Bounds().Dy(), preview.LargestSide)
	}
}

// Several who ask at once get each their own page.
func TestAtOnce(t *testing.T) {
	r := renderer(t, engines)
	paper := document(t, "usual")
	alone := map[int]*image.RGBA{}
	for number := 1; number <= paper.Pages; number++ {
		drawn, err := r.Page(t.Context(), paper.PDF, number, 200)
		require.NoError(t, err)
		alone[number] = drawn
	}
	var all sync.WaitGroup
	for index := range 24 {
		all.Go(func() {
			number := index%paper.Pages + 1
			drawn, err := r.Page(context.Background(), paper.PDF, number, 200)
			if err != nil || !bytes.Equal(alone[number].Pix, drawn.Pix) {
				t.Errorf("page %d: %v", number, err)
			}
		})
	}
	all.Wait()
}

// Who no longer waits gets no picture, and takes nobody's turn.
func TestCancelled(t *testing.T) {
	r := renderer(t, engines)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := r.Page(ctx, document(t, "usual").PDF, 1, 100)
	require.ErrorIs(t, err, context.Canceled)
	require.False(t, r.Ready(), "the engine was not even started")
	require.NoError(t, r.Warm(t.Context()))
}

func BenchmarkPage(b *testing.B) {
	r := renderer(b, engines)
	paper := document(b, "usual")
	require.NoError(b, r.Warm(b.Context()))
	for b.Loop() {
		if _, err := r.Page(b.Context(), paper.PDF, 1, 794); err != nil {
			b.Fatal(err)
		}
	}
}

// What every run but the first on a machine waits for.
func BenchmarkStart(b *testing.B) {
	require.NoError(b, renderer(b, engines).Warm(b.Context()))
	for b.Loop() {
		r := preview.New(engines)
		if err := r.Warm(b.Context()); err != nil {
			b.Fatal(err)
		}
		if err := r.Close(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
