package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// imports lists what each of our packages imports itself. Tests are left out, and so
// are the packages that serve them, whose names end in "test".
func imports(t *testing.T) map[string][]string {
	t.Helper()
	list := exec.Command("go", "list", "-test=false", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "nursedesk/...")
	list.Stderr = os.Stderr
	output, err := list.Output()
	require.NoError(t, err)
	graph := map[string][]string{}
	for line := range strings.Lines(string(output)) {
		words := strings.Fields(line)
		if !isForTests(words[0]) {
			graph[words[0]] = words[1:]
		}
	}
	require.Contains(t, graph, "nursedesk/models")
	return graph
}

func isForTests(name string) bool {
	return within(name, "nursedesk") && strings.HasSuffix(name, "test")
}

// within tells whether a package is, or lies below, one of the others.
func within(name string, others ...string) bool {
	return slices.ContainsFunc(others, func(other string) bool {
		return name == other || strings.HasPrefix(name, other+"/")
	})
}

// TestArrows keeps the picture in ARCHITECTURE.md true: which room may know which.
func TestArrows(t *testing.T) {
	graph := imports(t)
	const desk, office, demo = "nursedesk/app", "nursedesk/app/office", "nursedesk/app/demo"
	outputs := []string{"nursedesk/app/sheet", "nursedesk/app/printer", "nursedesk/app/preview", "nursedesk/app/sealed", "nursedesk/app/emergency"}
	database := []string{"nursedesk/models/store", "nursedesk/models/migrations"}
	screen := []string{"nursedesk/views", "nursedesk/cmd", "nursedesk/resources"}
	isService := func(name string) bool {
		return within(name, desk) && name != desk && name != demo && slices.Contains(graph[name], office)
	}
	isRule := func(name string) bool {
		return within(name, desk) && !within(name, outputs...) && !isService(name) && !slices.Contains([]string{desk, office, demo}, name)
	}
	for _, room := range append(append(outputs, database...), office, demo) {
		require.Contains(t, graph, room, "no such room")
	}
	require.True(t, isService("nursedesk/app/bookings"))
	require.True(t, isRule("nursedesk/app/care"))

	for name, imported := range graph {
		for _, other := range imported {
			for _, arrow := range []struct {
				broken bool
				why    string
			}{
				{isForTests(other), "only tests use it"},
				{name == "nursedesk/models" && within(other, "nursedesk"), "models know nothing of ours"},
				{
					isRule(name) && within(other, "nursedesk") && !within(other, "nursedesk/models") && !isRule(other),
					"rules know models and each other only: no office, no screen",
				},
				{
					(isRule(name) || within(name, outputs...)) && within(other, database...),
					"rules and what is printed know no database: what they need is handed to them",
				},
				{isService(name) && isService(other), "services stand side by side: what two need is the office's"},
				{
					(name == office || isRule(name) || within(name, outputs...)) && isService(other),
					"the ground does not know what stands on it",
				},
				{within(name, desk) && within(other, screen...), "the desk does not know who calls it; data is handed to it"},
				{within(name, desk) && name != demo && other == desk, "the desk puts the services together; they do not know it"},
				{within(name, "nursedesk/views") && within(other, database...), "views ask the desk"},
				{!within(name, database...) && within(other, "gorm.io"), "gorm is called in models/store and models/migrations only"},
				{!within(name, screen...) && within(other, "fyne.io"), "Fyne belongs to views, cmd and resources"},
				{
					!within(name, "nursedesk/cmd") && other == "fyne.io/fyne/v2/app",
					"the real driver is chosen in cmd, so that views test without a display",
				},
			} {
				if arrow.broken {
					t.Errorf("%s imports %s: %s", name, other, arrow.why)
				}
			}
		}
	}
}

// pages are the folders below views that build a page: their New gives one.
func pages(t *testing.T) []string {
	t.Helper()
	build := regexp.MustCompile(`(?m)^func New\(.*\) page\.Page \{$`)
	files, err := filepath.Glob(filepath.Join("..", "..", "views", "*", "*.go"))
	require.NoError(t, err)
	var pages []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		if build.Match(text) {
			pages = append(pages, "nursedesk/views/"+filepath.Base(filepath.Dir(file)))
		}
	}
	return pages
}

// TestPagesNeverImportEachOther: a page opens another by its route, and what pages
// share does not know them.
func TestPagesNeverImportEachOther(t *testing.T) {
	pages := pages(t)
	require.Contains(t, pages, "nursedesk/views/today")
	for name, imported := range imports(t) {
		if !strings.HasPrefix(name, "nursedesk/views/") {
			continue // the window and cmd know every page
		}
		for _, other := range imported {
			for _, page := range pages {
				if within(other, page) && !within(name, page) {
					t.Errorf("%s imports %s: a page is opened by its route", name, other)
				}
			}
		}
	}
}

// TestBackgroundIsTheOnlyWayOffTheScreen: in tests the screen's goroutine is the
// test's own, so that a goroutine started elsewhere would be a race there.
func TestBackgroundIsTheOnlyWayOffTheScreen(t *testing.T) {
	views := filepath.Join("..", "..", "views")
	var files []string
	for _, pattern := range []string{"*.go", "*/*.go", "*/*/*.go"} {
		found, err := filepath.Glob(filepath.Join(views, filepath.FromSlash(pattern)))
		require.NoError(t, err)
		files = append(files, found...)
	}
	require.NotEmpty(t, files)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || filepath.Base(filepath.Dir(name)) == "background" {
			continue
		}
		positions := token.NewFileSet()
		file, err := parser.ParseFile(positions, name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(file, func(node ast.Node) bool {
			if statement, ok := node.(*ast.GoStmt); ok {
				t.Errorf("%s: use views/background", positions.Position(statement.Pos()))
			}
			return true
		})
	}
}
