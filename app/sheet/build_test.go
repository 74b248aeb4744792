package sheet_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/models/goldentest"
	"nursedesk/resources/resourcestest"
)

// languages are those in which the clinic has sheets.
var languages = []models.Language{models.Swedish, models.English}

var loaded = sync.OnceValues(func() (*sheet.Texts, error) { return load(resourcestest.Files, "") })

// load reads the sheet texts among some files.
func load(files fs.FS, own string) (*sheet.Texts, error) {
	ground, err := rulebook.Open(files)
	if err != nil {
		return nil, err
	}
	library, err := careplan.Load(ground)
	if err != nil {
		return nil, err
	}
	read, err := sheet.Load(ground, library, own)
	if err != nil {
		return nil, err
	}
	return read, read.Check(ground, library)
}

func texts(t testing.TB) *sheet.Texts {
	t.Helper()
	read, err := loaded()
	require.NoError(t, err)
	return read
}

var protocols = sync.OnceValues(func() (*careplan.Library, error) {
	ground, err := rulebook.Open(resourcestest.Files)
	if err != nil {
		return nil, err
	}
	return careplan.Load(ground)
})

// sample is a sheet's input for a made-up patient; change alters it.
func sample(t testing.TB, procedure string, start time.Time, facts careplan.Facts) sheet.Input {
	t.Helper()
	library, err := protocols()
	require.NoError(t, err)
	protocol, ok := library.Protocol(procedure)
	require.True(t, ok)
	return sheet.Input{
		Patient: models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson"},
		Booking: models.Booking{ID: 12, Procedure: procedure, Start: start, Theatre: "Sal 1"},
		Plan: protocol.Plan(careplan.Request{
			Start: start, BookedOn: models.NewDate(2026, 11, 23), Facts: facts,
		}),
		Facts:     facts,
		Title:     protocol.Title,
		Clinic:    models.Clinic{Name: "SportsMed", Phone: "031-81 80 83", PhoneOpens: "08:00", PhoneCloses: "16:00", Email: "info@sportsmed.se"},
		PrintedOn: models.NewDate(2026, 11, 23),
	}
}

func december14() time.Time { return models.NewDate(2026, 12, 14).At(8, 30) }

func appointment(step string, at time.Time, place, with string) models.Task {
	return models.Task{
		Step: step, Kind: models.Appointment, State: models.Booked, At: &at, Place: place, With: with,
	}
}

// cases are the sheets that are looked at as text and, with -update, as files.
func cases(t testing.TB) map[string]sheet.Input {
	plain := sample(t, "neurotomy", december14(), careplan.Facts{})

	diabetic := sample(t, "neurotomy", december14(), careplan.Facts{Insulin: true, Hypertension: true})

	thinner := careplan.Facts{BloodThinner: true, OnHold: true}
	unlisted := sample(t, "neurotomy", december14(), thinner)

	booked := plain
	booked.Tasks = []models.Task{
		appointment("physio", models.NewDate(2026, 12, 29).At(10, 15), "SportsMed, plan 2", "Fia Fysiosson"),
		appointment("doctor-visit", models.NewDate(2027, 3, 16).At(14, 0), "", ""),
		appointment("stitch-removal", models.NewDate(2026, 12, 28).At(9, 0), "Vårdcentralen Ängen", ""),
	}

	moved := sample(t, "neurotomy", models.NewDate(2027, 1, 7).At(13, 0), careplan.Facts{})

	diabetic.Pressure = true
	english := diabetic
	english.Language = models.English

	everything := sample(t, "neurotomy", december14(), careplan.Facts{
		BloodThinner: true, OnHold: true, Insulin: true, Hypertension: true,
	})
	everything.Pressure = true
	everything.Tasks = booked.Tasks
	everything.Medicines = []sheet.Medicine{waran, trombyl}
	everythingEnglish := everything
	everythingEnglish.Language = models.English
	block := sample(t, "block", december14(), thinner)
	blockEnglish := given(block, waran, fragmin, trombyl, undecided("Ginkgo"))
	blockEnglish.Language = models.English

	large := everything
	large.Form = models.SheetLarge
	onlyDates := given(withTasks(unlisted, booked.Tasks), waran, undecided("Ginkgo"))
	onlyDates.Form = models.SheetDates
	onlyDatesLarge := english
	onlyDatesLarge.Form = models.SheetLargeDates
	blockDates := block
	blockDates.Form = models.SheetDates

	return map[string]sheet.Input{
		"large":             large,
		"only-dates":        onlyDates,
		"only-dates-large":  onlyDatesLarge,
		"block-only-dates":  blockDates,
		"plain":             plain,
		"insulin":           diabetic,
		"thinner-unlisted":  unlisted,
		"thinner-undecided": given(unlisted, undecided("Waran (warfarin)"), undecided("Trombyl")),
		"thinner-days":      given(unlisted, waran),
		"thinner-hours":     given(unlisted, fragmin),
		"thinner-continues": given(unlisted, trombyl),
		"thinner-changed":   given(withTasks(unlisted, booked.Tasks), until(waran, models.NewDate(2026, 12, 19))),
		"thinner-mixed":     given(unlisted, waran, fragmin, trombyl, undecided("Ginkgo")),
		"booked":            booked,
		"moved":             moved,
		"english":           english,
		"everything":        everything,
		"everything-en":     everythingEnglish,
		"block":             sample(t, "block", december14(), careplan.Facts{}),
		"block-thinner":     block,
		"block-continues":   given(block, trombyl),
		"block-hours":       given(block, fragmin),
		"block-english":     blockEnglish,
	}
}

