//go:build !windows

package printer_test

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/preview/previewtest"
)

// Windows' part, under wine: a sheet drawn through GDI comes out of the queue with all its
// pages, as A4, and each looks as the PDF does. `make package-test` names wine's prefix.
func TestWindowsUnderWine(t *testing.T) {
	prefix, pdf := os.Getenv("NURSEDESK_TEST_WINEPREFIX"), os.Getenv("NURSEDESK_TEST_PDF")
	if prefix == "" {
		t.Skip("wine is for `make package-test`")
	}
	cups := startCUPS(t, "Reception")
	cups.run(t, "lpadmin", "-d", "Reception")
	program := filepath.Join(t.TempDir(), "printer.test.exe")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", program, ".")
	build.Env = append(os.Environ(), "GOOS=windows", "CGO_ENABLED=0")
	said, err := build.CombinedOutput()
	require.NoError(t, err, "%s", said)

	wine := exec.CommandContext(t.Context(), "wine", program, "-test.v", "-test.run", "^TestPrintIntoTheSpooler$")
	wine.Env = append(os.Environ(), "WINEPREFIX="+prefix, "NURSEDESK_TEST_QUEUE=Reception", "NURSEDESK_TEST_PDF=Z:"+pdf)
	said, err = wine.CombinedOutput()
	t.Logf("%s", said)
	require.NoError(t, err)
	require.Contains(t, string(said), "--- PASS: TestPrintIntoTheSpooler")

	require.Equal(t, "Patientinstruktion", strings.Split(cups.kept(t, "1", "arguments"), "\n")[2])
	pages := filepath.Join(t.TempDir(), "page-%d.png")
	printed := filepath.Join(cups.folder, "1.pdf") // PostScript: what wine's driver makes
	said, err = exec.CommandContext(t.Context(), "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", "-r96",
		"-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile="+pages, printed).CombinedOutput()
	require.NoError(t, err, "%s", said)
	body, err := os.ReadFile(pdf)
	require.NoError(t, err)
	found, err := filepath.Glob(strings.ReplaceAll(pages, "%d", "*"))
	require.NoError(t, err)
	require.Len(t, found, 6, "every page")
	for i := range found {
		file, err := os.Open(strings.ReplaceAll(pages, "%d", strconv.Itoa(i+1)))
		require.NoError(t, err)
		drawn, err := png.Decode(file)
		require.NoError(t, err)
		require.NoError(t, file.Close())
		require.InDelta(t, 794, drawn.Bounds().Dx(), 2, "A4")
		require.InDelta(t, 1123, drawn.Bounds().Dy(), 2)
		mean, worst := previewtest.Differences(drawn, previewtest.Poppler(t, body, i+1, drawn.Bounds().Dx()), 24)
		t.Logf("page %d: %.2f on average, %.0f at most", i+1, mean, worst)
		require.Less(t, mean, 2.0)
		require.Less(t, worst, 30.0)
	}
}
