package triage_test

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/resources"
)

// end is the last day on which the clinic judges a call.
const end = 730

var loadClinic = sync.OnceValues(func() (*triage.Guide, error) { return triage.Load(resources.Files) })

// clinic is the clinic's own guide. Tests of how rules are applied use machinery instead.
func clinic(t testing.TB) *triage.Guide {
	t.Helper()
	guide, err := loadClinic()
	require.NoError(t, err)
	return guide
}

// told makes a request of words: "fever=yes temperature=38.4 B01AA03 +insulin",
// where a word without "=" is a medicine's code, or with "+" a factor. The clinic is open.
func told(t testing.TB, guide *triage.Guide, day int, words string) triage.Request {
	t.Helper()
	request := triage.Request{Day: day, Open: true, Answers: map[string]triage.Answer{}}
	for _, word := range strings.Fields(words) {
		id, said, isAnswer := strings.Cut(word, "=")
		factor, isFactor := strings.CutPrefix(word, "+")
		switch {
		case isAnswer:
			answer, err := guide.ParseAnswer(id, said)
			require.NoError(t, err, word)
			request.Answers[id] = answer
		case isFactor:
			request.Factors = append(request.Factors, factor)
		default:
			request.Medicines = append(request.Medicines, word)
		}
	}
	return request
}

func number(t testing.TB, digits string) int {
	t.Helper()
	n, err := strconv.Atoi(digits)
	require.NoError(t, err)
	return n
}
