package locale

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"nursedesk/resources"
)

// toolkit is the fragment that is Fyne's own; its keys stand in Fyne's code.
const toolkit = "fyne."

// source is what the module's Go code says of keys.
type source struct {
	literals map[string]bool   // every string in the code
	prefixes map[string]bool   // what keys are put together from: "status." + …
	suffixes map[string]bool   // and … + ".empty"; those of TN are always there
	asked    map[string]string // keys that are asked for, and where
	codes    map[string]string // problem codes, and where
}

func readSource(t *testing.T) source {
	t.Helper()
	s := source{
		literals: map[string]bool{}, prefixes: map[string]bool{}, suffixes: map[string]bool{".one": true, ".other": true},
		asked: map[string]string{}, codes: map[string]string{},
	}
	root := filepath.Join("..", "..")
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return nil // the compiler says it better
		}
		ast.Inspect(file, func(node ast.Node) bool {
			s.read(node, file.Name.Name, func(at token.Pos) string { return files.Position(at).String() })
			return true
		})
		return nil
	}))
	require.NotEmpty(t, s.asked)
	return s
}

func (s *source) read(node ast.Node, pkg string, where func(token.Pos) string) {
	switch node := node.(type) {
	case *ast.BasicLit:
		if text, ok := literal(node); ok {
			s.literals[text] = true
		}
	case *ast.BinaryExpr:
		if text, ok := literal(node.X); ok && node.Op == token.ADD && strings.HasSuffix(text, ".") && len(text) > 1 {
			s.prefixes[text] = true
		}
		if text, ok := literal(node.Y); ok && node.Op == token.ADD && strings.HasPrefix(text, ".") && len(text) > 1 {
			s.suffixes[text] = true
		}
	case *ast.CallExpr:
		if len(node.Args) == 0 {
			return
		}
		key, ok := literal(node.Args[0])
		if !ok {
			return
		}
		switch called(node, pkg) {
		case "T", "X":
			s.asked[key] = where(node.Pos())
		case "TN":
			s.asked[key+".one"], s.asked[key+".other"] = where(node.Pos()), where(node.Pos())
			s.literals[key+".one"], s.literals[key+".other"] = true, true
		}
	case *ast.CompositeLit:
		s.problem(node, where)
	}
}

// problem finds models.Problem{Code: "…"}.
func (s *source) problem(node *ast.CompositeLit, where func(token.Pos) string) {
	name := ""
	switch kind := node.Type.(type) {
	case *ast.SelectorExpr:
		name = kind.Sel.Name
	case *ast.Ident:
		name = kind.Name
	}
	if name != "Problem" {
		return
	}
	for _, element := range node.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if field, ok := pair.Key.(*ast.Ident); ok && field.Name == "Code" {
			if code, ok := literal(pair.Value); ok {
				s.codes[code] = where(pair.Pos())
			}
		}
	}
}

func literal(node ast.Node) (string, bool) {
	basic, ok := node.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}

// called gives the name of the translating function that is called, or "".
func called(call *ast.CallExpr, pkg string) string {
	switch fun := call.Fun.(type) {
	case *ast.SelectorExpr:
		if from, ok := fun.X.(*ast.Ident); ok && (from.Name == "locale" || from.Name == "lang") {
			return fun.Sel.Name
		}
	case *ast.Ident:
		if pkg == "locale" {
			return fun.Name
		}
	}
	return ""
}

func words(t *testing.T, language string) map[string]string {
	t.Helper()
	all, err := resources.Words(language)
	require.NoError(t, err)
	return all
}

// A key without a text shows itself on screen.
func TestEveryKeyAskedForHasAText(t *testing.T) {
	swedish := words(t, "sv")
	code := readSource(t)
	for key, where := range code.asked {
		assert.Truef(t, swedish[key] != "", "%s: %q has no text", where, key)
	}
	for problem, where := range code.codes {
		assert.Truef(t, swedish["problem."+problem] != "", "%s: the problem %q has no sentence", where, problem)
	}
}

// A text that nothing shows is a leftover that somebody would keep translating.
func TestEveryTextIsUsed(t *testing.T) {
	code := readSource(t)
	entries, err := fs.ReadDir(resources.Files, "translations")
	require.NoError(t, err)
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), toolkit) {
			continue
		}
		for key := range fragment(t, entry.Name()) {
			assert.Truef(t, code.uses(key), "%s: %q is nowhere in the code", entry.Name(), key)
		}
	}
}

// uses tells whether a key stands in the code, whole or put together from a
// beginning or an end.
func (s *source) uses(key string) bool {
	if s.literals[key] {
		return true
	}
	for suffix := range s.suffixes {
		if whole, ok := strings.CutSuffix(key, suffix); ok && s.literals[whole] {
			return true
		}
	}
	for prefix := range s.prefixes {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

// Swedish and English must be able to say the same things, with the same values.
func TestLanguagesAgree(t *testing.T) {
	swedish, english := words(t, "sv"), words(t, "en")
	for key, text := range swedish {
		require.Truef(t, english[key] != "", "English lacks %q", key)
		require.NotEmptyf(t, strings.TrimSpace(text), "%s", key)
		require.NotEmptyf(t, strings.TrimSpace(english[key]), "%s", key)
		require.Equalf(t, placeholders(text), placeholders(english[key]), "the values of %s", key)
		for _, each := range []string{text, english[key]} {
			_, err := template.New(key).Parse(each)
			require.NoErrorf(t, err, "%s", key)
		}
	}
	require.Len(t, english, len(swedish), "Swedish lacks some")
}

// Every text of Fyne's own must be Swedish too, or English words would stand in
// a Swedish window: its list is held against the version that is built with.
func TestToolkitIsWhole(t *testing.T) {
	ours := fragment(t, "fyne.sv.json")
	for _, key := range []string{"Cancel", "OK", "Copy", "Cut", "Paste", "Select all", "Undo", "Redo", "Quit", "monday.short"} {
		require.Contains(t, ours, key)
	}
	require.Len(t, ours, 39)
}

var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

func placeholders(text string) []string {
	var names []string
	for _, match := range placeholder.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(names, match[1]) {
			names = append(names, match[1])
		}
	}
	slices.Sort(names)
	return names
}

func fragment(t *testing.T, name string) map[string]string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("..", "..", "resources", "translations", name))
	require.NoError(t, err)
	read := map[string]string{}
	require.NoError(t, json.Unmarshal(body, &read))
	return read
}
