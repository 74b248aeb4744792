// Package locale is what the desk says: every word on screen comes through T,
// every date, time and number through the formats here. The words lie in
// resources/translations; Swedish is the first language, English the other.
package locale

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"text/template"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"nursedesk/models"
	"nursedesk/resources"
)

// vocabulary is one language's words, with the templates parsed so far.
type vocabulary struct {
	language models.Language
	words    map[string]string
	parsed   sync.Map // key → *template.Template
}

var current atomic.Pointer[vocabulary]

// toolkitLanguages are the languages that Fyne has texts of its own for. Fyne
// takes the operating system's, so our words for its own few texts are
// registered under every one of them. Ours it never sees: each word would be kept 15 times.
var toolkitLanguages = []fyne.Locale{
	"en", "sv", "cs", "de", "el", "es", "fr", "ja", "pl", "pt", "pt-BR", "ru", "ta", "uk", "zh-Hans",
}

// Use makes the screen speak a language, whatever the operating system speaks.
// It is called before any widget is built, and again when the setting changes.
func Use(language models.Language) error {
	if err := Speak(language); err != nil {
		return err
	}
	words, err := resources.ToolkitWords(string(language))
	if err != nil {
		return err
	}
	for _, name := range toolkitLanguages {
		if err := lang.AddTranslationsForLocale(words, name); err != nil {
			return fmt.Errorf("register the texts: %w", err)
		}
	}
	return nil
}

// Speak makes all that comes through T a language's: enough where there is no window.
func Speak(language models.Language) error {
	words, err := resources.Words(string(language))
	if err != nil {
		return fmt.Errorf("read the texts: %w", err)
	}
	current.Store(&vocabulary{language: language, words: words})
	return nil
}

// Language is the language of the screen.
func Language() models.Language { return spoken().language }

// In gives a rule's text in the language of the screen.
func In(text models.Text) string { return text.In(Language()) }

// spoken gives the present vocabulary; before Use, and so in a test that did
// not call it, Swedish.
func spoken() *vocabulary {
	if v := current.Load(); v != nil {
		return v
	}
	if err := Use(models.Swedish); err != nil {
		current.Store(&vocabulary{language: models.Swedish})
	}
	return current.Load()
}

// T gives the text of a key. values are pairs of a placeholder's name and its
// value: T("toast.moved", "n", 3). Days and instants among them are written as
// Date and Moment write them. A key without a text is shown itself.
func T(key string, values ...any) string {
	return spoken().say(key, named(values))
}

// named makes a map of names, each with its value behind it.
func named(values []any) map[string]any {
	all := make(map[string]any, len(values)/2)
	for i := 0; i+1 < len(values); i += 2 {
		all[fmt.Sprint(values[i])] = values[i+1]
	}
	return all
}

// InAll is T in every language, the screen's first: for what is said before anybody can choose one.
func InAll(key string, values ...any) string {
	said := []string{T(key, values...)}
	for _, language := range Languages() {
		if words, err := resources.Words(string(language)); err == nil && language != Language() {
			other := &vocabulary{language: language, words: words}
			said = append(said, other.say(key, named(values)))
		}
	}
	return strings.Join(said, "\n\n")
}

// TN is T for a text that differs between one and many: it takes the key with
// ".one" or ".other" behind it, and fills the placeholder n.
func TN(key string, n int, values ...any) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return T(key+form, append([]any{"n", n}, values...)...)
}

// Has tells whether a key has a text.
func Has(key string) bool {
	_, ok := spoken().words[key]
	return ok
}

func (v *vocabulary) say(key string, values map[string]any) string {
	text, ok := v.words[key]
	if !ok {
		return key
	}
	if !strings.Contains(text, "{{") {
		return text
	}
	filled, err := v.fill(key, text, values)
	if err != nil {
		return text
	}
	return filled
}

func (v *vocabulary) fill(key, text string, values map[string]any) (string, error) {
	cached, ok := v.parsed.Load(key)
	if !ok {
		parsed, err := template.New(key).Option("missingkey=error").Parse(text)
		if err != nil {
			return "", err
		}
		cached, _ = v.parsed.LoadOrStore(key, parsed)
	}
	written := make(map[string]any, len(values))
	for name, value := range values {
		written[name] = write(value)
	}
	var filled strings.Builder
	if err := cached.(*template.Template).Execute(&filled, written); err != nil {
		return "", err
	}
	return filled.String(), nil
}

// AsGiven is the count of decimals of a number that keeps its own.
const AsGiven = models.AsGiven

// Decimal writes a number with a fixed count of decimals, or with its own, as the
// screen's language does: "1,4" in Swedish, "1.4" in English.
func Decimal(value float64, decimals int) string { return Language().Decimal(value, decimals) }
