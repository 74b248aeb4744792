package sheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/models/goldentest"
)

// waiting is a doctor's list of ten holds such as a clinic may have in a week.
func waiting() sheet.DecisionsInput {
	day := models.NewDate(2026, 12, 14)
	hold := func(name string, days int) sheet.DecisionMedicine {
		return sheet.DecisionMedicine{
			Name: name, LastDose: careplan.Moment{Date: day.AddDays(-days - 1)}, DaysWithout: days,
			FirstDoseAgain: day.AddDays(3), Guideline: fmt.Sprintf("%d dygn (2–5 dygn), åter efter 6 timmar", days),
		}
	}
	inHours := sheet.DecisionMedicine{
		Name: "Fragmin (dalteparin)", Form: "behandlingsdos",
		LastDose:       careplan.Moment{Date: day.AddDays(-1), At: day.AddDays(-1).At(8, 30)},
		FirstDoseAgain: day.AddDays(3), Guideline: "24 timmar, åter efter 12–24 timmar",
	}
	question := sheet.DecisionMedicine{
		Name: "Plavix (klopidogrel)",
		Reasons: []string{
			"Patienten har en stent i hjärtats kranskärl. Läkaren eller kardiologen bestämmer.",
			"P2Y12-hämmare: inget uppehåll utan namngiven läkare och datum.",
		},
		Guideline: "7 dygn (5–7 dygn), åter inom 48 timmar",
	}
	goesOn := sheet.DecisionMedicine{Name: "Trombyl", Continues: true, Guideline: "fortsätter, eller utan dos på dagen"}
	booking := func(given, number string, medicines ...sheet.DecisionMedicine) sheet.DecisionBooking {
		return sheet.DecisionBooking{
			Patient: given + " " + given + "sson", PersonalNumber: number, Procedure: "Endoskopisk neurotomi",
			Start: december14(), Clearance: "72 ml/min", Medicines: medicines,
		}
	}
	stent := booking("Tolvan", "19121212-1212", question, goesOn)
	stent.Factors, stent.Clearance = []string{"stent i hjärtats kranskärl", "två eller flera blodförtunnande läkemedel"}, ""
	block := booking("Elvan", "19900101-0017", hold("Xarelto (rivaroxaban)", 2))
	block.Procedure = "Diagnostisk facettblockad"
	return sheet.DecisionsInput{
		On:     models.NewDate(2026, 11, 23),
		Clinic: models.Clinic{Name: "SportsMed"},
		Bookings: []sheet.DecisionBooking{
			stent,
			booking("Tian", "19850709-9805", hold("Waran (warfarin)", 5)),
			booking("Nian", "19640327-3813", inHours),
			block,
			booking("Åttan", "19640823-3234", hold("Eliquis (apixaban)", 2)),
			booking("Sjuan", "", sheet.DecisionMedicine{Name: "Örtblandning", Reasons: []string{"Läkemedlet finns inte i katalogen. Läkaren bestämmer."}}),
			booking("Sexan", "19701063-2391", hold("Waran (warfarin)", 5)),
			booking("Femman", "20121212-1212", hold("Naproxen", 4)),
			booking("Fyran", "19121212-1212", hold("Ipren", 1)),
		},
	}
}

func decide(t *testing.T, in sheet.DecisionsInput) sheet.Document {
	t.Helper()
	document, err := texts(t).Decisions(in)
	require.NoError(t, err)
	return document
}

// inOrder is the text in the order that it was drawn: a proposal, then its form.
func inOrder(t *testing.T, document sheet.Document) string {
	return strings.Join(strings.Fields(textOf(t, document, "-raw")), " ")
}

