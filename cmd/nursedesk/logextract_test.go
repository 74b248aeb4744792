package main

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A patient who asks who has seen their record gets a paper that they can judge by: when, at which unit, somebody of
// which role, and how; nobody's name. That it was handed out stands in the log the next time.
func TestLogExtract(t *testing.T) {
	database, folder := newDatabase(t), t.TempDir()
	command(t, database, "demo").done(t)
	command(t, database, "export", "--patient", "1", "--out", filepath.Join(folder, "all.json")).done(t)
	first, second := filepath.Join(folder, "first.pdf"), filepath.Join(folder, "second.pdf")
	require.Equal(t, first+"\n", command(t, database, "log-extract", "--patient", "1", "--out", first).done(t))
	command(t, database, "log-extract", "--patient", "1", "--out", second).done(t)
	require.Equal(t, exitFailed, command(t, database, "log-extract", "--patient", "4711", "--out", filepath.Join(folder, "nobody.pdf")).status)
	require.NoFileExists(t, filepath.Join(folder, "nobody.pdf"))
	require.Equal(t, exitUsage, command(t, database, "log-extract", "--patient", "1").status)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("poppler is not there to read the PDF")
	}
	read := func(path string) string {
		text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
		require.NoError(t, err)
		return string(text)
	}
	require.Contains(t, read(first), "Utdrag ur åtkomstloggen")
	require.Contains(t, read(first), "sparad i en fil")
	require.NotContains(t, read(first), "utdrag ur loggen")
	require.Contains(t, read(second), "utdrag ur loggen")
	require.NotContains(t, read(second), commandAuthor().Name, "nobody of the staff is named")
}
