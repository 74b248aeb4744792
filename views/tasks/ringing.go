package tasks

import (
	"context"
	"errors"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// calls tells whether what the row asks for is said on the telephone. That the surgeon has
// called is only noted.
func (r Row) calls() bool {
	return r.Kind == models.Callback && r.Task.Step != models.SurgeonCallbackStep || r.Step.Call
}

// ringing says at the other desks who makes the call of a row while its answers are typed
// here, and here who makes it at another one.
type ringing struct {
	actions *Actions
	row     Row
	said    *widgets.Banner // who makes it already
	began   bool            // by these answers
	over    bool            // the answers are given, or thrown away
	changed func()          // what is said takes another height
	writing background.Token
}

func (a *Actions) ring(row Row, changed func()) *ringing {
	r := &ringing{actions: a, row: row, said: widgets.NewBanner(look.DueToday), changed: changed, over: !row.calls()}
	r.take()
	return r
}

// take makes the call this desk's, unless another desk makes it.
func (r *ringing) take() {
	if r.over {
		return
	}
	background.Load(r.actions.host.Background(), &r.writing,
		func(ctx context.Context) (bool, error) { return r.actions.desk.TakeTask(ctx, r.row.ID) },
		func(began bool, err error) {
			var taken *models.Taken
			switch {
			case errors.As(err, &taken):
				r.say(locale.T("tasks.rings.already", "who", locale.Whereabouts(taken.Presence), "time", locale.Time(taken.Since)))
			case err != nil: // a lost contact is said by the window, and what is typed stays
			default:
				r.began = r.began || began
				r.say()
				if r.over { // closed before the desk had answered
					r.leave()
				}
			}
		})
}

func (r *ringing) say(lines ...string) {
	if len(lines) == 0 && len(r.said.Lines()) == 0 {
		return
	}
	r.said.SetLines(lines...)
	r.changed()
}

// again looks whether the other desk still makes the call; where it does not, this one does.
func (r *ringing) again() {
	if len(r.said.Lines()) > 0 {
		r.take()
	}
}

// end lets go of the call.
func (r *ringing) end() {
	r.over = true
	r.leave()
}

func (r *ringing) leave() {
	if !r.began {
		return
	}
	r.began = false
	background.Load(r.actions.host.Background(), new(background.Token),
		func(ctx context.Context) (struct{}, error) {
			return struct{}{}, r.actions.desk.LeaveTask(ctx, r.row.ID)
		},
		func(struct{}, error) {}) // where there is no contact this desk is soon gone for the others
}
