package sheet

import "strconv"

// foot is what stands below each page.
type foot struct {
	name   string // the patient's
	clinic string
	phone  string
	made   string // booking, version of the text and day of printing, small
	words  words
}

// draw writes the foot of one page: whose sheet it is, whom to call, which page.
func (f foot) draw(p *paper, number, pages int) {
	const (
		lineTop = pageHeight - marginBottom + 5
		call    = 62.0 // the width of the two outer parts
	)
	p.ruleAcross(page, lineTop-1.5, rule, 0.2)
	set := style{size: footSize, colour: ink}
	strong := style{size: footSize, bold: true, colour: ink}
	place := f.words.say("page", "page", strconv.Itoa(number), "pages", strconv.Itoa(pages))
	contact := f.words.say("call", "clinic", f.clinic, "phone", f.phone)
	wide := p.measure(set)
	numberWidth := wide(place, false)
	contactWidth := min(p.measure(strong)(contact, true), textWidth-call-numberWidth)
	p.write(p.shortened(f.name, set, textWidth-contactWidth-numberWidth-2*columnGap), set, false, marginLeft, lineTop)
	p.write(p.shortened(contact, strong, contactWidth+0.1), strong, true,
		marginLeft+textWidth-numberWidth-columnGap-contactWidth, lineTop)
	p.write(place, set, false, marginLeft+textWidth-numberWidth, lineTop)
	small := style{size: smallSize, colour: ink}
	p.write(p.shortened(f.made, small, textWidth), small, false, marginLeft, lineTop+5.6)
}
