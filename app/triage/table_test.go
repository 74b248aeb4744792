package triage_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
)

// theTable is the doctor's table, row by row and level by level: what just
// gives the level, on which days, what just does not, and whether "unknown" in
// place of every yes still gives it (red flags do; the numbers stay).
var theTable = []struct {
	rule, told  string
	level       triage.Level
	first, last int // the last day of all where the row has no end
	not         []string
	unknown     bool
}{
	{"R01", "breathing-difficulty=yes face-swelling=yes", triage.L1, 0, end, []string{"breathing-difficulty=yes", "face-swelling=yes"}, true},
	{"R01", "breathing-difficulty=yes rash-itch=yes", triage.L1, 0, end, []string{"rash-itch=yes"}, false},
	{"R01", "breathing-difficulty=yes collapse=yes", triage.L1, 0, end, []string{"collapse=yes"}, true},
	{"R02", "breathing-difficulty=yes", triage.L1, 0, 90, []string{"breathing-difficulty=no"}, true},
	{"R02", "chest-pain=yes", triage.L1, 0, 90, []string{"chest-pain=no"}, true},
	{"R02", "coughing-blood=yes", triage.L1, 0, 90, []string{"coughing-blood=no"}, true},
	{"R02", "collapse=yes", triage.L1, 0, 90, []string{"collapse=no"}, true},
	{"R02", "spo2=87", triage.L1, 0, 90, []string{"spo2=88", "spo2=unknown"}, false},
	{"R02", "pulse=131", triage.L1, 0, 90, []string{"pulse=130"}, false},
	{"R02", "systolic=89", triage.L1, 0, 90, []string{"systolic=90"}, false},
	{"R03", "fever=yes mottled-skin=yes", triage.L1, 0, 30, []string{"fever=yes", "mottled-skin=yes", "fever=no mottled-skin=yes"}, true},
	{"R03", "temperature=38 no-urine-18h=yes", triage.L1, 0, 30, []string{"temperature=37.9 no-urine-18h=yes"}, true},
	{"R03", "chills=yes confusion=yes", triage.L1, 0, 30, []string{"chills=yes"}, true},
	{"R03", "very-ill=yes rash-not-fading=yes", triage.L1, 0, 30, []string{"very-ill=yes"}, true},
	{"R03", "wound-redness=yes hard-to-wake=yes", triage.L1, 0, 30, []string{"wound-redness=yes"}, false},
	{"R03", "pus=yes breathing-difficulty=yes", triage.L1, 0, 30, []string{"pus=yes"}, false},
	{"R03", "chills=yes urine-hours=18", triage.L1, 0, 30, []string{"chills=yes urine-hours=17.9"}, true},
	{"R03", "chills=yes +recent-chemotherapy", triage.L1, 0, 30, []string{"chills=yes +immunosuppressed"}, true},
	{"R03", "chills=yes spo2=87", triage.L1, 0, 30, []string{"chills=yes spo2=88"}, true},
	{"R03", "chills=yes spo2=90", triage.L2, 0, 30, []string{"chills=yes spo2=91"}, true},
	{"R03", "chills=yes pulse=121", triage.L2, 0, 30, []string{"chills=yes pulse=120"}, true},
	{"R04", "leg-weakness-rapid=yes", triage.L1, 0, 14, []string{"leg-weakness-rapid=no leg-weakness=yes"}, true},
	{"R05", "saddle-numbness=yes", triage.L2, 0, end, []string{"saddle-numbness=no"}, true},
	{"R05", "urine-stream=yes", triage.L2, 0, end, []string{"urine-stream=no"}, true},
	{"R05", "urine-not-felt=yes", triage.L2, 0, end, []string{"urine-not-felt=no"}, true},
	{"R05", "incontinence=yes", triage.L2, 0, end, []string{"incontinence=no"}, true},
	{"R05", "bowel-control=yes", triage.L2, 0, end, []string{"bowel-control=no"}, true},
	{"R05", "both-legs=yes", triage.L2, 0, end, []string{"leg-weakness=yes"}, true},
	{"R05", "sexual-change=yes", triage.L2, 0, end, []string{"sexual-change=no"}, true},
	{"R05", "saddle-numbness=yes sudden-onset=yes", triage.L1, 0, end, []string{"saddle-numbness=yes", "sudden-onset=yes"}, false},
	{"R05", "incontinence=yes no-safe-transport=yes", triage.L1, 0, end, []string{"no-safe-transport=yes"}, false},
	{"R06", "severe-back-pain=yes", triage.L2, 0, 7, []string{"severe-back-pain=no"}, true},
	{"R06", "back-pain=7 pain-course=worse pain-unrelieved=yes", triage.L2, 0, 7, []string{"back-pain=6.9 pain-course=worse pain-unrelieved=yes", "back-pain=9 pain-course=same pain-unrelieved=yes", "back-pain=9 pain-course=worse"}, false},
	{"R07", "bleeding-not-stopping=yes", triage.L2, 0, 3, []string{"ooze=yes"}, true},
	{"R07", "dressing-soaked=yes", triage.L2, 0, 3, []string{"dressing-off=yes"}, true},
	{"R07", "bleeding-not-stopping=yes collapse=yes", triage.L1, 0, 3, []string{"bleeding-not-stopping=yes", "collapse=yes"}, true},
	{"R08", "swelling-tense=yes", triage.L3, 0, 5, []string{"wound-swelling=yes swelling-tense=no", "blood-thinner=yes"}, true},
	{"R08", "swelling-tense=yes blood-thinner=yes", triage.L2, 0, 5, []string{"swelling-tense=yes", "swelling-tense=yes M01AE01"}, false},
	{"R08", "swelling-tense=yes B01AF02", triage.L2, 0, 5, []string{"wound-swelling=yes B01AF02"}, true},
	{"R09", "leg-weakness=yes", triage.L2, 0, 14, []string{"leg-weakness=no leg-numbness=yes"}, true},
	{"R09", "foot-drop=yes", triage.L2, 0, 14, []string{"foot-drop=no"}, true},
	{"R09", "falls=yes", triage.L2, 0, 14, []string{"falls=no"}, true},
	{"R10", "leg-numbness=yes", triage.L3, 0, 14, []string{"leg-numbness=no"}, true},
	{"R10", "leg-pain=yes", triage.L3, 0, 14, []string{"leg-pain=no", "leg-pain=unknown"}, false},
	{"R10", "leg-pain-score=1", triage.L3, 0, 14, []string{"leg-pain-score=0"}, false},
	{"R11", "anaesthetic-numbness=yes", triage.L3, 0, 1, []string{"anaesthetic-numbness=no"}, false},
	{"R11", "anaesthetic-numbness=yes anaesthetic-hours=24", triage.L2, 1, end, []string{"anaesthetic-numbness=yes anaesthetic-hours=23"}, false},
	{"R11", "anaesthetic-numbness=yes", triage.L2, 2, end, []string{"anaesthetic-hours=30"}, false},
	{"R12", "temperature=38 more-pain=yes", triage.L2, 2, 90, []string{"temperature=37.9 more-pain=yes", "temperature=39"}, false},
	{"R12", "fever=yes pain-course=worse", triage.L2, 2, 90, []string{"fever=yes pain-course=same", "fever=no pain-course=worse"}, true},
	{"R12", "fever=yes severe-back-pain=yes", triage.L2, 2, 90, []string{"severe-back-pain=yes"}, true},
	{"R13", "chills=yes", triage.L3, 2, 30, []string{"chills=no"}, true},
	{"R13", "fever=yes wound-warmth=yes", triage.L3, 2, 30, []string{"fever=yes", "wound-warmth=yes"}, false},
	{"R13", "redness-spreading=yes", triage.L3, 2, 30, []string{"wound-redness=yes"}, true},
	{"R13", "wound-pain-severe=yes", triage.L3, 2, 30, []string{"wound-pain-severe=no"}, false},
	{"R13", "chills=yes immunosuppressed=yes", triage.L2, 2, 30, []string{"chills=yes", "immunosuppressed=yes"}, false},
	{"R13", "wound-redness=yes temperature=38.5", triage.L2, 2, 30, []string{"wound-redness=yes temperature=38.4", "temperature=38.5"}, false},
	{"R14", "pus=yes", triage.L4, 2, 30, []string{"pus=no ooze=yes"}, false},
	{"R14", "wound-more-tender=yes", triage.L4, 2, 30, []string{"soreness=yes"}, false},
	{"R14", "wound-redness=yes", triage.L4, 2, 30, []string{"wound-redness=unknown"}, false},
	{"R15", "wound-open=yes", triage.L4, 0, 21, []string{"wound-open=no"}, false},
	{"R15", "stitches-out=yes", triage.L4, 0, 21, []string{"stitches-out=no"}, false},
	{"R15", "wound-open=yes wound-deep=yes", triage.L3, 0, 21, []string{"wound-open=yes wound-deep=no"}, false},
	{"R15", "wound-open=yes pus=yes", triage.L3, 0, 21, []string{"pus=yes"}, false},
	{"R16", "temperature=38", triage.L4, 0, 2, []string{"temperature=37.9"}, false},
	{"R16", "fever=yes", triage.L4, 0, 2, []string{"fever=no"}, true},
	{"R17", "calf=yes", triage.L2, 0, 90, []string{"calf=no flight-or-immobile=yes"}, true},
	{"R18", "no-urine=yes", triage.L4, 0, 1, []string{"no-urine=no", "urine-hours=7"}, false},
	{"R18", "no-urine=yes urine-hours=8", triage.L2, 0, 1, []string{"no-urine=yes urine-hours=7.9", "urine-hours=8"}, false},
	{"R18", "no-urine=yes urine-pain=yes", triage.L2, 0, 1, []string{"urine-pain=yes"}, false},
	{"R19", "no-urine=yes leg-numbness=yes", triage.L2, 0, end, []string{"no-urine=yes", "leg-numbness=yes"}, false},
	{"R19", "no-urine=yes saddle-numbness=yes sudden-onset=yes", triage.L1, 0, end, []string{"no-urine=yes saddle-numbness=yes"}, false},
	{"R20", "vomiting-24h=yes", triage.L4, 1, end, []string{"nausea=yes"}, false},
	{"R20", "no-fluids=yes", triage.L4, 1, end, []string{"no-fluids=no"}, false},
	{"R20", "vomiting-24h=yes sglt2=yes", triage.L2, 1, end, []string{"vomiting-24h=yes A10BA02", "sglt2=yes"}, false},
	{"R20", "no-fluids=yes A10AB05", triage.L2, 1, end, []string{"nausea=yes A10AB05"}, false},
	{"R21", "sore-throat=yes", triage.L5, 0, 2, []string{"sore-throat=no"}, false},
	{"R21", "tired=yes", triage.L5, 0, 2, []string{"tired=no"}, false},
	{"R21", "nausea=yes", triage.L5, 0, 2, []string{"nausea=no"}, false},
	{"R22", "hard-to-wake=yes", triage.L1, 0, 2, []string{"tired=yes"}, true},
	{"R22", "confusion=yes", triage.L1, 0, 2, []string{"confusion=no"}, true},
	{"R23", "rash-itch=yes", triage.L4, 0, end, []string{"rash-itch=no"}, false},
	{"R24", "soreness=yes", triage.L5, 0, 7, []string{"soreness=no"}, false},
	{"R25", "more-pain=yes", triage.L5, 3, 28, []string{"more-pain=no pain-course=same"}, false},
	{"R25", "more-pain=yes pain-course=worse", triage.L4, 3, 28, []string{"more-pain=yes pain-course=same"}, true},
	{"R26", "pain-course=same", triage.L4, 29, end, []string{"pain-course=better", "pain-course=unknown"}, false},
	{"R26", "more-pain=yes", triage.L4, 29, end, []string{"more-pain=no"}, false},
	{"R26", "pain-course=worse very-ill=yes", triage.L2, 29, end, []string{"pain-course=worse", "pain-course=better very-ill=yes"}, true},
	{"R27", "ooze=yes", triage.L5, 0, 3, []string{"ooze=no"}, false},
	{"R27", "ooze=yes", triage.L4, 4, end, []string{"ooze=no"}, false},
	{"R28", "dressing-off=yes", triage.L5, 0, 9, []string{"dressing-off=no"}, false},
	{"R28", "dressing-off=yes no-new-dressing=yes", triage.L4, 0, 9, []string{"dressing-off=yes", "no-new-dressing=yes"}, false},
	{"R29", "worried=yes", triage.L4, 0, end, []string{"worried=no"}, false},
	{"R29", "soreness=yes rash-itch=yes second-call=yes", triage.L3, 0, end, []string{"rash-itch=yes second-call=no"}, false},
	{"R30", "thinner-wrong=yes", triage.L3, 0, end, []string{"thinner-wrong=no B01AA03"}, false},
}

