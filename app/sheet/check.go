package sheet

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
)

// reference is the use of a date or task by its id.
type reference struct {
	id   string
	line int
}

var (
	factsComment = regexp.MustCompile(`<!--\s*facts:([^>]*?)-->`)
	templateLine = regexp.MustCompile(`^template: [^:]*:(\d+):(?:\d+:)? ?(.*)`)
	startedLine  = regexp.MustCompile(`started at [^:]*:(\d+)`)
)

// parse reads the placeholders and the cited facts of a source.
func (t *text) parse(shown drawings) error {
	var err error
	t.template, err = template.New(t.file).Option("missingkey=error").Funcs(emptyPlaceholders()).Parse(t.source)
	if err != nil {
		return t.templateFault(err)
	}
	for number, line := range strings.Split(t.source, "\n") {
		for _, found := range factsComment.FindAllStringSubmatch(line, -1) {
			for _, fact := range strings.Fields(found[1]) {
				t.citations = append(t.citations, Citation{
					Fact: fact, File: t.file, Line: number + 1, Procedure: t.procedure, Language: t.language,
				})
			}
		}
	}
	t.collect(t.template.Root)
	t.bound(t.template.Root, 0)
	if len(t.fields) > 0 {
		return fault(t.file, t.fields[0].line, "sheet.text-placeholder", t.fields[0].id)
	}
	// The source itself, with its placeholders unfilled, tells on which line a
	// piece of Markdown stands that the sheet cannot draw.
	var undrawable *undrawable
	if _, err := readBlocks(filled{markdown: t.source}, shown); errors.As(err, &undrawable) {
		return fault(t.file, undrawable.line, "sheet.text-markdown", undrawable.what)
	}
	return nil
}

// templateFault says of a template's error on which line it stands.
func (t *text) templateFault(err error) error {
	message := err.Error()
	if found := templateLine.FindStringSubmatch(message); found != nil {
		if started := startedLine.FindStringSubmatch(message); started != nil {
			found[1] = started[1]
		}
		if line, atoiErr := strconv.Atoi(found[1]); atoiErr == nil {
			return fault(t.file, line, "sheet.text-placeholder", found[2]).Because(err)
		}
	}
	return fault(t.file, 1, "sheet.text-placeholder", message).Because(err)
}

// collect finds every id of a date or task in the template.
func (t *text) collect(node parse.Node) {
	switch node := node.(type) {
	case *parse.ListNode:
		if node == nil {
			return
		}
		for _, inner := range node.Nodes {
			t.collect(inner)
		}
	case *parse.ActionNode:
		t.collect(node.Pipe)
	case *parse.IfNode:
		t.collectBranch(&node.BranchNode)
	case *parse.WithNode:
		t.collectBranch(&node.BranchNode)
	case *parse.RangeNode:
		t.collectBranch(&node.BranchNode)
	case *parse.PipeNode:
		for _, command := range node.Cmds {
			for _, argument := range command.Args {
				t.collect(argument)
			}
		}
	case *parse.FieldNode:
		// A dot alone is the medicine; what stands in it is asked for by name.
		t.fields = append(t.fields, reference{node.String(), t.lineAt(node.Pos)})
	case *parse.StringNode:
		// Every text argument is an id: no placeholder takes other text.
		t.references = append(t.references, reference{node.Text, t.lineAt(node.Pos)})
	}
}

// deepestRange is how many repetitions may stand inside each other: for each medicine,
// and once more within it.
const deepestRange = 2

// bound finds what would let a text go on for ever: a count to repeat, repetitions
// inside repetitions, a text that calls itself. No placeholder takes a number.
func (t *text) bound(node parse.Node, ranges int) {
	refuse := func() { t.fields = append(t.fields, reference{node.String(), t.lineAt(node.Position())}) }
	branch := func(b *parse.BranchNode, ranges int) {
		t.bound(b.Pipe, ranges)
		t.bound(b.List, ranges)
		if b.ElseList != nil {
			t.bound(b.ElseList, ranges)
		}
	}
	switch node := node.(type) {
	case *parse.ListNode:
		for _, inner := range node.Nodes {
			t.bound(inner, ranges)
		}
	case *parse.ActionNode:
		t.bound(node.Pipe, ranges)
	case *parse.IfNode:
		branch(&node.BranchNode, ranges)
	case *parse.WithNode:
		branch(&node.BranchNode, ranges)
	case *parse.RangeNode:
		if ranges == deepestRange {
			refuse()
			return
		}
		branch(&node.BranchNode, ranges+1)
	case *parse.PipeNode:
		for _, command := range node.Cmds {
			for _, argument := range command.Args {
				if argument.Type() == parse.NodeNumber {
					refuse()
				}
				t.bound(argument, ranges)
			}
		}
	case *parse.TemplateNode:
		refuse()
	}
}

func (t *text) lineAt(pos parse.Pos) int {
	return 1 + strings.Count(t.source[:min(int(pos), len(t.source))], "\n")
}

func (t *text) collectBranch(node *parse.BranchNode) {
	t.collect(node.Pipe)
	t.collect(node.List)
	t.collect(node.ElseList)
}

// check refuses a text that cites what is not there or that cannot be drawn.
func (t *Texts) check(text *text, known *rulebook.Facts, protocol careplan.Protocol, on *paper) error {
	for _, citation := range text.citations {
		if !known.Known(citation.Fact) {
			return fault(text.file, citation.Line, "sheet.text-fact", citation.Fact)
		}
	}
	for number, line := range strings.Split(text.source, "\n") {
		if _, ok := t.faces.write(line); !ok {
			return fault(text.file, number+1, "sheet.text-letter", line)
		}
	}
	for _, reference := range text.references {
		if !knows(protocol, reference.id) {
			return fault(text.file, reference.line, "sheet.text-date", reference.id)
		}
	}
	return t.rehearse(text, protocol, on)
}

// rehearse writes the text with every condition true and with none, with and
// without medicines, so that what cannot be drawn shows at start and not before
// a waiting patient. It is laid out on the paper, but not drawn.
func (t *Texts) rehearse(text *text, protocol careplan.Protocol, on *paper) error {
	for _, everything := range []bool{true, false} {
		for _, decisions := range [][]Medicine{nil, rehearsedMedicines()} {
			pen := rehearsal(t.words[text.language], protocol, everything, decisions)
			if err := t.tryOut(text, pen, on); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Texts) tryOut(text *text, pen *pen, on *paper) error {
	filled, err := text.fill(pen)
	if err != nil {
		return err
	}
	blocks, err := readBlocks(t.faces.writeFilled(filled), t.drawings)
	if err != nil {
		return fault(text.file, 1, "sheet.text-markdown", err.Error())
	}
	for _, scale := range []float64{1, largePrint} {
		lay := layout{paper: on, words: t.words[text.language], scale: scale}
		strips := lay.blocks(blocks, page)
		if len(strips) == 0 {
			return fault(text.file, 1, "sheet.text-empty", "")
		}
		for _, strip := range strips {
			if strip.height > textHeight {
				return fault(text.file, 1, "sheet.text-markdown", "a box or row longer than a page")
			}
		}
	}
	return nil
}

func knows(protocol careplan.Protocol, id string) bool {
	return id == startID || id == inrID ||
		slices.ContainsFunc(protocol.Milestones, func(m careplan.Milestone) bool { return m.ID == id }) ||
		slices.ContainsFunc(protocol.Steps, func(s careplan.Step) bool { return s.ID == id })
}
