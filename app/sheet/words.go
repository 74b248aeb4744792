package sheet

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"nursedesk/app/careplan"
	"nursedesk/models"
)

// noBreak keeps the two words beside it on one line.
const noBreak = "\u00a0"

// words are the small words of one language: weekdays, months, the foot.
type words map[string]string

func wordsFile(language models.Language) string {
	return fmt.Sprintf("translations/sheet.%s.json", language)
}

func loadWords(resources fs.FS, language models.Language) (words, error) {
	file := wordsFile(language)
	body, err := fs.ReadFile(resources, file)
	if err != nil {
		return nil, fmt.Errorf("read the words of the sheet: %w", err)
	}
	var read words
	if err := json.Unmarshal(body, &read); err != nil {
		return nil, fmt.Errorf("read the words of the sheet: %s: %w", file, err)
	}
	return read, nil
}

// say gives a sentence with its placeholders filled; pairs are name, value, name, value.
func (w words) say(key string, pairs ...string) string {
	sentence := w["sheet."+key]
	for i := 0; i+1 < len(pairs); i += 2 {
		sentence = strings.ReplaceAll(sentence, "{{."+pairs[i]+"}}", pairs[i+1])
	}
	return sentence
}

func (w words) weekday(day time.Weekday) string { return w.say(fmt.Sprintf("weekday.%d", day)) }

func (w words) month(month time.Month) string { return w.say(fmt.Sprintf("month.%d", month)) }

// day writes "14 december", with the year where it is another than that of the procedure.
func (w words) day(date, procedure models.Date) string {
	text := w.dayMonth(date)
	if date.Year() != procedure.Year() {
		text = fmt.Sprintf("%s%s%d", text, noBreak, date.Year())
	}
	return text
}

func (w words) dayMonth(date models.Date) string {
	return fmt.Sprintf("%d%s%s", date.Day(), noBreak, w.month(date.Month()))
}

// date writes "måndag 14 december".
func (w words) date(date, procedure models.Date) string {
	return w.weekday(date.Weekday()) + noBreak + w.day(date, procedure)
}

// longDate writes "måndag 14 december 2026".
func (w words) longDate(date models.Date) string {
	return w.date(date, models.Date{})
}

// capital begins a text with a capital letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// list writes names as in a sentence, "Forxiga, Ozempic och Enalapril", with the
// word of the key before the last.
func (w words) list(names []string, key string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + w.say(key) + " " + names[last]
}

// clock writes the time of day in Stockholm, or "" for a whole day.
func clock(moment careplan.Moment) string {
	if moment.At.IsZero() {
		return ""
	}
	return models.TimeOfDayOf(moment.At).String()
}

// hours writes when the clinic answers its phone, "vardagar 8–16", or "" where
// no hours are kept.
func (w words) hours(clinic models.Clinic) string {
	opens, closes, ok := clinic.PhoneHours()
	switch {
	case !ok:
		return ""
	case opens.Minute() == 0 && closes.Minute() == 0:
		return w.say("hours.whole", "from", strconv.Itoa(opens.Hour()), "to", strconv.Itoa(closes.Hour()))
	}
	return w.say("hours", "from", opens.String(), "to", closes.String())
}
