package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/resources"
)

// linkedModule is a module with packages that the program is linked from.
type linkedModule struct {
	Path, Version, Dir string
	Main               bool
}

// linkedModules lists what the programs for Linux and Windows are linked from.
func linkedModules(t *testing.T) []linkedModule {
	t.Helper()
	found := map[string]linkedModule{}
	for _, system := range []string{"linux", "windows"} {
		list := exec.Command("go", "list", "-deps", "-json=Module", ".")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
		output, err := list.Output()
		require.NoError(t, err)
		packages := json.NewDecoder(strings.NewReader(string(output)))
		for {
			var one struct{ Module *linkedModule }
			err := packages.Decode(&one)
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err)
			if one.Module != nil && !one.Module.Main {
				found[one.Module.Path] = *one.Module
			}
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b linkedModule) int { return strings.Compare(a.Path, b.Path) })
}

var (
	licenceName = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice)`)
	notLinked   = regexp.MustCompile(`(^|/)(testdata|cmd|\.github)/|\.go$|EmojiOneColor`)
)

// licenceFiles reads the licences that a module carries: its own and those of
// what it contains, such as C sources and fonts.
func licenceFiles(t *testing.T, folder string) []string {
	t.Helper()
	var texts []string
	require.NoError(t, fs.WalkDir(os.DirFS(folder), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !licenceName.MatchString(entry.Name()) || notLinked.MatchString(path) {
			return err
		}
		body, err := os.ReadFile(filepath.Join(folder, path))
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n")))
		return err
	}))
	return texts
}

// What the program is made of is told with its licences, in the window and beside the
// program: each module that is linked, in the version that is linked. NURSEDESK_DOCS=write
// writes the file anew; NURSEDESK_LICENCES names a file for all of them, for the installers.
func TestLicencesOfAllThatIsLinked(t *testing.T) {
	of := map[string][]string{} // by text
	var order []string
	add := func(name, text string) {
		if of[text] == nil {
			order = append(order, text)
		}
		of[text] = append(of[text], name)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	goLicence, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "LICENSE"))
	require.NoError(t, err)
	add("Go", strings.TrimSpace(string(goLicence)))
	for _, module := range linkedModules(t) {
		texts := licenceFiles(t, module.Dir)
		require.NotEmpty(t, texts, "%s has no licence", module.Path)
		for _, text := range texts {
			add(module.Path+" "+module.Version, text)
		}
	}
	parts := make([]string, len(order))
	for i, text := range order {
		parts[i] = fmt.Sprintf("%s\n\n%s\n", strings.Join(of[text], "\n"), text)
	}
	want := strings.Join(parts, resources.LicenceEnd)
	file := filepath.Join("..", "..", "resources", "licences", "modules.txt")
	if os.Getenv("NURSEDESK_DOCS") == "write" {
		require.NoError(t, os.WriteFile(file, []byte(want), 0o644))
	}
	have, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, want == string(have), "%s is not what is linked: make docs", file)

	told, err := resources.Licences()
	require.NoError(t, err)
	require.Len(t, told, len(order)+3, "the modules', and those of the font, PDFium and SQLite")
	for _, licence := range told {
		require.NotEmpty(t, licence.Of)
		require.Greater(t, len(licence.Text), 40, "%v", licence.Of)
	}
	if all := os.Getenv("NURSEDESK_LICENCES"); all != "" {
		var text strings.Builder
		for _, licence := range told {
			text.WriteString(strings.Join(licence.Of, "\n") + "\n\n" + licence.Text + "\n" + resources.LicenceEnd)
		}
		require.NoError(t, os.WriteFile(all, []byte(text.String()), 0o644))
	}
}
