package rulebook

// Policy says by which rules the program may propose. It may change while the program
// runs: a doctor approves a row, the clinic chooses to be shown approved rows alone.
type Policy interface {
	Withholds() bool    // whether any rule may be withheld at all
	Allows(Source) bool // whether what comes from there may be proposed
}

// Withholds tells whether a policy withholds any of the sources; none withholds nothing.
func Withholds(policy Policy, sources ...Source) bool {
	if policy == nil || !policy.Withholds() {
		return false
	}
	for _, source := range sources {
		if !policy.Allows(source) {
			return true
		}
	}
	return false
}
