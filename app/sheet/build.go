package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
		name, readable = string(writingLine), false
	}
	filled, err := text.fill(penFor(in, words, name))
	if err != nil {
		return Document{}, err
	}
	blocks, err := readBlocks(t.faces.writeFilled(filled))
	if err != nil {
		return Document{}, fault(text.file, 1, "sheet.text-markdown", err.Error())
	}
	paper := newPaper(t.faces, about{
		title:    words.say("title", "title", in.Title.In(language)),
		author:   in.Clinic.Name,
		language: string(language),
		on:       time.Date(in.PrintedOn.Year(), in.PrintedOn.Month(), in.PrintedOn.Day(), 0, 0, 0, 0, time.UTC),
	})
	lay := layout{paper: paper, words: words, year: models.DateOf(in.Plan.Start).Year()}
	pages := print(paper, lay.blocks(blocks, page), t.frame(in, text, name, readable))
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
		Language:   language,
		NameByHand: !readable,
	}, nil
}

// print draws every strip at its place, within the frame of its page.
func print(paper *paper, strips []strip, frame frame) (pages int) {
	places, pages := paginate(strips, textHeight)
	begun := 0
	for _, at := range places {
		for begun <= at.page {
			paper.pdf.AddPage()
			begun++
			frame.draw(paper, begun, pages)
		}
		at.strip.draw(marginTop + at.top)
	}
	return pages
}

func (t *Texts) frame(in Input, text *text, name string, readable bool) frame {
	words := t.words[text.language]
	if !readable {
		name = "" // it stands by hand on the first page
	}
	clinic, _ := t.faces.write(plain(in.Clinic.Name))
	phone, _ := t.faces.write(plain(in.Clinic.Phone))
	made := []string{
		words.say("booking", "number", strconv.FormatInt(in.Booking.ID, 10)),
		words.say("version", "version", fmt.Sprintf("%s.%s", text.language, text.version)),
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
