package followup

import "math"

// Rate is how many of some performed procedures a complication followed. A
// procedure with several complications counts once.
type Rate struct {
	With int
	Of   int
}

// Share is the part with a complication, 0 to 1; ok is false where nothing was
// performed, so that there is no rate.
func (r Rate) Share() (share float64, ok bool) {
	if r.Of == 0 {
		return 0, false
	}
	return float64(r.With) / float64(r.Of), true
}

// normal95 is the two-sided 95 % quantile of the normal distribution.
const normal95 = 1.959964

// Interval is the 95 % confidence interval of the share, each end 0 to 1, by
// Wilson's score method without continuity correction (E. B. Wilson, J Am Stat
// Assoc 1927;22:209–212; recommended for small numbers by R. G. Newcombe, Stat Med
// 1998;17:857–872). ok is false where nothing was performed.
func (r Rate) Interval() (low, high float64, ok bool) {
	share, ok := r.Share()
	if !ok {
		return 0, 0, false
	}
	n, z := float64(r.Of), normal95
	middle := share + z*z/(2*n)
	reach := z * math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	whole := 1 + z*z/n
	return max(0, (middle-reach)/whole), min(1, (middle+reach)/whole), true
}