func build(t testing.TB, in sheet.Input) sheet.Document {
	t.Helper()
	document, err := texts(t).Build(in)
	require.NoError(t, err)
	return document
}

// textOf takes the text layer out of a PDF, as a reader would search it.
func textOf(t testing.TB, document sheet.Document, options ...string) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed (Debian package poppler-utils): the sheet's text is not looked at")
	}
	command := exec.Command(tool, append(options, "-", "-")...)
	command.Stdin = bytes.NewReader(document.PDF)
	out, err := command.Output()
	require.NoError(t, err)
	return string(out)
}

// flowing is the text with each run of white space as one space, so that line ends do not matter.
func flowing(t testing.TB, document sheet.Document) string {
	return strings.Join(strings.Fields(textOf(t, document)), " ")
}

// rows is the text as it stands, row by row, so that a date stands before what it is for.
func rows(t testing.TB, document sheet.Document) string {
	return strings.Join(strings.Fields(textOf(t, document, "-layout")), " ")
}

// Each patient must find their own dates and the leaflet's figures on the sheet.
func TestSheetShowsDatesAndFigures(t *testing.T) {
	expected := map[string][]string{
		"plain": {
			"Tolvan Tolvansson", "Endoskopisk neurotomi", "SportsMed, Sal 1",
			"Måndag 14 december 2026, klockan 08:30",                     // the start
			"Måndag 30 november Berätta",                                 // B1: two weeks before
			"Från måndag 14 december klockan 02:30, natten till måndag,", // D1: six hours before
			"före tisdag 15 december klockan 08:30",                      // R1: 24 hours after
			"från tisdag 15 december, i en till två veckor",              // H1, R3
			"till torsdag 24 december",                                   // A2: day 10
			"Omkring måndag 28 december",                                 // F1
			"Boka tiden senast torsdag 17 december",                      // F1: book by day 3
			"Boka ingen flygresa före måndag 4 januari 2027",             // R9: day 21
			"Bada tidigast måndag 11 januari 2027",                       // A4: day 28
			"från måndag 21 december till måndag 11 januari 2027",        // A8
			"omkring måndag 15 mars 2027",                                // F2: three months, the 14th is a Sunday
			"Boka tiden senast måndag 28 december",                       // F2: book by day 14
			"sex timmar", "24 timmar", "10 dagar", "90 graders", "20 till 45 minuter", "27 till 40 procent",
			"3 omgångar med 10 gånger", "2 omgångar med 10 gånger", "två gånger om dagen",
			"2 veckor efter", "3 månader efter", "fyra veckor efter", "de första tre veckorna",
			"031-81 80 83", "info@sportsmed.se", "om såren har läkt och är helt torra",
			"Sida 1 av", "Bokning 12", "Utskriven måndag 23 november 2026",
		},
		"insulin": {
			"På morgonen: ta din blodtrycksmedicin med lite vatten", "På morgonen: ändra din insulindos",
			"utom det lilla du behöver till din blodtrycksmedicin", "Ta med ditt insulin",
		},
		"thinner-unlisted": {"Din läkare meddelar dig hur du ska göra", "Sluta inte på egen hand medan du väntar på besked"},
		"booked": {
			"Tisdag 29 december 10:15 Återbesök hos fysioterapeuten", "Fia Fysiosson, SportsMed, plan 2", "Vårdcentralen Ängen",
			"tisdag 29 december klockan 10:15", "Tisdag 16 mars 14:00", "tisdag 16 mars 2027 klockan 14:00",
			"Måndag 28 december 09:00 Stygnen tas bort",
		},
		"moved": {
			"Torsdag 7 januari 2027, klockan 13:00", "Från torsdag 7 januari klockan 07:00",
			"före fredag 8 januari klockan 13:00", "till söndag 17 januari", "före torsdag 28 januari",
			"tidigast torsdag 4 februari", "omkring torsdag 21 januari", "omkring onsdag 7 april",
		},
		"english": {
			"Monday 14 December 2026, at 08:30", "From Monday 14 December at 02:30", "before Tuesday 15 December at 08:30",
			"until Thursday 24 December", "before Monday 4 January 2027", "before Monday 11 January 2027",
			"around Monday 15 March 2027", "six hours", "24 hours", "10 days", "90 degrees", "20 to 45 minutes", "27 to 40 per cent",
			"3 rounds of 10 times", "2 rounds of 10 times", "twice a day", "Page 1 of", "blood pressure medicine", "insulin",
		},
		"block": {"Måndag 14 december 2026, klockan 08:30", "Tisdag 15 december Vi frågar", "behöver inte fasta", "031-81 80 83"},
	}
	all := cases(t)
	for name, wanted := range expected {
		t.Run(name, func(t *testing.T) {
			document := build(t, all[name])
			text := flowing(t, document) + rows(t, document)
			for _, one := range wanted {
				require.Contains(t, text, one)
			}
		})
	}
}

