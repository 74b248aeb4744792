package followup

import (
	"strconv"

	"nursedesk/app/followup"
	"nursedesk/views/locale"
)

// none stands where there is nothing to count.
const none = "–"

// counted says a rate as what was counted: "2 av 140".
func counted(rate followup.Rate) string {
	return locale.T("followup.of", "n", rate.With, "of", rate.Of)
}

// share says a rate in percent, "–" where nothing was performed.
func share(rate followup.Rate) string {
	part, ok := rate.Share()
	if !ok {
		return none
	}
	return locale.T("followup.percent", "n", percent(part))
}

// interval says the 95 % interval of a rate, "–" where nothing was performed.
func interval(rate followup.Rate) string {
	low, high, ok := rate.Interval()
	if !ok {
		return none
	}
	digits := decimals(high) // both ends as exact as each other
	return locale.T("followup.interval", "low", locale.Decimal(100*low, digits), "high", locale.Decimal(100*high, digits))
}

// percent writes a share, 0 to 1, in percent: with a decimal where it is small.
func percent(part float64) string { return locale.Decimal(100*part, decimals(part)) }

// decimals is how many decimals of a percentage say something: none of nothing,
// nor from ten percent on.
func decimals(part float64) int {
	if part == 0 || part >= 0.1 {
		return 0
	}
	return 1
}

// median gives the middle of ordered days in words; between two days it is said
// with a half.
func median(days []int) string {
	middle := len(days) / 2
	if len(days)%2 == 1 || days[middle-1] == days[middle] {
		return strconv.Itoa(days[middle])
	}
	sum := days[middle-1] + days[middle]
	if sum%2 == 0 {
		return strconv.Itoa(sum / 2)
	}
	return locale.Decimal(float64(sum)/2, 1)
}
