package triage

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
)

// condition is what has to be found for a rule to hold. It is read from an expr
// expression and knows "and", "or" and "at least as bad as" and nothing else, so that
// a worse answer can make it true and never false.
type condition struct {
	all, any []condition // of both none, or one
	atom     *atom
}

// atom holds where a finding's value, see Finding.value, reaches a limit.
type atom struct {
	finding int
	limit   float64
	side    side
	strict  bool // the limit itself does not hold
}

// side is the direction in which an answer gets worse.
type side int

const (
	above side = iota // of a number; what is no number gets worse this way only
	below
)

func (a atom) holds(values []float64) bool { return a.reached(values[a.finding]) }

// reached tells whether a value is that bad; one that is not measured (NaN) never is.
func (a atom) reached(value float64) bool {
	switch {
	case a.strict && value == a.limit:
		return false
	case a.side == below:
		return value <= a.limit
	}
	return value >= a.limit
}

// holds tells whether the condition is met; one that says nothing always is.
func (c *condition) holds(values []float64) bool {
	switch {
	case c.atom != nil:
		return c.atom.holds(values)
	case c.any != nil:
		for i := range c.any {
			if c.any[i].holds(values) {
				return true
			}
		}
		return false
	}
	for i := range c.all {
		if !c.all[i].holds(values) {
			return false
		}
	}
	return true
}

// causes adds the findings that a condition which holds holds because of.
func (c *condition) causes(values []float64, into []int) []int {
	if c.atom != nil {
		if slices.Contains(into, c.atom.finding) {
			return into
		}
		return append(into, c.atom.finding)
	}
	for _, parts := range [][]condition{c.all, c.any} {
		for i := range parts {
			if parts[i].holds(values) {
				into = parts[i].causes(values, into)
			}
		}
	}
	return into
}

// atoms calls for every atom.
func (c *condition) atoms(each func(atom)) {
	if c.atom != nil {
		each(*c.atom)
	}
	for _, parts := range [][]condition{c.all, c.any} {
		for i := range parts {
			parts[i].atoms(each)
		}
	}
}

// apart tells whether every finding that the condition names is enough by itself.
func (c *condition) apart() bool {
	for i := range c.any {
		if !c.any[i].apart() {
			return false
		}
	}
	return len(c.all) == 0
}

// vocabulary is what a condition may name: findings, and terms, each by its id
// with "_" for "-".
type vocabulary struct {
	findings []Finding
	named    map[string]int
	terms    map[string]condition
	env      map[string]any // for expr's type check
}

func newVocabulary(findings []Finding) vocabulary {
	v := vocabulary{
		findings: findings, named: map[string]int{}, terms: map[string]condition{}, env: map[string]any{},
	}
	for i, finding := range findings {
		name := underscored(finding.ID)
		v.named[name] = i
		switch finding.Kind {
		case YesNo:
			v.env[name] = false
		case Number:
			v.env[name] = 0.0
		case Choice:
			options := map[string]bool{}
			for _, option := range finding.Choices {
				options[option.ID] = false
			}
			v.env[name] = options
		}
	}
	return v
}

// compile reads a condition. expr parses it and checks its types.
func (v vocabulary) compile(text string) (condition, error) {
	program, err := expr.Compile(text, expr.Env(v.env), expr.AsBool(), expr.DisableAllBuiltins(), expr.Optimize(false))
	if err != nil {
		return condition{}, err
	}
	return v.read(program.Node())
}

func (v vocabulary) read(node ast.Node) (condition, error) {
	switch node := node.(type) {
	case *ast.IdentifierNode:
		if term, ok := v.terms[node.Value]; ok {
			return term, nil
		}
		return is(v.named[node.Value], 1), nil
	case *ast.MemberNode:
		return v.option(node)
	case *ast.BinaryNode:
		switch node.Operator {
		case "and", "&&":
			parts, err := v.both(node)
			return condition{all: parts}, err
		case "or", "||":
			parts, err := v.both(node)
			return condition{any: parts}, err
		case "<=", ">=", "<", ">":
			return v.comparison(node)
		}
	}
	return condition{}, lowering(node)
}

// lowering is the fault of an expression that a worse answer could make false.
func lowering(node ast.Node) error {
	return fmt.Errorf("%s: only and, or, and a number compared in a direction in which it gets worse", node)
}

func is(finding int, limit float64) condition {
	return condition{atom: &atom{finding: finding, limit: limit}}
}

func (v vocabulary) both(node *ast.BinaryNode) ([]condition, error) {
	left, err := v.read(node.Left)
	if err != nil {
		return nil, err
	}
	right, err := v.read(node.Right)
	return []condition{left, right}, err
}

// option reads pain_course.worse: that choice, or a worse one.
func (v vocabulary) option(node *ast.MemberNode) (condition, error) {
	choice, isName := node.Node.(*ast.IdentifierNode)
	property, isText := node.Property.(*ast.StringNode)
	if !isName || !isText {
		return condition{}, lowering(node)
	}
	at := v.named[choice.Value]
	rank := slices.IndexFunc(v.findings[at].Choices, func(o Option) bool { return o.ID == property.Value })
	if rank < 0 {
		return condition{}, fmt.Errorf("%s: no such choice", node)
	}
	return is(at, float64(rank)), nil
}

// comparison reads temperature >= 38.0.
func (v vocabulary) comparison(node *ast.BinaryNode) (condition, error) {
	name, ok := node.Left.(*ast.IdentifierNode)
	if !ok {
		return condition{}, lowering(node)
	}
	var limit float64
	switch number := node.Right.(type) {
	case *ast.IntegerNode:
		limit = float64(number.Value)
	case *ast.FloatNode:
		limit = number.Value
	default:
		return condition{}, lowering(node)
	}
	a := atom{finding: v.named[name.Value], limit: limit, strict: node.Operator == "<" || node.Operator == ">"}
	if node.Operator[0] == '<' {
		a.side = below
	}
	if !v.findings[a.finding].worsens(a.side) {
		return condition{}, lowering(node)
	}
	return condition{atom: &a}, nil
}
