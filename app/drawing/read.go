package drawing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Fault is what a drawing holds that cannot be drawn.
type Fault struct {
	Line int // where it stands, from 1
	Text string
}

func (f *Fault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Text) }

// Read reads an SVG of the elements svg, g, path (M, L, C and Z, absolute), line,
// polyline, circle and ellipse. Whatever else it holds is a *Fault: a drawing
// that is shown without a part of it could teach a wrong movement.
func Read(svg []byte) (*Drawing, error) {
	r := &reader{decoder: xml.NewDecoder(bytes.NewReader(svg))}
	for {
		token, err := r.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = r.take(token)
		}
		if err != nil {
			line, _ := r.decoder.InputPos()
			return nil, &Fault{Line: line, Text: err.Error()}
		}
	}
	if r.drawing == nil {
		return nil, &Fault{Line: 1, Text: "there is no svg element"}
	}
	return r.drawing, nil
}

type reader struct {
	decoder *xml.Decoder
	drawing *Drawing
	looks   []Look // of the elements that are open
}

func (r *reader) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		return r.open(token)
	case xml.EndElement:
		r.looks = r.looks[:len(r.looks)-1]
	case xml.CharData:
		if text := strings.TrimSpace(string(token)); text != "" {
			return fmt.Errorf("text is not drawn: %s", text)
		}
	case xml.Directive:
		return errors.New("a directive is not read")
	}
	return nil // a comment, or the line that says that this is XML
}

func (r *reader) open(element xml.StartElement) error {
	if (element.Name.Local == "svg") != (r.drawing == nil) {
		return fmt.Errorf("the element %s stands at a wrong place", element.Name.Local)
	}
	look := Look{Fill: &Colour{}, Width: 1} // as SVG has it
	if len(r.looks) > 0 {
		look = r.looks[len(r.looks)-1]
	}
	a := attributes{}
	for _, one := range element.Attr {
		own, err := look.set(one.Name.Local, one.Value)
		if err != nil {
			return err
		}
		if !own {
			a[one.Name.Local] = one.Value
		}
	}
	r.looks = append(r.looks, look)
	path, err := r.path(element.Name.Local, a)
	if err != nil {
		return fmt.Errorf("%s: %w", element.Name.Local, err)
	}
	for name := range a {
		return fmt.Errorf("%s: the attribute %s is not known", element.Name.Local, name)
	}
	if path != nil {
		r.drawing.Shapes = append(r.drawing.Shapes, Shape{Path: path, Look: look})
	}
	return nil
}

// path gives the path of an element, nil for one that only holds others.
func (r *reader) path(element string, a attributes) ([]Segment, error) {
	switch element {
	case "svg":
		return nil, r.begin(a)
	case "g":
		return nil, nil
	case "path":
		return readPath(a.take("d"))
	case "polyline":
		points, err := readPoints(a.take("points"))
		if err == nil && len(points) < 2 {
			err = errors.New("a line needs two points")
		}
		return polyline(points), err
	case "line":
		n, err := a.numbers("x1", "y1", "x2", "y2")
		return polyline([]Point{{n[0], n[1]}, {n[2], n[3]}}), err
	case "circle":
		return a.ellipse("cx", "cy", "r")
	case "ellipse":
		return a.ellipse("cx", "cy", "rx", "ry")
	}
	return nil, errors.New("the element is not known")
}

func (r *reader) begin(a attributes) error {
	delete(a, "xmlns")
	box, err := readNumbers(a.take("viewBox"))
	if err != nil {
		return err
	}
	if len(box) != 4 || box[0] != 0 || box[1] != 0 || box[2] < 1 || box[3] < 1 {
		return errors.New("viewBox must be 0 0 and the drawing's width and height, 1 or more")
	}
	r.drawing = &Drawing{Width: box[2], Height: box[3]}
	return nil
}

// set takes an attribute that says how a shape is drawn; ok is false for another.
func (l *Look) set(name, value string) (ok bool, err error) {
	switch name {
	case "fill":
		l.Fill, err = readColour(value)
	case "stroke":
		l.Stroke, err = readColour(value)
	case "stroke-width":
		l.Width, err = readNumber(value)
		if err == nil && l.Width <= 0 {
			err = errors.New("stroke-width must be more than 0")
		}
	case "stroke-linecap", "stroke-linejoin":
		if l.Round = true; value != "round" {
			err = fmt.Errorf("%s can only be round", name)
		}
	default:
		return false, nil
	}
	return true, err
}

func readColour(text string) (*Colour, error) {
	switch text {
	case "none":
		return nil, nil
	case "black":
		return &Colour{}, nil
	case "white":
		return &Colour{255, 255, 255}, nil
	}
	hex, ok := strings.CutPrefix(text, "#")
	number, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil || len(hex) != 6 {
		return nil, fmt.Errorf("%q is not a colour like #808080", text)
	}
	return &Colour{int(number >> 16), int(number >> 8 & 255), int(number & 255)}, nil
}

// attributes are those of an element that nothing has asked for yet.
type attributes map[string]string

func (a attributes) take(name string) string {
	value := a[name]
	delete(a, name)
	return value
}

// numbers takes attributes that must all be there. It gives a number for each name even with an error.
func (a attributes) numbers(names ...string) ([]float64, error) {
	numbers := make([]float64, len(names))
	for i, name := range names {
		var err error
		if numbers[i], err = readNumber(a.take(name)); err != nil {
			return numbers, fmt.Errorf("%s: %w", name, err)
		}
	}
	return numbers, nil
}

// ellipse takes its middle and its radius or two.
func (a attributes) ellipse(names ...string) ([]Segment, error) {
	n, err := a.numbers(names...)
	if err != nil {
		return nil, err
	}
	rx, ry := n[2], n[len(n)-1]
	if rx <= 0 || ry <= 0 {
		return nil, errors.New("a radius must be more than 0")
	}
	return ellipse(n[0], n[1], rx, ry), nil
}

// farthest is a number that no drawing needs and that the sheet can still scale.
const farthest = 1e6

func readNumber(text string) (float64, error) {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(number) {
		return 0, fmt.Errorf("%q is not a number", text)
	}
	if math.Abs(number) > farthest {
		return 0, fmt.Errorf("%q is too far away to be drawn", text)
	}
	return number, nil
}
