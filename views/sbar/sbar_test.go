package sbar_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/goldentest"
	"nursedesk/views/handover"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/sbar"
)

const today = "2026-11-23" // a Monday

// scene is a desk five days after the neurotomy of a patient who takes warfarin,
// whose pause a doctor has decided.
type scene struct {
	t       *testing.T
	desk    *app.Desk
	clock   *pagetest.Clock
	booking models.Booking
}

func newScene(t *testing.T) scene {
	t.Helper()
	ctx := context.Background()
	desk, clock := pagetest.NewDesk(t, today)
	now := clock.At
	clock.At = now.AddDate(0, 0, -30)
	booking, err := desk.Book(ctx, bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05",
		},
		Procedure: "neurotomy", Date: desk.Today().AddDays(25), Time: "8:30", Theatre: "Sal 1", Surgeon: "Dr Exempel",
		Medicines: models.MedicinesOf("B01AA03", "A10BK01"), Conditions: []models.Condition{models.Hypertension},
	})
	require.NoError(t, err)
	file, err := desk.Booking(ctx, booking.ID)
	require.NoError(t, err)
	hold := file.Holds[0]
	require.NoError(t, desk.DecideHold(ctx, holds.DecisionDraft{
		BookingID: booking.ID, Version: file.Booking.Version, Medicine: hold.OnBooking.Key(),
		LastDose: file.Booking.Day().AddDays(-6), FirstDoseAgain: file.Booking.Day().AddDays(3), Reason: "Som tabellen",
		DecidedBy: "Dr Exempel", DecidedOn: desk.Today(), Given: "phone",
	}))
	clock.At = now.AddDate(0, 0, -5).Add(4 * time.Hour)
	file, err = desk.Booking(ctx, booking.ID)
	require.NoError(t, err)
	start := file.Booking.Start.Add(10 * time.Minute)
	_, err = desk.Change(ctx, bookings.Change{BookingID: booking.ID, Version: file.Booking.Version, PerformedAt: &start})
	require.NoError(t, err)
	clock.At = now
	return scene{t, desk, clock, booking}
}

// answers are those of a call in which every red flag was asked and denied, but
// for what is said otherwise.
func (s scene) answers(given map[string]string) map[string]string {
	all := map[string]string{}
	for _, finding := range s.desk.Guide().Findings() {
		if finding.RedFlag {
			all[finding.ID] = "no"
		}
	}
	maps.Copy(all, given)
	return all
}

// call is a call about the scene's booking that has all it needs to end.
func (s scene) call(topic, reason string, given map[string]string) calls.Draft {
	return calls.Draft{
		Started: s.clock.At.Add(-4 * time.Minute), PatientID: s.booking.PatientID, BookingID: s.booking.ID,
		Phone: "070-174 06 05", Identity: "personal-number", Topic: topic, Reason: reason,
		Answers: s.answers(given), Drugs: "Alvedon vid behov, ingen allergi", Advice: "Som det står på skärmen.", Understood: "yes",
	}
}

// told is how a call that goes on reads now.
func (s scene) told(draft calls.Draft) calls.SBAR {
	s.t.Helper()
	booking := draft.BookingID
	if booking == 0 {
		booking = calls.NoBooking
	}
	file, err := s.desk.Caller(s.t.Context(), draft.PatientID, booking)
	require.NoError(s.t, err)
	judged, err := s.desk.Judge(draft, file)
	require.NoError(s.t, err)
	return s.desk.SBAR(pagetest.Context(), draft, file, judged)
}

func (s scene) keep(draft calls.Draft) calls.Draft {
	s.t.Helper()
	require.NoError(s.t, s.desk.SaveCallDraft(pagetest.Context(), &draft))
	return draft
}

func (s scene) end(draft calls.Draft) models.Call {
	s.t.Helper()
	call, err := s.desk.EndCall(pagetest.Context(), draft, false)
	require.NoError(s.t, err)
	return call
}

