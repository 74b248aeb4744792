package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"nursedesk/models"
)

// The doctor's list is set smaller than a patient's sheet, so that ten holds
// stand on one page. Measures in mm.
var (
	listArea  = column{15, 180}
	listText  = column{15, 93}  // what is to be decided
	listForm  = column{112, 83} // where it is ticked
	listBody  = style{size: 9.5, colour: ink, leading: 1.16}
	listSmall = style{size: 9, colour: ink, leading: 1.16}
)

const (
	listTop      = 25.0
	listHeight   = pageHeight - listTop - 15
	listTitleTop = 10.0
	listFootTop  = pageHeight - 13

	listPadding = 1.4 // above and below what belongs together
	tickHeight  = 6.5 // a line of the form, to write on by hand
	tickBox     = 3.2
)

// Decisions writes the list "Att besluta" for the doctor to tick and sign: A4, a
// patient's medicines kept together. The same input gives the same bytes.
func (t *Texts) Decisions(in DecisionsInput) (Document, error) {
	language := in.Language
	if language == "" {
		language = models.Swedish
	}
	words := t.words[language]
	l := decisionList{
		layout: layout{words: words, paper: newPaper(t.faces, about{
			title:    words.say("decisions.title"),
			author:   in.Clinic.Name,
			language: string(language),
			on:       atMidnight(in.On),
		})},
		faces: t.faces,
	}
	var strips []strip
	var listed []int64
	medicines := 0
	for _, booking := range in.Bookings {
		listed = append(listed, booking.Booking)
		strips = append(strips, l.booking(booking)...)
		medicines += len(booking.Medicines)
	}
	if medicines == 0 {
		strips = l.text(spans{{text: words.say("decisions.none")}}, listBody, listArea)
	}
	summary := words.say("decisions.about", "clinic", l.written(in.Clinic.Name), "date", words.longDate(in.On),
		"medicines", strconv.Itoa(medicines), "bookings", strconv.Itoa(len(in.Bookings)))
	pages := print(l.paper, strips, listTop, listHeight, func(number, pages int) { l.frame(summary, number, pages) })
	pdf, err := l.paper.bytes()
	if err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(pdf)
	return Document{
		PDF: pdf, Kind: Decisions, Listed: listed, Pages: pages, Hash: hex.EncodeToString(sum[:]), Language: language,
		NameByHand: l.nameByHand,
	}, nil
}

type decisionList struct {
	layout
	faces      *faces
	nameByHand bool
}

func (l *decisionList) written(text string) string {
	text, _ = l.faces.write(plain(text))
	return text
}

// frame says on every page what the list is, and that nothing on it holds yet.
func (l *decisionList) frame(summary string, number, pages int) {
	p := l.paper
	p.write(l.words.say("decisions.title"), style{size: 16, bold: true, colour: accent}, true, listArea.x, listTitleTop)
	p.write(p.shortened(summary, listSmall, listArea.width), listSmall, false, listArea.x, listTitleTop+8)
	p.ruleAcross(listArea, listTop-1.5, ink, 0.4)
	place := l.words.say("page", "page", strconv.Itoa(number), "pages", strconv.Itoa(pages))
	width := p.measure(listSmall)(place, false)
	p.write(l.words.say("decisions.warning"), listSmall, false, listArea.x, listFootTop)
	p.write(place, listSmall, false, listArea.x+listArea.width-width, listFootTop)
}

// booking sets a patient's medicines, one strip each, and who it is above the
// first and above what begins a page.
func (l *decisionList) booking(of DecisionBooking) []strip {
	if len(of.Medicines) == 0 {
		return nil
	}
	who := l.text(l.who(of), listBody, listArea)
	head := strip{height: tall(who) + 2*listPadding, draw: func(top float64) { drawDown(who, top+listPadding) }, keep: true}
	strips := []strip{head}
	for i, medicine := range of.Medicines {
		last := i+1 == len(of.Medicines)
		one := l.row(medicine, of, last)
		one.keep = !last
		if i > 0 {
			one.repeat = &head
		}
		strips = append(strips, one)
	}
	return strips
}

