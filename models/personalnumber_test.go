package models_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/models"
)

var numberToday = models.NewDate(2026, time.November, 23)

// Every way a nurse or an import may write a valid number gives the same 12 characters.
func TestParsePersonalNumberWrittenForms(t *testing.T) {
	for _, test := range []struct {
		text, kept string
		kind       models.NumberKind
		born       string // "" where the number does not tell it
	}{
		{"19121212-1212", "191212121212", models.PersonalKind, "1912-12-12"},
		{"191212121212", "191212121212", models.PersonalKind, "1912-12-12"},
		{"19121212+1212", "191212121212", models.PersonalKind, "1912-12-12"},
		{"121212+1212", "191212121212", models.PersonalKind, "1912-12-12"},
		{"121212-1212", "201212121212", models.PersonalKind, "2012-12-12"},
		{"1212121212", "201212121212", models.PersonalKind, "2012-12-12"},
		{" 1912 12 12 – 1212 ", "191212121212", models.PersonalKind, "1912-12-12"},
		{"19121212\u22121212", "191212121212", models.PersonalKind, "1912-12-12"},
		{"19121212\u00a0\u20111212", "191212121212", models.PersonalKind, "1912-12-12"},
		{"1912-12-12-1212", "191212121212", models.PersonalKind, "1912-12-12"},
		{"19900101-0017", "199001010017", models.PersonalKind, "1990-01-01"},
		{"850709-9805", "198507099805", models.PersonalKind, "1985-07-09"},
		{"640327-3813", "196403273813", models.PersonalKind, "1964-03-27"},
		{"640823-3234", "196408233234", models.PersonalKind, "1964-08-23"},
		{"198211059954", "198211059954", models.PersonalKind, "1982-11-05"},
		// Coordination numbers: the day is 60 too high.
		{"701063-2391", "197010632391", models.CoordinationKind, "1970-10-03"},
		{"195705749959", "195705749959", models.CoordinationKind, "1957-05-14"},
		// Region Stockholm: no birth date.
		{"991981000010", "991981000010", models.ReserveKind, ""},
		{"991945000023", "991945000023", models.ReserveKind, ""},
		{"991993000032", "991993000032", models.ReserveKind, ""},
		// Västra Götaland.
		{"19810829M071", "19810829M071", models.ReserveKind, "1981-08-29"},
		{"19450829-k088", "19450829K088", models.ReserveKind, "1945-08-29"},
		{"19930829-X802", "19930829X802", models.ReserveKind, "1993-08-29"},
		// Värmland: only F says that the date is a birth date.
		{"19810829SU3A", "19810829SU3A", models.ReserveKind, ""},
		{"19450829SF2B", "19450829SF2B", models.ReserveKind, "1945-08-29"},
		{"19930829SX0C", "19930829SX0C", models.ReserveKind, ""},
		// Inera: a day of 32–59 is no day.
		{"198108320014", "198108320014", models.ReserveKind, ""},
		// Skåne and others: a date and four characters with a letter.
		{"19810829-A123", "19810829A123", models.ReserveKind, "1981-08-29"},
		{"19810829-12T4", "1981082912T4", models.ReserveKind, "1981-08-29"},
		// National: century + 3, + 6 …, or no birth date at all.
		{"22810829AB12", "22810829AB12", models.ReserveKind, "1981-08-29"},
		{"23110829AB12", "23110829AB12", models.ReserveKind, "2011-08-29"},
		{"25810829AB12", "25810829AB12", models.ReserveKind, "1981-08-29"},
		{"97810829AB12", "97810829AB12", models.ReserveKind, "1981-08-29"},
		{"00812040AB12", "00812040AB12", models.ReserveKind, ""},
		{"00812059AB12", "00812059AB12", models.ReserveKind, ""},
		// A region's, though its letters stand as in a national one.
		{"19810829-AB12", "19810829AB12", models.ReserveKind, "1981-08-29"},
		{"20110829-AB12", "20110829AB12", models.ReserveKind, "2011-08-29"},
	} {
		t.Run(test.text, func(t *testing.T) {
			number, err := models.ParsePersonalNumber(test.text, numberToday)
			require.NoError(t, err)
			require.Equal(t, models.PersonalNumber(test.kept), number)
			require.Equal(t, test.kind, number.Kind())
			born, ok := number.BirthDate()
			require.Equal(t, test.born, born.String())
			require.Equal(t, test.born != "", ok)

			again, err := models.ParsePersonalNumber(number.String(), numberToday)
			require.NoError(t, err, "what the screen shows can be typed again")
			require.Equal(t, number, again)
		})
	}
}