// drafts are calls of every kind.
func (s scene) drafts() map[string]calls.Draft {
	ambulance := s.call("breathing", "Fick plötsligt svårt att andas", nil)
	ambulance.Answers = map[string]string{"breathing-difficulty": "yes", "chest-pain": "unknown"}
	ambulance.Drugs, ambulance.Advice, ambulance.Understood, ambulance.Phone = "", "", "", ""

	cauda := s.call("urine-bowel", "Känner inte när jag kissar\noch har ont i båda benen", map[string]string{
		"urine-not-felt": "yes", "both-legs": "yes", "sexual-change": "unknown", "back-pain": "8", "pain-course": "worse",
	})
	cauda.Contacts = []models.Contact{{At: s.clock.At.Add(-time.Minute), With: "Dr Exempel, operatör", ReadBack: true}}
	cauda.ReadOut = &models.ReadOut{At: s.clock.At.Add(-2 * time.Minute), Level: "L2"}

	surgeon := s.call("leg", "Det strålar ut i vänster ben", map[string]string{"leg-pain": "yes", "leg-pain-score": "6"})
	surgeon.Caller, surgeon.Relation = "Maka Exempelsson", "relative"

	self := s.call("back-pain", "Öm där stygnen sitter", map[string]string{"soreness": "yes", "tired": "no"})
	self.CallbackDate, self.CallbackTime = s.desk.Today().AddDays(2), "10:00"

	lowered := s.call("fever", "Feber och ont i ryggen", map[string]string{"fever": "yes", "temperature": "38.6", "temperature-method": "ear", "more-pain": "yes"})
	lowered.Lowered = &models.Lowering{From: "L2", To: "L4", Reason: "Känd förkylning, mår väl", Doctor: "Dr Exempel"}

	unknown := calls.Draft{Started: s.clock.At, GivenName: "Okänd", Phone: "0700", Topic: "wound", Answers: map[string]string{"pus": "yes"}}
	nobody := calls.Draft{Started: s.clock.At}
	without := s.call("medicines", "Undrar om Waran", map[string]string{"thinner-wrong": "yes"})
	without.BookingID = calls.NoBooking
	question := s.call("none", "Behöver ett intyg", nil)
	return map[string]calls.Draft{
		"l1": ambulance, "l2": cauda, "l3": surgeon, "l5": self, "lowered": lowered,
		"unknown": unknown, "nobody": nobody, "no-booking": without, "question": question,
	}
}

// A hand-over reads as it would be said, in both languages; every sentence has
// its words.
func TestHowAHandoverReads(t *testing.T) {
	defer func() { require.NoError(t, locale.Use(models.Swedish)) }()
	s := newScene(t)
	for _, language := range locale.Languages() {
		require.NoError(t, locale.Use(language))
		for name, draft := range s.drafts() {
			text := handover.Text(s.told(draft))
			require.NotContains(t, text, "sbar.", "%s: a key instead of words", name)
			require.NotContains(t, text, "<no value>", name)
			goldentest.Is(t, fmt.Sprintf("testdata/%s-%s.txt", name, language), text, "read it")
		}
	}
}

// Where there is no number to call, no sentence has a hole.
func TestWithoutANumber(t *testing.T) {
	s := newScene(t)
	draft := s.drafts()["l3"]
	draft.Phone = ""
	require.Contains(t, handover.Text(s.told(draft)), "- Jag vill att du ringer patienten före 10:00.\n")
}

// Every question has a short name in both languages: a hand-over is read aloud.
func TestEveryFindingHasAShortName(t *testing.T) {
	defer func() { require.NoError(t, locale.Use(models.Swedish)) }()
	desk, _ := pagetest.NewDesk(t, today)
	for _, language := range locale.Languages() {
		require.NoError(t, locale.Use(language))
		for _, finding := range desk.Guide().Findings() {
			require.True(t, locale.Has("sbar.finding."+finding.ID), "%s in %s", finding.ID, language)
			require.NotContains(t, handover.Finding(finding.ID, finding.Question), "?")
		}
	}
	require.NoError(t, locale.Use(models.Swedish))
	require.Equal(t, "Är det så?", handover.Finding("new", models.Text{models.Swedish: "Är det så?", models.English: "Is it so?"}), "a question of the clinic's own")
}

func (s scene) page(host *pagetest.Host, tell sbar.Tell, route page.Route) page.Page {
	shown := sbar.New(s.desk, tell, host)
	host.Show(shown, route)
	return shown
}

// The hand-over of an ended call is noted as an addition, with who took over.
func TestAHandoverIsNotedWithTheCall(t *testing.T) {
	s := newScene(t)
	call := s.end(s.drafts()["l3"])
	host := pagetest.NewHost(t, s.desk)
	shown := s.page(host, nil, page.Route{Page: page.SBAR, ID: call.ID})
	require.Contains(t, host.Text(), "Jag vill att du ringer patienten före 10:00: 070-174 06 05.")

	host.Tap("Notera överlämningen")
	require.NotEmpty(t, host.Row("contact-with").Problem(), "to whom has to be said")
	host.Type("contact-with", "Dr Exempel")
	left := false
	shown.(page.Leaver).Leave(func() { left = true })
	require.False(t, left, "what is typed is not lost without a question")
	host.Cancel()
	for _, object := range host.Objects() {
		if check, ok := object.(fyne.Tappable); ok && fmt.Sprintf("%T", object) == "*widgets.Check" {
			check.Tapped(&fyne.PointEvent{})
		}
	}
	shown.(page.Completer).Complete()
	file, err := s.desk.Call(t.Context(), call.ID)
	require.NoError(t, err)
	require.Len(t, file.Additions, 1)
	require.Equal(t, "Dr Exempel", file.Additions[0].Contact.With)
	require.True(t, file.Additions[0].Contact.ReadBack)
	require.Equal(t, []string{"Noterat: överlämnat till Dr Exempel, återläst."}, host.Toasts)
	require.Contains(t, host.Text(), "till Dr Exempel, återläst.")
	shown.(page.Leaver).Leave(func() { left = true })
	require.True(t, left)
}

