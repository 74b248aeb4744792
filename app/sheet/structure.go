package sheet

import "fmt"

// part is an element of the document's structure, which a screen reader follows in
// place of what stands where on the page. Its kind is one of PDF's standard types.
type part struct {
	kind string
	alt  string // what a drawing shows
	said string // what is read in place of what is drawn
	kids []kid

	scope   string      // of a heading cell, what it heads: Column or Row
	columns int         // of a cell, how many it spans; 0 is one
	labels  string      // of a list, what its items begin with, as PDF names it
	box     *[4]float64 // of a drawing: left, bottom, right and top in points from the page's lower left corner
}

// attributes are what the kind alone does not tell.
func (p *part) attributes() string {
	switch {
	case p.box != nil:
		return fmt.Sprintf(" /A <</O /Layout /BBox [%.2f %.2f %.2f %.2f]>>", p.box[0], p.box[1], p.box[2], p.box[3])
	case p.labels != "":
		return " /A <</O /List /ListNumbering /" + p.labels + ">>"
	case p.scope != "" && p.columns > 1:
		return fmt.Sprintf(" /A <</O /Table /Scope /%s /ColSpan %d>>", p.scope, p.columns)
	case p.scope != "":
		return " /A <</O /Table /Scope /" + p.scope + ">>"
	}
	return ""
}

// kid is a part, or a piece of a page's content.
type kid struct {
	part *part
	page int // from 0
	mark int // the piece's number on its page
}

// has adds a part within another.
func (p *part) has(kind string) *part {
	within := &part{kind: kind}
	p.kids = append(p.kids, kid{part: within})
	return within
}

// shown tells whether anything of the part is drawn. What was laid out and then
// set anew in another size is not.
func (p *part) shown() bool {
	for _, one := range p.kids {
		if one.part == nil || one.part.shown() {
			return true
		}
	}
	return false
}

// within draws a piece of a part; what no part has is an artifact, which a screen
// reader passes over.
func (p *paper) within(of *part, draw func()) {
	if of == nil {
		p.pdf.RawWriteStr("/Artifact BMC")
	} else {
		for len(p.marks) < p.pdf.PageNo() {
			p.marks = append(p.marks, nil)
		}
		page := p.pdf.PageNo() - 1
		of.kids = append(of.kids, kid{page: page, mark: len(p.marks[page])})
		p.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", of.kind, len(p.marks[page])))
		p.marks[page] = append(p.marks[page], of)
	}
	draw()
	p.pdf.RawWriteStr("EMC")
}

// inside lays something out as a part of the part that is being laid out.
func (l *layout) inside(kind string, lay func(*part) []strip) []strip {
	outer := l.part
	if outer == nil {
		outer = l.paper.document
	}
	l.part = outer.has(kind)
	strips := lay(l.part)
	l.part = outer
	return strips
}
