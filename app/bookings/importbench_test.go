package bookings_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/models"
)

// manyLines are bookings of so many patients, on working days, with their external IDs.
func manyLines(count int) string {
	var file strings.Builder
	file.WriteString("personal_number,given_name,family_name,phone,email,language,procedure,start,surgeon,theatre,medicines,conditions,external_id\n")
	first := models.NewDate(2026, 12, 14)
	for i := range count {
		born := models.NewDate(1940, 1, 1).AddDays(i / 10)
		digits := fmt.Sprintf("%s%03d", strings.ReplaceAll(born.String(), "-", ""), 980+i%10)
		day, slot := first.AddDays(i/32/5*7+i/32%5), i%32
		fmt.Fprintf(&file, "%s%d,Prov%c,Test%c%c%c,070-174%04d,,sv,neurotomy,%sT%02d:00,Dr %c,Sal %d,%s,,X-%d\n",
			digits, checkDigit(digits[2:]), 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26, 'a'+i/17576%26, i%10000,
			day, 8+2*(slot/8), 'A'+slot%8, 1+slot%8, []string{"", "B01AA03", "B01AC06"}[i%3], i)
	}
	return file.String()
}

// checkDigit is the last digit of a personal number, by Luhn.
func checkDigit(nine string) int {
	sum := 0
	for i, digit := range nine {
		doubled := int(digit-'0') * (2 - i%2)
		sum += doubled/10 + doubled%10
	}
	return (10 - sum%10) % 10
}

// What a line costs, when its booking is new and when it is there already.
func BenchmarkImport(b *testing.B) {
	const lines = 2000
	file := bookings.ImportBytes(manyLines(lines))
	importing := func(b *testing.B, desk *apptest.Desk) bookings.ImportReport {
		report, err := desk.Import(apptest.Nurse(), file, bookings.ImportOptions{AcceptWarnings: true}, func(bookings.ImportProgress) {})
		require.NoError(b, err)
		return report
	}
	b.Run("new", func(b *testing.B) {
		for range b.N {
			b.StopTimer()
			desk := apptest.New(b, "2026-11-02")
			b.StartTimer()
			require.Equal(b, lines, importing(b, desk).Booked)
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*lines), "µs/line")
	})
	b.Run("same", func(b *testing.B) {
		desk := apptest.New(b, "2026-11-02")
		importing(b, desk)
		for b.Loop() {
			require.Equal(b, lines, importing(b, desk).Known)
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*lines), "µs/line")
	})
}