// The doctor sees for each hold whose it is, what is proposed and why it is asked.
func TestDecisionsShowWhatIsToBeDecided(t *testing.T) {
	text := inOrder(t, decide(t, waiting()))
	for _, one := range []string{
		"SportsMed, måndag 23 november 2026. Läkemedel att besluta om: 10. Bokningar: 9.",
		"Tolvan Tolvansson 19121212-1212. Endoskopisk neurotomi, mån 14 dec 2026 08:30",
		"Kreatininclearance inte känd. Stent i hjärtats kranskärl, två eller flera blodförtunnande läkemedel.",
		"Plavix (klopidogrel). Inget förslag, läkaren avgör", "namngiven läkare och datum. Riktlinje: 7 dygn (5–7 dygn)",
		"Trombyl. Förslag: fortsätter som vanligt",
		"Waran (warfarin). Förslag: sista dos tis 8 dec, 5 hela dagar utan, åter tor 17 dec",
		"Fragmin (dalteparin), behandlingsdos. Förslag: sista dos senast sön 13 dec 08:30, åter tor 17 dec",
		"Ipren. Förslag: sista dos lör 12 dec, 1 hel dag utan, åter tor 17 dec",
		"enligt förslag", "fortsätter", "annat", "läkare", "datum", "Kreatininclearance 72 ml/min", "Örtblandning", "Sida 1 av 1",
	} {
		require.Contains(t, text, one)
	}
	// What has no proposal cannot be ticked as proposed.
	require.Equal(t, 8, strings.Count(text, "enligt förslag"))
}

// Ten holds stand on one page, in both languages, so that they are decided in one go.
func TestTenDecisionsFitOnOnePage(t *testing.T) {
	for _, language := range languages {
		in := waiting()
		in.Language = language
		require.Equal(t, 1, decide(t, in).Pages, language)
	}
}

// More go to more pages, no patient is parted from the medicines, and each page
// says which it is.
func TestDecisionsOnMorePages(t *testing.T) {
	in := waiting()
	in.Bookings = append(in.Bookings, in.Bookings...)
	document := decide(t, in)
	require.Equal(t, 2, document.Pages)
	pages := strings.Split(strings.TrimSuffix(textOf(t, document), "\f"), "\f")
	require.Len(t, pages, 2)
	for i, page := range pages {
		require.Contains(t, page, fmt.Sprintf("Sida %d av 2", i+1))
		require.Contains(t, page, "Att besluta")
		require.Equal(t, strings.Count(page, "Plavix"), strings.Count(page, "Trombyl"))
	}
	crowd := waiting().Bookings[0]
	for range 20 {
		crowd.Medicines = append(crowd.Medicines, crowd.Medicines[0])
	}
	in.Bookings = []sheet.DecisionBooking{crowd}
	pages = strings.Split(strings.TrimSuffix(textOf(t, decide(t, in)), "\f"), "\f")
	require.Greater(t, len(pages), 1)
	for _, page := range pages {
		require.Contains(t, page, "Tolvan Tolvansson")
	}
}

func TestDecisionsText(t *testing.T) {
	for _, language := range languages {
		in := waiting()
		in.Language = language
		text := settled(textOf(t, decide(t, in), "-layout"))
		goldentest.Is(t, fmt.Sprintf("testdata/decisions-%s.txt", language), text, "read the list")
	}
}

func TestDecisionsSameInputSameBytes(t *testing.T) {
	first := decide(t, waiting())
	for range 5 {
		require.True(t, bytes.Equal(first.PDF, decide(t, waiting()).PDF))
	}
}

// An empty list says so, and what somebody typed is neither read as anything nor lost.
func TestDecisionsWithLittleOrOddInput(t *testing.T) {
	require.Contains(t, inOrder(t, decide(t, sheet.DecisionsInput{On: models.NewDate(2026, 11, 23)})), "Inget väntar på läkarens beslut.")

	in := waiting()
	in.Bookings = in.Bookings[:2]
	in.Bookings[0].Patient = "محمد"
	in.Bookings[1].Medicines[0].Name = "*Ört* | {{ phone }}\n\ue000x"
	document := decide(t, in)
	require.True(t, document.NameByHand)
	require.Contains(t, inOrder(t, document), "*Ört* | {{ phone }} x. Förslag")
	in.Bookings[1].Start = models.NewDate(2027, 1, 4).At(8, 30)
	in.Bookings[1].Medicines[0].LastDose.Date = models.NewDate(2026, 12, 29)
	require.Contains(t, inOrder(t, decide(t, in)), "sista dos tis 29 dec 2026")
}
