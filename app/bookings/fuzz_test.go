package bookings

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

const fuzzHeading = "personal_number,given_name,family_name,procedure,start,medicines\n"

// Whatever a file holds, it is refused with a reason, or read into lines that have
// every column that a booking needs.
func FuzzReadImport(f *testing.F) {
	for _, text := range []string{
		fuzzHeading + "191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30,B01AA03;B01AC06\n",
		strings.ReplaceAll(fuzzHeading+"191212121212,Tolvan,Tolvansson,block,2026-12-14 08:30,\n", ",", ";"),
		"\xef\xbb\xbf" + fuzzHeading + "\n\n,,,,,\n", fuzzHeading + "19,\xc5sa,\xd6berg\n", fuzzHeading + "\"a\n", fuzzHeading + ",,,,,,,,,,\n", "a,b\n", "",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		lines, err := readAll(file)
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			return
		}
		last := 1
		for _, line := range lines {
			require.Greater(t, line.number, last)
			last = line.number
			if line.broken != nil {
				continue
			}
			for _, column := range RequiredColumns {
				at, ok := line.columns[column]
				require.True(t, ok, column)
				require.Less(t, at, len(line.fields), column)
			}
		}
	})
}

// A start that is taken is the same when it is written out and read again.
func FuzzParseStart(f *testing.F) {
	for _, text := range []string{
		"2026-12-14T08:30", "2026-12-14 08:30", "2026-12-14T08:30:00+01:00", "2026-12-14T08:30Z", "2027-03-28T02:30", "2026-10-25T02:30", "i morgon", "",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		start, err := ParseStart(text)
		if err != nil {
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			return
		}
		again, err := ParseStart(start.Format("2006-01-02T15:04:05Z07:00"))
		require.NoError(t, err)
		require.WithinDuration(t, start, again, 999999999)
	})
}
