package drawing_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/drawing"
)

const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60">` + "\n"

// What the sheet draws must be what the file says: every element, and the look that a group hands down.
func TestRead(t *testing.T) {
	black, grey, white := drawing.Colour{}, drawing.Colour{R: 128, G: 128, B: 128}, drawing.Colour{R: 255, G: 255, B: 255}
	read, err := drawing.Read([]byte(`<?xml version="1.0"?><!-- a person -->` + head + `
<g fill="#808080" stroke="black" stroke-width="1.5" stroke-linejoin="round">
  <path d="M 1,2 L3 4C5 6 7 8 9 -10Z"/>
  <polyline points="1,2 3,4 5,6" fill="none"/>
</g>
<line x1="1" y1="2" x2="3" y2="4" stroke="white"/>
<circle cx="10" cy="20" r="5"/>
<ellipse cx="10" cy="20" rx="5" ry="2"/>
</svg>`))
	require.NoError(t, err)
	require.Equal(t, 120.0, read.Width)
	require.Equal(t, 60.0, read.Height)
	require.Len(t, read.Shapes, 5)
	require.Equal(t, drawing.Shape{
		Path: []drawing.Segment{
			{Kind: drawing.Move, Points: []drawing.Point{{X: 1, Y: 2}}},
			{Kind: drawing.Line, Points: []drawing.Point{{X: 3, Y: 4}}},
			{Kind: drawing.Curve, Points: []drawing.Point{{X: 5, Y: 6}, {X: 7, Y: 8}, {X: 9, Y: -10}}},
			{Kind: drawing.Close, Points: []drawing.Point{}},
		},
		Look: drawing.Look{Fill: &grey, Stroke: &black, Width: 1.5, Round: true},
	}, read.Shapes[0])
	require.Len(t, read.Shapes[1].Path, 3)
	require.Nil(t, read.Shapes[1].Fill)
	require.Equal(t, drawing.Look{Fill: &black, Stroke: &white, Width: 1}, read.Shapes[2].Look)
	require.Equal(t, drawing.Point{X: 15, Y: 20}, read.Shapes[3].Path[0].Points[0])
	require.Equal(t, drawing.Point{X: 10, Y: 22}, read.Shapes[4].Path[1].Points[2])
}

// A circle and an ellipse are round: their four quarters begin and end on the curve,
// run along it in one direction, and close.
func TestRound(t *testing.T) {
	const cx, cy, rx, ry = 40, 30, 20, 5
	read, err := drawing.Read([]byte(head + `<ellipse cx="40" cy="30" rx="20" ry="5"/></svg>`))
	require.NoError(t, err)
	path := read.Shapes[0].Path
	require.Len(t, path, 6)
	require.Equal(t, []drawing.Point{{X: cx + rx, Y: cy}}, path[0].Points)
	require.Equal(t, drawing.Close, path[5].Kind)
	from := path[0].Points[0]
	for quarter, segment := range path[1:5] {
		p := append([]drawing.Point{from}, segment.Points...)
		require.Len(t, p, 4)
		for step := range 11 {
			at := float64(step) / 10
			a, b, c, d := (1-at)*(1-at)*(1-at), 3*at*(1-at)*(1-at), 3*at*at*(1-at), at*at*at
			x := (a*p[0].X + b*p[1].X + c*p[2].X + d*p[3].X - cx) / rx
			y := (a*p[0].Y + b*p[1].Y + c*p[2].Y + d*p[3].Y - cy) / ry
			require.InDelta(t, 1, x*x+y*y, 0.001, "quarter %d", quarter)
			turned := math.Mod(math.Atan2(y, x)*2/math.Pi+4, 4) // in quarters, clockwise from the right
			require.InDelta(t, float64(quarter)+at, turned+4*math.Round((float64(quarter)+at-turned)/4), 0.02, "quarter %d", quarter)
		}
		from = segment.Points[2]
	}
	require.InDelta(t, cx+rx, from.X, 1e-9)
	require.InDelta(t, cy, from.Y, 1e-9)
}

// A drawing that is shown without a part of it could teach a wrong movement.
func TestReadRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		svg, says string
		line      int
	}{
		"unknown element":         {head + "<rect/></svg>", "rect", 2},
		"text":                    {head + "\n<text>1</text></svg>", "text", 3},
		"loose text":              {head + "hej</svg>", "hej", 2},
		"unknown attribute":       {head + `<circle cx="1" cy="1" r="1" opacity="0.5"/></svg>`, "opacity", 2},
		"transform":               {head + `<g transform="rotate(3)"/></svg>`, "transform", 2},
		"style":                   {head + `<g style="fill:red"/></svg>`, "style", 2},
		"unknown colour":          {head + `<g fill="url(#a)"/></svg>`, "url(#a)", 2},
		"short colour":            {head + `<g fill="#fff"/></svg>`, "#fff", 2},
		"width of nothing":        {head + `<g stroke-width="0"/></svg>`, "stroke-width", 2},
		"width in mm":             {head + `<g stroke-width="1mm"/></svg>`, "1mm", 2},
		"other line ends":         {head + `<g stroke-linecap="square"/></svg>`, "round", 2},
		"relative step":           {head + `<path d="M1 1l2 2"/></svg>`, "step l", 2},
		"arc":                     {head + `<path d="M1 1A1 1 0 0 0 2 2"/></svg>`, "A", 2},
		"step without its letter": {head + `<path d="M1 1 2 2"/></svg>`, "points", 2},
		"path from nowhere":       {head + `<path d="L1 1"/></svg>`, "begin", 2},
		"empty path":              {head + `<path/></svg>`, "empty", 2},
		"half a point":            {head + `<polyline points="1 2 3"/></svg>`, "second", 2},
		"number that is none":     {head + `<circle cx="NaN" cy="1" r="1"/></svg>`, "NaN", 2},
		"number too far away":     {head + `<circle cx="1e308" cy="1" r="1e308"/></svg>`, "too far", 2},
		"number without end":      {head + `<circle cx="Inf" cy="1" r="1"/></svg>`, "too far", 2},
		"circle of nothing":       {head + `<circle cx="1" cy="1" r="0"/></svg>`, "radius", 2},
		"ellipse inside out":      {head + `<ellipse cx="1" cy="1" rx="1" ry="-1"/></svg>`, "radius", 2},
		"line of one point":       {head + `<polyline points="1 2"/></svg>`, "two points", 2},
		"missing number":          {head + `<line x1="1" y1="1" x2="2"/></svg>`, "y2", 2},
		"no size":                 {`<svg/>`, "viewBox", 1},
		"size that is none":       {`<svg viewBox="0 0 0 10"/>`, "viewBox", 1},
		"size of a speck":         {`<svg viewBox="0 0 1e-300 10"/>`, "viewBox", 1},
		"drawing in a drawing":    {head + `<svg viewBox="0 0 1 1"/></svg>`, "wrong place", 2},
		"shape before the svg":    {`<g/>`, "wrong place", 1},
		"nothing":                 {"", "no svg", 1},
		"broken off":              {head + "<g>", "EOF", 2},
		"entity":                  {head + "<g>&amp;x;</g></svg>", "text", 2},
		"doctype":                 {`<!DOCTYPE svg>` + head + "</svg>", "directive", 1},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := drawing.Read([]byte(test.svg))
			var fault *drawing.Fault
			require.ErrorAs(t, err, &fault)
			require.Contains(t, err.Error(), test.says)
			require.Equal(t, test.line, fault.Line)
		})
	}
}
