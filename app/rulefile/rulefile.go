// Package rulefile reads the clinic's rule data from YAML strictly, and says
// of every fault in which file and on which line it stands.
package rulefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"nursedesk/models"
)

// Located is a value with the line it stands on; Line is 0 where the file has no such value.
type Located[T any] struct {
	Value T
	Line  int
}

// UnmarshalYAML implements yaml.NodeUnmarshaler.
func (l *Located[T]) UnmarshalYAML(node ast.Node) error {
	l.Line = node.GetToken().Position.Line
	return yaml.NodeToValue(node, &l.Value, yaml.Strict())
}

// MarshalJSON gives the value alone: on which line a rule stands is no part of it.
func (l Located[T]) MarshalJSON() ([]byte, error) { return json.Marshal(l.Value) }

// Decode reads one YAML document. An unknown key, a key twice, a value of the
// wrong kind and broken YAML are each a *models.Problem with file and line.
func Decode(file string, body []byte, into any) error {
	decoder := yaml.NewDecoder(bytes.NewReader(body), yaml.Strict())
	if err := decoder.Decode(into); err != nil {
		return fault(file, err)
	}
	var more any
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		return Fault(file, 1, "rules.syntax", "more than one document")
	}
	return nil
}

func fault(file string, err error) error {
	if errors.Is(err, io.EOF) {
		return Fault(file, 1, "rules.syntax", "the file is empty")
	}
	line, text := 1, err.Error()
	var located yaml.Error
	if errors.As(err, &located) {
		text = located.GetMessage()
		if token := located.GetToken(); token != nil {
			line = token.Position.Line
		}
	}
	code := "rules.syntax"
	var unknown *yaml.UnknownFieldError
	if errors.As(err, &unknown) {
		code = "rules.unknown-key"
	}
	return Fault(file, line, code, text)
}

// Fault is one thing wrong in a rule file. The screen says the code's sentence
// with the values file, line and text; the log gets "file:line: text".
func Fault(file string, line int, code, text string) *models.Problem {
	return &models.Problem{
		Code:   code,
		Values: map[string]any{"file": file, "line": line, "text": text},
		Cause:  fmt.Errorf("%s:%d: %s", file, line, text),
	}
}
