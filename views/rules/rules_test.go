package rules_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	deskapprovals "nursedesk/app/approvals"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/rules"
	"nursedesk/views/widgets"
)

const today = "2026-11-23"

// open shows the page over a desk with one neurotomy of a patient on warfarin.
func open(t *testing.T) (*app.Desk, *pagetest.Host, page.Page) {
	t.Helper()
	desk, _ := pagetest.NewDesk(t, today)
	_, err := desk.Book(context.Background(), bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05",
		},
		Procedure: "neurotomy", Date: desk.Today().AddDays(21), Time: "8:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
		Medicines: models.MedicinesOf("B01AA03"),
	})
	require.NoError(t, err)
	host := pagetest.NewHost(t, desk)
	shown := rules.New(desk, host)
	host.Show(shown, page.Route{Page: page.Rules})
	return desk, host, shown
}

func unapproved(t *testing.T, desk *app.Desk) int {
	t.Helper()
	count, err := desk.UnapprovedInUse(context.Background())
	require.NoError(t, err)
	return count
}

func approvals(t *testing.T, desk *app.Desk) map[string]models.Approval {
	t.Helper()
	rows, err := desk.RuleRows(context.Background())
	require.NoError(t, err)
	found := map[string]models.Approval{}
	for _, row := range rows {
		if row.Approval != nil {
			found[row.ID] = *row.Approval
		}
	}
	return found
}

// focusTabs gives the heads of the filters the focus.
func focusTabs(t *testing.T, host *pagetest.Host) {
	t.Helper()
	for _, object := range host.Objects() {
		if tabs, ok := object.(*widgets.Tabs); ok {
			host.Window().Canvas().Focus(tabs)
			return
		}
	}
	require.Fail(t, "no filters")
}

// typed is what a field of one line holds.
func typed(t *testing.T, host *pagetest.Host, field string) string {
	t.Helper()
	host.Row(field).Focus()
	line, ok := host.Window().Canvas().Focused().(*widgets.Line)
	require.True(t, ok)
	return line.Text
}

// One rule is found, read whole, approved, and the approval withdrawn, by keyboard.
func TestARuleIsApprovedAndWithdrawn(t *testing.T) {
	desk, host, shown := open(t)
	before := unapproved(t, desk)
	require.Equal(t, before, host.Counts[page.Rules])
	require.Contains(t, host.Text(), locale.TN("approvals.banner", before))

	host.TypeInto("Sök bland reglerna", "stygnborttagning neurotomi")
	host.Press(fyne.KeyDown)
	text := host.Text()
	for _, part := range []string{
		"Stygnborttagning", "Förbandet sitter i tio dagar.", "10 dagar efter", "Patientbroschyren A2, A5",
		"Vårdhandboken, suturtagning", "föreslagen", "1 bokning", "protocol/neurotomy/stitch-removal",
	} {
		require.Contains(t, text, part)
	}
	host.Press(fyne.KeyReturn)
	require.NotNil(t, host.Dialog)
	require.Contains(t, host.Dialog.Text, "läst regeln och dess källa", "it says what approving means")
	require.Error(t, host.Confirm(), "somebody has to have approved")
	require.NotEmpty(t, host.Row("doctor").Problem())
	host.Type("doctor", "Dr Exempel")
	host.Type("approved-on", "24/11") // the day that stood there is selected, so that typing replaces it
	require.Error(t, host.Confirm(), "not tomorrow")
	require.NotEmpty(t, host.Row("approved-on").Problem())
	host.Row("doctor").Focus()
	host.Type("approved-on", "20/11")
	require.NoError(t, host.Confirm())

	kept := approvals(t, desk)["protocol/neurotomy/stitch-removal"]
	require.Equal(t, "Dr Exempel", kept.Doctor)
	require.Equal(t, desk.Today().AddDays(-3), kept.ApprovedOn)
	require.Equal(t, pagetest.Nurse, kept.EnteredBy)
	require.Equal(t, []string{"Godkänd av Dr Exempel: Stygnborttagning"}, host.Toasts)
	require.Equal(t, before-1, host.Counts[page.Rules])
	require.Contains(t, host.Text(), "godkänd 20 nov")
	require.Contains(t, host.Text(), "Godkänd av Dr Exempel")

	host.Letters("å")
	require.NotNil(t, host.Dialog)
	require.Error(t, host.Confirm(), "a withdrawal says why")
	host.Type("reason", "Ny riktlinje")
	require.NoError(t, host.Confirm())
	require.Empty(t, approvals(t, desk))
	require.Equal(t, before, host.Counts[page.Rules])
	require.True(t, shown.(page.Escaper).Escape(), "Esc empties the search")
	require.False(t, shown.(page.Escaper).Escape(), "then it leads back")
}

