package careplan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
)

// A sheet is out of date when any date on it changed, and never otherwise:
// kept hashes must compare equal on another day, in another zone and version of
// the program, so one is written out here.
func TestHash(t *testing.T) {
	neurotomy := protocol(t, "neurotomy")
	facts := careplan.Facts{BloodThinner: true, OnHold: true, Insulin: true, Hypertension: true}
	request := careplan.Request{Start: date(t, "2026-12-14").At(8, 30), Facts: facts}
	hash := neurotomy.Plan(request).Hash()
	require.Equal(t, "fd9c17398145e1ca", hash[:16], "if this must change, every sheet handed out becomes out of date")

	same := request
	same.Start = request.Start.In(time.UTC)
	require.Equal(t, hash, neurotomy.Plan(same).Hash(), "the same instant written in another zone")

	different := map[string]careplan.Request{
		"a minute later":    {Start: request.Start.Add(time.Minute), Facts: facts},
		"a day later":       {Start: request.Start.AddDate(0, 0, 1), Facts: facts},
		"no hold":           {Start: request.Start, Facts: careplan.Facts{BloodThinner: true}},
		"a task due later":  {Start: request.Start, BookedOn: date(t, "2026-12-02"), Facts: facts},
		"nothing on the go": {Start: request.Start},
	}
	for name, other := range different {
		require.NotEqual(t, hash, neurotomy.Plan(other).Hash(), name)
	}
}
