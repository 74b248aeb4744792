package triage_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What a key stroke in a call costs: all red flags answered, some findings, one medicine.
func BenchmarkAssess(b *testing.B) {
	request := told(b, clinic(b), 5, "temperature=38.4 more-pain=yes wound-redness=yes back-pain=6 pain-course=worse B01AF02")
	denied(clinic(b), &request)
	delete(request.Answers, "fever")
	for b.Loop() {
		_, err := clinic(b).Assess(request)
		require.NoError(b, err)
	}
}

// What the guide adds to the program's start.
func BenchmarkLoad(b *testing.B) {
	beside, err := clinics()
	require.NoError(b, err)
	for b.Loop() {
		_, err := beside.guide()
		require.NoError(b, err)
	}
}
