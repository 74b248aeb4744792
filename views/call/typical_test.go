package call_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/page"
)

// typicals are five calls as they are taken: what it is about, the day, which groups the
// nurse asks after the red flags, what is not a no, and the most keys that it may take.
var typicals = []struct {
	name, topic, key string
	day              int
	groups           []int
	said             map[string]string
	level            string
	most             int
}{
	{"a red wound", "wound", "1", 4, []int{6, 4}, map[string]string{"wound-redness": "j"}, "L4", 32},
	{"back pain as expected", "back-pain", "2", 10, []int{7}, map[string]string{"back-pain": "5", "pain-course": "2", "more-pain": "j"}, "L5", 33},
	{"fever and more pain", "fever", "4", 20, []int{4, 12, 7}, map[string]string{"fever": "j", "temperature": "38,4", "temperature-method": "3", "more-pain": "j"}, "L2", 42},
	{"chest pain", "breathing", "5", 6, nil, map[string]string{"chest-pain": "j"}, "L1", 20},
	{"sick on the next day", "nausea-reaction", "7", 1, []int{10}, map[string]string{"nausea": "j"}, "L5", 31},
}

// With all that is asked a call stays short, in keys and in words: what is asked in one
// breath is said as one sentence and denied by one key. `-v` tells both.
func TestTypicalCalls(t *testing.T) {
	for _, typical := range typicals {
		t.Run(typical.name, func(t *testing.T) {
			c := ring(t)
			c.booked("Tolvan", "19121212-1212", -typical.day)
			c.Show(c.page, page.Route{Page: page.Call, Arg: page.New})
			c.keys("0701740605")
			c.key(fyne.KeyReturn)
			c.key(fyne.KeyReturn)
			c.keys(typical.key)
			spoken := 0
			for _, breath := range c.breaths(typical.topic) {
				if !breath[0].RedFlag && !slices.Contains(typical.groups, breath[0].Group) {
					break
				}
				spoken += c.ask(breath, typical.said)
				if strings.Contains(c.Text(), "Ring 112 nu") {
					break
				}
			}
			if typical.level == "L1" {
				c.keys("l")
			} else {
				c.keys("u")
			}
			c.page.(page.Completer).Complete()
			c.presses++
			if typical.level != "L1" {
				c.keys("j")
				c.Window().Canvas().FocusNext()
				c.presses++
				c.keys("p")
			}
			c.clock.At = c.clock.At.Add(50 * time.Second)
			c.page.(page.Completer).Complete()
			c.presses++
			if c.Dialog != nil { // whether the emergency department was called
				require.Error(t, c.Confirm(), "one of the two has to be said")
				c.Choose("notified", "yes") // by its first letter
				require.NoError(t, c.Confirm())
				c.presses += 2
			}
			rows := c.calls()
			require.Len(t, rows, 1, c.Text())
			require.Equal(t, typical.level, rows[0].Level)
			const wordsAMinute = 150
			t.Logf("%d key presses, %d words to ask (%.1f min), %d words of advice", c.presses, spoken,
				float64(spoken)/wordsAMinute, len(strings.Fields(rows[0].Advice)))
			require.LessOrEqual(t, c.presses, typical.most)
		})
	}
}

// breaths are the questions that the page shows, as they are asked together.
func (c *telephone) breaths(topic string) [][]triage.Finding {
	var breaths [][]triage.Finding
	for _, finding := range c.desk.Guide().Order(topic) {
		if !strings.Contains(strings.Join(strings.Fields(c.Text()), " "), finding.Question.In(models.Swedish)) {
			continue // hidden
		}
		if last := len(breaths) - 1; last >= 0 && breaths[last][0].Breath == finding.Breath {
			breaths[last] = append(breaths[last], finding)
			continue
		}
		breaths = append(breaths, []triage.Finding{finding})
	}
	return breaths
}

// ask answers a breath by keys, and gives how many words it takes to ask: its one
// sentence, and once more by itself what is not a no.
func (c *telephone) ask(breath []triage.Finding, said map[string]string) (words int) {
	together := c.desk.Guide().Breaths()[breath[0].Breath-1].Ask.In(models.Swedish)
	words = len(strings.Fields(together))
	at := 0
	for i, finding := range breath {
		answer, ok := said[finding.ID]
		if together == "" || ok {
			words += len(strings.Fields(finding.Question.In(models.Swedish)))
		}
		if !ok {
			continue
		}
		for ; at < i; at++ {
			c.key(fyne.KeyDown)
		}
		c.keys(answer)
		if finding.Kind != triage.Number { // a number waits for more digits
			at = i + 1
		}
	}
	if at < len(breath) {
		c.shiftN()
	}
	return words
}
