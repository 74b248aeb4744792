package importing

import (
	"strings"

	"nursedesk/app/bookings"
	"nursedesk/views/locale"
)

// Finding says in a sentence what a line is to what is kept, field by field where they differ.
func Finding(row bookings.ImportRow) string {
	said := locale.T("import.finding."+string(row.Finding), "name", row.Name, "start", locale.Moment(row.Start))
	return strings.TrimSpace(said + " " + Differences(row))
}

// Differences are the fields that a line says otherwise: old → new.
func Differences(row bookings.ImportRow) string {
	said := make([]string, len(row.Differences))
	for i, difference := range row.Differences {
		said[i] = difference.Column + ": " + orNothing(difference.Old) + " → " + orNothing(difference.New)
	}
	return strings.Join(said, ", ")
}

func orNothing(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// Said is what is wrong with a line or has to be heeded about it, with its column.
func Said(one bookings.LineProblem) string {
	text := locale.Problem(one.Problem)
	if one.Field == "" || isWarning(one) {
		return text
	}
	return columnOf(one.Field) + ": " + text
}

func isWarning(one bookings.LineProblem) bool { return strings.HasPrefix(one.Code, "warning.") }

// columnOf is the column of an import file that a field is read from.
func columnOf(field string) string {
	if field == "date" || field == "time" {
		return "start"
	}
	return strings.ReplaceAll(field, "-", "_")
}

// Done says what an import has kept, or in a dry run would keep.
func Done(report bookings.ImportReport) string {
	key := "import.done"
	if report.DryRun {
		key = "import.would"
	}
	said := locale.T(key, "booked", report.Booked, "known", report.Known, "lines", report.Lines)
	if report.Update && report.Changed > 0 {
		said += " " + locale.T("import.updated", "changed", report.Changed)
	}
	return said
}
