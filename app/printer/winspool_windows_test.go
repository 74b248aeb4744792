package printer_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/preview"
	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
)

// A sheet is drawn into a queue of Windows' own. What comes out of it is looked at by
// TestWindowsUnderWine, which starts this test.
func TestPrintIntoTheSpooler(t *testing.T) {
	queue, path := os.Getenv("NURSEDESK_TEST_QUEUE"), os.Getenv("NURSEDESK_TEST_PDF")
	if path == "" {
		t.Skip("NURSEDESK_TEST_PDF names no sheet")
	}
	pdf, err := os.ReadFile(path)
	require.NoError(t, err)
	p := printer.New(preview.New(""))
	require.True(t, p.Available())

	queues, err := p.Printers(t.Context())
	require.NoError(t, err)
	require.Contains(t, queues, printer.Queue{Name: queue, Default: true})

	document := sheet.Document{PDF: pdf, Booking: 12}
	var told []printer.State
	stage, err := p.Print(t.Context(), document, printer.Options{Copies: 1, Sides: printer.TwoSided},
		func(state printer.State) { told = append(told, state) })
	require.NoError(t, err)
	t.Logf("%s after %v", stage, told)
	require.Contains(t, []printer.Stage{printer.Completed, printer.Handed}, stage)

	_, err = p.Print(t.Context(), document, printer.Options{Printer: "Finns inte"}, nil)
	require.ErrorIs(t, err, &models.Problem{Code: "print.unknown-printer"})
}
