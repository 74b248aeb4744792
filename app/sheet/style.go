package sheet

// Measures of the page in mm and of type in points. 14 points suit readers with
// low vision, and some 65 characters stand on a line of the text.
const (
	pageWidth  = 210.0
	pageHeight = 297.0

	marginLeft   = 22.0
	marginTop    = 16.5
	headTop      = 9.0
	marginBottom = 23.0 // the foot stands in it, clear of the 8 mm that printers leave blank
	textWidth    = 166.0
	lineWidth    = 156.0 // of running text: 75 characters at most
	textHeight   = pageHeight - marginTop - marginBottom

	bodySize  = 14.0
	largeSize = 18.0 // large print
	headSize  = 10.5
	footSize  = 11.0
	smallSize = 9.0

	leading    = 1.3    // line height in type sizes
	tight      = 1.2    // the same in tables, where the lines are short
	millimetre = 0.3528 // mm in a point

	writingHeight = 8.5 // a line to write on by hand
)

// points turns mm into points, as PDF measures.
func points(mm float64) float64 { return mm / 25.4 * 72 }

// page is where the text of a page stands.
var page = column{marginLeft, textWidth}

// running is the part of a column that lines of running text fill. Large print needs all of it.
func (l *layout) running(in column) column {
	if l.scale > 1 {
		return in
	}
	width := lineWidth
	if l.scale > 0 {
		width *= l.scale // smaller letters, shorter lines
	}
	in.width = min(in.width, page.x+width-in.x)
	return in
}

// The sheet is black on white; the one colour turns into a dark grey on a
// printer without colours.
var (
	ink    = colour{0, 0, 0}
	accent = colour{11, 106, 101}
	rule   = colour{150, 150, 150}
	tint   = colour{238, 242, 241}
)

type colour struct{ r, g, b int }

// style is how a text is set.
type style struct {
	size    float64
	bold    bool // the whole text, whatever its spans say
	colour  colour
	leading float64 // 0 for the usual
}

var (
	body = style{size: bodySize, colour: ink}
	cell = style{size: bodySize, colour: ink, leading: tight}
)

// headings are set by their level; a lower level than the last is set as the last.
var headings = []struct {
	style style
	above float64
	below float64
}{
	{style{size: 22, bold: true, colour: ink}, 8, 1.5},
	{style{size: 18, bold: true, colour: accent}, 6, 1.5},
	{style{size: 14.5, bold: true, colour: ink}, 4.5, 0.8},
}

// times gives the style so many times as large.
func (s style) times(scale float64) style {
	s.size *= scale
	return s
}

func (s style) lineHeight() float64 { return s.size * millimetre * s.lead() }

// baseline is how far below the top of a line its letters stand.
func (s style) baseline() float64 { return s.size * millimetre * (0.5*(s.lead()-1) + 0.78) }

func (s style) strong() style {
	s.bold = true
	return s
}

func (s style) lead() float64 {
	if s.leading == 0 {
		return leading
	}
	return s.leading
}

const (
	paragraphGap = 2.6
	itemGap      = 1.6
	listIndent   = 7.0
	boxPadding   = 3.0
	boxBar       = 1.6
)
