package callnote

import (
	"cmp"
	"strings"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// changes are the answers that were changed after the level was read out.
func (n note) changes() []line {
	var lines []line
	for _, change := range n.Record.Changes {
		from, to := n.word(change.Finding, change.From), n.word(change.Finding, change.To)
		text := locale.T("callnote.change", "question", n.question(change.Finding), "from", from, "to", to)
		if change.LevelFrom != change.LevelTo {
			none := locale.T("callnote.none")
			text += " " + locale.T("callnote.change.level", "from", cmp.Or(change.LevelFrom, none), "to", cmp.Or(change.LevelTo, none))
		}
		lines = append(lines, line{label: locale.Time(change.At), text: text, warns: change.LevelFrom != change.LevelTo})
	}
	return lines
}

func (n note) signed() []line {
	at := n.Call.CreatedAt
	if n.Call.EndedAt != nil {
		at = *n.Call.EndedAt
	}
	lines := []line{say("callnote.by", locale.T("callnote.by.at", "by", cmp.Or(n.Call.By, "–"), "at", at))}
	if n.Record.RulesVersion != "" {
		lines = append(lines, line{label: locale.T("callnote.rules"), text: n.Record.RulesVersion, quiet: true})
	}
	return lines
}

// additions are what was added after the note was signed, each with its author.
func (n note) additions() []line {
	var lines []line
	for _, addition := range n.Additions {
		text := locale.OneLine(addition.Text)
		if addition.Contact != nil {
			text = strings.TrimSpace(contactWords(*addition.Contact) + " " + text)
		}
		lines = append(lines, line{
			label: locale.ShortMoment(addition.CreatedAt), text: locale.T("callnote.addition", "text", text, "by", cmp.Or(addition.By, "–")),
		})
	}
	return lines
}

func contactWords(contact models.Contact) string {
	key := "callnote.contact.unread"
	if contact.ReadBack {
		key = "callnote.contact.read"
	}
	said := locale.T(key, "with", contact.With, "at", contact.At)
	if contact.Note != "" {
		said += ": " + locale.OneLine(contact.Note)
	}
	return said
}
