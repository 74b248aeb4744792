package sheet

import "strconv"

// frame is what stands above and below the text of each page.
type frame struct {
	name   string // the patient's
	clinic string
	phone  string
	made   string // booking, version of the text and day of printing, small
	words  words
}

const lineTop = pageHeight - marginBottom + 5

// draw writes whose sheet it is, whom to call and which page.
func (f frame) draw(p *paper, number, pages int) {
	p.ruleAcross(page, lineTop-1.5, rule, 0.2)
	p.within(nil, func() { f.write(p, number, pages) })
}

func (f frame) write(p *paper, number, pages int) {
	const call = 62.0 // the width of the two outer parts
	head := style{size: headSize, colour: accent}
	kind := f.words.say("kind")
	kindWidth := p.measure(head)(kind, false)
	p.write(p.shortened(f.clinic, head.strong(), textWidth-kindWidth-columnGap), head, true, marginLeft, headTop)
	p.write(kind, head, false, marginLeft+textWidth-kindWidth, headTop)

	set := style{size: footSize, colour: ink}
	strong := set.strong()
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
