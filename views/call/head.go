package call

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	deskcalls "nursedesk/app/calls"
	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/patientform"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// head is what stays visible whatever else is shown: how long the call has gone
// on, the number to call back, who the patient is and what to be careful with.
type head struct {
	page          *Page
	timer, number *widgets.Paragraph
	who, earlier  *widgets.Paragraph
	pills         *fyne.Container
	more          *touch
	content       fyne.CanvasObject
	stop          func()    // the timer
	minute        time.Time // when the level was looked at
	tight         bool
	high          float32 // what the head took the last time
}

func newHead(p *Page) *head {
	h := &head{
		page: p, timer: widgets.NewParagraph("").Heading(), number: widgets.NewParagraph("").Heading(),
		who: widgets.NewParagraph("").Bold(), pills: widgets.NewFlow(),
		earlier: widgets.NewParagraph("").Small().Ink(look.Muted),
	}
	h.more = newTouch(locale.T("call.earlier.all"), p.showEarlier)
	h.content = widgets.NewCard(h.layout())
	return h
}

// layout puts the head beside each other with a word above each part; in large
// text it leaves the words out, and the questions their room.
func (h *head) layout() fyne.CanvasObject {
	h.tight = look.Scale() > 1.2
	if h.tight {
		return widgets.NewColumn(4, widgets.NewFlow(whole(h.timer), whole(h.number), whole(h.who)), h.pills)
	}
	small := func(key string) fyne.CanvasObject {
		return widgets.NewParagraph(locale.T(key)).Small().Ink(look.Muted)
	}
	return widgets.NewColumn(4,
		widgets.NewCells([]float32{62, 168, 0},
			widgets.NewColumn(0, small("call.time"), h.timer),
			widgets.NewColumn(0, small("call.number"), h.number),
			widgets.NewColumn(3, h.who, h.pills)),
		container.NewBorder(nil, nil, nil, h.more, middle(h.earlier)))
}

// whole keeps a paragraph on one line.
func whole(text *widgets.Paragraph) fyne.CanvasObject {
	return container.New(unbroken{text}, text)
}

type unbroken struct{ text *widgets.Paragraph }

func (u unbroken) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(u.text.Natural()+look.Scaled(8), u.text.MinSize().Height)
}

func (u unbroken) Layout(_ []fyne.CanvasObject, size fyne.Size) { u.text.Resize(size) }

func (h *head) fill() {
	p := h.page
	h.tell()
	h.number.Ink(look.Text).SetText(phone(p.draft.Phone))
	if !hasDigit(p.draft.Phone) {
		h.number.Ink(look.Overdue.Ink()).SetText(locale.T("call.number.ask"))
	}
	h.number.Refresh()
	h.who.SetText(locale.Line(p.whose()...))
	h.pills.Objects = nil
	for _, pill := range p.careful() {
		h.pills.Add(pill)
	}
	h.showLast()
	if h.tight && !h.more.Hidden {
		h.pills.Add(h.more)
	}
	h.pills.Hidden = len(h.pills.Objects) == 0
	h.pills.Refresh()
	h.content.Refresh()
	if high := h.content.MinSize().Height; high != h.high && p.whole != nil {
		h.high = high
		p.whole.Refresh() // what stands below makes room
	}
}

// phone is the number as it is dialled, or as it is typed so far.
func phone(text string) string {
	if number, err := models.ParsePhone(text); err == nil {
		return number.Format()
	}
	return strings.TrimSpace(text)
}

// showLast says the latest earlier call in a line.
func (h *head) showLast() {
	calls := h.page.file.Calls
	h.earlier.Hidden, h.more.Hidden = len(calls) == 0, len(calls) == 0
	if len(calls) == 0 {
		return
	}
	last := calls[0]
	about := strings.Join(strings.Fields(cmp.Or(last.Reason, "–")), " ")
	if last.Level != "" {
		about = last.Level + " " + about
	}
	const enough = 70
	if letters := []rune(about); len(letters) > enough {
		about = string(letters[:enough]) + "…"
	}
	h.earlier.SetText(locale.TN("call.earlier", len(calls), "when", locale.Relative(models.DateOf(last.At), h.page.host.Today()),
		"time", locale.Time(last.At), "about", about))
}

