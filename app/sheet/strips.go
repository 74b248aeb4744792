package sheet

import "slices"

// strip is a piece of the sheet that no page break may split: a line, a table's
// row, a box. It is measured before it is drawn.
type strip struct {
	height float64 // mm
	gap    float64 // above it, unless it begins a page
	draw   func(top float64)

	// keep holds it together with the next strip on one page.
	keep bool
	// newPage begins a page with it, unless the page before is still mostly empty.
	newPage bool
	// repeat is drawn above it where it begins a page: the head of its table.
	repeat *strip
}

// lower makes the strip so high, with the room above what it draws.
func (s *strip) lower(height float64) {
	by, draw := height-s.height, s.draw
	s.height = height
	s.draw = func(top float64) { draw(top + by) }
}

// placed is a strip with its place.
type placed struct {
	strip *strip
	page  int // from 0
	top   float64
}

// paginate gives every strip its place on pages that are height mm high. Strips
// kept together go to the next page together, unless they need more than a page.
func paginate(strips []strip, height float64) (places []placed, pages int) {
	page, y := 0, 0.0
	place := func(s *strip) {
		places = append(places, placed{s, page, y})
		y += s.height
	}
	for first := 0; first < len(strips); {
		last := first
		for strips[last].keep && last+1 < len(strips) {
			last++
		}
		group := strips[first : last+1]
		if group[0].newPage && y > height/2 || y > 0 && y+group[0].gap+tall(group) > height {
			page, y = page+1, 0
		}
		for i := range group {
			one := &group[i]
			if y > 0 && y+one.gap+one.height > height {
				page, y = page+1, 0 // the group is longer than a page
			}
			if y > 0 {
				y += one.gap
			} else if one.repeat != nil {
				place(one.repeat)
			}
			place(one)
		}
		first = last + 1
	}
	return places, page + 1
}

// closer are the parts of the gaps that are tried until the last page is worth its paper.
var closer = []float64{0.85, 0.7, 0.55}

// How much of the last page is filled: less than half is drawn in where it can be; less than
// what is worth its paper never stays so.
const (
	half    = 1.0 / 2
	worthIt = 1.0 / 3
)

// paginated gives every strip its place. What would stand alone at the top of a
// last page is drawn in, where somewhat smaller gaps give it room before; else the
// page before gives some of its text to it.
func paginated(strips []strip, height float64) (places []placed, pages int) {
	places, pages = paginate(strips, height)
	for _, part := range closer {
		if lastFilled(places, pages, height*half) {
			return places, pages
		}
		drawnIn := slices.Clone(strips)
		for i := range drawnIn {
			drawnIn[i].gap *= part
		}
		if fewer, count := paginate(drawnIn, height); count < pages {
			strips, places, pages = drawnIn, fewer, count
			break
		}
	}
	if lastFilled(places, pages, height*worthIt) {
		return places, pages
	}
	return paginate(carriedOver(strips, height*worthIt), height)
}

// lastFilled tells whether the last page is filled so far down; a single one always is.
func lastFilled(places []placed, pages int, least float64) bool {
	last := places[len(places)-1]
	return pages == 1 || last.top+last.strip.height >= least
}

// carriedOver begins a page with the last strips that are so high together, and
// with all that is kept with them.
func carriedOver(strips []strip, height float64) []strip {
	carried := slices.Clone(strips)
	first := len(carried) - 1
	for first > 0 && (carried[first-1].keep || tall(carried[first:]) < height) {
		first--
	}
	carried[first].newPage = true
	return carried
}

// tall is the height of strips that stand below each other.
func tall(strips []strip) float64 {
	height := 0.0
	for i, one := range strips {
		height += one.height
		if i > 0 {
			height += one.gap
		}
	}
	return height
}

// shortText is how many lines are never parted.
const shortText = 3

// keepEnds keeps a short text together, and the first two and the last two lines
// of a longer one, so that no page begins or ends with a lone line. A text with lines to
// write on is never parted: nobody can fill in what stands on another page.
func keepEnds(lines []strip, written bool) {
	for i := range len(lines) - 1 {
		lines[i].keep = i == 0 || i == len(lines)-2 || len(lines) <= shortText || written
	}
}
