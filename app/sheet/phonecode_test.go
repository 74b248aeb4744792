package sheet

import (
	"testing"

	"github.com/stretchr/testify/require"
	"rsc.io/qr"

	"nursedesk/app/drawing"
)

// The code on paper is the one that dials the clinic from anywhere, square for
// square, with the white margin that a reader needs.
func TestDial(t *testing.T) {
	drawn, ok := dial("031-81 80 83")
	require.True(t, ok)
	want, err := qr.Encode("tel:+4631818083", qr.M)
	require.NoError(t, err)
	require.Equal(t, float64(want.Size+8), drawn.Width)

	got := map[[2]int]bool{}
	path := drawn.Shapes[1].Path
	for i := 0; i < len(path); i += 5 {
		require.Equal(t, drawing.Move, path[i].Kind)
		from, to := path[i].Points[0], path[i+2].Points[0]
		require.Equal(t, from.Y+1, to.Y)
		for x := from.X; x < to.X; x++ {
			got[[2]int{int(x), int(from.Y)}] = true
		}
	}
	for y := -quietZone; y < want.Size+quietZone; y++ {
		for x := -quietZone; x < want.Size+quietZone; x++ {
			inside := x >= 0 && y >= 0 && x < want.Size && y < want.Size
			require.Equal(t, inside && want.Black(x, y), got[[2]int{x + quietZone, y + quietZone}], "%d, %d", x, y)
		}
	}
	_, ok = dial("växeln")
	require.False(t, ok)
}
