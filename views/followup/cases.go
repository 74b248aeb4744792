package followup

import (
	"strconv"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/complications"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// newCases lists the complications that are counted; open shows a case's patient.
func newCases(desk Desk, open func(models.ComplicationRow)) *widgets.List[models.ComplicationRow] {
	grid := widgets.NewList([]widgets.Column[models.ComplicationRow]{
		{
			ID: "onset", Title: locale.T("followup.column.onset"), Width: 118,
			Text:   func(row models.ComplicationRow) string { return locale.Date(row.OnsetOn) },
			Second: func(row models.ComplicationRow) string { return complications.Day(row.Day()) },
			Sort:   func(a, b models.ComplicationRow) int { return a.OnsetOn.Compare(b.OnsetOn) },
		},
		{
			ID: "kind", Title: locale.T("followup.column.kind"), Share: 4, Bold: true,
			Text:   func(row models.ComplicationRow) string { return complications.Title(desk, row.Kind) },
			Second: func(row models.ComplicationRow) string { return complications.Found(row.Complication) },
		},
		{
			ID: "patient", Title: locale.T("followup.column.patient"), Share: 4,
			Text:   models.ComplicationRow.Name,
			Second: func(row models.ComplicationRow) string { return row.PersonalNumber.String() },
		},
		{
			ID: "procedure", Title: locale.T("followup.column.procedure"), Share: 4,
			Text: func(row models.ComplicationRow) string { return locale.In(desk.ProcedureTitle(row.Procedure)) },
			Second: func(row models.ComplicationRow) string {
				return locale.Line(locale.Date(models.DateOf(row.PerformedAt)), row.Surgeon)
			},
		},
		{
			ID: "doctor", Title: locale.T("followup.column.doctor"), Share: 2, Optional: true,
			Text:   func(row models.ComplicationRow) string { return row.ConfirmedBy },
			Second: func(row models.ComplicationRow) string { return locale.Short(row.ConfirmedOn) },
		},
	}, func(row models.ComplicationRow) string { return strconv.FormatInt(row.ID, 10) })
	grid.OnOpen = open
	grid.Detail = func(row models.ComplicationRow) fyne.CanvasObject { return caseDetail(desk, row, grid.Size().Width) }
	return grid
}

// caseDetail is what the selected case unfolds: all of it, however narrow its row.
func caseDetail(desk Desk, row models.ComplicationRow, width float32) fyne.CanvasObject {
	const margins = 20
	said := locale.Line(complications.Title(desk, row.Kind), complications.Said(models.DateOf(row.PerformedAt), row.Complication))
	whose := locale.Line(row.Name(), locale.In(desk.ProcedureTitle(row.Procedure))+" "+locale.Moment(row.PerformedAt), row.Surgeon)
	column := widgets.NewColumn(2, muted(said), muted(whose))
	column.Resize(fyne.NewSize(max(width-margins, 0), 0)) // its height follows from its width
	return column
}

// open shows the patient with the booking that the complication followed.
func (p *followUpPage) open(row models.ComplicationRow) {
	p.host.Open(page.Route{
		Page: page.Patient, ID: row.PatientID, Arg: page.Booking + strconv.FormatInt(row.BookingID, 10),
	})
}