// whose says who the patient is.
func (p *Page) whose() []string {
	patient := p.file.Patient
	if p.draft.PatientID == 0 || patient.ID == 0 {
		name := strings.TrimSpace(p.draft.GivenName + " " + p.draft.FamilyName)
		return []string{cmp.Or(name, locale.T("call.nobody"))}
	}
	said := []string{patient.Name()}
	if years, ok := patient.Age(p.host.Today()); ok {
		said = append(said, locale.T("call.age", "n", years))
	}
	if patient.PersonalNumber != "" {
		said = append(said, patient.PersonalNumber.String())
	}
	return said
}

// careful lists the day since the procedure, the medicines that thin the blood
// with how far their hold is decided, and what else changes the advice.
func (p *Page) careful() []*widgets.Pill {
	if p.draft.PatientID == 0 {
		if p.draft.GivenName+p.draft.FamilyName != "" {
			return []*widgets.Pill{widgets.NewPill(look.DueToday, locale.T("call.unregistered"))}
		}
		return nil
	}
	heed := patientform.Pills(p.file.Patient.Shown())
	file := p.concerned()
	if file == nil {
		heed = append(heed, patientform.Thinners(p.desk.Medicines(), p.file.Patient.Takes())...)
		return append(heed, widgets.NewPill(look.Quiet, locale.T("call.no-booking")))
	}
	pills := append([]*widgets.Pill{widgets.NewPill(look.Coming, dayWords(*file, p.host.Today()))}, heed...)
	pills = append(pills, patientform.Thinners(p.desk.Medicines(), file.Elsewhere)...)
	for _, hold := range file.Holds {
		pills = append(pills, holdPill(p.desk, hold))
	}
	for _, condition := range file.Conditions {
		pills = append(pills, widgets.NewPill(look.DueToday, patientform.ConditionWord(condition)))
	}
	return pills
}

// concerned is the booking that the call is about, else the next one to come.
func (p *Page) concerned() *care.BookingFile {
	if p.file.Booking != nil || p.draft.BookingID == deskcalls.NoBooking {
		return p.file.Booking
	}
	var next *care.BookingFile
	for index := range p.file.Bookings { // the newest start first
		if p.file.Bookings[index].Booking.Open() {
			next = &p.file.Bookings[index]
		}
	}
	return next
}

// dayWords says where the patient is: "Dag 4 efter endoskopisk neurotomi".
func dayWords(file care.BookingFile, today models.Date) string {
	title := file.Booking.Procedure
	if file.Protocol != nil {
		title = locale.LowerFirst(locale.In(file.Protocol.Title))
	}
	switch since := today.DaysSince(file.Booking.Day()); {
	case since == 0:
		return locale.T("call.day.zero", "procedure", title)
	case since < 0:
		return locale.TN("call.day.before", -since, "procedure", title)
	default:
		return locale.T("call.day.after", "n", since, "procedure", title)
	}
}

func holdPill(desk Desk, hold care.HoldFile) *widgets.Pill {
	name := tasks.MedicineNames(desk, models.Medicines{hold.OnBooking})
	mark := holds.Brief{
		Name: name, Open: locale.T("call.hold.open", "name", name),
		Continues: locale.T("call.hold.continues", "name", name),
		Decided:   locale.T("call.hold.decided", "name", name, "date", locale.ShortDay(hold.Dates().FirstDoseAgain)),
	}.Mark(hold)
	return widgets.NewPill(mark.Status, mark.Text)
}

// run tells the time every second until it is stopped. Each minute the level is
// looked at anew: while the call goes on the phone hours may end.
func (h *head) run() {
	h.halt()
	h.tell()
	if minute := h.page.host.Now().Truncate(time.Minute); !minute.Equal(h.minute) {
		h.minute = minute
		before := h.page.judged.Level
		if h.page.judge(); h.page.judged.Level != before {
			h.page.show()
		}
	}
	h.stop = h.page.host.Background().Later(time.Second, h.run)
}

func (h *head) halt() {
	if h.stop != nil {
		h.stop()
		h.stop = nil
	}
}

// tell says how long the call has gone on.
func (h *head) tell() {
	if h.page.draft.Started.IsZero() {
		h.timer.SetText("00:00")
		return
	}
	gone := max(h.page.host.Now().Sub(h.page.draft.Started), 0).Round(time.Second)
	text := fmt.Sprintf("%02d:%02d", int(gone.Minutes()), int(gone.Seconds())%60)
	if gone >= 2*time.Hour { // broken off: when it began says more
		text = locale.ShortMoment(h.page.draft.Started)
	}
	h.timer.SetText(text)
}
