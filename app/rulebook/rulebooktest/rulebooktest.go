// Package rulebooktest opens rule files for tests, and withholds their rules.
package rulebooktest

import (
	"io/fs"
	"maps"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/resources"
)

// Open reads what rule files stand on.
func Open(t testing.TB, files fs.FS) *rulebook.Ground {
	t.Helper()
	ground, err := rulebook.Open(files)
	require.NoError(t, err)
	return ground
}

// With are the files with some of them replaced, and others added; a nil body takes one away.
func With(t testing.TB, files fs.FS, changed map[string][]byte) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(files, name)
		all[name] = &fstest.MapFile{Data: body}
		return err
	}))
	for name, body := range changed {
		all[name] = &fstest.MapFile{Data: body}
	}
	maps.DeleteFunc(all, func(_ string, file *fstest.MapFile) bool { return file.Data == nil })
	return all
}

// Refused holds that a rule file is refused with a problem's code at a line of a file, with
// what it says, and that there are words for the problem in every language.
func Refused(t testing.TB, err error, code, file string, line int, says string) {
	t.Helper()
	var problem *models.Problem
	require.ErrorAs(t, err, &problem)
	require.Equal(t, code, problem.Code, err)
	require.Equal(t, file, problem.Values["file"])
	require.Equal(t, line, problem.Values["line"], err)
	require.ErrorContains(t, err, says)
	for _, language := range []models.Language{models.Swedish, models.English} {
		words, err := resources.Words(string(language))
		require.NoError(t, err)
		require.Contains(t, words, "problem."+problem.Code)
	}
}

// ApprovedOnly is a clinic that is shown approved rows alone: those that are listed, and
// where All is set every one but those.
type ApprovedOnly struct {
	Rows map[string]bool
	All  bool
}

// Withholds implements rulebook.Policy.
func (ApprovedOnly) Withholds() bool { return true }

// Allows implements rulebook.Policy.
func (a ApprovedOnly) Allows(source rulebook.Source) bool {
	return source.Status != rulebook.Proposed || a.Rows[source.Row.ID] != a.All
}
