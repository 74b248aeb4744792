package followup

import "nursedesk/views/page"

// Offset tells how far the report is scrolled.
func Offset(shown page.Page) float32 { return shown.(*followUpPage).report.reading.Offset() }
