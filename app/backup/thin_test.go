package backup

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/models"
)

// taken gives a sound backup for each time.
func taken(times ...time.Time) (all []Backup) {
	for _, at := range times {
		all = append(all, Backup{At: at, Sound: true, path: at.String()})
	}
	return all
}

func left(all []Backup) []Backup {
	gone := spare(all)
	return slices.DeleteFunc(slices.Clone(all), func(one Backup) bool {
		return slices.ContainsFunc(gone, func(other Backup) bool { return other.path == one.path })
	})
}

// Two years of daily backups leave 14 days, 8 weeks and 12 months.
func TestThinOut(t *testing.T) {
	var times []time.Time
	for day := range 730 {
		times = append(times, noon.AddDate(0, 0, -day))
	}
	kept := left(taken(times...))
	days, weeks, months := map[string]bool{}, map[[2]int]bool{}, map[string]bool{}
	for _, one := range kept {
		local := one.At.In(models.Stockholm)
		year, week := local.ISOWeek()
		days[local.Format(time.DateOnly)], weeks[[2]int{year, week}], months[local.Format("2006-01")] = true, true, true
	}
	for day := range 14 {
		require.True(t, days[noon.AddDate(0, 0, -day).Format(time.DateOnly)], day)
	}
	require.GreaterOrEqual(t, len(weeks), 8)
	require.Len(t, months, 12)
	require.LessOrEqual(t, len(kept), dailyKept+weeklyKept+monthlyKept)
	require.Greater(t, len(kept), dailyKept+monthlyKept)
}

// Every backup of a day within the newest fourteen stays: one before an import is
// what is wanted after it.
func TestBackupsOfOneDayStay(t *testing.T) {
	require.Len(t, left(taken(noon, noon.Add(time.Minute), noon.Add(time.Hour))), 3)
}

// Copies of a database with faults never push out a sound one.
func TestUnsoundCopies(t *testing.T) {
	all := taken(noon)
	for day := range 30 {
		all = append(all, Backup{At: noon.AddDate(0, 0, day+1), path: time.Duration(day).String()})
	}
	kept := left(all)
	require.Len(t, kept, 1+unsoundKept)
	require.True(t, kept[0].Sound)
}

// Whatever backups there are: the newest stays, and thinning out twice removes
// nothing more.
func TestThinOutProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.SliceOfNDistinct(rapid.IntRange(0, 3*365*24*60), 1, 200, rapid.ID[int]).Draw(t, "minutes")
		var times []time.Time
		for _, minute := range minutes {
			times = append(times, noon.Add(-time.Duration(minute)*time.Minute))
		}
		kept := left(taken(times...))
		newest := slices.MaxFunc(taken(times...), func(x, y Backup) int { return x.At.Compare(y.At) })
		require.Contains(t, kept, newest)
		require.Equal(t, kept, left(kept))
	})
}
