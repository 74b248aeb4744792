package sheet_test

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/papers"
	"nursedesk/app/rulebook"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

type rules struct {
	protocols *careplan.Library
	medicines *medication.Catalogue
}

var clinicRules = sync.OnceValues(func() (rules, error) {
	ground, err := rulebook.Open(resourcestest.Files)
	if err != nil {
		return rules{}, err
	}
	protocols, err := careplan.Load(ground)
	if err != nil {
		return rules{}, err
	}
	medicines, err := medication.LoadCatalogue(ground)
	return rules{protocols, medicines}, err
})

// asBooked is the sheet of a booking as the desk writes it: the rules run on the
// medicines, and the doctor's decisions lie over them.
func asBooked(t testing.TB, language models.Language, booking models.Booking, decisions ...models.HoldDecision) sheet.Input {
	t.Helper()
	clinic, err := clinicRules()
	require.NoError(t, err)
	protocol, ok := clinic.protocols.Protocol(booking.Procedure)
	require.True(t, ok)
	base := sample(t, booking.Procedure, booking.Start, careplan.Facts{})
	booking.ID, booking.Theatre, booking.BookedOn = base.Booking.ID, base.Booking.Theatre, models.NewDate(2026, 11, 23)
	for i := range decisions {
		decisions[i].BookingID, decisions[i].ForStart, decisions[i].DecidedBy = booking.ID, booking.Start, "Lena Läkarsson"
	}
	file := care.BookingFile{Booking: booking, Patient: base.Patient}
	file.Follow(clinic.medicines, protocol, decisions, booking.BookedOn.At(9, 0))
	in := papers.SheetInput(clinic.medicines, file, language)
	in.Clinic, in.PrintedOn = base.Clinic, base.PrintedOn
	return in
}

func bookingOf(procedure string, start time.Time, codes ...string) models.Booking {
	return models.Booking{
		Procedure: procedure, Start: start, Medicines: models.MedicinesOf(codes...),
		Factors: map[string]string{
			"recent-event": "no", "mechanical-valve": "no", "recent-vte": "no", "thrombophilia": "no", "liver": "no", "platelets": "no",
		},
	}
}

// warfarinHeld is the doctor's decision on warfarin around Monday 14 December.
func warfarinHeld() models.HoldDecision {
	return models.HoldDecision{
		Medicine: models.Medicine{ATC: "B01AA03"}, LastDose: waran.LastDose.Date, FirstDoseAgain: waran.FirstDoseAgain,
		Proposed: "5d",
	}
}

// asBookedCases are the sheets of patients whose medicines alone say what
// concerns them: nothing is ticked.
func asBookedCases(t testing.TB, language models.Language) map[string]sheet.Input {
	thursday := models.NewDate(2026, 12, 17).At(13, 0)
	return map[string]sheet.Input{
		"insulin-by-medicine": asBooked(t, language, bookingOf("neurotomy", december14(), "A10AE04")),
		"beta-blocker":        asBooked(t, language, bookingOf("neurotomy", december14(), "C07AB02")),
		"sglt2":               asBooked(t, language, bookingOf("neurotomy", december14(), "A10BK01")),
		"ace-inhibitor":       asBooked(t, language, bookingOf("neurotomy", december14(), "C09AA02")),
		"combination":         asBooked(t, language, bookingOf("neurotomy", december14(), "A10BD15")),
		"outside-catalogue":   asBooked(t, language, bookingOf("neurotomy", december14(), "N05CF01")),
		"warfarin-waiting":    asBooked(t, language, bookingOf("neurotomy", thursday, "B01AA03")),
		"warfarin-monday":     asBooked(t, language, bookingOf("neurotomy", december14(), "B01AA03"), warfarinHeld()),
		"block-warfarin": asBooked(t, language, bookingOf("block", thursday, "B01AA03"), models.HoldDecision{
			Medicine: models.Medicine{ATC: "B01AA03"}, Continues: true, Proposed: "none",
		}),
	}
}

