package floor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models/stopwatch/floor"
)

func TestMedianAndQuantile(t *testing.T) {
	require.Equal(t, 3.0, floor.Median([]float64{9, 1, 3}))
	require.Equal(t, 4.0, floor.Median([]float64{4, 1, 9, 3}), "of two in the middle the greater one")
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(100 - i)
	}
	require.Equal(t, 100.0, floor.Quantile(hundred, 0.99))
	require.Equal(t, 100.0, floor.Quantile(hundred, 1), "nothing lies above the last one")
	require.Equal(t, 7.0, floor.Median([]float64{7}))
}
