package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// Ticks is a group of tick boxes that flows into as many columns as fit.
type Ticks struct {
	widget.BaseWidget

	// OnChanged follows each tick by the user.
	OnChanged func(ids []string)

	options []Option
	checks  []*Check
	box     *fyne.Container
}

// NewTicks makes a group with nothing ticked.
func NewTicks(options ...Option) *Ticks {
	t := &Ticks{box: &fyne.Container{Layout: &flow{}}}
	t.ExtendBaseWidget(t)
	t.SetOptions(options...)
	return t
}

// SetOptions changes what can be ticked; what was ticked stays if it is still there.
func (t *Ticks) SetOptions(options ...Option) {
	ticked := t.Ticked()
	t.options, t.checks, t.box.Objects = options, nil, nil
	for _, option := range options {
		check := NewCheck(option.Text, nil)
		check.Checked = slices.Contains(ticked, option.ID)
		check.OnChanged = func(bool) {
			if t.OnChanged != nil {
				t.OnChanged(t.Ticked())
			}
		}
		t.checks = append(t.checks, check)
		t.box.Add(check)
	}
	t.Refresh()
}

// Ticked are the ids of what is ticked, in the options' order.
func (t *Ticks) Ticked() []string {
	var ids []string
	for index, check := range t.checks {
		if check.Checked {
			ids = append(ids, t.options[index].ID)
		}
	}
	return ids
}

// Tick ticks exactly these, without calling OnChanged.
func (t *Ticks) Tick(ids ...string) {
	for index, check := range t.checks {
		check.Checked = slices.Contains(ids, t.options[index].ID)
		check.Refresh()
	}
}

// Target implements Field.
func (t *Ticks) Target() fyne.Focusable {
	if len(t.checks) == 0 {
		return nil
	}
	return t.checks[0]
}

// CreateRenderer implements fyne.Widget.
func (t *Ticks) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.box) }

// RoleOptions are roles to choose among.
func RoleOptions(roles []models.Role) []Option {
	var options []Option
	for i, name := range locale.RoleNames(roles) {
		options = append(options, Option{ID: string(roles[i]), Text: name})
	}
	return options
}
