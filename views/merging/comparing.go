package merging

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/app/patients"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// compareWidth is the width of two patients side by side.
const compareWidth = 800

func pairID(pair models.Pair) string {
	return strconv.FormatInt(pair.One.ID, 10) + "-" + strconv.FormatInt(pair.Other.ID, 10)
}

// Compare shows two patients side by side and makes them one: the first one stands.
func Compare(desk Desk, host page.Host, keptID, goneID int64, done func()) {
	background.Load(host.Background(), new(background.Token),
		func(ctx context.Context) (patients.Comparison, error) { return desk.Compare(ctx, keptID, goneID) },
		func(compared patients.Comparison, err error) {
			if err != nil {
				host.Fail(err)
				return
			}
			c := &comparing{desk: desk, host: host, done: done, choices: map[string]*widgets.Choice{}, reason: widgets.NewNote("")}
			c.fill(compared)
			c.ask()
		})
}

// comparing is the dialog of two patients; it follows when somebody changes one of them.
type comparing struct {
	*widgets.Form
	desk    Desk
	host    page.Host
	done    func()
	both    patients.Comparison
	choices map[string]*widgets.Choice // by the field that differs
	reason  *widgets.Note
	stale   bool // somebody has changed one of them: closing the dialog shows both anew
	wanted  patients.Merging
	merge   models.Merge
	token   background.Token
}

// fill shows what is kept of both; what was chosen and written stays.
func (c *comparing) fill(compared patients.Comparison) {
	c.both = compared
	items := []fyne.CanvasObject{c.sideBySide(), c.whatIsAsked()}
	if len(compared.Choices) > 0 {
		items = append(items, widgets.NewParagraph(locale.T("merge.differs")).Heading())
	}
	for _, differs := range compared.Choices {
		choice := widgets.NewChoice(c.options(differs)...)
		choice.Choose(string(differs.Proposed))
		if before, ok := c.choices[differs.Field]; ok {
			choice.Choose(before.ChosenID())
		}
		c.choices[differs.Field] = choice
		items = append(items, widgets.NewFieldRow(differs.Field, locale.T("merge.field."+differs.Field), choice))
	}
	if !compared.TwoNumbers {
		items = append(items, c.reasonRow())
	}
	c.Form = widgets.NewForm(items...)
}

func (c *comparing) reasonRow() *widgets.FieldRow {
	return widgets.NewFieldRow("reason", locale.T("merge.reason"), c.reason)
}

func (c *comparing) options(differs patients.Choice) []widgets.Option {
	var options []widgets.Option
	for _, side := range []struct {
		side patients.Side
		text string
	}{{patients.Kept, differs.Kept}, {patients.Gone, differs.Gone}} {
		text := said(differs.Field, side.text)
		options = append(options, widgets.Option{ID: string(side.side), Text: text})
	}
	if differs.Joins {
		options = append(options, widgets.Option{ID: string(patients.Both), Text: locale.T("merge.both")})
	}
	return options
}

// said is what one of two says, in a line.
func said(field, text string) string {
	switch {
	case text == "":
		return locale.T("merge.nothing")
	case field == "language":
		return locale.LanguageName(models.Language(text))
	}
	return locale.OneLine(text)
}

func (c *comparing) ask() {
	c.host.Ask(page.Dialog{
		Title: locale.T("merge.title"), Text: locale.T("merge.compare.text", "kept", c.both.Kept.Patient.Name()),
		Content: c.Form, Form: c, Focus: c.First(), Width: compareWidth, Confirm: c.confirmWord(),
		OnConfirm: c.take, Work: c.work, OnDone: c.finish,
		OnCancel: func() {
			if c.stale {
				c.again()
			}
		},
	})
}

func (c *comparing) confirmWord() string {
	if c.both.TwoNumbers {
		return locale.T("merge.goes-on")
	}
	return locale.T("merge.confirm")
}

func (c *comparing) take() error {
	kept, gone := c.both.Kept.Patient, c.both.Gone.Patient
	c.wanted = patients.Merging{
		KeptID: kept.ID, GoneID: gone.ID, KeptVersion: kept.Version, GoneVersion: gone.Version,
		Chosen: map[string]patients.Side{}, Reason: c.reason.Text,
	}
	for _, differs := range c.both.Choices {
		c.wanted.Chosen[differs.Field] = patients.Side(c.choices[differs.Field].ChosenID())
	}
	if !c.both.TwoNumbers && strings.TrimSpace(c.reason.Text) == "" {
		return models.ErrRequired.On("reason")
	}
	return nil
}

func (c *comparing) work(ctx context.Context) (err error) {
	if c.both.TwoNumbers { // first the question that names both
		return nil
	}
	c.merge, err = c.desk.Merge(ctx, c.wanted)
	return err
}

func (c *comparing) finish() {
	if c.both.TwoNumbers {
		c.askTwoNumbers()
		return
	}
	c.told()
}

// askTwoNumbers asks once more where each has a valid number of their own. Whoever says no is back at
// both, with what was chosen.
func (c *comparing) askTwoNumbers() {
	c.Form = widgets.NewForm(c.reasonRow())
	one, other := c.both.Kept.Patient, c.both.Gone.Patient
	c.host.Ask(page.Dialog{
		Title: locale.T("merge.two-numbers.title"), Danger: true,
		Text: locale.T("merge.two-numbers.text", "one", locale.Line(one.Name(), one.PersonalNumber.String()),
			"other", locale.Line(other.Name(), other.PersonalNumber.String())),
		Content: c.Form, Form: c, Focus: c.reason, Confirm: locale.T("merge.two-numbers.confirm"),
		OnConfirm: func() error {
			c.wanted.Reason, c.wanted.DifferentNumbers = c.reason.Text, true
			if strings.TrimSpace(c.reason.Text) == "" {
				return models.ErrRequired.On("reason")
			}
			return nil
		},
		Work: func(ctx context.Context) (err error) {
			c.merge, err = c.desk.Merge(ctx, c.wanted)
			return err
		},
		OnDone: c.told, OnCancel: c.again,
	})
}

// again shows both as they are by now, with what was chosen and written.
func (c *comparing) again() {
	c.stale = false
	background.Load(c.host.Background(), &c.token,
		func(ctx context.Context) (patients.Comparison, error) {
			return c.desk.Compare(ctx, c.both.Kept.Patient.ID, c.both.Gone.Patient.ID)
		},
		func(compared patients.Comparison, err error) {
			if err != nil {
				c.host.Fail(err)
				return
			}
			c.fill(compared)
			c.ask()
		})
}

func (c *comparing) told() {
	id, name := c.merge.ID, c.both.Kept.Patient.Name()
	then := c.done
	if then == nil {
		then = func() {}
	}
	c.host.Toast(locale.T("merge.told", "name", name), func() { Undo(c.desk, c.host, id, then) })
	c.host.Open(page.Route{Page: page.Patient, ID: c.merge.KeptID})
	then()
}

// ShowProblems implements page.Form: somebody may have changed one of them meanwhile.
func (c *comparing) ShowProblems(err error) error {
	if !errors.Is(err, models.ErrStale) {
		return c.Form.ShowProblems(err)
	}
	c.stale = true
	return &models.Problem{Code: "merge.changed-meanwhile"}
}
