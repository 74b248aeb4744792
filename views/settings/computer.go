package settings

import (
	"strconv"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/preferences"
	"nursedesk/views/widgets"
)

// newComputer makes the part of this computer. A choice of language, size or
// colours builds the window anew at once and leaves the focus on it; leave asks first for what is unsaved.
func newComputer(params Params, host page.Host, leave func(then, stay func())) (fyne.CanvasObject, *widgets.Form) {
	kept := params.Preferences
	name := widgets.NewLine(locale.T("settings.signature.placeholder"))
	name.SetText(kept.Signature())
	name.OnChanged = func(text string) {
		kept.SetSignature(text)
		if params.Signed != nil {
			params.Signed()
		}
		host.Retitle()
	}
	choose := func(field, present string, keep func(id string), options ...widgets.Option) *widgets.Choice {
		choice := widgets.NewChoice(options...)
		choice.Choose(present)
		choice.OnChosen = func(id string) {
			if id == "" || id == present {
				return
			}
			stay := func() { choice.Choose(present) }
			leave(func() {
				host.Restyle(page.Restyling{Field: field, Keep: func() {
					present = id
					keep(id)
				}, Stay: stay})
			}, stay)
		}
		return choice
	}
	language := choose("language", string(kept.Language()), func(id string) { kept.SetLanguage(models.Language(id)) }, languages()...)
	size := choose("text-size", strconv.Itoa(kept.TextSize()), func(id string) {
		if percent, err := strconv.Atoi(id); err == nil {
			kept.SetTextSize(percent)
		}
	}, sizes()...)
	mode := choose("mode", string(kept.Mode()), func(id string) { kept.SetMode(look.Mode(id)) }, modes()...)
	form := widgets.NewForm(
		who(params, name),
		widgets.NewCells([]float32{0, 0, 0},
			widgets.NewFieldRow("language", locale.T("settings.language"), language),
			widgets.NewFieldRow("text-size", locale.T("settings.text-size"), size),
			widgets.NewFieldRow("mode", locale.T("settings.mode"), mode),
		),
	)
	return widgets.NewColumn(8,
		widgets.NewSection(locale.T("settings.computer")),
		widgets.NewParagraph(locale.T("settings.computer.at-once")).Ink(look.Muted),
		form), form
}

// who is the row that says whose name stands under what is done here. Where people sign
// in it is theirs, and what can be chosen is when the window locks itself.
func who(params Params, name *widgets.Line) fyne.CanvasObject {
	if params.SignedIn == nil || params.SignedIn().StaffID == 0 {
		return widgets.NewFieldRow("signature", locale.T("settings.signature"), name).WithHelp(locale.T("settings.signature.help"))
	}
	var options []widgets.Option
	for _, minutes := range preferences.LockChoices {
		options = append(options, widgets.Option{ID: strconv.Itoa(minutes), Text: locale.TN("settings.lock.minutes", minutes)})
	}
	lock := widgets.NewChoice(options...)
	lock.Choose(strconv.Itoa(params.Preferences.LockMinutes()))
	lock.OnChosen = func(id string) {
		if minutes, err := strconv.Atoi(id); err == nil {
			params.Preferences.SetLockMinutes(minutes)
		}
	}
	return widgets.NewFieldRow("lock", locale.T("settings.lock"), lock).WithHelp(locale.T("settings.lock.help"))
}

// languages are written each in itself, so that whoever needs one finds it.
func languages() []widgets.Option {
	var options []widgets.Option
	for _, language := range locale.Languages() {
		options = append(options, widgets.Option{ID: string(language), Text: locale.LanguageSelf(language)})
	}
	return options
}

func sizes() []widgets.Option {
	var options []widgets.Option
	for _, percent := range look.TextSizes {
		options = append(options, widgets.Option{
			ID: strconv.Itoa(percent), Text: locale.T("settings.percent", "n", percent),
		})
	}
	return options
}

func modes() []widgets.Option {
	var options []widgets.Option
	for _, mode := range look.Modes {
		options = append(options, widgets.Option{ID: string(mode), Text: locale.T("settings.mode." + string(mode))})
	}
	return options
}
