package main

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A patient's record has to be whole, in order of time, with the very sheets, in both
// forms, and that it left the desk stands in it the next time.
func TestExportPatient(t *testing.T) {
	database, folder := newDatabase(t), t.TempDir()
	command(t, database, "demo").done(t)
	file := func(name string) string { return filepath.Join(folder, name) }
	command(t, database, "sheet", "--booking", "1", "--out", file("sheet.pdf")).done(t)
	sheet, err := os.ReadFile(file("sheet.pdf"))
	require.NoError(t, err)

	require.Equal(t, file("all.json")+"\n", command(t, database, "export", "--patient", "1", "--out", file("all.json")).done(t))
	type record struct {
		Format  string `json:"format"`
		Patient struct {
			GivenName string `json:"given_name"`
		} `json:"patient"`
		Entries []struct {
			At   string         `json:"at"`
			Kind string         `json:"kind"`
			What map[string]any `json:"what"`
		} `json:"entries"`
	}
	read := func(name string) record {
		text, err := os.ReadFile(file(name))
		require.NoError(t, err)
		return decode[record](t, string(text))
	}
	all := read("all.json")
	require.Equal(t, "nursedesk-patient/1", all.Format)
	require.NotEmpty(t, all.Patient.GivenName)
	kinds, before := map[string]int{}, ""
	var kept []any
	for _, entry := range all.Entries {
		require.LessOrEqual(t, before, entry.At)
		before = entry.At
		kinds[entry.Kind]++
		if entry.Kind == "sheet" {
			kept = append(kept, entry.What["pdf"])
		}
		if entry.Kind == "history" {
			require.NotEqual(t, "patient.exported", entry.What["action"])
		}
	}
	for _, kind := range []string{"booking", "task", "sheet", "history"} {
		require.Positive(t, kinds[kind], kind)
	}
	require.Contains(t, kept, encoded(sheet))

	command(t, database, "export", "--patient", "1", "--out", file("again.json")).done(t)
	var actions []any
	for _, entry := range read("again.json").Entries {
		actions = append(actions, entry.What["action"])
	}
	require.Contains(t, actions, "patient.exported")

	command(t, database, "export", "--patient", "1", "--out", file("all.pdf")).done(t)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("poppler is not there to read the PDF")
	}
	text, err := exec.Command("pdftotext", "-layout", file("all.pdf"), "-").Output()
	require.NoError(t, err)
	for _, said := range []string{all.Patient.GivenName, "Allt som finns om patienten", "I tidsordning", "Vem har gjort vad", "sparat som fil"} {
		require.Contains(t, string(text), said)
	}
	require.NotContains(t, string(text), "journal.")
	require.NoError(t, exec.Command("pdfdetach", "-saveall", "-o", folder, file("all.pdf")).Run())
	attached, err := filepath.Glob(file("20*.pdf"))
	require.NoError(t, err)
	require.Len(t, attached, kinds["sheet"])
	var same bool
	for _, name := range attached {
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		same = same || string(content) == string(sheet)
	}
	require.True(t, same, "the sheet lies in the PDF as it was handed out")
}

// What must not be written over stays, and then nothing stands in the history.
func TestExportWritesOverNothingElse(t *testing.T) {
	database, folder := newDatabase(t), t.TempDir()
	command(t, database, "demo").done(t)
	note := filepath.Join(folder, "note.pdf")
	require.NoError(t, os.WriteFile(note, []byte("plain text"), 0o600))
	for _, args := range [][]string{
		{"export", "--patient", "1", "--out", note},
		{"export", "--patient", "1", "--out", filepath.Join(folder, "none", "all.pdf")},
		{"export", "--patient", "999999", "--out", filepath.Join(folder, "nobody.pdf")},
	} {
		require.Equal(t, exitFailed, command(t, database, args...).status)
	}
	for _, args := range [][]string{
		{"export", "--patient", "1", "--out", filepath.Join(folder, "all.txt")},
		{"export", "--patient", "1"},
		{"export", "--patient", "1", "--fhir", "--out", filepath.Join(folder, "all.pdf")},
		{"export", "--out", note},
	} {
		require.Equal(t, exitUsage, command(t, database, args...).status)
	}
	content, err := os.ReadFile(note)
	require.NoError(t, err)
	require.Equal(t, "plain text", string(content))
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 1)
	require.NotContains(t, exported(t, database), "patient.exported")

	taken := filepath.Join(folder, "taken.json")
	require.NoError(t, os.WriteFile(taken, []byte("SQLite format 3\x00"), 0o600))
	refused := command(t, database, "export", "--patient", "1", "--out", taken, "--force")
	require.Equal(t, exitFailed, refused.status)
	require.Contains(t, refused.err, "databas")
	command(t, database, "export", "--patient", "1", "--out", note, "--force").done(t)
}

func exported(t *testing.T, database string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "all.json")
	command(t, database, "export", "--patient", "1", "--out", path).done(t)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return strings.TrimSpace(string(text))
}

func encoded(content []byte) string { return base64.StdEncoding.EncodeToString(content) }

// The same leaves as a FHIR bundle where it is asked for.
func TestExportAsFHIR(t *testing.T) {
	database := newDatabase(t)
	command(t, database, "demo").done(t)
	path := filepath.Join(t.TempDir(), "all.json")
	command(t, database, "export", "--patient", "1", "--fhir", "--out", path).done(t)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "Bundle", decode[map[string]any](t, string(text))["resourceType"])
	require.Contains(t, exported(t, database), "patient.exported")
}
