package locale

import (
	"sync"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/resources"
)

// Languages are the languages that the screen can speak, the clinic's own first.
var Languages = sync.OnceValue(func() models.Languages {
	languages, err := rulebook.Languages(resources.Files)
	if err != nil {
		return models.Languages{models.Swedish} // the resources are the program's own: a test holds them complete
	}
	return languages
})

// Tag names a language to golang.org/x/text: its words for languages, its order.
func Tag(of models.Language) language.Tag { return language.Make(string(of)) }

// LanguageName says a language in that of the screen: "svenska".
func LanguageName(of models.Language) string {
	return display.Languages(Tag(Language())).Name(Tag(of))
}

// LanguageSelf says a language in itself, so that whoever needs it finds it: "Svenska".
func LanguageSelf(of models.Language) string {
	return cases.Title(Tag(of)).String(display.Self.Name(Tag(of)))
}
