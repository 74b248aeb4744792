package sheet_test

import (
	"testing"

	"nursedesk/app/careplan"
	"nursedesk/app/sheet"
	"nursedesk/resources/resourcestest"
)

func BenchmarkSheet(b *testing.B) {
	in := sample(b, "neurotomy", december14(), careplan.Facts{})
	all := texts(b)
	for b.Loop() {
		if _, err := all.Build(in); err != nil {
			b.Fatal(err)
		}
	}
}

// The sheets of a full day are printed in one go.
func BenchmarkSheetsOfADay(b *testing.B) {
	in := sample(b, "neurotomy", december14(), careplan.Facts{})
	all := texts(b)
	for b.Loop() {
		for range 40 {
			if _, err := all.Build(in); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkCalendar(b *testing.B) {
	in := sample(b, "neurotomy", december14(), careplan.Facts{})
	all := texts(b)
	for b.Loop() {
		if _, err := all.Calendar(sheet.CalendarInput{Input: in}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(resourcestest.Files, ""); err != nil {
			b.Fatal(err)
		}
	}
}
