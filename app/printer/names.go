package printer

import (
	"fmt"

	"nursedesk/app/sheet"
)

// title is what the printer's queue shows; anyone may read it there, so that it
// says what kind of document it is and nothing of the patient.
func title(document sheet.Document) string {
	switch document.Kind {
	case sheet.Decisions:
		return "Att besluta"
	case sheet.Handover:
		return "SBAR"
	case sheet.OperatingList:
		return "Operationslista"
	case sheet.ShiftReport:
		return "Rapport till nästa pass"
	case sheet.Record:
		return "Utdrag"
	case sheet.LogExtract:
		return "Loggutdrag"
	case sheet.EmergencyList:
		return "Nödlista"
	case sheet.Instruction:
	}
	return "Patientinstruktion"
}

// FileName names the file of a document: by the booking's number, if it has one.
func FileName(document sheet.Document) string {
	switch document.Kind {
	case sheet.Decisions:
		return "att-besluta.pdf"
	case sheet.Handover:
		return "sbar.pdf"
	case sheet.OperatingList:
		return "operationslista.pdf"
	case sheet.ShiftReport:
		return "rapport.pdf"
	case sheet.Record:
		return "utdrag.pdf"
	case sheet.LogExtract:
		return "loggutdrag.pdf"
	case sheet.EmergencyList:
		return "nodlista.pdf"
	case sheet.Instruction:
	}
	return fmt.Sprintf("instruktion-%d.pdf", document.Booking)
}