// A call that goes on keeps the hand-over through the page that has it open, and
// by itself where none has.
func TestAHandoverIsNotedWhileTheCallGoesOn(t *testing.T) {
	s := newScene(t)
	draft := s.keep(s.drafts()["l2"])
	host := pagetest.NewHost(t, s.desk)
	var given []models.Contact
	open := true
	tell := func(id int64, contact models.Contact, then func()) bool {
		require.Equal(t, draft.ID, id)
		if open {
			given = append(given, contact)
			then()
		}
		return open
	}
	shown := s.page(host, tell, page.Route{Page: page.SBAR, ID: draft.ID, Arg: page.Resume})
	require.Contains(t, host.Text(), "Jag vill ha bedömning på akuten nu.")
	host.Type("contact-with", "Akutmottagningen")
	shown.(page.Completer).Complete()
	require.Len(t, given, 1)
	require.False(t, given[0].ReadBack)
	kept, err := s.desk.CallDraft(t.Context(), draft.ID)
	require.NoError(t, err)
	require.Equal(t, draft.Version, kept.Version, "nobody else writes a call that is open")

	open = false
	host.Type("contact-with", "112")
	shown.(page.Completer).Complete()
	kept, err = s.desk.CallDraft(t.Context(), draft.ID)
	require.NoError(t, err)
	require.Equal(t, "112", kept.Contacts[len(kept.Contacts)-1].With)
}

// What is copied is what stands on the page, as text.
func TestCopyAndPrint(t *testing.T) {
	s := newScene(t)
	draft := s.keep(s.drafts()["l1"])
	host := pagetest.NewHost(t, s.desk)
	shown := s.page(host, nil, page.Route{Page: page.SBAR, ID: draft.ID, Arg: page.Resume})
	host.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
	copied := fyne.CurrentApp().Clipboard().Content()
	require.Contains(t, copied, "R: Rekommendation\n- Jag vill ha ambulans till patienten nu")
	for _, line := range strings.Split(strings.TrimSpace(copied), "\n") {
		require.NotContains(t, line, "\t")
	}
	file, err := s.desk.Patient(t.Context(), draft.PatientID)
	require.NoError(t, err)
	require.Equal(t, "call.handed-over", file.History[0].Action, "a copy of a journal is written down")
	require.Empty(t, host.Failed)
	host.Press(fyne.KeyEnd)
	shown.(page.Printer).Print()
	require.Equal(t, []page.Route{{Page: page.Print, ID: draft.ID, Arg: page.HandoverNow}}, host.Opened)
}

// However much was said, a hand-over is one page, in both languages, with whose
// it is and what is wanted.
func TestALongCallIsOnePage(t *testing.T) {
	defer func() { require.NoError(t, locale.Use(models.Swedish)) }()
	s := newScene(t)
	draft := s.drafts()["l2"]
	long := strings.Repeat("Patienten berättar länge och väl om värken i ryggen och om allt som har hänt sedan dess. ", 12)
	draft.Reason, draft.Drugs, draft.Notes, draft.Advice = long, long, long, long
	for _, finding := range s.desk.Guide().Findings() {
		if finding.Kind == "yes-no" {
			draft.Answers[finding.ID] = "yes"
		}
	}
	for _, language := range locale.Languages() {
		require.NoError(t, locale.Use(language))
		document, err := s.desk.SBARSheet(handover.Paper(s.told(draft)))
		require.NoError(t, err)
		if folder := os.Getenv("NURSEDESK_PICTURES"); folder != "" {
			require.NoError(t, os.WriteFile(filepath.Join(folder, "long-"+string(language)+".pdf"), document.PDF, 0o600))
		}
		read := exec.CommandContext(t.Context(), "pdftotext", "-raw", "-", "-")
		read.Stdin = bytes.NewReader(document.PDF)
		text, err := read.Output()
		if err != nil {
			t.Skip("pdftotext is needed to read a page")
		}
		require.Equal(t, 1, strings.Count(string(text), "\f"))
		said := strings.Join(strings.Fields(string(text)), " ")
		for _, line := range []string{"Tolvan Tolvansson 19121212-1212", "L1 · ", locale.T("sbar.line.want-ambulance"), locale.T("sbar.part.B")} {
			require.Contains(t, said, line)
		}
	}
}

// Answers that contradict each other don't stop a hand-over: the worse count.
func TestContradictingAnswers(t *testing.T) {
	s := newScene(t)
	draft := s.call("fever", "Fryser", map[string]string{"fever": "no", "temperature": "39.5", "more-pain": "yes"})
	kept := s.keep(draft)
	told, err := s.desk.SBAROfDraft(t.Context(), kept.ID)
	require.NoError(t, err)
	require.Contains(t, handover.Text(told), "Svaren går inte ihop. Det allvarligaste räknas.")
	require.Equal(t, "L2", string(told.Level))
}

// Pictures for people to look at.
func TestPictures(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, percent := range []int{100, 150} {
			s := newScene(t)
			draft := s.keep(s.drafts()["l2"])
			host := pagetest.NewHostIn(t, s.desk, mode, percent)
			s.page(host, nil, page.Route{Page: page.SBAR, ID: draft.ID, Arg: page.Resume})
			host.Picture(fmt.Sprintf("sbar-%s-%d", mode, percent))
		}
	}
}
