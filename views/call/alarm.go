package call

import (
	"nursedesk/models"
	"nursedesk/views/locale"
)

// alarm notes that an ambulance was called, with the time, or takes the note back.
func (p *Page) alarm() {
	if what := p.judged.Alarm; !what.Empty() {
		p.tick(what.In(models.Swedish))
	}
}

// alarmWords says when it was called: "112 larmat kl 10:42".
func (p *Page) alarmWords() string {
	return locale.T("call.alarmed", "what", locale.In(p.judged.Alarm), "time", locale.Time(*p.judged.Alarmed))
}

// leftWords says what is to be done next: to call for an ambulance, to sign at once what
// needs no more questions, or to ask what is left.
func (p *Page) leftWords(left int) string {
	switch {
	case p.judged.Alarmed != nil:
		return locale.T("call.alarm.sign", "alarmed", p.alarmWords())
	case !p.judged.Alarm.Empty():
		return locale.T("call.alarm", "what", p.judged.Alarm)
	}
	return locale.TN("call.flags.left", left)
}

// toLeft does what leftWords says.
func (p *Page) toLeft() {
	switch {
	case p.judged.Alarmed != nil:
		p.Complete()
	case !p.judged.Alarm.Empty():
		p.alarm()
	default:
		p.toUnasked()
	}
}