// What does not concern a patient is left out, and before the doctor has
// decided the sheet tells nobody to stop a blood thinner or when to begin again.
func TestSheetLeavesOutWhatDoesNotConcernThePatient(t *testing.T) {
	absent := map[string][]string{
		"plain":            {"insulin", "blodtrycksmedicin", "Din läkare meddelar", "läkaren bestämt", "17 december Ta"},
		"insulin":          {"Din läkare meddelar", "läkaren bestämt"},
		"thinner-unlisted": {"uppehåll", "som vanligt", "börja igen", "medicin igen", "sluta ta", "insulin", "30 november Berätta"},
		"booked":           {"Omkring", "Boka tiden", "Tid:"},
		"moved":            {"14 december"},
		"english":          {"måndag", "december 2026, klockan"},
		"block":            {"Sluta äta", "stygn tas", "omgångar"},
		"block-thinner":    {"uppehåll", "som vanligt"},
	}
	all := cases(t)
	for name, unwanted := range absent {
		t.Run(name, func(t *testing.T) {
			document := build(t, all[name])
			text := flowing(t, document) + rows(t, document)
			for _, one := range unwanted {
				require.NotContains(t, text, one)
			}
		})
	}
}

// The name, the page number and the clinic's phone stand on every page.
func TestEveryPageTellsWhoseItIsAndWhomToCall(t *testing.T) {
	document := build(t, cases(t)["plain"])
	pages := strings.Split(strings.TrimSuffix(textOf(t, document), "\f"), "\f")
	require.Len(t, pages, document.Pages)
	for _, page := range pages {
		require.Contains(t, page, "Tolvan Tolvansson")
		require.Regexp(t, `SportsMed 031-81.80.83`, page)
		require.Regexp(t, `Sida \d av \d`, page)
	}
}