// A wrong number is refused with the reason that helps to put it right.
func TestParsePersonalNumberProblems(t *testing.T) {
	for _, test := range []struct {
		text, code string
		values     map[string]any
	}{
		{"", "required", nil},
		{" - ", "required", nil},
		{"19121212-121", "personal-number.length", map[string]any{"digits": 11}},
		{"121212-12", "personal-number.length", map[string]any{"digits": 8}},
		{strings.Repeat("1", 10_000), "personal-number.length", map[string]any{"digits": 10_000}},
		{"19121312-1212", "personal-number.date", map[string]any{"date": "1912-13-12"}},
		{"19110229-1212", "personal-number.date", map[string]any{"date": "1911-02-29"}},
		{"17121212-1212", "personal-number.date", map[string]any{"date": "1712-12-12"}},
		{"19121212-1213", "personal-number.check-digit", nil},
		{"201509160006", "personal-number.serial", nil},
		{"193901829913", "personal-number.check-digit", nil},
		{"991981000011", "personal-number.check-digit", nil},
		{"198108320015", "personal-number.check-digit", nil},
		{"19810829M072", "personal-number.check-digit", nil},
		{"19810829M067", "personal-number.check-digit", nil}, // an even serial number is no man's
		{"19811329M071", "personal-number.date", map[string]any{"date": "1981-13-29"}},
		{"00811940AB12", "personal-number.date", map[string]any{"date": "0081-19-40"}}, // a national one has a month from 20
		{"00812039AB12", "personal-number.date", map[string]any{"date": "0081-20-39"}}, // and a day from 40
		{"00812060AB12", "personal-number.date", map[string]any{"date": "0081-20-60"}}, // to 59
		{"Tolvan", "personal-number.letters", nil},
		{"19121212-12l2", "personal-number.letters", nil}, // the letter l for a one
		{"19121212-121O", "personal-number.letters", nil}, // the letter O for a zero
		{"19121212-121I", "personal-number.letters", nil},
		{"810829-M071", "personal-number.letters", nil},
		{"19121212-åäö", "personal-number.letters", nil},
		{"19121212_1212", "personal-number.character", map[string]any{"character": "_"}},
		{"20301212-1210", "personal-number.future", map[string]any{"date": "2030-12-12"}},
		{"261212-1216", "personal-number.future", map[string]any{"date": "2026-12-12"}},
		{"850709+9805", "personal-number.age", map[string]any{"years": 141}},
	} {
		t.Run(test.code+" "+test.text[:min(len(test.text), 20)], func(t *testing.T) {
			number, err := models.ParsePersonalNumber(test.text, numberToday)
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, test.code, problem.Code)
			require.Equal(t, test.values, problem.Values)
			require.Empty(t, number)
		})
	}
}

// Västra Götaland counts even numbers for women, odd ones for men, and from 80
// where it does not say. One check digit of ten belongs to each.
func TestSerialNumbersOfVastraGotaland(t *testing.T) {
	given := map[string][]int{}
	for _, letter := range []string{"K", "M", "X"} {
		for serial := range 100 {
			taken := 0
			for digit := range 10 {
				if models.PersonalNumber(fmt.Sprintf("19810829%s%02d%d", letter, serial, digit)).Validate() == nil {
					taken++
				}
			}
			if taken > 0 {
				require.Equal(t, 1, taken)
				given[letter] = append(given[letter], serial)
			}
		}
	}
	every := func(from, until, by int) (serials []int) {
		for serial := from; serial <= until; serial += by {
			serials = append(serials, serial)
		}
		return serials
	}
	require.Equal(t, map[string][]int{"K": every(6, 78, 2), "M": every(7, 79, 2), "X": every(80, 89, 1)}, given)
}

// The oldest that a number can say: 130 years today, and a number kept from 1800 on.
func TestTheOldest(t *testing.T) {
	number := models.PersonalNumber("189611230013")
	born, ok := number.BirthDate()
	require.True(t, ok)
	_, err := models.ParsePersonalNumber(string(number), models.NewDate(born.Year()+130, born.Month(), born.Day()))
	require.NoError(t, err)
	_, err = models.ParsePersonalNumber(string(number), models.NewDate(born.Year()+131, born.Month(), born.Day()))
	require.ErrorIs(t, err, &models.Problem{Code: "personal-number.age"})

	require.NoError(t, models.PersonalNumber("180001010016").Validate())
	require.ErrorIs(t, models.PersonalNumber("179912310019").Validate(), &models.Problem{Code: "personal-number.date"})
}

// The sign turns from - to + in the year in which the person turns 100, not on the birthday.
func TestCenturyFromSign(t *testing.T) {
	for _, test := range []struct {
		today models.Date
		text  string
		kept  models.PersonalNumber
	}{
		{models.NewDate(2011, 12, 31), "121212-1212", "191212121212"},
		{models.NewDate(2012, 1, 1), "121212+1212", "191212121212"},
		{models.NewDate(2012, 12, 12), "121212-1212", "201212121212"},
	} {
		number, err := models.ParsePersonalNumber(test.text, test.today)
		require.NoError(t, err)
		require.Equal(t, test.kept, number, "%s on %s", test.text, test.today)
	}
}

