package rulebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"strings"

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

// Said is a row of rule data that says its text among its other keys, by
// language code: {id: fever, sv: "…", en: "…"}. Every key that is none of the
// row's and looks like a language code is one.
type Said[T any] struct {
	Row  T
	Text models.Text
}

// UnmarshalYAML implements yaml.NodeUnmarshaler.
func (s *Said[T]) UnmarshalYAML(node ast.Node) error {
	mapping, ok := node.(*ast.MappingNode)
	if !ok {
		return yaml.NodeToValue(node, &s.Row, yaml.Strict()) // which says what is wrong
	}
	own := keysOf(reflect.TypeFor[T]())
	rest := *mapping
	rest.Values = nil
	for _, pair := range mapping.Values {
		key := pair.Key.GetToken().Value
		if own[key] || models.Language(key).Validate() != nil {
			rest.Values = append(rest.Values, pair)
			continue
		}
		var said string
		if err := yaml.NodeToValue(pair.Value, &said, yaml.Strict()); err != nil {
			return err
		}
		if s.Text == nil {
			s.Text = models.Text{}
		}
		s.Text[models.Language(key)] = said
	}
	return yaml.NodeToValue(&rest, &s.Row, yaml.Strict())
}

// keysOf lists the keys that a row can have, those of its inlined parts too.
func keysOf(row reflect.Type) map[string]bool {
	keys := map[string]bool{}
	for i := range row.NumField() {
		field := row.Field(i)
		key, option, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if option == "inline" {
			maps.Copy(keys, keysOf(field.Type))
		} else {
			keys[key] = true
		}
	}
	return keys
}

// MarshalJSON gives the row with its text beside its other values, as it stands in the file.
func (s Said[T]) MarshalJSON() ([]byte, error) {
	all := map[string]json.RawMessage{}
	for _, part := range []any{s.Row, s.Text} {
		encoded, err := json.Marshal(part)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(encoded, &all); err != nil {
			return nil, err
		}
	}
	return json.Marshal(all)
}