// The first page holds all that matters most, whatever the patient has with one
// medicine on hold; with more, or in large print, whom to call may begin the second.
func TestFirstPageHoldsTheDatesAndWhomToCall(t *testing.T) {
	all := cases(t)
	delete(all, "thinner-mixed")
	delete(all, "large")
	delete(all, "only-dates-large")
	thinner := careplan.Facts{BloodThinner: true, OnHold: true, Insulin: true, Hypertension: true}
	for _, language := range languages {
		for name, medicines := range map[string][]sheet.Medicine{
			"unlisted": nil, "undecided": {undecided("Waran")}, "held": {waran},
		} {
			in := given(sample(t, "neurotomy", december14(), thinner), medicines...)
			in.Language = language
			all[fmt.Sprintf("all to do, %s, %s", language, name)] = in
		}
	}
	for name, in := range all {
		first, _, _ := strings.Cut(textOf(t, build(t, in), "-layout"), "\f")
		first = strings.Join(strings.Fields(first), " ")
		switch {
		case strings.HasPrefix(name, "block") && in.Language == models.English:
			require.Contains(t, first, "Tuesday 15 December", name)
		case strings.HasPrefix(name, "block"):
			require.Contains(t, first, "Tisdag 15 december", name)
		case in.Language == models.English:
			require.Contains(t, first, "Visit to the doctor", name)
			require.Contains(t, first, "Call us at once on", name)
		default:
			require.Contains(t, first, "Återbesök hos läkaren", name)
			require.Contains(t, first, "Ring oss genast på", name)
		}
	}
}

var (
	volatile = regexp.MustCompile(`Text (sv|en)\.[0-9a-f]+`)
	wideGap  = regexp.MustCompile(` {2,}`) // how wide depends on pdftotext
	highGap  = regexp.MustCompile(`\n{3,}`)
)

// settled is the text without what may differ where nothing has changed.
func settled(text string) string {
	text = volatile.ReplaceAllString(text, "Text $1")
	text = wideGap.ReplaceAllString(text, "  ")
	return highGap.ReplaceAllString(text, "\n\n")
}

// The golden texts show in a review what a change does to the sheets.
func TestTextLayer(t *testing.T) {
	for name, in := range cases(t) {
		t.Run(name, func(t *testing.T) {
			text := settled(textOf(t, build(t, in), "-layout"))
			goldentest.Is(t, "testdata/"+name+".txt", text, "read the sheet")
		})
	}
}

// What was handed out can be told from its hash, so the same input must give the same bytes.
func TestSameInputSameBytes(t *testing.T) {
	in := cases(t)["everything"]
	first := build(t, in)
	for range 5 {
		again := build(t, in)
		require.True(t, bytes.Equal(first.PDF, again.PDF))
		require.Equal(t, first.Hash, again.Hash)
	}
	require.Equal(t, in.Plan.Hash(), first.PlanHash)
	require.Len(t, first.Hash, 64)
}

// Several sheets can be written at once, as for all of a day's patients.
func TestSheetsAtOnce(t *testing.T) {
	in := cases(t)["everything"]
	want := build(t, in).Hash
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			document, err := texts(t).Build(in)
			if err != nil || document.Hash != want {
				t.Errorf("another sheet came out: %v", err)
			}
		})
	}
	group.Wait()
}

func TestSheetWithoutText(t *testing.T) {
	in := cases(t)["plain"]
	in.Booking.Procedure = "fusion"
	_, err := texts(t).Build(in)
	require.ErrorIs(t, err, &models.Problem{Code: "sheet.no-text"})
}

// The sheet follows the patient's language unless another is asked for.
func TestSheetLanguage(t *testing.T) {
	in := cases(t)["plain"]
	in.Patient.Language = models.English
	require.Equal(t, models.English, build(t, in).Language)
	in.Language = models.Swedish
	require.Equal(t, models.Swedish, build(t, in).Language)
}

// A plan that lacks a date which the text asks for is told, not drawn as an empty date.
func TestSheetWithoutADate(t *testing.T) {
	in := cases(t)["plain"]
	in.Plan.Milestones = nil
	_, err := texts(t).Build(in)
	require.ErrorIs(t, err, &models.Problem{Code: "sheet.text-placeholder"})
	require.ErrorContains(t, err, "fasting-from")
}
