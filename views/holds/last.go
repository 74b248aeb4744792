package holds

import "nursedesk/models"

// Last is who gave the latest decision and how: ten decisions from one doctor
// are entered with one name. It is forgotten with the day, so that no decision
// is put to whoever was on duty before.
type Last struct {
	doctor, given string
	on            models.Date
}

func (l *Last) keep(doctor, given string, today models.Date) {
	l.doctor, l.given, l.on = doctor, given, today
}

func (l *Last) of(today models.Date) (doctor, given string) {
	if l.on != today {
		return "", ""
	}
	return l.doctor, l.given
}
