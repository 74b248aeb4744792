package drawing_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/drawing"
)

// A file that somebody edited is drawn whole or refused with its line: whatever is
// taken has a size, and numbers that paper and screen can draw.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("../../resources/drawings/*.svg")
	require.NoError(f, err)
	require.NotEmpty(f, files)
	for _, file := range files {
		svg, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(svg)
	}
	for _, svg := range []string{
		head + `<g fill="#808080" stroke="black"><path d="M 1,2 L3 4C5 6 7 8 9 -10Z"/></g></svg>`,
		head + `<polyline points="1,2 3,4 5,6" fill="none"/><line x1="1" y1="2" x2="3" y2="4"/></svg>`,
		head + `<circle cx="1e308" cy="20" r="1e308"/><ellipse cx="10" cy="20" rx="5" ry="2"/></svg>`,
		`<svg viewBox="0 0 1 1"/><g/>`,
	} {
		f.Add([]byte(svg))
	}
	f.Fuzz(func(t *testing.T, svg []byte) {
		read, err := drawing.Read(svg)
		if err != nil {
			var fault *drawing.Fault
			require.ErrorAs(t, err, &fault)
			require.Positive(t, fault.Line)
			return
		}
		require.Positive(t, read.Width)
		require.Positive(t, read.Height)
		for _, shape := range read.Shapes {
			require.NotEmpty(t, shape.Path)
			require.Equal(t, drawing.Move, shape.Path[0].Kind)
			require.Positive(t, shape.Look.Width)
			for _, segment := range shape.Path {
				for _, point := range segment.Points {
					require.False(t, math.IsInf(point.X, 0) || math.IsInf(point.Y, 0), "%v", point)
				}
			}
		}
	})
}
