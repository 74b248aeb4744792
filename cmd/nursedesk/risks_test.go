package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/rulebook"
)

// risk is something that can go wrong, what is done against it, and the tests that show it.
type risk struct {
	Hazard  string   `yaml:"hazard"`
	Measure string   `yaml:"measure"`
	Tests   []string `yaml:"tests"` // folder.TestName
}

// saidOf gives what a test says that it protects: its comment in one line.
func saidOf(t *testing.T, test string) string {
	t.Helper()
	folder, name, ok := strings.Cut(test, ".")
	require.True(t, ok, test)
	files, err := filepath.Glob(filepath.Join("..", "..", folder, "*_test.go"))
	require.NoError(t, err)
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, one := range file.Decls {
			if found, ok := one.(*ast.FuncDecl); ok && found.Name.Name == name && found.Recv == nil {
				require.NotNil(t, found.Doc, "%s does not say what it protects", test)
				return strings.Join(strings.Fields(found.Doc.Text()), " ")
			}
		}
	}
	require.Failf(t, "no such test", "%s stands in docs/risks.yaml", test)
	return ""
}

// The clinic's list of risks says what is tested, in the tests' own words: a test that is renamed or taken away
// can't go on standing in it.
func TestRisksAreThoseThatAreTested(t *testing.T) {
	body, err := os.ReadFile(filepath.Join("..", "..", "docs", "risks.yaml"))
	require.NoError(t, err)
	var risks []risk
	require.NoError(t, rulebook.Decode("risks.yaml", body, &risks))
	require.NotEmpty(t, risks)
	var table strings.Builder
	table.WriteString("# Risker, åtgärder och tester\n\nSkriven av `make docs` ur `risks.yaml`; `make lint` håller den sann. " +
		"Vad ett test skyddar står med dess egna ord.\n")
	for _, one := range risks {
		require.NotEmpty(t, one.Hazard)
		require.NotEmpty(t, one.Measure, one.Hazard)
		require.NotEmpty(t, one.Tests, one.Hazard)
		fmt.Fprintf(&table, "\n## %s\n\n%s.\n\n", one.Hazard, one.Measure)
		for _, test := range one.Tests {
			fmt.Fprintf(&table, "- `%s`: %s\n", test, saidOf(t, test))
		}
	}
	path := filepath.Join("..", "..", "docs", "risks.md")
	switch os.Getenv("NURSEDESK_DOCS") {
	case "write":
		require.NoError(t, os.WriteFile(path, []byte(table.String()), 0o600))
	case "check":
		kept, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, string(kept), table.String(), "make docs, and read the difference")
	}
}
