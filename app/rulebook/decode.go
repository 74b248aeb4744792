package rulebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"nursedesk/models"
)

// Located is a value with the line it stands on; Line is 0 where the file has no such value.
type Located[T any] struct {
	Value T
	Line  int
}

// UnmarshalYAML implements yaml.Unmarshaler.
func (l *Located[T]) UnmarshalYAML(node *yaml.Node) error {
	l.Line = node.Line
	return node.Load(&l.Value, strict)
}

// strict refuses keys that the type lacks, and a key twice.
var strict = yaml.Options(yaml.WithKnownFields(), yaml.WithUniqueKeys())

// MarshalJSON gives the value alone: on which line a rule stands is no part of it.
func (l Located[T]) MarshalJSON() ([]byte, error) { return json.Marshal(l.Value) }

// Decode reads one YAML document. An unknown key, a key twice, a value of the
// wrong kind and broken YAML are each a *models.Problem with file and line.
func Decode(file string, body []byte, into any) error {
	loader, err := yaml.NewLoader(bytes.NewReader(body), strict)
	if err != nil {
		return err
	}
	if err := loader.Load(into); err != nil {
		return fault(file, err)
	}
	var more any
	if err := loader.Load(&more); !errors.Is(err, io.EOF) {
		return Fault(file, 1, "rules.syntax", "more than one document")
	}
	return nil
}

func fault(file string, err error) error {
	if errors.Is(err, io.EOF) {
		return Fault(file, 1, "rules.syntax", "the file is empty")
	}
	code, line, text := "rules.syntax", 1, err.Error()
	if wrong := (*yaml.LoadError)(nil); errors.As(err, &wrong) {
		line, text = wrong.Mark.Line, wrong.Message
		if strings.Contains(wrong.ContextMsg, "flow") || strings.Contains(wrong.ContextMsg, "quoted") {
			line = wrong.ContextMark.Line // where the bracket or quotation mark stands that nothing closes
		}
	}
	if found := notAField.FindStringSubmatch(text); found != nil {
		code, text = "rules.unknown-key", fmt.Sprintf("unknown key %q", found[1])
	}
	return Fault(file, line, code, text)
}

// notAField is how the library says that a key is unknown: with the Go type that lacks it,
// which is nothing to whoever corrects the file.
var notAField = regexp.MustCompile(`^field (\S+) not found in type `)

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

// UnmarshalYAML implements yaml.Unmarshaler: keys beside the row's own are its texts.
func (s *Said[T]) UnmarshalYAML(node *yaml.Node) error {
	var said struct {
		Row    T                    `yaml:",inline"`
		Beside map[string]yaml.Node `yaml:",inline"`
	}
	if err := node.Load(&said, strict); err != nil {
		return err
	}
	s.Row = said.Row
	for key, value := range said.Beside {
		language := models.Language(key)
		if language.Validate() != nil {
			unknown := fmt.Sprintf("field %s not found in type %T", key, s.Row)
			return &yaml.LoadErrors{Errors: []*yaml.LoadError{
				yaml.NewLoadError(yaml.ConstructorStage, unknown, yaml.Mark{Line: value.Line}, nil),
			}}
		}
		var text string
		if err := value.Load(&text); err != nil {
			return err
		}
		if s.Text == nil {
			s.Text = models.Text{}
		}
		s.Text[language] = text
	}
	return nil
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
