package sheet_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// keyFigures are what a reader must find of each fact of the leaflet: its number,
// or where it has none the words that it turns on.
var keyFigures = map[string]map[models.Language][]string{
	"I1": {"sv": {"27 till 40 procent", "slitna diskar", "artros"}, "en": {"27 to 40 per cent", "worn discs", "osteoarthritis"}},
	"I2": {"sv": {"två och två bakom varje kota", "kapsel med vätska"}, "en": {"in pairs behind each vertebra", "capsule with fluid"}},
	"I3": {"sv": {"när du rör dig", "ljumsken", "krampa"}, "en": {"when you move", "groin", "cramp"}},
	"I4": {"sv": {"fysioterapi, träning", "steloperation"}, "en": {"physiotherapy, exercise", "fusion"}},
	"I5": {"sv": {"syns dåligt med röntgen eller magnetkamera", "bedövas leden"}, "en": {"hardly shows on X-ray or in an MRI", "is numbed"}},
	"I6": {"sv": {"titthålskirurgi", "båda sidor"}, "en": {"keyhole surgery", "both sides"}},
	"I7": {"sv": {"20 till 45 minuter", "Du sövs och ligger på mage"}, "en": {"20 to 45 minutes", "put to sleep and lie on your front"}},
	"B1": {"sv": {"två veckor före", "senast måndag 30 november", "naturläkemedel"}, "en": {"two weeks before", "Monday 30 November", "natural remedies"}},
	"B2": {"sv": {"Vi hjälper dig"}, "en": {"We will help you"}},
	"B3": {"sv": {"feber", "antibiotika", "fyra veckorna"}, "en": {"fever", "antibiotics", "four weeks"}},
	"B4": {"sv": {"Du behöver vara frisk"}, "en": {"You need to be well"}},
	"D1": {"sv": {"sex timmar", "klockan 02:30", "varken äta eller dricka"}, "en": {"six hours", "at 02:30", "neither eat nor drink"}},
	"D2": {"sv": {"ändra dosen", "Ta med ditt insulin"}, "en": {"change the dose", "Bring your insulin"}},
	"D3": {"sv": {"Blodtrycksmedicin", "lite vatten"}, "en": {"Blood pressure medicine", "little water"}},
	"D4": {"sv": {"Ta med dina egna mediciner"}, "en": {"Bring your own medicines"}},
	"D5": {"sv": {"blodsocker", "blodtryck behöver ligga bra"}, "en": {"blood sugar", "blood pressure need to be at a good level"}},
	"D6": {"sv": {"taxi", "släkting eller vän"}, "en": {"taxi", "relative or friend"}},
	"H1": {"sv": {"två gånger om dagen", "en till två veckor", "inte göra ont"}, "en": {"twice a day", "one to two weeks", "not hurt"}},
	"H2": {"sv": {"90 graders", "3 omgångar med 10 gånger"}, "en": {"90 degrees", "3 rounds of 10 times"}},
	"H3": {"sv": {"armen snett uppåt", "Byt sida"}, "en": {"arm diagonally up", "Change sides"}},
	"H4": {"sv": {"2 omgångar med 10 gånger", "lyft höften"}, "en": {"2 rounds of 10 times", "lift your hips"}},
	"H5": {"sv": {"en arm och motsatt ben"}, "en": {"one arm and the opposite leg"}},
	"H6": {"sv": {"lika brett isär som axlarna"}, "en": {"as far apart as your shoulders"}},
	"A1": {"sv": {"ett par timmar"}, "en": {"couple of hours"}},
	"A2": {"sv": {"10 dagar", "torsdag 24 december"}, "en": {"10 days", "Thursday 24 December"}},
	"A3": {"sv": {"Täck såren med plast"}, "en": {"Cover the wounds with plastic"}},
	"A4": {"sv": {"fyra veckor efter", "måndag 11 januari 2027", "helt torra"}, "en": {"four weeks after", "Monday 11 January 2027", "quite dry"}},
	"A5": {"sv": {"distriktssköterska eller av en sjuksköterska hos oss"}, "en": {"district nurse or a nurse at our clinic"}},
	"A6": {"sv": {"röd, varm eller får ont", "031-81 80 83"}, "en": {"red, warm or sore", "031-81 80 83"}},
	"A7": {"sv": {"e-recept", "När bedövningen släpper"}, "en": {"electronic prescription", "When the anaesthetic wears off"}},
	"A8": {"sv": {"en till fyra veckor", "flera månader eller längre"}, "en": {"one to four weeks", "several months or longer"}},
	"R1": {"sv": {"24 timmar", "före tisdag 15 december klockan 08:30"}, "en": {"24 hours", "before Tuesday 15 December at 08:30"}},
	"R2": {"sv": {"Ät och drick som du brukar"}, "en": {"Eat and drink as you usually do"}},
	"R3": {"sv": {"ansträng dig inte samma dag"}, "en": {"strain yourself on the same day"}},
	"R4": {"sv": {"Du får duscha"}, "en": {"You may shower"}},
	"R5": {"sv": {"3 dagar efter", "Ta den igen torsdag 17 december"}, "en": {"3 days after", "Take it again on Thursday 17 December"}},
	"R6": {"sv": {"inte vara sjukskriven"}, "en": {"do not need sick leave"}},
	"R7": {"sv": {"e-recept på smärtstillande"}, "en": {"prescription for pain relief"}},
	"R8": {"sv": {"fortsätt hos din fysioterapeut"}, "en": {"go on with your physiotherapist"}},
	"R9": {"sv": {"de första tre veckorna", "blodpropp", "måndag 4 januari 2027"}, "en": {"the first three weeks", "blood clot", "Monday 4 January 2027"}},
	"C1": {"sv": {"infektion", "blödning", "nervrot"}, "en": {"infection", "bleeding", "nerve root"}},
	"C2": {"sv": {"frossa", "nya besvär", "Ring oss genast på 031-81 80 83"}, "en": {"chills", "new symptoms", "Call us at once on 031-81 80 83"}},
	"F1": {"sv": {"Fysioterapeut, 2 veckor efter", "omkring måndag 28 december"}, "en": {"Physiotherapist, 2 weeks after", "around Monday 28 December"}},
	"F2": {"sv": {"Läkare, 3 månader efter", "omkring måndag 15 mars 2027"}, "en": {"Doctor, 3 months after", "around Monday 15 March 2027"}},
	"F3": {"sv": {"välj sjuksköterska", "info@sportsmed.se"}, "en": {"choose the nurse", "info@sportsmed.se"}},
}

