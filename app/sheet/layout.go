package sheet

import "fmt"

// layout turns blocks into strips.
type layout struct {
	paper *paper
	year  int // of the procedure; another year is said
	words words
	scale float64 // of the type, 0 for the usual

	crowded bool // rows of tables stand closer

	part *part // what is being laid out, for a screen reader; nil is the document
}

// sized gives a style as large as this sheet is set.
func (l *layout) sized(set style) style {
	if l.scale == 0 {
		return set
	}
	return set.times(l.scale)
}

// column is where text may stand: from x, so wide.
type column struct{ x, width float64 }

func (c column) indented(by float64) column { return column{c.x + by, c.width - by} }

// blocks lays out blocks below each other.
func (l *layout) blocks(blocks []block, in column) []strip {
	var strips []strip
	breakNext, afterHeading := false, false
	for i, one := range blocks {
		if _, ok := one.(newPage); ok {
			breakNext = true
			continue
		}
		laid := l.block(one, in)
		if len(laid) == 0 {
			continue
		}
		laid[0].newPage = laid[0].newPage || breakNext
		breakNext = false
		if afterHeading {
			laid[0].gap = 0 // the heading has its own room below
		}
		_, afterHeading = one.(heading)
		if i+1 < len(blocks) && leadsTo(one, blocks[i+1]) {
			laid[len(laid)-1].keep = true
		}
		strips = append(strips, laid...)
	}
	return strips
}

// leadsTo tells whether a text stays on the page of what follows: a list, table or box.
func leadsTo(one, next block) bool {
	if _, ok := one.(paragraph); !ok {
		return false
	}
	switch next.(type) {
	case list, table, box:
		return true
	}
	return false
}

func (l *layout) block(one block, in column) []strip {
	switch one := one.(type) {
	case heading:
		return l.heading(one, in)
	case paragraph:
		strips := l.inside("P", func(*part) []strip { return l.text(one.words, l.sized(body), l.running(in)) })
		strips[0].gap = paragraphGap
		return strips
	case list:
		return l.inside("L", func(of *part) []strip {
			of.labels = "Disc"
			if one.first > 0 {
				of.labels = "Decimal"
			}
			return l.list(one, in)
		})
	case box:
		return l.inside("Sect", func(*part) []strip { return []strip{l.box(one, in)} })
	case table:
		return l.inside("Table", func(*part) []strip { return l.table(one, in) })
	case *picture:
		return []strip{l.picture(one, in)}
	}
	return nil
}

func (l *layout) heading(one heading, in column) []strip {
	level := min(one.level, len(headings))
	form := headings[level-1]
	strips := l.inside(fmt.Sprintf("H%d", level), func(*part) []strip { return l.text(one.words, l.sized(form.style), in) })
	strips[0].gap = form.above
	for i := range strips {
		strips[i].keep = true
	}
	strips[len(strips)-1].height += form.below
	return strips
}

// text sets a run of text, a strip for each line.
func (l *layout) text(words spans, set style, in column) []strip {
	lines := wrap(words, in.width, l.paper.measure(set))
	of := l.part
	strips := make([]strip, len(lines))
	written := false
	for i, line := range lines {
		height := set.lineHeight()
		if line.blanks() > 0 {
			height, written = max(height, writingHeight), true
		}
		strips[i] = strip{height: height, draw: func(top float64) {
			l.paper.within(of, func() { l.paper.line(line, set, in, top+height-set.lineHeight()) })
		}}
	}
	keepEnds(strips, written)
	return strips
}

func (l *layout) list(one list, in column) []strip {
	set := l.sized(body)
	words := in.indented(listIndent / bodySize * set.size)
	var strips []strip
	for i, item := range one.items {
		if i == 1 || i > 0 && i+1 == len(one.items) {
			strips[len(strips)-1].keep = true // no item of a list is alone on a page
		}
		var label *part
		inner := l.inside("LI", func(li *part) []strip {
			label = li.has("Lbl")
			return l.inside("LBody", func(*part) []strip { return l.blocks(item, words) })
		})
		if len(inner) == 0 {
			inner = l.text(nil, set, words) // an item without words
		}
		mark := "•"
		if one.first > 0 {
			mark = fmt.Sprintf("%d.", one.first+i)
		}
		first := inner[0].draw
		inner[0].draw = func(top float64) {
			l.paper.within(label, func() { l.paper.mark(mark, set, in.x, top) })
			first(top)
		}
		inner[0].gap = itemGap
		strips = append(strips, inner...)
	}
	if len(strips) > 0 {
		strips[0].gap = paragraphGap
	}
	return strips
}

// box sets what stands out: a tinted field with a bar beside it, never split.
func (l *layout) box(one box, in column) strip {
	inner := l.blocks(one.inner, column{in.x + boxBar + boxPadding, in.width - boxBar - 2*boxPadding})
	height := tall(inner) + 2*boxPadding
	return strip{height: height, gap: 4, draw: func(top float64) {
		l.paper.box(in, top, height)
		drawDown(inner, top+boxPadding)
	}}
}

// drawDown draws strips below each other from a top.
func drawDown(strips []strip, top float64) {
	for i, one := range strips {
		if i > 0 {
			top += one.gap
		}
		one.draw(top)
		top += one.height
	}
}
