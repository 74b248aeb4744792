package calls

import (
	"strconv"
	"strings"
	"unicode"

	"nursedesk/app"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// showBookings offers the bookings that the call may be about, and chooses the
// one nearest to the day of the call.
func (f *form) showBookings(files []app.BookingFile) {
	today := f.host.Today()
	var options []widgets.Option
	nearest, best := noBooking, 0
	for _, file := range files {
		if !file.Booking.Open() {
			continue
		}
		id := strconv.FormatInt(file.Booking.ID, 10)
		options = append(options, widgets.Option{ID: id, Text: about(file, today)})
		away := file.Booking.Day().DaysSince(today)
		if away = max(away, -away); nearest == noBooking || away < best {
			nearest, best = id, away
		}
	}
	options = append(options, widgets.Option{ID: noBooking, Text: locale.T("calls.booking.none")})
	f.booking.SetOptions(options...)
	f.booking.Choose(nearest)
	if len(options) == 1 {
		f.booking.Disable()
	} else {
		f.booking.Enable()
	}
}

// noBooking is the id of the choice that the call is about no booking.
const noBooking = "none"

// about tells where the patient is on the way: "dag 5 efter endoskopisk
// neurotomi · ons 18 nov 2026".
func about(file app.BookingFile, today models.Date) string {
	day := file.Booking.Day()
	title := file.Booking.Procedure
	if file.Protocol != nil {
		title = locale.In(file.Protocol.Title)
	}
	title = inSentence(title)
	since := today.DaysSince(day)
	switch {
	case since > 0:
		return locale.TN("calls.booking.after", since, "procedure", title, "date", day)
	case since < 0:
		return locale.TN("calls.booking.before", -since, "procedure", title, "date", day)
	}
	return locale.T("calls.booking.today", "procedure", title, "time", locale.Time(file.Booking.Begin()))
}

// inSentence begins a title with a small letter, unless it is an abbreviation.
func inSentence(title string) string {
	letters := []rune(title)
	if len(letters) < 2 || unicode.IsUpper(letters[1]) {
		return title
	}
	return strings.ToLower(string(letters[:1])) + string(letters[1:])
}
