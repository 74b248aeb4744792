package backup

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"nursedesk/models"
)

// How many days, weeks and months back there is a backup.
const (
	dailyKept   = 14
	weeklyKept  = 8
	monthlyKept = 12
)

// unsoundKept is how many copies with something wrong are kept, for whoever looks into it.
const unsoundKept = 3

// thinOut removes the copies that no day, week or month needs any more.
func (b *Backups) thinOut() error {
	all, err := b.List()
	if err != nil {
		return err
	}
	var problems error
	for _, folder := range []string{b.folder, b.Target().Folder} {
		var here []Backup
		for _, one := range all {
			if folder != "" && strings.HasPrefix(one.path, folder+string(os.PathSeparator)) {
				here = append(here, one)
			}
		}
		for _, one := range spare(here) {
			problems = errors.Join(problems, one.remove())
		}
	}
	return problems
}

func (b Backup) remove() error {
	name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(b.path, sealedEnding), copyEnding), dumpEnding)
	return errors.Join(os.Remove(b.path), os.Remove(name+aboutEnding))
}

// spare gives what need not be kept. Of sound backups there stay all of the 14
// newest days that have any, the newest of each of the 8 newest weeks, and of
// each of the 12 newest months. What counts is which days there are, never how
// long ago they were: a clock that runs ahead removes nothing.
func spare(all []Backup) (spare []Backup) {
	newestFirst := slices.SortedStableFunc(slices.Values(all), func(x, y Backup) int { return y.At.Compare(x.At) })
	days, weeks, months := newSpans(dailyKept), newSpans(weeklyKept), newSpans(monthlyKept)
	unsound := 0
	for _, one := range newestFirst {
		if !one.Sound {
			if unsound++; unsound > unsoundKept {
				spare = append(spare, one)
			}
			continue
		}
		local := one.At.In(models.Stockholm)
		inDay, _ := days.add(local.Format(time.DateOnly))
		year, week := local.ISOWeek()
		_, newestOfWeek := weeks.add(fmt.Sprint(year, " ", week))
		_, newestOfMonth := months.add(local.Format("2006-01"))
		if !inDay && !newestOfWeek && !newestOfMonth {
			spare = append(spare, one)
		}
	}
	return spare
}

// spans are the newest so many days, weeks or months that have a backup.
type spans struct {
	most int
	seen []string
}

func newSpans(most int) *spans { return &spans{most: most} }

// add tells whether a backup of that span is within the newest ones, and whether
// it is the first of its span.
func (s *spans) add(span string) (within, first bool) {
	if slices.Contains(s.seen, span) {
		return true, false
	}
	if len(s.seen) == s.most {
		return false, false
	}
	s.seen = append(s.seen, span)
	return true, true
}