// Everything in use is approved in one go; the banner goes, and what is left to
// do is said.
func TestAllShownRulesAreApproved(t *testing.T) {
	desk, host, shown := open(t)
	before := unapproved(t, desk)
	focusTabs(t, host)
	host.Press(fyne.KeyRight)
	require.Contains(t, host.Button(locale.TN("approvals.approve.shown", before)).Text, "Godkänn alla")
	host.TypeInto("Sök bland reglerna", "")
	host.Press(fyne.KeyDown)
	host.Letters("A")
	require.Contains(t, host.Text(), "… och")
	host.Type("doctor", "Dr Exempel")
	require.NoError(t, host.Confirm())
	require.Len(t, approvals(t, desk), before)
	require.Zero(t, unapproved(t, desk))
	require.Zero(t, host.Counts[page.Rules])
	require.Contains(t, host.Text(), "Alla regler i bruk är godkända av läkare.")
	require.NotContains(t, host.Text(), "inte godkän")
	host.Tap("Visa alla regler")
	require.Contains(t, host.Text(), "Endoskopisk neurotomi")
	host.TypeInto("Sök bland reglerna", "blockad hemgång")
	shown.(page.Completer).Complete()
	require.Equal(t, "Dr Exempel", typed(t, host, "doctor"), "the doctor of last time is offered")
	host.Cancel()
}

// Two desks approve the same rule: the second is told, and what it typed stays.
func TestApprovedMeanwhile(t *testing.T) {
	desk, host, _ := open(t)
	host.TypeInto("Sök bland reglerna", "stygnborttagning neurotomi")
	host.Press(fyne.KeyDown)
	host.Press(fyne.KeyReturn)
	host.Type("doctor", "Dr Exempel")
	rows, err := desk.RuleRows(context.Background())
	require.NoError(t, err)
	at := slices.IndexFunc(rows, func(row deskapprovals.RuleRow) bool { return row.ID == "protocol/neurotomy/stitch-removal" })
	draft := deskapprovals.Draft{Doctor: "Dr Annan", On: desk.Today()}
	draft.Rows = append(draft.Rows, rows[at].Key)
	require.NoError(t, desk.ApproveRules(context.Background(), draft))
	require.ErrorIs(t, host.Confirm(), models.ErrStale)
	require.Equal(t, "Dr Exempel", typed(t, host, "doctor"))
	host.Cancel()
	require.Contains(t, host.Text(), "Godkänd av Dr Annan", "it sees what holds now")
}

// Every rule is in words, in both languages: no key and no code shows through.
func TestEveryRuleIsInWords(t *testing.T) {
	t.Cleanup(func() { require.NoError(t, locale.Use(models.Swedish)) })
	for _, language := range locale.Languages() {
		require.NoError(t, locale.Use(language))
		desk, _ := pagetest.NewDesk(t, today)
		rows, err := desk.RuleRows(context.Background())
		require.NoError(t, err)
		require.Greater(t, len(rows), 100)
		for _, row := range rows {
			for _, line := range rules.Lines(row) {
				require.NotEmpty(t, strings.TrimSpace(line), row.ID)
				require.NotContains(t, line, "approvals.", row.ID)
				require.NotContains(t, line, "{", row.ID)
				require.NotContains(t, line, "<no value>", row.ID)
			}
		}
	}
}

