package store

import (
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"

	"nursedesk/models"
)

// lastRune sorts after every letter: a word begins with x when x <= word < x+lastRune.
const lastRune = "\U0010FFFF"

// sortKey sorts patients as Swedish does, by family and then given name.
func sortKey(patient models.Patient) string {
	// A collator is made anew each time, since it may not be shared between goroutines.
	order := collate.New(language.Swedish)
	var buffer collate.Buffer
	family := hex.EncodeToString(order.KeyFromString(&buffer, strings.TrimSpace(patient.FamilyName)))
	given := hex.EncodeToString(order.KeyFromString(&buffer, strings.TrimSpace(patient.GivenName)))
	return family + " " + given // a space sorts before every hexadecimal digit
}

// letters without a decomposition that are typed as their plain likeness.
var plainLetters = strings.NewReplacer("ø", "o", "æ", "ae", "œ", "oe", "ß", "ss", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// fold makes Åke, åke and AKE the same.
func fold(text string) string {
	var folded strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			folded.WriteRune(unicode.ToLower(r))
		}
	}
	return plainLetters.Replace(folded.String())
}

// nameWords are the words by which a text is found: each part of a double name
// and the whole of it.
func nameWords(text string) []string {
	var words []string
	for _, name := range strings.Fields(fold(text)) {
		parts := parts(name)
		words = append(words, parts...)
		if len(parts) > 1 {
			words = append(words, strings.Join(parts, ""))
		}
	}
	return words
}

func parts(word string) []string {
	return strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// patientWords are all words by which a patient is found.
func patientWords(patient models.Patient) []string {
	words := append(nameWords(patient.GivenName), nameWords(patient.FamilyName)...)
	if number := fold(string(patient.PersonalNumber)); number != "" {
		words = append(words, number)
		if len(number) == 12 {
			words = append(words, number[2:]) // without the century
		}
	}
	for _, phone := range []models.Phone{patient.Phone, patient.OtherPhone, patient.RelativePhone} { // whichever rings
		digits := digitsOf(string(phone))
		if digits == "" {
			continue
		}
		words = append(words, digits, "00"+digits) // also as it is dialled from abroad
		if national, ok := strings.CutPrefix(digits, "46"); ok {
			words = append(words, "0"+national)
		}
	}
	for _, word := range slices.Clone(words) {
		words = append(words, ends(word)...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

const (
	// shortestEnd is how many last digits of a number find who has it: callers say those.
	shortestEnd = 5
	// digitsMark stands before digits that may be the end of a number, and before a search
	// for so many: fewer find by the beginning alone, or they would find everyone.
	digitsMark = "#"
)

// ends are a number and its ends, without what stands before: a country's code, a
// trunk zero, a year.
func ends(number string) []string {
	var all []string
	if digitsOf(number) != number {
		return nil
	}
	for from := 0; from <= len(number)-shortestEnd; from++ {
		all = append(all, digitsMark+number[from:])
	}
	return all
}

// searchWords takes a search apart. Digits that belong together are one word,
// however they are written: 070-174 06 05, +46 (0)70 174 06 05, 19121212-1212.
func searchWords(text string) []string {
	var words []string
	var number strings.Builder
	flush := func() {
		if number.Len() > 0 {
			if number.Len() >= shortestEnd {
				words = append(words, digitsMark+number.String())
			} else {
				words = append(words, number.String())
			}
			number.Reset()
		}
	}
	text = strings.ReplaceAll(fold(text), "(0)", "")
	for _, field := range strings.Fields(text) {
		switch found := parts(field); {
		case len(found) == 0:
		case strings.Trim(field, "0123456789+-–/.()") == "":
			number.WriteString(strings.Join(found, ""))
		case strings.ContainsAny(field, "0123456789"):
			flush()
			words = append(words, strings.Join(found, "")) // a reserve number
		default:
			flush()
			words = append(words, found...)
		}
	}
	flush()
	slices.Sort(words)
	return slices.Compact(words)
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// matching narrows a query of a table (with a patient_id) to the rows in which
// every word of a text begins some key of the patient or, where the column of a
// booking's ID is given, of the booking.
func (t *Tx) matching(query *gorm.DB, text, table, booking string) *gorm.DB {
	words := searchWords(text)
	if len(words) == 0 && !blank(text) {
		return query.Where("1 = 0") // nothing that could be searched for
	}
	for _, word := range words {
		fits := t.db.Where(table+".patient_id IN (?)", t.having("patient_keys", "patient_id", word))
		if booking != "" {
			fits = fits.Or(booking+" IN (?)", t.having("booking_keys", "booking_id", word))
		}
		query = query.Where(fits)
	}
	return query
}

// bookingsWith narrows bookings as matching does. The bookings of the patients are put
// to those found by their own words first: an OR of both would ask it of every booking.
func (t *Tx) bookingsWith(query *gorm.DB, text string) *gorm.DB {
	words := searchWords(text)
	if len(words) == 0 && !blank(text) {
		return query.Where("1 = 0")
	}
	for _, word := range words {
		theirs := t.having("patient_keys", "bookings.id", word).Joins("JOIN bookings ON bookings.patient_id = patient_keys.patient_id")
		query = query.Where("bookings.id IN (? UNION ?)", t.having("booking_keys", "booking_id", word), theirs)
	}
	return query
}

const (
	// common is how many keys a word may begin before the rows with it are no longer
	// gathered and sorted first.
	common = 1000
	// Instead the first rows of the list are looked at one by one: so many for each that is
	// wanted, and some more. Where they hold too few with the words, the rows are gathered
	// after all: the cost stays bounded for a name at the end of the alphabet.
	glancedEach, glancedMore = 5, 400
)

func glanced(limit int) int { return glancedEach*limit + glancedMore }

// manyHave tells whether each word of a search begins so many keys of a table that
// the first rows of a list are found sooner by looking at one row after the other.
func (t *Tx) manyHave(words []string, tables ...string) (bool, error) {
	for _, word := range words {
		found := int64(0)
		for _, table := range tables {
			var some int64
			keys := t.db.Table(table).Select("1").Where("word >= ? AND word < ?", word, word+lastRune).Limit(common)
			if err := t.db.Table("(?) AS found", keys).Count(&some).Error; err != nil {
				return false, err
			}
			found += some
		}
		if found < common {
			return false, nil
		}
	}
	return len(words) > 0, nil
}

// has asks of one row whether one of its keys begins with a word.
func (t *Tx) has(table, id, row, word string) *gorm.DB {
	return t.db.Where("EXISTS (SELECT 1 FROM "+table+" WHERE "+table+"."+id+" = "+row+" AND word >= ? AND word < ?)", word, word+lastRune)
}

// having finds whose keys begin with a word. A list that is read once serves
// rare words better than a question for each row.
func (t *Tx) having(table, id, word string) *gorm.DB {
	return t.db.Table(table).Select(id).Where("word >= ? AND word < ?", word, word+lastRune)
}
