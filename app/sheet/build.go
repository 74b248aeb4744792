package sheet

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"nursedesk/models"
)

// Build writes one patient's sheet. A procedure without a text in the language,
// a text that asks for a date which the booking's plan has not, or a decided hold
// whose dates do not lie around the procedure, is a *models.Problem.
func (t *Texts) Build(in Input) (Document, error) {
	language := in.language()
	text, ok := t.texts[key{in.Booking.Procedure, language}]
	if !ok {
		return Document{}, &models.Problem{
			Code:   "sheet.no-text",
			Values: map[string]any{"procedure": in.Booking.Procedure, "language": string(language)},
		}
	}
	for _, medicine := range in.Medicines {
		if err := medicine.check(in.Plan.Start, t.faces); err != nil {
			return Document{}, err
		}
	}
	words := t.words[language]
	name, readable := t.faces.write(plain(in.Patient.Name()))
	if !readable || strings.TrimSpace(name) == "" {
		readable = false
		name = strings.TrimSpace(string(writingLine) + " " + in.Patient.PersonalNumber.String()) // whose name is to be written
	}
	shown := t.drawings
	code, dialable := dial(in.Clinic.Phone)
	if dialable {
		shown = shown.with(phoneCode, code)
	}
	pen := penFor(in, words, name, dialable)
	filled, err := text.fill(pen)
	if err != nil {
		return Document{}, err
	}
	blocks, err := readBlocks(t.faces.writeFilled(filled), shown)
	if err != nil {
		return Document{}, fault(text.file, 1, "sheet.text-markdown", err.Error())
	}
	if in.Form.OnlyDates() {
		blocks = onlyDates(blocks, words, in.Given)
	}
	paper := newPaper(t.faces, about{
		title:    words.say("title", "title", in.Title.In(language)),
		author:   in.Clinic.Name,
		language: string(language),
		on:       atMidnight(in.PrintedOn),
	})
	lay := layout{paper: paper, words: words, year: models.DateOf(in.Plan.Start).Year()}
	frame := t.frame(in, text, name, readable)
	pages := print(paper, lay.fitted(blocks, in), marginTop, textHeight, func(number, pages int) {
		frame.draw(paper, number, pages)
	})
	pdf, err := paper.bytes()
	if err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(pdf)
	return Document{
		PDF:        pdf,
		Booking:    in.Booking.ID,
		Pages:      pages,
		Hash:       hex.EncodeToString(sum[:]),
		PlanHash:   in.Plan.Hash(),
		Lines:      pen.lines(),
		Language:   language,
		Form:       cmp.Or(in.Form, models.SheetUsual),
		Texts:      text.stamp(),
		NameByHand: !readable,
	}, nil
}

// print draws every strip at its place, on pages where the text stands from a
// top and so high; frame draws what else stands on each page.
func print(paper *paper, strips []strip, top, height float64, frame func(number, pages int)) (pages int) {
	places, pages := paginated(strips, height)
	begun := 0
	for _, at := range places {
		for begun <= at.page {
			paper.pdf.AddPage()
			begun++
			frame(begun, pages)
		}
		at.strip.draw(top + at.top)
	}
	return pages
}

// atMidnight is the instant that a PDF says it was made, the same for a whole day.
func atMidnight(date models.Date) time.Time {
	return time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, time.UTC)
}

func (t *Texts) frame(in Input, text *text, name string, readable bool) frame {
	words := t.words[text.language]
	if !readable {
		name = in.Patient.PersonalNumber.String() // the name stands by hand on the first page
	}
	clinic, _ := t.faces.write(plain(in.Clinic.Name))
	phone, _ := t.faces.write(plain(in.Clinic.Phone))
	made := []string{
		words.say("booking", "number", strconv.FormatInt(in.Booking.ID, 10)),
		words.say("version", "version", text.stamp()),
		words.say("printed", "date", words.longDate(in.PrintedOn)),
	}
	return frame{
		name:   name,
		clinic: clinic,
		phone:  phone,
		made:   strings.Join(made, " · "),
		words:  words,
	}
}
