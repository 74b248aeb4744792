package tasks

import (
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
)

// LevelMark is a level of urgency by its look, its name and a word: "L2 akuten";
// nothing for a call without one.
func LevelMark(level string) Mark {
	status, ok := map[string]look.Status{
		"L1": look.Level1, "L2": look.Level2, "L3": look.Level3, "L4": look.Level4, "L5": look.Level5,
	}[level]
	if !ok {
		return Mark{}
	}
	return Mark{status, level + " " + locale.T("tasks.level."+level)}
}

// CallMark is the level of a call. One that ended before all was asked has only
// the least it can be: "minst L4".
func CallMark(call models.Call) Mark {
	mark := LevelMark(call.Level)
	if call.Unfinished && mark.Text != "" {
		mark.Text = locale.T("tasks.level.least", "level", call.Level)
	}
	return mark
}

// LevelMark is the level of the call that led to the task.
func (r Row) LevelMark() Mark {
	return CallMark(models.Call{Level: r.CallLevel, Unfinished: r.Task.Step == models.FinishCallStep})
}

// ShortLevel is the level of the call that led to the task, "L3"; one that ended
// before all was asked is at least that, "L3+". Without a call it is nothing.
func (r Row) ShortLevel() Mark {
	mark := LevelMark(r.CallLevel)
	if mark.Text == "" {
		return mark
	}
	mark.Text = r.CallLevel
	if r.Task.Step == models.FinishCallStep {
		mark.Text += "+"
	}
	return mark
}

// urgent gives the mark of a call that has to be made now: it rises while the
// surgeon's promise runs out.
func (r Row) urgent(situation models.Situation) (Mark, bool) {
	word := locale.T("status." + string(situation))
	switch {
	case r.Closed() || r.Task.Step != models.SurgeonCallbackStep && r.Task.Step != models.FinishCallStep && r.Task.Step != models.NotifyStep:
		return Mark{}, false
	case situation == models.Overdue && r.Task.Step == models.SurgeonCallbackStep:
		return Mark{look.Level1, word}, true
	case situation == models.Overdue || !r.Do.Empty():
		return Mark{look.Overdue, word}, true
	}
	return Mark{look.DueToday, word}, true
}
