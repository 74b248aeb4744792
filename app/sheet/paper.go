package sheet

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

const family = "atkinson"

// paper draws on the pages of a PDF.
type paper struct {
	pdf    *fpdf.Fpdf
	widths map[glyph]float64 // thousandths of the type size

	document *part     // what a screen reader follows
	marks    [][]*part // of each page, by the number of their piece
}

type glyph struct {
	char rune
	bold bool
}

// about is what the PDF says of itself.
type about struct {
	title, author, language string
	on                      time.Time
}

func newPaper(faces *faces, about about) *paper {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true) // the same order of objects each time
	pdf.SetCreationDate(about.on)
	pdf.SetModificationDate(about.on)
	pdf.SetProducer("nursedesk", true)
	pdf.SetTitle(about.title, true)
	pdf.SetAuthor(about.author, true)
	pdf.SetLang(about.language)
	pdf.SetXmpMetadata(about.metadata())
	pdf.SetDisplayMode("fullpage", "continuous")
	pdf.AddUTF8FontFromBytes(family, "", faces.regular)
	pdf.AddUTF8FontFromBytes(family, "B", faces.bold)
	return &paper{pdf: pdf, widths: map[glyph]float64{}, document: &part{kind: "Document"}}
}

func weight(bold bool) string {
	if bold {
		return "B"
	}
	return ""
}

// measure gives the widths of texts in a style, in mm.
func (p *paper) measure(set style) measure {
	return func(text string, bold bool) float64 {
		thousandths := 0.0
		for _, char := range text {
			thousandths += p.width(glyph{char, bold || set.bold})
		}
		return thousandths / 1000 * set.size * millimetre
	}
}

func (p *paper) width(of glyph) float64 {
	width, ok := p.widths[of]
	if !ok {
		p.pdf.SetFont(family, weight(of.bold), bodySize)
		width = float64(p.pdf.GetStringSymbolWidth(string(of.char)))
		p.widths[of] = width
	}
	return width
}

// write sets text from x, in a line with that top, and gives where it ends.
func (p *paper) write(text string, set style, bold bool, x, top float64) float64 {
	bold = bold || set.bold
	p.pdf.SetFont(family, weight(bold), set.size)
	p.pdf.SetTextColor(set.colour.r, set.colour.g, set.colour.b)
	p.pdf.Text(x, top+set.baseline(), text)
	return x + p.measure(set)(text, bold)
}

// line draws a line of words. Lines to write on share the room that is left.
func (p *paper) line(line line, set style, in column, top float64) {
	blank := 0.0
	if count := line.blanks(); count > 0 {
		blank = leastBlank + (in.width-line.width)/float64(count)
	}
	x := in.x
	for i, word := range line.words {
		if word.spaced && i > 0 {
			x = p.write(" ", set, false, x, top) // a screen reader needs it
		}
		if word.blank {
			p.writingLine(x, x+blank, top+set.baseline()+0.8)
			x += blank
			continue
		}
		for _, run := range word.runs {
			x = p.write(run.text, set, run.bold, x, top)
		}
	}
	p.write(" ", set, false, x, top)
}

// mark draws a bullet or number beside a text.
func (p *paper) mark(text string, set style, x, top float64) {
	p.write(text, set, text != "•", x, top)
}

func (p *paper) writingLine(from, to, y float64) {
	p.pdf.SetDrawColor(ink.r, ink.g, ink.b)
	p.pdf.SetLineWidth(0.25)
	p.pdf.Line(from, y, to, y)
}

func (p *paper) ruleAcross(in column, y float64, ink colour, thick float64) {
	p.within(nil, func() {
		p.pdf.SetDrawColor(ink.r, ink.g, ink.b)
		p.pdf.SetLineWidth(thick)
		p.pdf.Line(in.x, y, in.x+in.width, y)
	})
}

// box draws the ground of a box: a tint with a bar on its left.
func (p *paper) box(in column, top, height float64) {
	p.within(nil, func() {
		p.pdf.SetFillColor(tint.r, tint.g, tint.b)
		p.pdf.Rect(in.x, top, in.width, height, "F")
		p.pdf.SetFillColor(accent.r, accent.g, accent.b)
		p.pdf.Rect(in.x, top, boxBar, height, "F")
	})
}

// shortened cuts a text that is too wide and ends it with an ellipsis.
func (p *paper) shortened(text string, set style, width float64) string {
	wide := p.measure(set)
	if wide(text, set.bold) <= width {
		return text
	}
	letters := []rune(text)
	for len(letters) > 0 && wide(string(letters)+"…", set.bold) > width {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

// bytes ends the PDF.
func (p *paper) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return tagged(out.Bytes(), p.document, p.marks)
}
