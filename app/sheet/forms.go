package sheet

import "slices"

// largePrint is how many times as large as usual large print is.
const largePrint = largeSize / bodySize

// smaller are the sizes that are tried until the dates alone stand on one page,
// the last of them 12 points. Large print is never made smaller.
var smaller = []float64{1, 0.93, 0.86}

// fitted lays the blocks out in the size that is asked for.
func (l *layout) fitted(blocks []block, in Input) []strip {
	if in.Large {
		l.scale = largePrint
		return l.blocks(blocks, page)
	}
	var strips []strip
	for _, l.scale = range smaller {
		strips = l.blocks(blocks, page)
		if _, pages := paginate(strips, textHeight); !in.OnlyDates || pages == 1 {
			break
		}
	}
	return strips
}

// onlyDates gives what stands before the first section, and the section that
// holds the table of dates; the rest of the text is left out.
func onlyDates(blocks []block, words words) []block {
	sections := sectionsOf(blocks)
	kept := append(sections[0], paragraph{spans{{words.say("only-dates"), true}}})
	for _, section := range sections[1:] {
		if slices.ContainsFunc(section, isDates) {
			kept = append(kept, section...)
		}
	}
	return kept
}

// sectionsOf parts the blocks at the headings of the second level. The first
// part, before any of them, may be empty.
func sectionsOf(blocks []block) [][]block {
	sections := [][]block{nil}
	for _, one := range blocks {
		switch one := one.(type) {
		case newPage:
			continue
		case heading:
			if one.level == 2 {
				sections = append(sections, nil)
			}
		}
		last := len(sections) - 1
		sections[last] = append(sections[last], one)
	}
	return sections
}

func isDates(one block) bool {
	read, ok := one.(table)
	return ok && slices.ContainsFunc(read.rows, func(r row) bool { return r.when != nil })
}
