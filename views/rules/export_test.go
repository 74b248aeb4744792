package rules

import (
	"slices"

	"nursedesk/app/approvals"
)

// Lines are all the lines that the page can show of a rule.
func Lines(row approvals.RuleRow) []string {
	_, pill := status(row)
	return slices.Concat([]string{title(row), kind(row), words(row), part(row), pill}, sentences(row.Only),
		sentences(row.Says), sources(row), agreed(row))
}
