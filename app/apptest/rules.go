package apptest

import (
	"github.com/stretchr/testify/require"

	"nursedesk/app/approvals"
)

// Stitches is the rule that says when stitches are taken out.
const Stitches = "protocol/neurotomy/stitch-removal"

// RulesByID are all rules, by ID and, of an older version, its number.
func (d *Desk) RulesByID() map[string]approvals.RuleRow {
	d.T.Helper()
	rows, err := d.RuleRows(Nurse())
	require.NoError(d.T, err)
	found := map[string]approvals.RuleRow{}
	for _, row := range rows {
		require.NotContains(d.T, found, row.ID+row.Version)
		found[row.ID+row.Version] = row
	}
	return found
}

// Approve lets a doctor approve rules.
func (d *Desk) Approve(ids ...string) error {
	d.T.Helper()
	approval := approvals.Draft{Doctor: " Dr Exempel ", On: d.Today()}
	rows := d.RulesByID()
	for _, id := range ids {
		approval.Rows = append(approval.Rows, rows[id].Key)
	}
	return d.ApproveRules(Nurse(), approval)
}