// What is read from the database again has to be in the form it is kept in.
func TestPersonalNumberValidate(t *testing.T) {
	require.NoError(t, models.PersonalNumber("191212121212").Validate())
	for _, kept := range []models.PersonalNumber{"", "19121212-1212", "1212121212", "19810829m071", "191212121213"} {
		require.Error(t, kept.Validate(), "%q", string(kept))
		require.Empty(t, kept.Kind())
	}
}

func TestPersonalNumberOnScreen(t *testing.T) {
	tolvan := models.PersonalNumber("191212121212")
	require.Equal(t, "19121212-1212", tolvan.String())
	require.Equal(t, "22810829AB12", models.PersonalNumber("22810829AB12").String())
	require.Empty(t, models.PersonalNumber("").String())
}

func TestAge(t *testing.T) {
	for _, test := range []struct {
		number models.PersonalNumber
		on     models.Date
		years  int
		ok     bool
	}{
		{"191212121212", models.NewDate(2026, 12, 11), 113, true},
		{"191212121212", models.NewDate(2026, 12, 12), 114, true},
		{"191212121212", models.NewDate(1912, 12, 12), 0, true},
		{"191212121212", models.NewDate(1912, 12, 11), 0, false},
		{"197010632391", models.NewDate(2026, 10, 3), 56, true},
		{"991981000010", numberToday, 0, false},
		{"", numberToday, 0, false},
	} {
		years, ok := test.number.Age(test.on)
		require.Equal(t, test.years, years, "%s on %s", string(test.number), test.on)
		require.Equal(t, test.ok, ok, "%s on %s", string(test.number), test.on)
	}
}

// drawNumber makes a valid personal or coordination number, as Skatteverket does.
func drawNumber(t *rapid.T) string {
	oldest := models.NewDate(1900, time.January, 1)
	born := oldest.AddDays(rapid.IntRange(0, numberToday.DaysSince(oldest)).Draw(t, "born"))
	day := born.Day()
	if rapid.Bool().Draw(t, "coordination") {
		day += 60
	}
	digits := fmt.Sprintf("%04d%02d%02d%03d", born.Year(), born.Month(), day, rapid.IntRange(1, 999).Draw(t, "serial"))
	sum := 0
	for i, digit := range digits[2:] {
		value := int(digit-'0') * (2 - i%2)
		sum += value/10 + value%10
	}
	return digits + fmt.Sprint((10-sum%10)%10)
}

// Every valid number is read from each of its written forms, and comes back the same.
func TestValidNumbersRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawNumber(t)
		sign := "-"
		if numberToday.Year()-int(text[0]-'0')*1000-int(text[1]-'0')*100-int(text[2]-'0')*10-int(text[3]-'0') >= 100 {
			sign = "+"
		}
		for _, written := range []string{text, text[:8] + "-" + text[8:], text[2:8] + sign + text[8:]} {
			number, err := models.ParsePersonalNumber(written, numberToday)
			require.NoError(t, err, written)
			require.Equal(t, text, string(number))
		}
	})
}

// A slip of one digit after the century never passes for another person.
func TestOneChangedDigitIsRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(drawNumber(t))
		at := rapid.IntRange(2, len(text)-1).Draw(t, "at")
		text[at] = '0' + (text[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		_, err := models.ParsePersonalNumber(string(text), numberToday)
		require.Error(t, err, string(text))
	})
}

// Whatever is typed, the answer is a number that holds or a problem with a code.
func TestAnyTextIsAnswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number, err := models.ParsePersonalNumber(rapid.String().Draw(t, "text"), numberToday)
		if err == nil {
			require.NoError(t, number.Validate())
			return
		}
		var problem *models.Problem
		require.ErrorAs(t, err, &problem)
	})
}

// A coordination number whose month or day of birth is unknown is as good as any, but
// tells no birth date and no age.
func TestPartlyKnownCoordinationNumbers(t *testing.T) {
	today := models.NewDate(2026, 11, 28)
	for _, text := range []string{"19800072-2390", "198005602399", "198000602394", "191500722390"} {
		number, err := models.ParsePersonalNumber(text, today)
		require.NoError(t, err, text)
		require.Equal(t, models.CoordinationKind, number.Kind(), text)
		_, ok := number.BirthDate()
		require.False(t, ok, text)
		_, ok = number.Age(today)
		require.False(t, ok, text)
	}
	born, ok := models.PersonalNumber("191503882399").BirthDate()
	require.True(t, ok)
	require.Equal(t, models.NewDate(1915, 3, 28), born)
	for text, code := range map[string]string{
		"19801360-2390": "personal-number.date", "19801372-2390": "personal-number.date", "19800092-2390": "personal-number.date",
		"19800072-2391": "personal-number.check-digit", "209900602393": "personal-number.future",
	} {
		_, err := models.ParsePersonalNumber(text, today)
		require.ErrorIs(t, err, &models.Problem{Code: code}, text)
	}
}
