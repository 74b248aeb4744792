package followup

import (
	"strconv"

	"nursedesk/app"
	"nursedesk/views/locale"
)

const separator = " · "

// none stands where there is nothing to count.
const none = "–"

// counted says a rate as what was counted: "2 av 140".
func counted(rate app.Rate) string {
	return locale.T("followup.of", "n", rate.With, "of", rate.Of)
}

// share says a rate in percent, "–" where nothing was performed.
func share(rate app.Rate) string {
	part, ok := rate.Share()
	if !ok {
		return none
	}
	return locale.T("followup.percent", "n", percent(part))
}

// interval says the 95 % interval of a rate, "–" where nothing was performed.
func interval(rate app.Rate) string {
	low, high, ok := rate.Interval()
	if !ok {
		return none
	}
	return locale.T("followup.interval", "low", percent(low), "high", percent(high))
}

// whole is from how many percent on decimals say nothing.
const whole = 10

// percent writes a share, 0 to 1, in percent: with a decimal where it is small.
func percent(part float64) string {
	figure := 100 * part
	if figure >= whole || figure < 0.05 {
		return locale.Decimal(figure, 0)
	}
	return locale.Decimal(figure, 1)
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
