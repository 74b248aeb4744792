package triage_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
)

// span is a level that the doctor's table gives a red flag alone, by its days.
type span struct {
	first, last int
	level       triage.Level
}

// theFlags is what the doctor's table says of each red flag alone, written
// down apart from the rule file. Where it says nothing, at least is what holds.
var theFlags = map[string]struct {
	says    []span
	atLeast triage.Level
}{
	"breathing-difficulty":  {[]span{{0, 90, triage.L1}}, triage.L1},
	"chest-pain":            {[]span{{0, 90, triage.L1}}, triage.L1},
	"coughing-blood":        {[]span{{0, 90, triage.L1}}, triage.L1},
	"collapse":              {[]span{{0, 90, triage.L1}}, triage.L1},
	"hard-to-wake":          {[]span{{0, 2, triage.L1}}, triage.L1},
	"confusion":             {[]span{{0, 2, triage.L1}}, triage.L2},
	"bleeding-not-stopping": {[]span{{0, 3, triage.L2}}, triage.L2},
	"face-swelling":         {nil, triage.L2},
	"saddle-numbness":       {[]span{{0, end, triage.L2}}, triage.L2},
	"urine-stream":          {[]span{{0, end, triage.L2}}, triage.L2},
	"urine-not-felt":        {[]span{{0, end, triage.L2}}, triage.L2},
	"incontinence":          {[]span{{0, end, triage.L2}}, triage.L2},
	"bowel-control":         {[]span{{0, end, triage.L2}}, triage.L2},
	"both-legs":             {[]span{{0, end, triage.L2}}, triage.L2},
	"sexual-change":         {[]span{{0, end, triage.L2}}, triage.L2},
	"leg-weakness-rapid":    {[]span{{0, 14, triage.L1}}, triage.L2},
	"leg-weakness":          {[]span{{0, 14, triage.L2}}, triage.L3},
	"foot-drop":             {[]span{{0, 14, triage.L2}}, triage.L3},
	"falls":                 {[]span{{0, 14, triage.L2}}, triage.L3},
	"leg-numbness":          {[]span{{0, 14, triage.L3}}, triage.L3},
	"fever":                 {[]span{{0, 2, triage.L4}}, triage.L4},
	"chills":                {[]span{{2, 30, triage.L3}}, triage.L3},
	"very-ill":              {nil, triage.L3},
	"mottled-skin":          {nil, triage.L2},
	"no-urine-18h":          {nil, triage.L2},
	"rash-not-fading":       {nil, triage.L2},
	"redness-spreading":     {[]span{{2, 30, triage.L3}}, triage.L3},
	"swelling-tense":        {[]span{{0, 5, triage.L3}}, triage.L3},
	"dressing-soaked":       {[]span{{0, 3, triage.L2}}, triage.L3},
	"severe-back-pain":      {[]span{{0, 7, triage.L2}}, triage.L3},
	"calf":                  {[]span{{0, 90, triage.L2}}, triage.L3},
}

// together is what the table says of several red flags in one call.
var together = []struct {
	one, other []string // any of them and any of those
	span
}{
	{[]string{"breathing-difficulty"}, []string{"face-swelling", "collapse"}, span{0, end, triage.L1}},                                                                                      // R01
	{[]string{"fever", "chills", "very-ill", "redness-spreading"}, []string{"mottled-skin", "confusion", "hard-to-wake", "no-urine-18h", "rash-not-fading"}, span{0, 30, triage.L1}},        // R03
	{[]string{"saddle-numbness", "urine-stream", "urine-not-felt", "incontinence", "bowel-control", "both-legs", "sexual-change"}, []string{"leg-weakness-rapid"}, span{0, end, triage.L1}}, // R05
	{[]string{"bleeding-not-stopping", "dressing-soaked"}, []string{"collapse"}, span{0, 3, triage.L1}},                                                                                     // R07
	{[]string{"fever"}, []string{"severe-back-pain"}, span{2, 90, triage.L2}},                                                                                                               // R12
	{[]string{"fever"}, []string{"redness-spreading"}, span{2, 30, triage.L3}},                                                                                                              // R13
}

// edges are the days on which something in the table begins or ends, and their neighbours.
var edges = []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 28, 29, 30, 31, 90, 91, end}

// expected is the level that the table gives red flags in one call.
func expected(flags []string, day int) triage.Level {
	level := triage.L5
	raise := func(to span) {
		if day >= to.first && day <= to.last && to.level.Above(level) {
			level = to.level
		}
	}
	for _, flag := range flags {
		raise(span{0, end, theFlags[flag].atLeast})
		for _, says := range theFlags[flag].says {
			raise(says)
		}
	}
	for _, pair := range together {
		in := func(of []string) bool {
			return slices.ContainsFunc(of, func(flag string) bool { return slices.Contains(flags, flag) })
		}
		if in(pair.one) && in(pair.other) {
			raise(pair.span)
		}
	}
	return level
}

func redFlags(t testing.TB) []triage.Finding {
	var flags []triage.Finding
	for _, finding := range guide(t).Findings() {
		if finding.RedFlag {
			flags = append(flags, finding)
		}
	}
	return flags
}

func level(t testing.TB, flags []string, day int, answer triage.Answer) triage.Level {
	request := triage.Request{Day: day, Open: true, Answers: make(map[string]triage.Answer, len(flags))}
	for _, flag := range flags {
		request.Answers[flag] = answer
	}
	found, err := guide(t).Assess(request)
	require.NoError(t, err)
	return found.Level
}

// No combination of red flags comes out milder, or more urgent, than the
// doctor's table says, and "unknown" never milder than "yes". All combinations
// together are 2^31 on 18 days, too many to try. So each group is tried whole, and the two
// groups that share rules (life signs, fever, sepsis) together; across groups
// every pair and every three. More red flags never lower a level, which the
// properties hold, and no rule names three groups.
func TestEveryCombinationOfRedFlags(t *testing.T) {
	flags := redFlags(t)
	require.Len(t, flags, len(theFlags))
	byGroup := map[int][]string{}
	var all []string
	for _, flag := range flags {
		require.Contains(t, theFlags, flag.ID)
		byGroup[flag.Group] = append(byGroup[flag.Group], flag.ID)
		all = append(all, flag.ID)
	}
	tried := 0
	try := func(set []string, days ...int) {
		for _, day := range days {
			tried++
			want, got := expected(set, day), level(t, set, day, triage.Yes)
			if got != want {
				t.Fatalf("%v on day %d: %s, not %s", set, day, got, want)
			}
			if unknown := level(t, set, day, triage.Unknown); unknown != got {
				t.Fatalf("%v unknown on day %d: %s, not %s", set, day, unknown, got)
			}
		}
	}
	subsets := func(of []string) {
		for bits := 1; bits < 1<<len(of); bits++ {
			var set []string
			for i, flag := range of {
				if bits&(1<<i) != 0 {
					set = append(set, flag)
				}
			}
			try(set, edges...)
		}
	}
	for _, group := range byGroup {
		subsets(group)
	}
	subsets(slices.Concat([]string{"confusion", "hard-to-wake", "breathing-difficulty", "collapse"}, byGroup[4], byGroup[5]))
	for i, a := range all {
		for j, b := range all[:i] {
			try([]string{a, b}, edges...)
			for _, c := range all[:j] {
				try([]string{a, b, c}, 0, 2, 14, 40, end)
			}
		}
	}
	try(all, edges...)
	t.Logf("%d combinations", tried)
}
