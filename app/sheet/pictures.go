package sheet

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"

	"github.com/yuin/goldmark/ast"

	"nursedesk/app/drawing"
)

// drawingFolder is where the drawings stand among the resources; a text shows
// one with ![what it shows](exercise-1.svg), beside what follows.
const drawingFolder = "drawings"

const (
	pictureWidth = 60.0 // mm
	pictureGap   = 6.0  // between a text and the drawing beside it
)

// picture is a drawing beside the paragraph or table that follows it in the text.
type picture struct {
	drawing *drawing.Drawing
	width   float64 // mm
	shows   string  // in words, for who can't see it
	caption string  // below it
	beside  block   // nil where nothing of the kind follows
}

// pictureAtEnd is the last of the blocks, if it is a picture that has nothing beside it yet.
func pictureAtEnd(blocks []block) *picture {
	if len(blocks) == 0 {
		return nil
	}
	shown, _ := blocks[len(blocks)-1].(*picture)
	if shown == nil || shown.beside != nil {
		return nil
	}
	return shown
}

func goesBeside(one block) bool {
	switch one.(type) {
	case paragraph, table:
		return true
	}
	return false
}

// drawings are what a text can show, by name.
type drawings map[string]*drawing.Drawing

// with gives the drawings and one more.
func (d drawings) with(name string, one *drawing.Drawing) drawings {
	all := maps.Clone(d)
	all[name] = one
	return all
}

// loadDrawings reads every drawing once: a sheet draws them from memory.
func loadDrawings(resources fs.FS) (drawings, error) {
	files, err := fs.Glob(resources, path.Join(drawingFolder, "*.svg"))
	if err != nil {
		return nil, fmt.Errorf("find the drawings: %w", err)
	}
	all := drawings{}
	for _, file := range files {
		svg, err := fs.ReadFile(resources, file)
		if err != nil {
			return nil, fmt.Errorf("read a drawing: %w", err)
		}
		read, err := drawing.Read(svg)
		var undrawn *drawing.Fault
		if errors.As(err, &undrawn) {
			return nil, fault(file, undrawn.Line, "sheet.drawing", undrawn.Text)
		}
		all[path.Base(file)] = read
	}
	return all, nil
}

// picture reads a paragraph that holds a drawing and nothing else; ok is false for another.
func (r *blockReader) picture(node ast.Node) (read block, ok bool, err error) {
	image, isImage := node.FirstChild().(*ast.Image)
	if !isImage || image.NextSibling() != nil {
		return nil, false, nil
	}
	name := string(image.Destination)
	found, known := r.drawings[name]
	if !known {
		return nil, true, r.refuse(image, fmt.Sprintf("there is no drawing %s", name))
	}
	shows, err := r.inline(image)
	if name != phoneCode {
		return &picture{drawing: found, width: pictureWidth, shows: shows.String()}, true, err
	}
	return &picture{drawing: found, width: codeWidth, shows: shows.String(), caption: shows.String()}, true, err
}

// picture sets a drawing on the right of its text. It is one strip: the one
// explains the other.
func (l *layout) picture(shown *picture, in column) strip {
	var figure *part
	l.inside("Figure", func(of *part) []strip {
		figure, of.alt = of, shown.shows
		return nil
	})
	text := l.block(shown.beside, column{in.x, in.width - shown.width - pictureGap})
	x := in.x + in.width - shown.width
	high := shown.width / shown.drawing.Width * shown.drawing.Height
	under := style{size: headSize, colour: ink}
	if shown.caption != "" {
		high += under.lineHeight()
	}
	return strip{height: max(tall(text), high), gap: paragraphGap, draw: func(top float64) {
		figure.box = &[4]float64{points(x), points(pageHeight - top - high), points(x + shown.width), points(pageHeight - top)}
		l.paper.within(figure, func() {
			l.paper.drawing(shown.drawing, x, top, shown.width)
			if shown.caption != "" {
				middle := x + (shown.width-l.paper.measure(under)(shown.caption, false))/2
				l.paper.write(shown.caption, under, false, middle, top+high-under.lineHeight())
			}
		})
		drawDown(text, top)
	}}
}

// drawing draws a picture so wide, as vectors.
func (p *paper) drawing(shown *drawing.Drawing, x, top, width float64) {
	scale := width / shown.Width
	at := func(point drawing.Point) (float64, float64) { return x + point.X*scale, top + point.Y*scale }
	for _, shape := range shown.Shapes {
		for _, segment := range shape.Path {
			switch segment.Kind {
			case drawing.Move:
				p.pdf.MoveTo(at(segment.Points[0]))
			case drawing.Line:
				p.pdf.LineTo(at(segment.Points[0]))
			case drawing.Curve:
				x0, y0 := at(segment.Points[0])
				x1, y1 := at(segment.Points[1])
				x2, y2 := at(segment.Points[2])
				p.pdf.CurveBezierCubicTo(x0, y0, x1, y1, x2, y2)
			case drawing.Close:
				p.pdf.ClosePath()
			}
		}
		p.finish(shape.Look, scale)
	}
}

// finish fills and strokes the path that was drawn last.
func (p *paper) finish(look drawing.Look, scale float64) {
	how := ""
	if look.Fill != nil {
		p.pdf.SetFillColor(look.Fill.R, look.Fill.G, look.Fill.B)
		how = "F"
	}
	if look.Stroke != nil {
		p.pdf.SetDrawColor(look.Stroke.R, look.Stroke.G, look.Stroke.B)
		p.pdf.SetLineWidth(look.Width * scale)
		ends, corners := "butt", "miter"
		if look.Round {
			ends, corners = "round", "round"
		}
		p.pdf.SetLineCapStyle(ends)
		p.pdf.SetLineJoinStyle(corners)
		how = "D" + how
	}
	if how == "" {
		how = "n" // nothing to see
	}
	p.pdf.DrawPath(how)
	p.pdf.SetLineCapStyle("butt")
}
