package followup

import (
	"strconv"

	"nursedesk/app/followup"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// The degrees of detail in which months are drawn, in months a column.
var monthSteps = []int{1, 3, 12}

// monthBars are the months of a period as columns, then its quarters, then its
// years: each counts the procedures with a complication.
func monthBars(months []followup.MonthRate) [][]bar {
	var degrees [][]bar
	for _, step := range monthSteps {
		degrees = append(degrees, columns(months, step))
	}
	return degrees
}

// columns puts the months that lie in the same month, quarter or year together.
func columns(months []followup.MonthRate, step int) []bar {
	var bars []bar
	var rate followup.Rate
	year := 0
	for index, month := range months {
		rate = followup.Rate{With: rate.With + month.With, Of: rate.Of + month.Of}
		last := index == len(months)-1
		if !last && part(months[index+1].Month, step) == part(month.Month, step) {
			continue
		}
		bars = append(bars, column(month.Month, step, rate, month.Month.Year() != year))
		rate, year = followup.Rate{}, month.Month.Year()
	}
	return bars
}

// part numbers the months, quarters or years.
func part(month models.Date, step int) int {
	return (12*month.Year() + int(month.Month()) - 1) / step
}

func column(month models.Date, step int, rate followup.Rate, newYear bool) bar {
	one := bar{value: rate.With, over: none, under: []string{"", locale.T("followup.out-of", "of", rate.Of)}}
	if rate.Of > 0 {
		one.over = strconv.Itoa(rate.With)
	}
	year := strconv.Itoa(month.Year())
	switch step {
	case 1:
		one.under[0] = shortMonth(month)
	case 3:
		one.under[0] = locale.T("followup.quarter", "n", (int(month.Month())+2)/3)
	default:
		one.under[0] = year
		return one
	}
	if newYear {
		one.under = append(one.under, year)
	}
	return one
}

// shortMonth gives "dec".
func shortMonth(month models.Date) string {
	name := []rune(locale.Month(month.Month()))
	return string(name[:min(len(name), 3)])
}

// onsetClasses are the last days of the columns in which days to onset are drawn;
// what comes later stands in one more.
var onsetClasses = []int{0, 1, 3, 7, 14, 30, 90}

// onsetBars counts days to onset in columns that widen with time: what follows a
// procedure soon is told apart by the day.
func onsetBars(days []int) []bar {
	bars := make([]bar, len(onsetClasses)+1)
	first := 0
	for index, last := range onsetClasses {
		bars[index].under = []string{classWords(first, last)}
		first = last + 1
	}
	bars[len(onsetClasses)].under = []string{locale.T("followup.days.more", "n", first-1)}
	for _, day := range days {
		bars[classOf(day)].value++
	}
	for index := range bars {
		bars[index].over = strconv.Itoa(bars[index].value)
	}
	return bars
}

func classOf(day int) int {
	for index, last := range onsetClasses {
		if day <= last {
			return index
		}
	}
	return len(onsetClasses)
}

func classWords(first, last int) string {
	if first == last {
		return locale.T("followup.days.one", "n", first)
	}
	return locale.T("followup.days.range", "first", first, "last", last)
}
