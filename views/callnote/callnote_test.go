package callnote_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/goldentest"
	"nursedesk/views/callnote"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

const today = "2026-11-23" // a Monday

// signed is a call five days after a neurotomy, as a nurse has ended it.
func signed(t *testing.T, change func(*calls.Draft)) (*app.Desk, calls.CallFile) {
	t.Helper()
	ctx := context.Background()
	desk, clock := pagetest.NewDesk(t, today)
	now := clock.At
	clock.At = now.AddDate(0, 0, -20)
	booking, err := desk.Book(ctx, bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05",
		},
		Procedure: "neurotomy", Date: desk.Today().AddDays(15), Time: "8:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
	})
	require.NoError(t, err)
	clock.At = now
	answers := map[string]string{}
	for _, finding := range desk.Guide().Findings() {
		if finding.RedFlag {
			answers[finding.ID] = "no"
		}
	}
	answers["fever"], answers["temperature"], answers["temperature-method"], answers["more-pain"] = "yes", "38.6", "ear", "yes"
	answers["very-ill"], answers["tired"] = "unknown", "no"
	draft := calls.Draft{
		Started: now.Add(-7 * time.Minute), PatientID: booking.PatientID, BookingID: booking.ID,
		Caller: "Maka Exempelsson", Relation: "relative", Phone: "070-174 06 05", Identity: "asked-back",
		Topic: "fever", Reason: "Feber sedan igår\noch mer ont i ryggen", Answers: answers, Drugs: "Alvedon. Tål inte penicillin.",
		Notes: "Pratar redigt.", Advice: "Åk till akuten nu.", Understood: "yes",
		ReadOut: &models.ReadOut{At: now.Add(-3 * time.Minute), Level: "L3"},
		Changes: []models.AnswerChange{
			{At: now.Add(-2 * time.Minute), Finding: "more-pain", From: "no", To: "yes", LevelFrom: "L3", LevelTo: "L2"},
		},
		Contacts:     []models.Contact{{At: now.Add(-time.Minute), With: "Dr Exempel", Note: "ringer akuten", ReadBack: true}},
		CallbackDate: desk.Today().AddDays(1), CallbackTime: "10:00",
	}
	if change != nil {
		change(&draft)
	}
	call, err := desk.EndCall(ctx, draft, false)
	require.NoError(t, err)
	clock.At = now.Add(30 * time.Minute)
	require.NoError(t, desk.AddToCall(ctx, call.ID, "Patienten kom till akuten 10:20.", nil))
	require.NoError(t, desk.AddToCall(ctx, call.ID, "", &models.Contact{With: "Akutmottagningen", ReadBack: true}))
	file, err := desk.Call(ctx, call.ID)
	require.NoError(t, err)
	file.Record.RulesVersion = "2-0123456789ab" // another one at each change of the rules
	for i := range file.Additions {             // the store's clock is the computer's
		file.Additions[i].CreatedAt = clock.At
	}
	return desk, file
}

func lowered(draft *calls.Draft) {
	draft.Changes, draft.Contacts, draft.Understood = nil, nil, "no"
	draft.Answers["very-ill"] = "no"
	draft.Lowered = &models.Lowering{From: "L2", To: "L5", Reason: "Känd förkylning", Doctor: "Dr Exempel"}
}

// The note holds every field of a phone note (clinical.md 3.3), in both
// languages, also what nobody asked.
func TestTheNoteIsWhole(t *testing.T) {
	defer func() { require.NoError(t, locale.Use(models.Swedish)) }()
	for name, change := range map[string]func(*calls.Draft){"emergency": nil, "lowered": lowered} {
		desk, file := signed(t, change)
		for _, language := range locale.Languages() {
			require.NoError(t, locale.Use(language))
			text := callnote.Text(desk, file)
			goldentest.Is(t, fmt.Sprintf("testdata/%s-%s.txt", name, language), text, "read it")
			require.NotContains(t, text, "callnote.")
		}
	}
}

// A call that broke off says so, and names what nobody asked.
func TestAnUnfinishedCall(t *testing.T) {
	desk, clock := pagetest.NewDesk(t, today)
	call, err := desk.EndCall(pagetest.Context(), calls.Draft{
		Started: clock.At, GivenName: "Okänd", Phone: "070-174 06 05", Topic: "wound", Answers: map[string]string{"pus": "yes"},
	}, true)
	require.NoError(t, err)
	file, err := desk.Call(t.Context(), call.ID)
	require.NoError(t, err)
	text := callnote.Text(desk, file)
	require.Contains(t, text, "Oavslutat: Samtalet slutade innan alla varningsfrågor var ställda.")
	require.Contains(t, text, "Har du ont i bröstet? ej tillfrågad")
	require.Contains(t, text, "Identitet: ej noterat")
	host := pagetest.NewHost(t, desk)
	host.Show(shown{callnote.New(desk, file)}, page.Route{})
	require.NotContains(t, host.Text(), "Har du ont i bröstet?")
	host.Tap("38 frågor ej ställda, nej på 0")
	require.Contains(t, host.Text(), "Har du ont i bröstet?")
	require.Contains(t, text, "Läkemedel, allergi: ej tillfrågad")
}

// A call that was noted before calls were judged has no empty fields of a judgement.
func TestACallWithoutQuestions(t *testing.T) {
	desk, file := signed(t, nil)
	file.Record, file.Recorded, file.Call.Level, file.Call.EndedAt, file.Call.Day = models.CallRecord{}, false, "", nil, nil
	file.Additions, file.Tasks = nil, nil
	text := callnote.Text(desk, file)
	for _, absent := range []string{"Identitet", "Bedömning", "Frågor och svar", "Tillägg", "Regelversion"} {
		require.NotContains(t, text, absent)
	}
	require.Contains(t, text, "Endoskopisk neurotomi, dagen räknades inte")
}

type shown struct{ fyne.CanvasObject }

func (s shown) Content() fyne.CanvasObject { return container.NewVScroll(s.CanvasObject) }
func (shown) Title() string                { return "" }

// What was denied is a tap away, and the note can be copied.
func TestTheNoteOnScreen(t *testing.T) {
	desk, file := signed(t, nil)
	host := pagetest.NewHost(t, desk)
	host.Show(shown{callnote.New(desk, file)}, page.Route{})
	require.NotContains(t, host.Text(), "Har du ont i bröstet?")
	host.Tap("Nej på 37 frågor")
	require.Contains(t, host.Text(), "Har du ont i bröstet?")
	host.Tap("Nej på 37 frågor")
	require.NotContains(t, host.Text(), "Har du ont i bröstet?")
	host.Tap("Kopiera anteckningen")
	require.Equal(t, callnote.Text(desk, file), fyne.CurrentApp().Clipboard().Content())
	require.NotNil(t, host.Button("Kopierad"))
}

// Pictures for people to look at.
func TestPictures(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, percent := range []int{100, 150} {
			desk, file := signed(t, nil)
			host := pagetest.NewHostIn(t, desk, mode, percent)
			host.Window().Resize(fyne.NewSize(pagetest.Width, 1200))
			host.Show(shown{callnote.New(desk, file)}, page.Route{})
			host.Window().Resize(fyne.NewSize(pagetest.Width, 1250))
			host.Picture(fmt.Sprintf("callnote-%s-%d", mode, percent))
		}
	}
}
