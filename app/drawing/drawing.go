// Package drawing reads the line drawings of the sheet: a small part of SVG,
// and nothing beyond it, so that what is drawn on paper is what the file shows.
package drawing

// Drawing is one picture, from (0, 0) at the top left to (Width, Height).
type Drawing struct {
	Width, Height float64 // in the drawing's own units
	Shapes        []Shape // in the order that they are drawn
}

// Shape is a path that is filled, stroked or both, the fill first.
type Shape struct {
	Path []Segment
	Look
}

// Look is how a shape is drawn.
type Look struct {
	Fill   *Colour // nil for none
	Stroke *Colour // nil for none
	Width  float64 // of the stroke, in the drawing's units
	Round  bool    // the stroke's ends and corners
}

// Colour is a colour in parts of 255.
type Colour struct{ R, G, B int }

// Segment is one step of a path. It ends at the last of its points.
type Segment struct {
	Kind   Kind
	Points []Point // one for Move and Line, three for Curve, none for Close
}

// Kind is what a segment does, by the letter that SVG has for it.
type Kind byte

// The kinds of segments; all points are absolute.
const (
	Move  Kind = 'M'
	Line  Kind = 'L'
	Curve Kind = 'C' // a cubic Bézier curve
	Close Kind = 'Z'
)

// Point is a place in a drawing.
type Point struct{ X, Y float64 }