// patients are one without anything of their own, and one with every condition
// and a decided pause: between them they read every sentence of a sheet.
func patients(t *testing.T) []sheet.Input {
	ill := sample(t, "neurotomy", december14(), careplan.Facts{
		BloodThinner: true, OnHold: true, Insulin: true, Hypertension: true,
	})
	ill.Pressure = true
	return []sheet.Input{sample(t, "neurotomy", december14(), careplan.Facts{}), given(ill, waran)}
}

// The figure of every fact is found on paper, in both languages.
func TestEveryFactsKeyFigureIsOnPaper(t *testing.T) {
	leaflet := rulebooktest.Open(t, resourcestest.Files).Facts
	for _, language := range languages {
		text := ""
		for _, in := range patients(t) {
			in.Language = language
			text += " " + flowing(t, build(t, in))
		}
		for _, fact := range leaflet.Numbers() {
			require.NotEmpty(t, keyFigures[fact][language], "%s has no key figure", fact)
			for _, figure := range keyFigures[fact][language] {
				require.Contains(t, text, figure, "%s in %s", fact, language)
			}
		}
	}
}

// Every date of the plan is found on paper, in both languages, whatever the day
// of the procedure; but for those that are the clinic's own business.
func TestEveryDateIsOnPaper(t *testing.T) {
	months := map[models.Language][]string{
		"sv": {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
		"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	}
	ours := []string{
		"hold-decision", "health-check", "prescription", "discharge", "resume-check", // tasks of the staff
		"bleeding-review", "resume-blood-thinner", // said as the doctor decided
	}
	for _, language := range languages {
		for _, start := range []models.Date{models.NewDate(2026, 12, 14), models.NewDate(2027, 3, 24), models.NewDate(2028, 2, 29)} {
			in := sample(t, "neurotomy", start.At(8, 30), careplan.Facts{Hypertension: true, Insulin: true})
			in.Language = language
			text := flowing(t, build(t, in))
			shown := map[string]models.Date{}
			for _, milestone := range in.Plan.Milestones {
				shown[milestone.Milestone.ID] = milestone.Begin.Date
				if milestone.Begin.Date.IsZero() {
					shown[milestone.Milestone.ID] = milestone.End.Date
				}
			}
			for _, task := range in.Plan.Tasks {
				shown[task.Step.ID] = task.Due
			}
			for _, id := range ours {
				delete(shown, id)
			}
			require.Len(t, shown, 12)
			for id, day := range shown {
				require.Contains(t, text, fmt.Sprintf(" %d %s", day.Day(), months[language][day.Month()-1]), "%s, %s", id, language)
			}
		}
	}
}
