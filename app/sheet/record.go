package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"nursedesk/models"
)

// RecordInput is all that is kept of a patient, in words already.
type RecordInput struct {
	At             time.Time // when it is written
	Clinic         models.Clinic
	Language       models.Language // "" is Swedish
	Patient        string
	PersonalNumber string
	About          []RecordLine // who the patient is and who wrote it
	Parts          []RecordPart
	Files          []RecordFile
}

// RecordPart is a part of it below a title; one without entries is left out.
type RecordPart struct {
	Title   string
	Entries []RecordEntry
}

// RecordEntry is one thing with its time. One without lines is a single sentence.
type RecordEntry struct {
	When, Title string
	Lines       []RecordLine
}

// RecordLine is a text with what it says; a text may have several lines.
type RecordLine struct {
	Label, Text string
}

// RecordFile is a file that lies in the PDF as it is.
type RecordFile struct {
	Name    string // it tells of no patient
	Title   string // what it is, for the list of files
	Content []byte
}

// What it is set in, smaller than what a patient has to find their way by.
var (
	recordArea  = column{15, 180}
	recordText  = column{20, 175}
	recordBody  = style{size: 10.5, colour: ink, leading: 1.22}
	recordTitle = style{size: 11, bold: true, colour: ink, leading: 1.22}
	recordPart  = style{size: 15, bold: true, colour: accent}
	recordHead  = style{size: 16, bold: true, colour: accent}
	recordSmall = style{size: 9, colour: ink, leading: 1.16}
)

const (
	recordTop      = 27.0
	recordHeight   = pageHeight - recordTop - 16
	recordTitleTop = 10.0
	recordFootTop  = pageHeight - 13
	recordGap      = 3.2 // above an entry
)

// Record writes all that is kept of a patient, A4, on as many pages as it needs. The
// sheets that were handed out lie in the PDF as files of their own. The same
// input gives the same bytes.
func (t *Texts) Record(in RecordInput) (Document, error) {
	language := in.Language
	if language == "" {
		language = models.Swedish
	}
	words := t.words[language]
	r := recordPages{
		layout: layout{words: words, paper: newPaper(t.faces, about{
			title:    words.say("record.title"), // without the patient's name, which viewers show
			author:   in.Clinic.Name,
			language: string(language),
			on:       atMidnight(models.DateOf(in.At)),
		})},
		faces: t.faces,
	}
	attached := make([]fpdf.Attachment, len(in.Files))
	for i, file := range in.Files {
		attached[i] = fpdf.Attachment{Content: file.Content, Filename: file.Name, Description: file.Title}
	}
	r.paper.pdf.SetAttachments(attached)
	who := r.who(in)
	pages := print(r.paper, r.strips(in), recordTop, recordHeight, func(number, pages int) { r.frame(who, in, number, pages) })
	pdf, err := r.paper.bytes()
	if err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(pdf)
	return Document{
		PDF: pdf, Kind: Record, Pages: pages, Hash: hex.EncodeToString(sum[:]), Language: language, NameByHand: r.nameByHand,
	}, nil
}

type recordPages struct {
	layout
	faces      *faces
	nameByHand bool
}

func (r *recordPages) written(text string) string {
	text, _ = r.faces.write(plain(text))
	return text
}

// who is the patient; a name that the typeface cannot write is written by hand.
func (r *recordPages) who(in RecordInput) string {
	name, ok := r.faces.write(plain(in.Patient))
	if !ok || strings.TrimSpace(name) == "" {
		r.nameByHand, name = true, "________________________"
	}
	return strings.TrimSpace(name + " " + r.written(in.PersonalNumber))
}

// frame says on every page whose record it is, and of which clinic.
func (r *recordPages) frame(who string, in RecordInput, number, pages int) {
	p := r.paper
	p.within(nil, func() {
		p.write(p.shortened(who, recordHead, recordArea.width), recordHead, true, recordArea.x, recordTitleTop)
		about := r.words.say("record.about", "clinic", r.written(in.Clinic.Name), "date", r.words.longDate(models.DateOf(in.At)))
		p.write(p.shortened(about, recordSmall, recordArea.width), recordSmall, false, recordArea.x, recordTitleTop+8)
		place := r.words.say("page", "page", strconv.Itoa(number), "pages", strconv.Itoa(pages))
		width := p.measure(recordSmall)(place, false)
		p.write(r.words.say("handover.warning"), recordSmall, false, recordArea.x, recordFootTop)
		p.write(place, recordSmall, false, recordArea.x+recordArea.width-width, recordFootTop)
	})
	p.ruleAcross(recordArea, recordTop-2.5, ink, 0.4)
}

// strips lay out everything below each other.
func (r *recordPages) strips(in RecordInput) []strip {
	strips := r.inside("H1", func(*part) []strip { return r.text(spans{{r.words.say("record.title"), true}}, recordPart, recordArea) })
	strips = append(strips, r.lines(in.About, recordArea)...)
	for _, part := range in.Parts {
		if len(part.Entries) == 0 {
			continue
		}
		title := r.heading("H2", spans{{r.written(part.Title), true}}, recordPart)
		title[0].gap = 2 * recordGap
		strips = append(strips, title...)
		for _, entry := range part.Entries {
			strips = append(strips, r.entry(entry)...)
		}
	}
	return strips
}

// heading stays with what follows.
func (r *recordPages) heading(kind string, words spans, set style) []strip {
	strips := r.inside(kind, func(*part) []strip { return r.text(words, set, recordArea) })
	for i := range strips {
		strips[i].keep = true
	}
	strips[0].gap = recordGap
	return strips
}

func (r *recordPages) entry(entry RecordEntry) []strip {
	if len(entry.Lines) == 0 {
		return r.lines([]RecordLine{{Label: entry.When, Text: entry.Title}}, recordArea)
	}
	title := spans{{text: strings.TrimSpace(r.written(entry.When) + "  " + r.written(entry.Title)), bold: true}}
	return append(r.heading("H3", title, recordTitle), r.lines(entry.Lines, recordText)...)
}

// lines set each label with its text; the lines of a text stand below each other.
func (r *recordPages) lines(lines []RecordLine, in column) []strip {
	var strips []strip
	for _, line := range lines {
		label := r.written(line.Label)
		for text := range strings.SplitSeq(strings.TrimSpace(line.Text), "\n") {
			var words spans
			if label != "" {
				words = words.with(label+": ", true)
			}
			words, label = words.with(r.written(text), false), ""
			laid := r.inside("P", func(*part) []strip { return r.text(words, recordBody, in) })
			laid[0].gap = 0.6
			strips = append(strips, laid...)
		}
	}
	return strips
}
