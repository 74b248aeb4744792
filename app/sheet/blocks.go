package sheet

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	mdtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The kinds of blocks that a sheet is built of.
type (
	heading struct {
		level int
		words spans
	}
	paragraph struct{ words spans }
	list      struct {
		items [][]block
		first int // the first number; 0 for bullets
	}
	box   struct{ inner []block }
	table struct {
		head []spans // nil where every cell of it is empty
		rows []row
	}
	newPage struct{}
)

type block any

// row is one row of a table. when is set in a table of dates, in place of the first cell.
type row struct {
	when  *period
	cells []spans
}

// span is a run of text in one weight.
type span struct {
	text string
	bold bool
}

type spans []span

func (s spans) String() string {
	var out strings.Builder
	for _, one := range s {
		out.WriteString(one.text)
	}
	return out.String()
}

// undrawable is Markdown that the sheet has no form for.
type undrawable struct {
	what string
	line int
}

func (u *undrawable) Error() string { return u.what }

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

// readBlocks turns Markdown into blocks.
func readBlocks(text filled, shown drawings) ([]block, error) {
	source := []byte(text.markdown)
	r := &blockReader{source: source, values: text.values, drawings: shown}
	return r.children(markdown.Parse(mdtext.NewReader(source)))
}

type blockReader struct {
	source   []byte
	values   []value
	drawings drawings
	when     *period // the last date of a row that was found
}

func (r *blockReader) refuse(node ast.Node, what string) error {
	line := 1
	for n := node; n != nil; n = n.Parent() {
		if pos := n.Pos(); pos > 0 && pos <= len(r.source) {
			line += strings.Count(string(r.source[:pos]), "\n")
			break
		}
	}
	return &undrawable{what: what, line: line}
}

func (r *blockReader) children(parent ast.Node) ([]block, error) {
	var blocks []block
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		read, err := r.block(node)
		if err != nil {
			return nil, err
		}
		if r.when != nil {
			return nil, r.refuse(node, "{{ when }} stands outside the first column of a table")
		}
		if shown := pictureAtEnd(blocks); shown != nil && goesBeside(read) {
			shown.beside = read
			continue
		}
		if read != nil {
			blocks = append(blocks, read)
		}
	}
	return blocks, nil
}

func (r *blockReader) block(node ast.Node) (block, error) {
	switch node := node.(type) {
	case *ast.Heading:
		words, err := r.inline(node)
		return heading{node.Level, words}, err
	case *ast.Paragraph, *ast.TextBlock:
		if shown, ok, err := r.picture(node); ok {
			return shown, err
		}
		words, err := r.inline(node)
		if len(words) == 0 {
			return nil, err // it held nothing but a comment
		}
		return paragraph{words}, err
	case *ast.List:
		return r.list(node)
	case *ast.Blockquote:
		inner, err := r.children(node)
		return box{inner}, err
	case *east.Table:
		return r.table(node)
	case *ast.ThematicBreak:
		return newPage{}, nil
	case *ast.HTMLBlock:
		return nil, r.comment(node, string(node.Lines().Value(r.source)))
	}
	return nil, r.refuse(node, fmt.Sprintf("%s is not for a sheet", node.Kind()))
}

// comment lets a comment pass; the cited facts in it are read elsewhere.
func (r *blockReader) comment(node ast.Node, text string) error {
	if strings.HasPrefix(strings.TrimSpace(text), "<!--") {
		return nil
	}
	return r.refuse(node, "HTML is not for a sheet")
}

func (r *blockReader) list(node *ast.List) (block, error) {
	read := list{}
	if node.IsOrdered() {
		read.first = node.Start
	}
	for item := node.FirstChild(); item != nil; item = item.NextSibling() {
		inner, err := r.children(item)
		if err != nil {
			return nil, err
		}
		read.items = append(read.items, inner)
	}
	return read, nil
}

func (r *blockReader) table(node *east.Table) (block, error) {
	var read table
	for line := node.FirstChild(); line != nil; line = line.NextSibling() {
		var one row
		empty := true
		r.when = nil
		for cell := line.FirstChild(); cell != nil; cell = cell.NextSibling() {
			words, err := r.inline(cell)
			if err != nil {
				return nil, err
			}
			one.cells = append(one.cells, words)
			empty = empty && len(words) == 0
		}
		if _, isHead := line.(*east.TableHeader); isHead {
			if !empty {
				read.head = one.cells
			}
			continue
		}
		one.when, r.when = r.when, nil
		read.rows = append(read.rows, one)
	}
	return read, nil
}

// inline reads a run of text with its bold parts.
func (r *blockReader) inline(parent ast.Node) (spans, error) {
	var read spans
	var walk func(ast.Node, bool) error
	walk = func(parent ast.Node, bold bool) error {
		for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
			switch node := node.(type) {
			case *ast.Text:
				read = read.with(r.expand(node.Segment.Value(r.source)), bold)
				if node.HardLineBreak() {
					read = read.with(string(lineBreak), bold)
				} else if node.SoftLineBreak() {
					read = read.with(" ", bold)
				}
			case *ast.String:
				read = read.with(r.expand(node.Value), bold)
			case *ast.Emphasis:
				if node.Level != 2 {
					return r.refuse(node, "slanted text is hard to read: use **bold**")
				}
				if err := walk(node, true); err != nil {
					return err
				}
			case *ast.RawHTML:
				if err := r.comment(node, string(node.Segments.Value(r.source))); err != nil {
					return err
				}
			default:
				return r.refuse(node, fmt.Sprintf("%s is not for a sheet", node.Kind()))
			}
		}
		return nil
	}
	if err := walk(parent, false); err != nil {
		return nil, err
	}
	return read.trimmed(), nil
}

func (s spans) with(text string, bold bool) spans {
	if last := len(s) - 1; last >= 0 && s[last].bold == bold {
		s[last].text += text
		return s
	}
	return append(s, span{text, bold})
}

// trimmed takes the space away that a comment has left at the end.
func (s spans) trimmed() spans {
	for len(s) > 0 {
		last := &s[len(s)-1]
		last.text = strings.TrimRight(last.text, " ")
		if last.text != "" {
			break
		}
		s = s[:len(s)-1]
	}
	return s
}

func (r *blockReader) value(char rune) (value, bool) {
	if i := int(char - firstValue); char >= firstValue && i < len(r.values) {
		return r.values[i], true
	}
	return value{}, false
}

// expand resolves Markdown's escapes, then puts in the values that Markdown has not seen.
func (r *blockReader) expand(text []byte) string {
	text = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(text)))
	var out strings.Builder
	for _, char := range string(text) {
		if v, ok := r.value(char); ok {
			if v.when != nil {
				r.when = v.when
			}
			out.WriteString(v.text)
			continue
		}
		out.WriteRune(char)
	}
	return out.String()
}