// row sets what is proposed for a medicine beside the lines to tick and sign.
func (l *decisionList) row(medicine DecisionMedicine, of DecisionBooking, ruled bool) strip {
	left, form := l.medicine(medicine, of), l.form(medicine)
	height := max(tall(left), float64(len(form))*tickHeight) + listPadding
	return strip{height: height, draw: func(top float64) {
		drawDown(left, top)
		for i, line := range form {
			l.ticks(line, top+float64(i)*tickHeight)
		}
		if ruled {
			l.paper.ruleAcross(listArea, top+height, rule, 0.2)
		}
	}}
}

// who tells the patient, the procedure and what the doctor weighs.
func (l *decisionList) who(of DecisionBooking) spans {
	name, ok := l.faces.write(plain(of.Patient))
	if !ok || strings.TrimSpace(name) == "" {
		name, l.nameByHand = string(writingLine), true
	}
	if of.PersonalNumber != "" {
		name += " " + l.written(of.PersonalNumber)
	}
	start := momentOf(of.Start)
	at := l.words.shortDate(start.Date) + noBreak + strconv.Itoa(start.Date.Year()) + noBreak + clock(start)
	clearance := l.words.say("decisions.clearance-unknown")
	if of.Clearance != "" {
		clearance = l.words.say("decisions.clearance", "text", strings.ReplaceAll(l.written(of.Clearance), " ", noBreak))
	}
	told := spans{{name, true}}.with(". "+l.written(of.Procedure)+", ", false).with(at, true).with(". "+clearance+".", false)
	if len(of.Factors) > 0 {
		told = told.with(" ", false).with(capital(l.written(strings.Join(of.Factors, ", ")))+".", true)
	}
	return told
}

// medicine tells the proposal, why it is asked and what the guideline says.
func (l *decisionList) medicine(one DecisionMedicine, of DecisionBooking) []strip {
	name := spans{{text: l.written(one.Name), bold: true}}
	if one.Form != "" {
		name = name.with(", "+l.written(one.Form), false)
	}
	name = name.with(". ", false).with(l.proposal(one, of), true)
	strips := l.text(name, listBody, listText)
	var small []string
	for _, reason := range one.Reasons {
		small = append(small, l.written(reason))
	}
	if one.Guideline != "" {
		small = append(small, l.words.say("decisions.guideline", "text", l.written(one.Guideline)))
	}
	if len(small) > 0 {
		strips = append(strips, l.text(spans{{text: strings.Join(small, " ")}}, listSmall, listText)...)
	}
	return strips
}

func (l *decisionList) proposal(one DecisionMedicine, of DecisionBooking) string {
	switch {
	case one.Continues:
		return l.words.say("decisions.continues")
	case one.LastDose.Date.IsZero():
		return l.words.say("decisions.question")
	}
	year := models.DateOf(of.Start).Year()
	day := func(date models.Date) string {
		if date.Year() != year {
			return l.words.shortDate(date) + noBreak + strconv.Itoa(date.Year())
		}
		return l.words.shortDate(date)
	}
	last := l.words.say("decisions.last", "date", day(one.LastDose.Date))
	if at := clock(one.LastDose); at != "" {
		last = l.words.say("decisions.last-at", "date", day(one.LastDose.Date), "time", at)
	}
	if one.Dose != "" {
		last += ", " + l.words.say("dose."+one.Dose)
	}
	parts := []string{last}
	switch {
	case one.DaysWithout == 1:
		parts = append(parts, l.words.say("decisions.without.one"))
	case one.DaysWithout > 1:
		parts = append(parts, l.words.say("decisions.without.other", "days", strconv.Itoa(one.DaysWithout)))
	}
	if !one.FirstDoseAgain.IsZero() {
		parts = append(parts, l.words.say("decisions.again", "date", day(one.FirstDoseAgain)))
	}
	return l.words.say("decisions.proposal", "text", strings.Join(parts, ", "))
}

// shortDate writes "mån 14 dec".
func (w words) shortDate(date models.Date) string {
	return fmt.Sprintf("%s%s%d%s%s", short(w.weekday(date.Weekday())), noBreak, date.Day(), noBreak, short(w.month(date.Month())))
}

func short(word string) string {
	letters := []rune(word)
	return string(letters[:min(3, len(letters))])
}
