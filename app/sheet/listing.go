package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"nursedesk/models"
)

// ListingInput is a list for those who work here: parts, each a table or lines.
// Everything is in words already.
type ListingInput struct {
	Kind     Kind
	Title    string
	About    string // the clinic and the time, in one line
	Foot     string // what must be known of the paper
	Clinic   models.Clinic
	At       time.Time
	Language models.Language // "" is Swedish
	Parts    []ListingPart
	Listed   []int64 // the bookings that are named on it
}

// ListingPart is one table with its heading.
type ListingPart struct {
	Title string
	Head  []string  // the columns' titles; none for lines of text
	Share []float64 // of the width, for each column; nil is one column
	Rows  [][]ListingCell
	Empty string // what is said where there are no rows
}

// ListingCell is what one row says in one column: lines, of which the first may stand out.
type ListingCell struct {
	Strong string
	Text   string
}

var (
	listingArea  = column{15, 180}
	listingTitle = style{size: 16, bold: true, colour: accent}
	listingPart  = style{size: 12, bold: true, colour: ink, leading: 1.16}
)

const listingGap = 3.0 // between columns

// Listing writes a list, A4. The same input gives the same bytes.
func (t *Texts) Listing(in ListingInput) (Document, error) {
	language := in.Language
	if language == "" {
		language = models.Swedish
	}
	words := t.words[language]
	l := listing{
		layout: layout{words: words, paper: newPaper(t.faces, about{
			title: in.Title, author: in.Clinic.Name, language: string(language), on: atMidnight(models.DateOf(in.At)),
		})},
		faces: t.faces,
	}
	var strips []strip
	for _, part := range in.Parts {
		strips = append(strips, l.part(part)...)
	}
	pages := print(l.paper, strips, listTop, listHeight, func(number, pages int) { l.frame(in, number, pages) })
	pdf, err := l.paper.bytes()
	if err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(pdf)
	return Document{
		PDF: pdf, Kind: in.Kind, Listed: in.Listed, Pages: pages, Hash: hex.EncodeToString(sum[:]), Language: language,
		NameByHand: l.nameByHand,
	}, nil
}

type listing struct {
	layout
	faces      *faces
	nameByHand bool
}

// written is a text in letters that the typeface has; what it lacks is noticed.
func (l *listing) written(text string) string {
	text, ok := l.faces.write(plain(text))
	l.nameByHand = l.nameByHand || !ok
	return text
}

func (l *listing) frame(in ListingInput, number, pages int) {
	p := l.paper
	p.write(l.written(in.Title), listingTitle, true, listingArea.x, listTitleTop)
	p.write(p.shortened(l.written(in.About), listSmall, listingArea.width), listSmall, false, listingArea.x, listTitleTop+8)
	p.ruleAcross(listingArea, listTop-1.5, ink, 0.4)
	place := l.words.say("page", "page", strconv.Itoa(number), "pages", strconv.Itoa(pages))
	width := p.measure(listSmall)(place, false)
	p.write(l.written(in.Foot), listSmall, false, listingArea.x, listFootTop)
	p.write(place, listSmall, false, listingArea.x+listingArea.width-width, listFootTop)
}

// part sets the heading, the columns' titles and the rows; the titles stand again
// where a page begins within the part.
func (l *listing) part(of ListingPart) []strip {
	title := l.text(spans{{l.written(of.Title), true}}, listingPart, listingArea)
	strips := []strip{{
		gap: 2 * listPadding, height: tall(title) + 2*listPadding, keep: true,
		draw: func(top float64) { drawDown(title, top+listPadding) },
	}}
	if len(of.Rows) == 0 {
		return append(strips, l.text(spans{{text: l.written(of.Empty)}}, listBody, listingArea)...)
	}
	var head *strip
	if len(of.Head) > 0 {
		cells := make([]ListingCell, len(of.Head))
		for i, text := range of.Head {
			cells[i] = ListingCell{Strong: text}
		}
		row := l.listingRow(cells, of.Share)
		row.keep = true
		head = &row
		strips = append(strips, row)
	}
	for i, cells := range of.Rows {
		row := l.listingRow(cells, of.Share)
		if i > 0 {
			row.repeat = head
		}
		strips = append(strips, row)
	}
	return strips
}

func (l *listing) listingRow(cells []ListingCell, share []float64) strip {
	if share == nil {
		share = []float64{1}
	}
	whole := 0.0
	for _, one := range share {
		whole += one
	}
	left, height := listingArea.x, 0.0
	set := make([][]strip, len(cells))
	for i, cell := range cells {
		room := (listingArea.width - listingGap*float64(len(share)-1)) * share[i] / whole
		in := column{left, room}
		if cell.Strong != "" {
			set[i] = append(set[i], l.text(spans{{l.written(cell.Strong), true}}, listBody, in)...)
		}
		for line := range strings.SplitSeq(cell.Text, "\n") {
			if line != "" {
				set[i] = append(set[i], l.text(spans{{text: l.written(line)}}, listSmall, in)...)
			}
		}
		height = max(height, tall(set[i]))
		left += room + listingGap
	}
	height += 2 * listPadding
	return strip{height: height, draw: func(top float64) {
		for _, strips := range set {
			drawDown(strips, top+listPadding)
		}
		l.paper.ruleAcross(listingArea, top+height, rule, 0.2)
	}}
}
