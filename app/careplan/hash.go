package careplan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// Hash is a fingerprint of every date that the patient's sheet could show: the
// start, the milestones and the tasks. A sheet made from another hash is out of date.
func (p Plan) Hash() string {
	digest := sha256.New()
	// Writing to a hash never fails.
	_, _ = fmt.Fprintln(digest, "start", p.Start.UTC().Format(time.RFC3339))
	for _, m := range p.Milestones {
		_, _ = fmt.Fprintln(digest, "milestone", m.Milestone.ID, m.Milestone.Form, m.Begin, m.End)
	}
	for _, t := range p.Tasks {
		// The protocol's own window: sheets that were handed out before closed days were left out still hold.
		_, _ = fmt.Fprintln(digest, "task", t.Step.ID, t.Due, t.Earliest.AddDays(-t.closedBefore), t.Latest.AddDays(t.closedAfter), t.BookBy)
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// String gives the day, or the instant in UTC where the hour matters.
func (m Moment) String() string {
	if m.At.IsZero() {
		return m.Date.String()
	}
	return m.At.UTC().Format(time.RFC3339)
}
