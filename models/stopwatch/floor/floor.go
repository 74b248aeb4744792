// Package floor puts what a benchmark measures beside the least that it could
// take, its floor: both in turn, on the same machine, in the same run. The ratio
// holds on any machine, also on one that does other work meanwhile.
//
// `make bench` gathers the lines that bear a goal into one table.
package floor

import (
	"slices"
	"testing"
	"time"

	"nursedesk/models/stopwatch"
)

// Ratio reports how many times the floor was measured, both in a unit ("ms").
func Ratio(b *testing.B, unit string, measured, least, goal float64) {
	b.Helper()
	report(b, unit, measured, goal)
	b.ReportMetric(least, "floor")
	b.ReportMetric(measured/least, "ratio")
}

// Above reports how much more than the floor was measured, all three in a unit.
func Above(b *testing.B, unit string, measured, least, goal float64) {
	b.Helper()
	report(b, unit, measured, goal)
	b.ReportMetric(least, "floor")
	b.ReportMetric(measured-least, "above")
}

// Within reports what has no floor beside the most that it may be, both in a unit.
func Within(b *testing.B, unit string, measured, goal float64) {
	b.Helper()
	report(b, unit, measured, goal)
}

func report(b *testing.B, unit string, measured, goal float64) {
	b.Helper()
	b.ReportMetric(0, "ns/op") // the whole of both would be no answer to anything
	b.ReportMetric(measured, unit)
	b.ReportMetric(goal, "goal")
}

// InTurn runs what is measured and its floor in turn, as often as the benchmark
// asks, and reports their medians and ratio.
func InTurn(b *testing.B, goal float64, measured, least func()) {
	b.Helper()
	measured()
	least()
	var ours, theirs []time.Duration
	for b.Loop() {
		theirs = append(theirs, took(least))
		ours = append(ours, took(measured))
	}
	Ratio(b, "ms", Milliseconds(Median(ours)), Milliseconds(Median(theirs)), goal)
}

func took(act func()) time.Duration {
	watch := stopwatch.Start()
	act()
	return watch.Elapsed()
}

// Milliseconds is a stretch of time as the benchmarks write it.
func Milliseconds(of time.Duration) float64 { return of.Seconds() * 1000 }

// Median is the middle one of some measurements, of which there is at least one.
func Median[T int64 | float64 | time.Duration](of []T) T { return Quantile(of, 0.5) }

// Quantile is the measurement below which a part of all lies: 0.99 for p99.
func Quantile[T int64 | float64 | time.Duration](of []T, part float64) T {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[min(len(sorted)-1, int(part*float64(len(sorted))))]
}