// What the patient reads follows from the medicines, ticked or not.
func TestSheetFollowsTheMedicines(t *testing.T) {
	all := asBookedCases(t, models.Swedish)
	for name, in := range asBookedCases(t, models.English) {
		all[name+"-en"] = in
	}
	for name, c := range map[string]struct{ has, lacks []string }{
		"insulin-by-medicine": {
			has: []string{"På morgonen: ändra din insulindos", "Min dos på behandlingsdagen:"},
		},
		"beta-blocker": {
			has:   []string{"På morgonen: ta betablockerare (till exempel metoprolol, Seloken", "utom det lilla du behöver till din blodtrycksmedicin."},
			lacks: []string{"insulin", "din läkare säger"},
		},
		"sglt2": {
			has: []string{
				"SGLT2-hämmare (till exempel dapagliflozin, Forxiga, empagliflozin eller Jardiance): gör som din läkare säger",
				"Din läkare meddelar dig hur du ska göra före behandlingen. Ring oss i god tid om det inte står här:", "Sista dagen du tar den:", "På behandlingsdagen:",
			},
			lacks: []string{"blodtrycksmedicin", "insulindos"},
		},
		"ace-inhibitor": {
			has:   []string{"ACE-hämmare (till exempel enalapril", "På behandlingsdagen:"},
			lacks: []string{"ta din blodtrycksmedicin", "ta ACE-hämmare", "Sista dagen du tar den"},
		},
		"combination":       {has: []string{"Xigduo (metformin och dapagliflozin): gör som din läkare säger"}},
		"outside-catalogue": {lacks: []string{"N05CF01", "meddelar dig", "din läkare säger"}},
		"warfarin-waiting": {
			has:   []string{"Din läkare meddelar dig om Waran (warfarin)", "Sluta inte på egen hand medan du väntar på besked", "Onsdag 16 december Lämna blodprov (INR)"},
			lacks: []string{"som vanligt", "Sista dagen du tar Waran"},
		},
		"warfarin-monday": {
			has: []string{
				"Tisdag 8 december Sista dagen du tar Waran (warfarin)", "Sluta äta och dricka natten till måndag Lämna blodprov (INR) på morgonen, före behandlingen",
				"Lämna ett blodprov (INR) måndag 14 december på morgonen, före behandlingen.",
			},
			lacks: []string{"11 december Lämna", "meddelar dig"},
		},
		"block-warfarin": {
			has:   []string{"Fortsätt med Waran (warfarin) som vanligt, även på behandlingsdagen", "Onsdag 16 december Lämna blodprov (INR)"},
			lacks: []string{"Sista dagen du tar", "meddelar dig"},
		},
		"sglt2-en":        {has: []string{"SGLT2 inhibitor (for example dapagliflozin, Forxiga, empagliflozin or Jardiance): do as your doctor says", "The last day that you take it:"}},
		"beta-blocker-en": {has: []string{"In the morning: take beta blocker (for example"}},
	} {
		t.Run(name, func(t *testing.T) {
			document := build(t, all[name])
			said := flowing(t, document) + rows(t, document)
			for _, part := range c.has {
				require.Contains(t, said, part)
			}
			for _, part := range c.lacks {
				require.NotContains(t, said, part)
			}
		})
	}
}

// No medicine whose hold nobody has decided is ever said to be taken as usual, nor
// one that the doctor has to say something of for the day.
func TestUndecidedIsNeverAsUsual(t *testing.T) {
	for _, procedure := range []string{"neurotomy", "block"} {
		for _, code := range []string{"B01AA03", "B01AC30", "B01AF02", "A10AE04", "A10BK01", "C09AA02", "C03CA01"} {
			for _, language := range languages {
				said := strings.ToLower(flowing(t, build(t, asBooked(t, language, bookingOf(procedure, december14(), code)))))
				require.NotContains(t, said, "som vanligt", "%s %s", procedure, code)
				require.NotContains(t, said, "as usual", "%s %s", procedure, code)
			}
		}
	}
}

// What the doctor fills in stands on the page of the sentence that asks for it, whatever
// the medicines, the language and the size of the type.
func TestALineToFillInStaysWithItsSentence(t *testing.T) {
	asked := map[models.Language]struct {
		medicine map[string]string // the sentence that asks, by the medicine's code
		lines    []string          // what is filled in
	}{
		models.Swedish: {
			map[string]string{
				"A10AE04": "Insulin: Du ska", "A10BK01": "SGLT2-hämmare (till exempel", "A10BJ06": "GLP-1", "C09AA02": "ACE-hämmare (till exempel",
			},
			[]string{"Min dos på behandlingsdagen:", "Sista dagen du tar den:", "På behandlingsdagen:"},
		},
		models.English: {
			map[string]string{
				"A10AE04": "Insulin: ", "A10BK01": "SGLT2 inhibitor (for example", "A10BJ06": "GLP-1", "C09AA02": "ACE inhibitor (for example",
			},
			[]string{"My dose on the day", "The last day that you take it:", "On the day of the treatment:"},
		},
	}
	for language, said := range asked {
		for code, sentence := range said.medicine {
			for _, large := range []bool{false, true} {
				in := asBooked(t, language, bookingOf("neurotomy", december14(), code))
				in.Form = models.SheetFormOf(large, false)
				document := build(t, in)
				found := 0
				for page := 1; page <= document.Pages; page++ {
					text := textOf(t, document, "-f", strconv.Itoa(page), "-l", strconv.Itoa(page))
					for _, line := range said.lines {
						if at := strings.Index(text, line); at >= 0 {
							require.Contains(t, text[:at], sentence, "%s %s large %t page %d", language, code, large, page)
							found++
						}
					}
				}
				require.Positive(t, found, "%s %s", language, code)
			}
		}
	}
}
