package emergency_test

import (
	"context"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	kept "nursedesk/app/emergency"
	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
	"nursedesk/views/emergency"
	"nursedesk/views/locale"
	"nursedesk/views/page/pagetest"
)

func textOf(t *testing.T, document sheet.Document) string {
	t.Helper()
	read := exec.CommandContext(t.Context(), "pdftotext", "-layout", "-", "-")
	read.Stdin = strings.NewReader(string(document.PDF))
	text, err := read.Output()
	if err != nil {
		t.Skip("pdftotext is needed to read a page")
	}
	return string(text)
}

// The paper says all that is needed to go on by hand: who comes today and next, how to reach
// them, what is on hold with the last dose, what is missing, and whom a call was promised.
func TestWhatTheListSays(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	source := emergency.Source{Desk: desk, Context: pagetest.Context}
	input, err := source.Read(pagetest.Context())
	require.NoError(t, err)
	board, err := desk.Board(pagetest.Context())
	require.NoError(t, err)
	require.NotEmpty(t, board.Rows)
	rules, err := office.LoadRules(resourcestest.Files, "")
	require.NoError(t, err)
	document, err := rules.Sheets.Listing(emergency.Paper(kept.List{Input: input, Made: clock.At, True: clock.At}))
	require.NoError(t, err)
	pagetest.Keep(t, "emergency-list.pdf", document.PDF)
	require.Equal(t, sheet.EmergencyList, document.Kind)
	require.Len(t, document.Listed, len(board.Rows))
	said := textOf(t, document)
	require.Contains(t, said, "Nödlista")
	require.Contains(t, said, "Som det var "+locale.Moment(clock.At))
	require.Contains(t, said, "Löften som är kvar")
	require.NotRegexp(t, `\d+ min (kvar|sen)`, said, "how long it is until then is untrue when it is read")
	for _, row := range board.Rows {
		patient := row.File.Patient
		require.Contains(t, said, locale.Time(row.File.Booking.Begin()))
		require.Contains(t, said, patient.PersonalNumber.String())
		if patient.ProtectedIdentity {
			require.NotContains(t, said, patient.Phone.Format())
		} else if patient.Phone != "" {
			require.Contains(t, said, patient.Phone.Format())
		}
		for _, hold := range row.File.Holds {
			require.Contains(t, said, strings.Fields(locale.In(hold.Name))[0])
		}
	}
}

// A protected identity has its telephone nowhere in what is kept, not even in what is sealed.
func TestProtectedIdentity(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	source := emergency.Source{Desk: desk, Context: pagetest.Context}
	board, err := desk.Board(pagetest.Context())
	require.NoError(t, err)
	var hidden models.Patient
	for _, row := range board.Rows {
		if row.File.Patient.Phone != "" {
			hidden = row.File.Patient
		}
	}
	require.NotEmpty(t, hidden.Phone)
	contains := func() bool {
		input, err := source.Read(pagetest.Context())
		require.NoError(t, err)
		for _, part := range input.Parts {
			for _, row := range part.Rows {
				for _, cell := range row {
					if strings.Contains(cell.Text, hidden.Phone.Format()) {
						return true
					}
				}
			}
		}
		return false
	}
	require.True(t, contains())
	draft := office.DraftOf(hidden)
	draft.Record.ProtectedIdentity = true
	_, err = desk.SavePatient(pagetest.Context(), draft)
	require.NoError(t, err)
	require.False(t, contains())
}

// The history tells of each patient that the list left the desk, and when.
func TestNoted(t *testing.T) {
	desk, clock := pagetest.NewDemoDesk(t, "2026-11-23")
	source := emergency.Source{Desk: desk, Context: pagetest.Context}
	board, err := desk.Board(pagetest.Context())
	require.NoError(t, err)
	booking := board.Rows[0].File.Booking
	require.NoError(t, source.Note(context.Background(), kept.Printed{At: clock.At, How: models.SheetPrinted, Listed: []int64{booking.ID}}))
	patient, err := desk.Patient(pagetest.Context(), booking.PatientID)
	require.NoError(t, err)
	require.Equal(t, "emergency.listed", patient.History[0].Action)
	require.Equal(t, pagetest.Nurse, patient.History[0].By)
	require.NotEmpty(t, patient.History[0].Details["at"])
}
