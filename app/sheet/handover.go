package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
	"time"

	"nursedesk/models"
)

// HandoverInput is a call that is handed over as SBAR, in words already.
type HandoverInput struct {
	Call           int64     // its number, which names the file in place of the patient; 0 for none
	At             time.Time // when it is handed over
	Clinic         models.Clinic
	Language       models.Language // "" is Swedish
	Patient        string
	PersonalNumber string
	Level          string   // "L2 · Akutmottagning idag"
	About          []string // when the call was and who hands over, a line each
	Parts          []HandoverPart
}

// HandoverPart is one of the four parts.
type HandoverPart struct {
	Letter, Title string
	Lines         []HandoverLine // the most important first
}

// HandoverLine is a sentence.
type HandoverLine struct {
	Text   string
	Strong bool // stands out
}

// What a hand-over is set in. Measures in mm, sizes in points: the largest that
// lets all of it stand on the page.
var (
	handoverArea  = column{15, 180}
	handoverText  = column{35, 157}
	handoverSizes = []float64{13, 12.5, 12, 11.5, 11, 10.5, 10}

	handoverTitle  = style{size: 20, bold: true, colour: accent}
	handoverName   = style{size: 16, bold: true, colour: ink}
	handoverSmall  = style{size: 10, colour: ink}
	handoverLetter = style{size: 30, bold: true, colour: accent}
)

const (
	handoverTop     = 12.0
	handoverFootTop = pageHeight - 25
	handoverGap     = 3.0 // between the boxes
	handoverPadding = 2.6 // above and below the words of a box
	sentenceGap     = 0.9
)

// Handover writes a call as SBAR on one page, A4, to be read aloud and given
// away. Where it is too long for the page even in small type, the longest parts
// end with the words that the record has the rest. The same input gives the same bytes.
func (t *Texts) Handover(in HandoverInput) (Document, error) {
	language := in.Language
	if language == "" {
		language = models.Swedish
	}
	words := t.words[language]
	h := handover{
		layout: layout{words: words, paper: newPaper(t.faces, about{
			title:    words.say("handover.title"), // without the patient's name, which queues and viewers show
			author:   in.Clinic.Name,
			language: string(language),
			on:       atMidnight(models.DateOf(in.At)),
		})},
		faces: t.faces,
	}
	h.paper.pdf.AddPage()
	top := h.head(in)
	h.boxes(in.Parts, top, handoverFootTop-2-top)
	h.foot()
	pdf, err := h.paper.bytes()
	if err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(pdf)
	return Document{
		PDF: pdf, Kind: Handover, Booking: in.Call, Pages: 1, Hash: hex.EncodeToString(sum[:]), Language: language, NameByHand: h.nameByHand,
	}, nil
}

type handover struct {
	layout
	faces      *faces
	nameByHand bool
}

func (h *handover) written(text string) string {
	text, _ = h.faces.write(plain(text))
	return text
}

// head says whose call it is and how urgent, and gives where the parts begin.
func (h *handover) head(in HandoverInput) float64 {
	p := h.paper
	p.write(h.words.say("handover.title"), handoverTitle, true, handoverArea.x, handoverTop)
	wide := p.measure(handoverSmall)
	right := handoverArea.x + handoverArea.width
	for i, line := range append([]string{in.Clinic.Name}, in.About...) {
		line = p.shortened(h.written(line), handoverSmall, handoverArea.width-50)
		p.write(line, handoverSmall, false, right-wide(line, false), handoverTop+float64(i)*handoverSmall.lineHeight())
	}
	top := handoverTop + 16
	strips := h.text(h.who(in), handoverName, handoverArea)
	strips = append(strips, h.text(spans{{h.written(in.Level), true}}, handoverName, handoverArea)...)
	drawDown(strips, top)
	return top + tall(strips) + handoverGap
}

// who is the patient; a name that the typeface cannot write is written by hand.
func (h *handover) who(in HandoverInput) spans {
	name, ok := h.faces.write(plain(in.Patient))
	if !ok || strings.TrimSpace(name) == "" {
		name, h.nameByHand = string(writingLine), true
	}
	return spans{{strings.TrimSpace(name + " " + h.written(in.PersonalNumber)), true}}
}

// limit is how many lines a sentence may take; 0 for any number.
type limit struct{ strong, other int }

// handoverLimits shorten what is too long even in the smallest type, beginning
// with what stands out least, before the ends of the parts are left out.
var handoverLimits = []limit{{}, {other: 4}, {other: 2}, {strong: 6, other: 2}, {strong: 4, other: 2}}

