package sheet

// tick is one part of a line of the form: a box to tick, words, a line to write on.
type tick struct {
	box   bool
	label string
	write float64 // the share of the line's free room; 0 for none
}

// form gives the lines that the doctor ticks and signs. What has no proposal
// cannot be ticked as proposed.
func (l *decisionList) form(one DecisionMedicine) [][]tick {
	say := func(key string) string { return l.words.say("decisions.box." + key) }
	proposed, goesOn := tick{box: true, label: say("proposal")}, tick{box: true, label: say("goes-on")}
	doctor, date := tick{label: say("doctor"), write: 1}, tick{label: say("date"), write: 1}
	other := []tick{{box: true, label: say("other"), write: 2}, date}
	switch {
	case one.Continues:
		return [][]tick{{proposed, doctor}, other}
	case one.LastDose.Date.IsZero():
		return [][]tick{
			{goesOn, doctor},
			{{box: true, label: say("last"), write: 1}, {label: say("again"), write: 1}},
			other,
		}
	}
	return [][]tick{{proposed, goesOn, doctor}, other}
}

// ticks draws one line of the form.
func (l *decisionList) ticks(line []tick, top float64) {
	const space, between = 1.4, 3.0
	p := l.paper
	wide := p.measure(listSmall)
	fixed := func(one tick) (width float64) {
		if one.box {
			width += tickBox + space
		}
		if one.write > 0 {
			width += space
		}
		return width + wide(one.label, false)
	}
	room, shares := listForm.width-between*float64(len(line)-1), 0.0
	for _, one := range line {
		room -= fixed(one)
		shares += one.write
	}
	baseline := top + tickHeight - 2
	x := listForm.x
	for _, one := range line {
		if one.box {
			p.emptyBox(x, baseline-tickBox+0.4, tickBox)
			x += tickBox + space
		}
		x = p.write(one.label, listSmall, false, x, baseline-listSmall.baseline())
		if one.write > 0 {
			width := room * one.write / shares
			p.writingLine(x+space, x+space+width, baseline+0.6)
			x += space + width
		}
		x += between
	}
}

// emptyBox draws a box to tick.
func (p *paper) emptyBox(x, top, size float64) {
	p.pdf.SetDrawColor(ink.r, ink.g, ink.b)
	p.pdf.SetLineWidth(0.3)
	p.pdf.Rect(x, top, size, size, "D")
}