const end = 730

// Whoever changes a condition, a day or a level sees which row of the doctor's
// table no longer says what it said.
func TestTheTable(t *testing.T) {
	covered := map[string]map[triage.Level]bool{}
	for _, row := range theTable {
		if covered[row.rule] == nil {
			covered[row.rule] = map[triage.Level]bool{}
		}
		covered[row.rule][row.level] = true
		t.Run(row.rule+" "+row.told, func(t *testing.T) {
			for day, want := range map[int]bool{row.first: true, row.last: true, row.first - 1: false, row.last + 1: false} {
				if day < 0 || day > end {
					continue
				}
				found := assess(t, call(t, day, row.told))
				require.Equal(t, want, given(found, row.rule) == row.level, "day %d: %+v", day, found.Triggered)
				if want {
					require.False(t, row.level.Above(found.Level), "day %d", day)
				}
			}
			for _, told := range row.not {
				require.NotEqual(t, row.level, given(assess(t, call(t, row.first, told)), row.rule), told)
			}
			request := call(t, 0, row.told)
			request.DayUnknown = true
			require.False(t, row.level.Above(given(assess(t, request), row.rule)), "on a day that nobody knows")
			unknown := call(t, row.first, strings.ReplaceAll(row.told, "=yes", "=unknown"))
			require.Equal(t, row.unknown || !strings.Contains(row.told, "=yes"), given(assess(t, unknown), row.rule) == row.level, "unknown")
		})
	}
	for _, rule := range guide(t).Rules() {
		for _, one := range rule.Cases {
			if one.Level != "" {
				require.True(t, covered[rule.ID][one.Level], "%s at %s is not tried", rule.ID, one.Level)
			}
		}
		require.NotEmpty(t, covered[rule.ID], rule.ID)
	}
}

// Two rules that hold for the same answers on the same day never say two
// levels: the doctor could not tell which was meant.
func TestNoTwoRulesContradict(t *testing.T) {
	type said struct {
		rule, condition string
		triage.Case
	}
	var all []said
	for _, rule := range guide(t).Rules() {
		for _, one := range rule.Cases {
			all = append(all, said{rule.ID, rule.Condition + " | " + one.Condition + " | " + strings.Join(rule.Procedures, " "), one})
		}
	}
	for i, a := range all {
		for _, b := range all[:i] {
			overlap := a.Days.Contain(b.Days.From) || b.Days.Contain(a.Days.From)
			require.False(t, overlap && a.condition == b.condition && a.Level != b.Level, "%s and %s", a.rule, b.rule)
		}
	}
}
