package views

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// Presence tells the other desks what is open here, and this one what is open there.
type Presence interface {
	DeskID() string
	Stay(ctx context.Context, patients ...int64) ([]models.Presence, error)
	AnswerForCall(ctx context.Context, asked models.Presence, answer models.PresenceAnswer) error
}

// whereabouts is what a window knows of who has what open.
type whereabouts struct {
	present []models.Presence
	said    int64 // the patient that others know to be open here; 0 for none
	token   background.Token
	answers background.Token
	asked   models.Presence // the call of this desk that somebody asks for; ID 0 for none
}

// beat says again and again that this desk is there.
func (w *Window) beat() {
	if w.Presence == nil {
		return
	}
	w.stay()
	w.Params.Background.Later(office.BeatEvery, w.beat)
}

// openPatient is the patient on the page that is shown; 0 for none, or while nobody
// is at the desk.
func (w *Window) openPatient() int64 {
	if w.locked() {
		return 0
	}
	if shows, ok := w.current.page.(page.PatientShower); ok {
		return shows.ShownPatient()
	}
	return 0
}

// stayAt says which patient is open here, where that is another one than was said.
func (w *Window) stayAt() {
	if w.Presence != nil && w.openPatient() != w.where.said {
		w.stay()
	}
}

// stay says what is open here and shows what is open elsewhere.
func (w *Window) stay() {
	if w.Presence == nil {
		return
	}
	var patients []int64
	w.where.said = w.openPatient()
	if w.where.said != 0 {
		patients = append(patients, w.where.said)
	}
	w.sayWhere() // of the page before nothing is said any more
	background.Load(w.Params.Background, &w.where.token,
		func(ctx context.Context) ([]models.Presence, error) { return w.Presence.Stay(ctx, patients...) },
		func(present []models.Presence, err error) {
			if err != nil {
				return // that there is no contact is said; the next beat tries again
			}
			w.takeWhere(present)
		})
}

// takeWhere takes in what is open at all desks.
func (w *Window) takeWhere(present []models.Presence) {
	for _, mine := range w.where.present {
		if mine.Desk != w.Presence.DeskID() || mine.Kind == models.OpenPatient {
			continue
		}
		for _, other := range present {
			if other.Opened == mine.Opened && other.Desk != mine.Desk {
				told := "presence.taken-over"
				if w.callHolder(mine.Opened) == nil {
					told = "presence.taken-over.task"
				}
				w.Toast(locale.T(told, "name", other.By), nil)
			}
		}
	}
	w.where.present, w.where.asked = present, models.Presence{}
	for _, one := range present {
		if one.Desk == w.Presence.DeskID() && one.AskedBy != "" && one.Answer == "" {
			w.where.asked = one
		}
	}
	w.sayWhere()
}

// sayWhere shows who else has the patient open, and who asks for the call made here.
func (w *Window) sayWhere() {
	if w.there == nil {
		return
	}
	var others []string
	for _, one := range w.where.present {
		if one.Desk != w.Presence.DeskID() && one.Kind == models.OpenPatient && one.SubjectID == w.where.said {
			others = append(others, locale.T("presence.open", "who", locale.Whereabouts(one), "time", locale.Time(one.Since)))
		}
	}
	if w.locked() {
		others = nil
	}
	w.there.set(strings.Join(others, "\n"))
	question := ""
	if asked := w.where.asked; asked.ID != 0 {
		question = locale.T("presence.asks", "who", locale.WhereaboutsOf(asked.AskedBy, asked.AskedPlace), "n", int(calls.AnswerWithin/time.Second))
	}
	w.question.set(question)
}

// handOver gives the call that is made here to who asks for it, with all that is typed.
func (w *Window) handOver() {
	asked := w.where.asked
	if asked.ID == 0 {
		return
	}
	then := func() { w.answer(asked, models.HandsOver, "presence.handed-over") }
	if holder := w.callHolder(asked.Opened); holder != nil {
		holder.HandOverCall(then)
		return
	}
	then()
}

// callHolder is the page that has a call; nil where only its answers are typed.
func (w *Window) callHolder(call models.Opened) page.CallHolder {
	for _, each := range w.pages {
		if holder, ok := each.page.(page.CallHolder); ok && holder.HoldsCall(call) {
			return holder
		}
	}
	return nil
}

// keepCall goes on with the call that somebody asks for.
func (w *Window) keepCall() {
	if w.where.asked.ID != 0 {
		w.answer(w.where.asked, models.GoesOn, "presence.kept")
	}
}

func (w *Window) answer(asked models.Presence, answer models.PresenceAnswer, told string) {
	w.where.asked = models.Presence{}
	w.sayWhere()
	background.Load(w.Params.Background, &w.where.answers,
		func(ctx context.Context) (struct{}, error) {
			return struct{}{}, w.Presence.AnswerForCall(ctx, asked, answer)
		},
		func(_ struct{}, err error) {
			if err != nil {
				w.Fail(err)
				return
			}
			w.Toast(locale.T(told, "name", asked.AskedBy), nil)
		})
}

// strip says something below the title line and takes no focus: what the nurse is
// typing goes on.
type strip struct {
	widget.BaseWidget
	said    *widgets.Banner
	buttons []*widgets.Button
	content fyne.CanvasObject
	moved   func() // its height is another
}

// newStrip makes a strip in the look of a status, with buttons where something is to be answered.
func newStrip(status look.Status, moved func(), buttons ...*widgets.Button) *strip {
	s := &strip{said: widgets.NewBanner(status), buttons: buttons, moved: moved}
	s.content = s.said
	if len(buttons) > 0 {
		row := container.NewHBox()
		for _, button := range buttons {
			row.Add(button)
		}
		s.content = container.NewBorder(nil, nil, nil, container.NewCenter(row), s.said)
	}
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

// set says some lines; with none the strip takes no room.
func (s *strip) set(text string) {
	if strings.Join(s.said.Lines(), "\n") == text && s.Visible() == (text != "") {
		return
	}
	s.Hidden = text == ""
	if text == "" {
		s.said.SetLines()
	} else {
		s.said.SetLines(text)
	}
	s.Refresh()
	s.moved()
}

// CreateRenderer implements fyne.Widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(8, 0, 16, 12), s.content))
}
