package sheet

import "slices"

// largePrint is how many times as large as usual large print is.
const largePrint = largeSize / bodySize

// closenesses are tried until what the text sets before its first new page is one
// page: the dates. Rows move closer first, then the type of that page is made smaller,
// to 12 points where the dates stand alone. Large print is never made smaller.
var closenesses = []struct {
	scale   float64
	crowded bool
}{{1, false}, {1, true}, {slightly, false}, {slightly, true}, {0.86, true}}

// fitted lays the blocks out in the size that is asked for.
func (l *layout) fitted(blocks []block, in Input) []strip {
	if in.Form.Large() {
		l.scale = largePrint
		return l.blocks(blocks, page)
	}
	var strips []strip
	for _, closeness := range closenesses {
		if closeness.scale < slightly && !in.Form.OnlyDates() {
			break
		}
		l.scale, l.crowded = closeness.scale, closeness.crowded
		dates, rest := partedAtNewPage(blocks)
		strips = l.blocks(dates, page)
		l.scale = 0
		strips = append(strips, l.blocks(rest, page)...)
		first := beforeNewPage(strips)
		if _, pages := paginate(first, textHeight); pages == 1 || len(first) == len(strips) && !in.Form.OnlyDates() {
			break
		}
	}
	return strips
}

// slightly is how small the first page of a whole sheet may be set.
const slightly = 0.93

// partedAtNewPage parts the blocks before the first page that the text itself begins.
func partedAtNewPage(blocks []block) (before, from []block) {
	at := slices.IndexFunc(blocks, func(one block) bool { _, ok := one.(newPage); return ok })
	if at < 0 {
		return blocks, nil
	}
	return blocks[:at], blocks[at:]
}

// beforeNewPage are the strips before the first page that the text itself begins.
func beforeNewPage(strips []strip) []strip {
	for i, one := range strips {
		if one.newPage && i > 0 {
			return strips[:i]
		}
	}
	return strips
}

// onlyDates gives what stands before the first section, and the section that
// holds the table of dates; the rest of the text is left out. Who has been given
// dates before is told that these hold instead.
func onlyDates(blocks []block, words words, given bool) []block {
	sections := sectionsOf(blocks)
	kept := sections[0]
	if given {
		kept = append(kept, paragraph{spans{{words.say("only-dates"), true}}})
	}
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
