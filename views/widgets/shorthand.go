package widgets

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"nursedesk/models"
	"nursedesk/views/locale"
)

var (
	isoForm    = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`)
	shiftForm  = regexp.MustCompile(`^([+-])(\d{1,4})([a-zåäö]*)$`)
	slashForm  = regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?$`)
	wordedForm = regexp.MustCompile(`^(\d{1,2})([a-zåäö]{3,})(\d{4})?$`)
	sixForm    = regexp.MustCompile(`^(\d{2})(\d{2})(\d{2})$`)
	eightForm  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
)

// The years that a date field takes.
const (
	firstYear = 1900
	lastYear  = 2100
)

// readDate reads what a nurse types for a day: 2026-12-14, 14/12, 14 dec, 141226
// or 261214, +10d, +2v, +3m, imorgon, mån. Where the year is not said, or either
// reading of six digits gives a day, the one nearest today is meant; the field
// shows what it understood. Nothing typed is no date.
func readDate(text string, today models.Date) (models.Date, error) {
	typed := strings.ToLower(strings.TrimSpace(text))
	if typed == "" {
		return models.Date{}, nil
	}
	if parts := isoForm.FindStringSubmatch(typed); parts != nil {
		return one(text, parts[1], parts[2], parts[3])
	}
	typed = strings.ReplaceAll(typed, " ", "")
	if parts := shiftForm.FindStringSubmatch(typed); parts != nil {
		return shifted(text, today, parts)
	}
	if parts := slashForm.FindStringSubmatch(typed); parts != nil {
		return dayAndMonth(text, today, parts[1], parts[2], parts[3])
	}
	if parts := sixForm.FindStringSubmatch(typed); parts != nil {
		return sixDigits(text, today, parts)
	}
	if parts := eightForm.FindStringSubmatch(typed); parts != nil {
		return nearest(text, today,
			[3]string{parts[1], parts[2], parts[3]}, [3]string{typed[4:], typed[2:4], typed[:2]})
	}
	if parts := wordedForm.FindStringSubmatch(typed); parts != nil {
		if month := monthNamed(parts[2]); month != 0 {
			return dayAndMonth(text, today, parts[1], strconv.Itoa(month), parts[3])
		}
	}
	return worded(text, typed, today)
}

// isShift tells whether a day is typed as a distance: +5d.
func isShift(text string) bool {
	return shiftForm.MatchString(strings.ReplaceAll(strings.ToLower(text), " ", ""))
}

func wrongForm(text string) error {
	return &models.Problem{Code: "date.form", Values: map[string]any{"text": text}}
}

// one gives the day of a written year, month and day that exists.
func one(text, year, month, day string) (models.Date, error) {
	y, _ := strconv.Atoi(year) // digits only, as the forms above matched
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	found := models.NewDate(y, time.Month(m), d)
	switch {
	case found.Year() != y || int(found.Month()) != m || found.Day() != d:
		return models.Date{}, &models.Problem{Code: "date.no-such-day", Values: map[string]any{"text": strings.TrimSpace(text)}}
	case y < firstYear || y > lastYear:
		return models.Date{}, &models.Problem{Code: "date.year", Values: map[string]any{"year": y}}
	}
	return found, nil
}

func dayAndMonth(text string, today models.Date, day, month, year string) (models.Date, error) {
	switch len(year) {
	case 4:
		return one(text, year, month, day)
	case 2:
		return one(text, "20"+year, month, day)
	}
	var candidates [][3]string
	for offset := -1; offset <= 1; offset++ {
		candidates = append(candidates, [3]string{strconv.Itoa(today.Year() + offset), month, day})
	}
	return nearest(text, today, candidates...)
}

// nearest gives the candidate (year, month, day) nearest today that exists; of
// two as near, the later.
func nearest(text string, today models.Date, candidates ...[3]string) (models.Date, error) {
	best := models.Date{}
	var problem error
	for _, candidate := range candidates {
		found, err := one(text, candidate[0], candidate[1], candidate[2])
		if err != nil {
			problem = err
			continue
		}
		if best.IsZero() || distance(found, today) < distance(best, today) ||
			distance(found, today) == distance(best, today) && found.After(best) {
			best = found
		}
	}
	if best.IsZero() {
		return best, problem
	}
	return best, nil
}

// sixDigits reads ddmmyy or yymmdd. A day years away is a slip of the finger
// (311126 is no day in November, but one in 2031), not what was meant.
func sixDigits(text string, today models.Date, parts []string) (models.Date, error) {
	found, err := nearest(text, today,
		[3]string{"20" + parts[3], parts[2], parts[1]}, [3]string{"20" + parts[1], parts[2], parts[3]})
	if err == nil && distance(found, today) > 3*366 {
		return models.Date{}, &models.Problem{Code: "date.no-such-day", Values: map[string]any{"text": strings.TrimSpace(text)}}
	}
	return found, err
}

func distance(a, b models.Date) int { return max(a.DaysSince(b), b.DaysSince(a)) }

func shifted(text string, today models.Date, parts []string) (models.Date, error) {
	n, _ := strconv.Atoi(parts[2]) // up to four digits, as the form matched
	if parts[1] == "-" {
		n = -n
	}
	found := models.Date{}
	switch parts[3] {
	case "", "d", "dag", "dagar":
		found = today.AddDays(n)
	case "v", "w", "vecka", "veckor":
		found = today.AddDays(7 * n)
	case "m", "mån", "månad", "månader":
		found = today.AddMonths(n)
	default:
		return found, wrongForm(text)
	}
	if found.Year() < firstYear || found.Year() > lastYear {
		return models.Date{}, &models.Problem{Code: "date.year", Values: map[string]any{"year": found.Year()}}
	}
	return found, nil
}

// worded reads today, tomorrow … and the days of the week, the next one to come.
func worded(text, typed string, today models.Date) (models.Date, error) {
	for offset, key := range map[int]string{
		-1: "date.typed.yesterday", 0: "date.typed.today", 1: "date.typed.tomorrow", 2: "date.typed.day-after",
	} {
		for word := range strings.FieldsSeq(locale.T(key)) {
			if typed == word {
				return today.AddDays(offset), nil
			}
		}
	}
	if len([]rune(typed)) >= 2 {
		for offset := 1; offset <= 7; offset++ {
			day := today.AddDays(offset)
			if strings.HasPrefix(strings.ToLower(locale.LongWeekday(day.Weekday())), typed) {
				return day, nil
			}
		}
	}
	return models.Date{}, wrongForm(text)
}

// monthNamed gives the month whose name begins so, or 0.
func monthNamed(word string) int {
	for month := time.January; month <= time.December; month++ {
		if strings.HasPrefix(strings.ToLower(locale.Month(month)), word) {
			return int(month)
		}
	}
	return 0
}

// shownDate is how a field shows a day: mån 2026-12-14 · v. 51.
func shownDate(d models.Date) string {
	if d.IsZero() {
		return ""
	}
	return locale.Weekday(d.Weekday()) + " " + d.String() + " · " + locale.Week(d)
}

// readTime reads 830, 8.30, 08:30, 0830 and 8.
func readTime(text string) (models.TimeOfDay, error) {
	typed := strings.TrimSpace(text)
	if typed == "" {
		return 0, models.ErrRequired
	}
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, typed)
	if digits == typed {
		switch len(digits) {
		case 1, 2:
			typed = digits + ":00"
		case 3:
			typed = "0" + digits
		}
	}
	read, err := models.ParseTimeOfDay(typed)
	if err != nil {
		return 0, &models.Problem{Code: "time.form", Values: map[string]any{"text": text}}
	}
	return read, nil
}
