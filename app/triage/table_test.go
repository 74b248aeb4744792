package triage_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/models/goldentest"
)

// oneAnswer is one answer of the table.
type oneAnswer struct {
	finding triage.Finding
	answer  triage.Answer
	sign    string         // of a number: "≥ ", or "≤ "
	milder  *oneAnswer     // the answer before it on the same side; nil for the mildest
	alone   []triage.Level // by day of change
}

// words are the question and the answer: "Har du feber? ja".
func (a *oneAnswer) words() string {
	return a.finding.Question.In(models.Swedish) + " **" + a.sign + a.finding.Spoken(a.answer).In(models.Swedish) + "**"
}

// everyAnswer is each answer with which a finding begins to matter.
func everyAnswer(guide *triage.Guide) []*oneAnswer {
	var all []*oneAnswer
	for _, finding := range guide.Findings() {
		greater, less := guide.Steps(finding.ID)
		for sign, side := range map[string][]triage.Answer{"≥ ": greater, "≤ ": less} {
			var milder *oneAnswer
			for _, answer := range side {
				one := &oneAnswer{finding: finding, answer: answer, milder: milder}
				if finding.Kind == triage.Number {
					one.sign = sign
				}
				all, milder = append(all, one), one
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *oneAnswer) int {
		return cmp.Or(cmp.Compare(a.finding.Order, b.finding.Order), -cmp.Compare(a.sign, b.sign))
	})
	return all
}

// quiet is a call in which every red flag is denied.
func quiet(guide *triage.Guide, procedure string) triage.Request {
	request := triage.Request{Procedure: procedure, Open: true, Answers: map[string]triage.Answer{}}
	denied(guide, &request)
	return request
}

// span is a level from one day to another.
type levelSpan struct {
	first, last int // last -1: without an end
	level       triage.Level
}

func (s levelSpan) days() string { return triage.Days{From: s.first, To: s.last}.String() }

// spans joins the days that have one level. day gives the day of a level.
func spans(levels []triage.Level, day func(int) int) []levelSpan {
	var all []levelSpan
	for i, level := range levels {
		if i > 0 && levels[i-1] == level {
			continue
		}
		if len(all) > 0 {
			all[len(all)-1].last = day(i) - 1
		}
		all = append(all, levelSpan{first: day(i), last: -1, level: level})
	}
	return all
}

// because names what gave the level.
func because(found triage.Assessment) string {
	var all []string
	for _, trigger := range found.Triggered {
		if trigger.Level == found.Level {
			all = append(all, trigger.Rule)
		}
	}
	if len(all) == 0 {
		return "inget besvär"
	}
	return strings.Join(all, ", ")
}

// byDoctor is who reads what a changed rule does.
const byDoctor = "let a doctor see every line that changes"

// Every answer by itself on every day to 120, and every two answers on each day on which
// anything changes, as a table that a doctor can read, of the guide that was reviewed. Whoever
// changes a rule sees there, line by line, which levels change.
func TestEveryAnswerAndEveryTwo(t *testing.T) {
	goldentest.Is(t, "testdata/table.md", table(t, frozenClinic(t)), byDoctor)
}

// The table that the clinic's doctor reads is that of the clinic's own guide: `make lint`
// holds that docs/triage-table.md is it, `make docs` writes it.
func TestTheDoctorsTable(t *testing.T) {
	body := table(t, clinic(t))
	for _, level := range []triage.Level{triage.L1, triage.L2, triage.L3, triage.L4} {
		require.Contains(t, body, "| "+string(level)+" |")
	}
	if os.Getenv("NURSEDESK_DOCS") != "" {
		goldentest.Is(t, "../../docs/triage-table.md", body, byDoctor)
	}
}

func table(t *testing.T, guide *triage.Guide) string {
	all := everyAnswer(guide)
	var out strings.Builder
	line := func(format string, values ...any) { fmt.Fprintf(&out, format+"\n", values...) }
	line("# Nivåer för varje svar, och för varje två svar\n")
	line("Skriven av programmet ur reglerna, version %s: `make docs`. Varje rad är ett byte av nivå.", guide.Version())
	line("Mottagningen är öppen, alla varningsfrågor som inte nämns är besvarade med nej, och inget annat är sagt.")
	line("Dag 0 är behandlingsdagen; ”8-” är från dag 8 och utan slut. Ett okänt svar på en varningsfråga räknas som ja.\n")
	line("L1 112 nu · L2 akutmottagning idag · L3 kirurgen ringer inom en timme · L4 besök idag eller imorgon · L5 egenvård\n")
	line("”unexplained” är ett besvär som ingen regel talar om, ”floor:…” den lägsta nivån för ett svar i sig.\n")
	line("## Ett svar, efter neurotomi\n")
	singles(t, guide, all, line)
	line("\n## Ett svar, efter blockad, där det skiljer sig\n")
	after(t, guide, all, line)
	line("\n## Två svar, där nivån tillsammans är högre än den högsta av de två\n")
	line("Två svar som inte står här ger den högre av sina nivåer. Oro och ett andra samtal höjer alla nivåer med ett steg,")
	line("aldrig till L1, och är inte uppräknade.\n")
	pairs(t, guide, all, line)
	return out.String()
}

func singles(t *testing.T, guide *triage.Guide, all []*oneAnswer, line func(string, ...any)) {
	line("| Svar | Dag | Nivå | Därför |\n| --- | --- | --- | --- |")
	group := 0
	for _, one := range all {
		if one.finding.Group != group {
			group = one.finding.Group
			line("| *%s* | | | |", guide.Groups()[group-1].Title.In(models.Swedish))
		}
		request := quiet(guide, "neurotomy")
		request.Answers[one.finding.ID] = one.answer
		for _, span := range spans(everyDay(guide, request), func(i int) int { return i }) {
			request.Day = span.first
			found := assess(t, guide, request)
			require.Equal(t, span.level, found.Level)
			line("| %s | %s | %s | %s |", one.words(), span.days(), span.level, because(found))
		}
	}
}

// everyDay gives the level on each day to 120.
func everyDay(guide *triage.Guide, request triage.Request) []triage.Level {
	const days = 120
	levels := make([]triage.Level, days+1)
	for day := range levels {
		request.Day = day
		levels[day] = guide.LevelAlone(request)
	}
	return levels
}

func after(t *testing.T, guide *triage.Guide, all []*oneAnswer, line func(string, ...any)) {
	line("| Svar | Dag | Nivå | Därför |\n| --- | --- | --- | --- |")
	for _, one := range all {
		request, other := quiet(guide, "block"), quiet(guide, "neurotomy")
		request.Answers[one.finding.ID], other.Answers[one.finding.ID] = one.answer, one.answer
		levels := everyDay(guide, request)
		if slices.Equal(levels, everyDay(guide, other)) {
			continue
		}
		for _, span := range spans(levels, func(i int) int { return i }) {
			request.Day = span.first
			line("| %s | %s | %s | %s |", one.words(), span.days(), span.level, because(assess(t, guide, request)))
		}
	}
}

// changes gives the level on each day on which anything changes.
func changes(guide *triage.Guide, request triage.Request) []triage.Level {
	levels := make([]triage.Level, len(guide.DaysOfChange()))
	for i, day := range guide.DaysOfChange() {
		request.Day = day
		levels[i] = guide.LevelAlone(request)
	}
	return levels
}

func pairs(t *testing.T, guide *triage.Guide, all []*oneAnswer, line func(string, ...any)) {
	line("| Svar | Svar | Dag | Nivå | Ensamma | Därför |\n| --- | --- | --- | --- | --- | --- |")
	days := guide.DaysOfChange()
	both := func(a, b *oneAnswer) triage.Request {
		request := quiet(guide, "neurotomy")
		request.Answers[a.finding.ID], request.Answers[b.finding.ID] = a.answer, b.answer
		return request
	}
	for _, one := range all {
		one.alone = changes(guide, both(one, one))
	}
	raises := func(one *oneAnswer) bool { return one.finding.ID == "worried" || one.finding.ID == "second-call" }
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.finding.ID == b.finding.ID {
				continue
			}
			together := changes(guide, both(a, b))
			more := slices.Clone(together)
			for day, level := range together {
				highest := higher(a.alone[day], b.alone[day])
				require.False(t, highest.Above(level), "%s and %s on day %d", a.words(), b.words(), days[day])
				if level == highest {
					more[day] = "" // no more than alone
				}
			}
			// A worse number is not told again where it gives no more than the milder one.
			again := a.milder != nil && slices.Equal(together, changes(guide, both(a.milder, b))) ||
				b.milder != nil && slices.Equal(together, changes(guide, both(a, b.milder)))
			if again || raises(a) || raises(b) {
				continue
			}
			for _, span := range spans(more, func(i int) int { return days[i] }) {
				if span.level == "" {
					continue
				}
				request := both(a, b)
				request.Day = span.first
				at := slices.Index(days, span.first)
				line("| %s | %s | %s | %s | %s, %s | %s |", a.words(), b.words(), span.days(), span.level,
					a.alone[at], b.alone[at], because(assess(t, guide, request)))
			}
		}
	}
}

func higher(a, b triage.Level) triage.Level {
	if b.Above(a) {
		return b
	}
	return a
}
