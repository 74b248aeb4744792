package medication

import (
	"slices"
	"strings"
)

// combined gives every reason why this patient's hold of the medicine is the
// doctor's, each once.
func (p proposal) combined(hold Hold) []Reason {
	if !hold.Medicine.BloodThinner {
		return nil
	}
	var why []Reason
	for _, combination := range p.combinations {
		for _, class := range p.classes(hold.Taken.ATC) {
			if !combination.concerns(class) {
				continue
			}
			for _, reason := range p.reasons(combination, class) {
				if !slices.ContainsFunc(why, func(known Reason) bool { return known.Code == reason.Code }) {
					why = append(why, reason)
				}
			}
		}
	}
	return why
}

// classes are those of a medicine's substances that the catalogue knows, each once.
func (c *Catalogue) classes(code string) []Class {
	var classes []Class
	for _, part := range c.Parts(code) {
		if part.Known && !slices.Contains(classes, part.Entry.Class) {
			classes = append(classes, part.Entry.Class)
		}
	}
	return classes
}

// concerns tells whether the combination says anything of medicines of a class.
func (c Combination) concerns(class Class) bool {
	if len(c.Together) > 0 && !slices.Contains(c.Together, class) {
		return false
	}
	return len(c.Classes) == 0 || slices.Contains(c.Classes, class)
}

// Together tells whether a medicine of the class may not be taken with the one of
// this code without a doctor's word.
func (c *Catalogue) Together(class Class, code string) bool {
	return slices.ContainsFunc(c.combinations, func(combination Combination) bool {
		return slices.Contains(combination.Together, class) &&
			slices.ContainsFunc(c.classes(code), func(taken Class) bool { return slices.Contains(combination.Together, taken) })
	})
}

// asks tells whether the answers have to be had for medicines of a class.
func (c Combination) asks(class Class) bool {
	return !c.AskedElsewhere && c.concerns(class) && (len(c.AskedFor) == 0 || slices.Contains(c.AskedFor, class))
}

func (p proposal) reasons(c Combination, class Class) []Reason {
	switch {
	case c.Above != "" && !p.tier().Above(c.Above):
		return nil
	case len(c.Factors) > 0:
		return p.answered(c, class)
	case c.Below > 0:
		if p.Clearance == 0 || float64(p.Clearance) >= c.Below {
			return nil
		}
		return []Reason{{Code: c.ID, Values: map[string]any{"limit": c.Below}, Source: c.Source}}
	case len(c.Together) > 0:
		return p.together(c)
	}
	return []Reason{{Code: c.ID, Source: c.Source}}
}

// answered gives a reason for each factor that is so, or that nobody knows.
func (p proposal) answered(c Combination, class Class) []Reason {
	var why []Reason
	for _, factor := range c.Factors {
		switch answer := p.Factors[factor]; {
		case answer == Yes:
			why = append(why, Reason{Code: string(factor), Source: c.Source})
		case answer != No && c.asks(class):
			why = append(why, Reason{Code: string(factor) + "-unknown", Source: c.Source})
		}
	}
	return why
}

func (p proposal) together(c Combination) []Reason {
	var codes []string
	for _, part := range p.all {
		if part.Known && slices.Contains(c.Together, part.Entry.Class) {
			codes = append(codes, part.Code)
		}
	}
	if len(codes) < 2 {
		return nil
	}
	return []Reason{{Code: c.ID, Values: map[string]any{"medicines": strings.Join(codes, ", ")}, Source: c.Source}}
}