// A rule for calls stands under its own heading, with its number, its levels and
// the questions that it goes by, in both languages.
func TestTriageRulesAreShown(t *testing.T) {
	t.Cleanup(func() { require.NoError(t, locale.Use(models.Swedish)) })
	for language, said := range map[models.Language][]string{
		models.Swedish: {
			"Telefonrådgivning", "R12 Feber och värre ryggsmärta", "föreslagen", "triage/R12",
			"Från dag 2: L2 Akutmottagning idag. Misstänkt: djup infektion.",
			"feber och (”Har du mer ont i ryggen nu än före behandlingen?” eller", ": värre eller ”Har du svår smärta",
			"Säg till patienten: Feber och mer ont i ryggen kan vara en infektion på djupet.", "Patientbroschyren C1, C2", "Weingarten 2006",
		},
		models.English: {
			"Telephone triage", "R12 Fever and worse back pain", "proposed", "triage/R12",
			"From day 2: L2 Emergency department today. Suspected: deep infection.",
			"fever and (“Does your back hurt more now than before the treatment?” or", ": worse or “Do you have severe",
			"Tell the patient: A fever and more back pain", "Patient leaflet C1, C2", "Weingarten 2006",
		},
	} {
		require.NoError(t, locale.Use(language))
		_, host, shown := open(t)
		search := locale.T("approvals.search")
		host.TypeInto(search, "triage/last-day") // short enough for its heading to stay in sight
		require.Contains(t, host.Text(), said[0])
		shown.(page.Escaper).Escape()
		host.TypeInto(search, "R12 weingarten")
		host.Press(fyne.KeyDown)
		text := strings.ReplaceAll(host.Text(), "\n", " ") // long lines are broken
		for _, part := range said[1:] {
			require.Contains(t, text, part)
		}
	}
}

// The limits of conditions and days are said as they are.
func TestTriageConditionsInWords(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, today)
	rows, err := desk.RuleRows(context.Background())
	require.NoError(t, err)
	found := map[string]string{}
	for _, row := range rows {
		found[row.ID] = strings.Join(rules.Lines(row), "\n")
	}
	for id, said := range map[string][]string{
		"triage/term/fever-found": {"känner du dig febrig?” eller ”Vilken är den högsta temperaturen du har mätt?” ≥ 38 °C"},
		"triage/term/vitals-red":  {"≥ 131 slag/min", "≤ 87 %", "≤ 89 mmHg"},
		"triage/R03":              {"Från dag 0, om sepsistecken: L1 Ring 112 nu.", "om mätvärden på orange nivå: L2"},
		"triage/R11":              {"Dag 0–1 (Därefter gäller L2): L3", "Dag 1 (Samma nivå gäller därefter), om ”Hur många timmar", "Från dag 2: L2"},
		"triage/R13":              {"≥ 38,5 °C"},
		"triage/R14":              {"Besök samma dag som samtalet."},
		"triage/R16":              {"Ring upp igen om 12–24 timmar."},
		"triage/R26":              {": likadan eller värre eller ”", "Besök 3–5 dagar efter samtalet."},
		"triage/R28":              {"bara efter "},
		"triage/R29":              {"Från dag 0: 1 nivå högre än de andra reglerna ger, aldrig högre än L2 Akutmottagning idag."},
		"triage/level/L3":         {"Kirurgen ringer inom 60 minuter."},
		"triage/outside-hours":    {"L3 Kirurgen ringer inom en timme blir L2 Akutmottagning idag när mottagningen är stängd."},
		"triage/at-least":         {"L1 Ring 112 nu eller högre", "”Har du ont i bröstet?”"},
	} {
		for _, part := range said {
			require.Contains(t, found[id], part, id)
		}
	}
}

// Pictures for people to look at.
func TestPictures(t *testing.T) {
	for name, as := range map[string]struct {
		mode    look.Mode
		percent int
	}{"light": {look.Light, 100}, "dark": {look.Dark, 100}, "large": {look.Light, 150}} {
		desk, _ := pagetest.NewDemoDesk(t, today)
		host := pagetest.NewHostIn(t, desk, as.mode, as.percent)
		shown := rules.New(desk, host)
		host.Show(shown, page.Route{Page: page.Rules})
		host.Picture("rules-" + name)
		host.TypeInto("Sök bland reglerna", "warfarin")
		host.Press(fyne.KeyDown)
		host.Press(fyne.KeyDown)
		host.Picture("rules-warfarin-" + name)
		host.Press(fyne.KeyReturn)
		host.Picture("rules-approve-" + name)
		host.Type("doctor", "Dr Exempel")
		require.NoError(t, host.Confirm())
		host.Picture("rules-approved-" + name)
		for _, id := range []string{"R12", "at-least"} {
			shown.(page.Escaper).Escape()
			host.TypeInto("Sök bland reglerna", "triage/"+id)
			host.Press(fyne.KeyDown)
			host.Picture("rules-" + id + "-" + name)
		}
		shown.(page.Escaper).Escape()
		host.Letters("a")
		host.Picture("rules-approve-all-" + name)
		host.Cancel()
		host.TypeInto("Sök bland reglerna", "finns inte")
		host.Picture("rules-empty-" + name)
	}
}