// boxes sets the parts below each other, as large as the height allows.
func (h *handover) boxes(parts []HandoverPart, top, height float64) {
	room := height - float64(len(parts)-1)*handoverGap
	texts := h.fitted(parts, room)
	for i, part := range parts {
		high := boxHeight(texts[i])
		h.paper.box(handoverArea, top, high)
		h.paper.write(part.Letter, handoverLetter, true, handoverArea.x+boxBar+handoverPadding, top)
		drawDown(texts[i], top+handoverPadding)
		top += high + handoverGap
	}
}

// fitted lays out the words of every part so that they have room.
func (h *handover) fitted(parts []HandoverPart, room float64) [][]strip {
	for _, size := range handoverSizes {
		if texts, _ := h.set(parts, size, limit{}); boxed(texts) <= room {
			return texts
		}
	}
	var texts [][]strip
	var shortened []bool
	for _, most := range handoverLimits {
		if texts, shortened = h.set(parts, handoverSizes[len(handoverSizes)-1], most); boxed(texts) <= room {
			return texts
		}
	}
	h.cut(texts, shortened, room)
	return texts
}

// set lays out the words of every part, and tells which of them lack some.
func (h *handover) set(parts []HandoverPart, size float64, most limit) (texts [][]strip, shortened []bool) {
	body := style{size: size, colour: ink, leading: tight}
	title := style{size: size, bold: true, colour: accent, leading: tight}
	texts, shortened = make([][]strip, len(parts)), make([]bool, len(parts))
	for i, part := range parts {
		texts[i] = h.text(spans{{part.Title, true}}, title, handoverText)
		for _, line := range part.Lines {
			sentence, whole := h.sentence(line, body, most)
			shortened[i] = shortened[i] || !whole
			sentence[0].gap = sentenceGap
			texts[i] = append(texts[i], sentence...)
		}
		if shortened[i] {
			texts[i] = append(texts[i], h.more())
		}
	}
	return texts, shortened
}

// sentence sets a sentence on no more lines than it may take; whole is false
// where it ends with an ellipsis instead.
func (h *handover) sentence(line HandoverLine, body style, most limit) (lines []strip, whole bool) {
	set := func(text string) []strip { return h.text(spans{{text, line.Strong}}, body, handoverText) }
	text, limit := h.written(line.Text), most.other
	if line.Strong {
		limit = most.strong
	}
	lines = set(text)
	if limit == 0 || len(lines) <= limit {
		return lines, true
	}
	words := strings.Fields(text)
	tooMany := func(count int) bool { return len(set(strings.Join(words[:count], " ")+" …")) > limit }
	fit := sort.Search(len(words), tooMany) - 1
	return set(strings.Join(words[:max(fit, 0)], " ") + " …"), false
}

// more says that the record has the rest.
func (h *handover) more() strip {
	smallest := style{size: handoverSizes[len(handoverSizes)-1], colour: ink, leading: tight}
	more := h.text(spans{{h.words.say("handover.more"), true}}, smallest, handoverText)[0]
	more.gap = sentenceGap
	return more
}

// cut leaves out the ends of the longest parts until all fit, and says so.
func (h *handover) cut(texts [][]strip, shortened []bool, room float64) {
	more := h.more()
	for boxed(texts) > room {
		longest := 0
		for i := range texts {
			if boxHeight(texts[i]) > boxHeight(texts[longest]) {
				longest = i
			}
		}
		last := len(texts[longest]) - 1
		if shortened[longest] {
			last--
		}
		if last < 1 {
			return // titles alone: nothing is left to take away
		}
		texts[longest] = append(texts[longest][:last], more)
		shortened[longest] = true
	}
}

func boxHeight(strips []strip) float64 {
	return max(tall(strips)+2*handoverPadding, handoverLetter.lineHeight()+1)
}

func boxed(texts [][]strip) float64 {
	height := 0.0
	for _, strips := range texts {
		height += boxHeight(strips)
	}
	return height
}

// foot has lines to write on: who took over, and when it was read back.
func (h *handover) foot() {
	h.drawLine(spans{
		{h.words.say("handover.receiver") + " " + string(writingLine), false},
		{" " + h.words.say("handover.read-back") + " " + string(writingLine), false},
	}, handoverFootTop)
	h.paper.write(h.words.say("handover.warning"), handoverSmall, false, handoverArea.x, pageHeight-13)
}

func (h *handover) drawLine(words spans, top float64) {
	drawDown(h.text(words, style{size: 12, colour: ink}, handoverArea), top)
}
