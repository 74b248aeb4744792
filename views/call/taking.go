package call

import (
	"context"
	"time"

	"nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
)

// askEvery is how often it is looked whether who was asked for a call has answered.
const askEvery = 500 * time.Millisecond

// askFor says who makes the call that was to be made here, and offers to ask for it.
func (p *Page) askFor(taken models.Presence) {
	var asked models.Presence
	p.host.Ask(page.Dialog{
		Title:   locale.T("call.taken.title", "name", taken.By),
		Text:    locale.T("call.taken.text", "who", locale.Whereabouts(taken), "time", locale.Time(taken.Since)),
		Confirm: locale.T("call.taken.ask", "name", taken.By), Cancel: locale.T("call.taken.leave"),
		Work: func(ctx context.Context) (err error) {
			asked, err = p.desk.AskForCall(ctx, taken)
			return err
		},
		OnDone: func() {
			p.host.Toast(locale.T("call.taken.waiting", "name", taken.By, "n", int(calls.AnswerWithin/time.Second)), nil)
			p.host.Back()
			p.await(asked)
		},
		OnCancel: p.host.Back,
	})
}

// await looks until whoever was asked has answered, or has not in time.
func (p *Page) await(asked models.Presence) {
	type found struct {
		now   models.Presence
		there bool
	}
	p.host.Background().Later(askEvery, func() {
		background.Load(p.host.Background(), &p.awaiting, func(ctx context.Context) (found, error) {
			now, there, err := p.desk.Asked(ctx, asked)
			return found{now, there}, err
		}, func(f found, err error) {
			same := f.now.Desk == asked.Desk && f.now.AskedDesk == asked.AskedDesk
			switch {
			case err == nil && f.there && same && f.now.Answer == models.GoesOn:
				p.host.Toast(locale.T("call.taken.refused", "name", asked.By), nil)
			case err == nil && f.there && !same:
				p.host.Toast(locale.T("call.taken.other", "name", f.now.By), nil)
			case err == nil && (!f.there || f.now.Answer == models.HandsOver):
				p.takeCall(asked)
			case !p.host.Now().Before(asked.AskedAt.Add(calls.AnswerWithin)):
				p.unanswered(asked)
			default:
				p.await(asked)
			}
		})
	})
}

// unanswered asks whether to take the call of who has not answered.
func (p *Page) unanswered(asked models.Presence) {
	p.host.Ask(page.Dialog{
		Title:   locale.T("call.taken.silent.title", "name", asked.By),
		Text:    locale.T("call.taken.silent.text", "name", asked.By),
		Confirm: locale.T("call.taken.take"), Cancel: locale.T("call.taken.leave"), Danger: true,
		OnDone: func() { p.takeCall(asked) },
	})
}

// takeCall goes on here with another desk's call.
func (p *Page) takeCall(asked models.Presence) {
	p.keeper.whenKept(func() {
		background.Load(p.host.Background(), &p.reading,
			func(ctx context.Context) (calls.Draft, error) { return p.desk.TakeCall(ctx, asked) },
			func(draft calls.Draft, err error) {
				p.goOn(draft, err)
				if err == nil {
					p.host.Open(page.Route{Page: page.Call})
				}
			})
	})
}

// letGo lets another desk go on with the call.
func (p *Page) letGo() {
	background.Load(p.host.Background(), &p.leaving,
		func(ctx context.Context) (struct{}, error) { return struct{}{}, p.desk.LeaveCall(ctx) },
		func(_ struct{}, err error) {
			if err != nil {
				p.host.Fail(err)
			}
		})
}

// HoldsCall implements page.CallHolder.
func (p *Page) HoldsCall(call models.Opened) bool {
	return call.SubjectID != 0 && calls.OpenedBy(p.draft) == call
}

// HandOverCall implements page.CallHolder.
func (p *Page) HandOverCall(then func()) {
	p.keeper.whenKept(func() {
		p.head.halt()
		p.forget()
		p.host.Retitle()
		p.host.Open(page.Route{Page: page.Calls})
		then()
	})
}
