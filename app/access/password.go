package access

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"nursedesk/models"
)

const (
	// LeastPassword is how many characters a password has at least. Length is what
	// hinders guessing (NIST SP 800-63B, 5.1.1); no kind of character is asked for.
	LeastPassword = 12
	// mostPassword keeps a paste of something else out.
	mostPassword = 200
	// leastDifferent is of how many different characters it is made at least.
	leastDifferent = 5
)

// CheckPassword refuses a password that is too short, that many people choose, or that
// only repeats a name or word that others know: about, the person's and the clinic's.
func CheckPassword(resources fs.FS, password string, about ...string) error {
	length := utf8.RuneCountInString(password)
	switch {
	case length < LeastPassword:
		return &models.Problem{Code: "password.short", Field: "password", Values: map[string]any{"least": LeastPassword}}
	case length > mostPassword:
		return models.ErrTooLong.With("length", length).With("limit", mostPassword).On("password")
	}
	common, err := commonPasswords(resources)
	if err != nil {
		return err
	}
	if guessable(strings.ToLower(password), common, about) {
		return &models.Problem{Code: "password.common", Field: "password"}
	}
	return nil
}

// guessable tells whether a guesser comes to it early: it is common as it stands, when
// it is written twice, or with digits and signs around it.
func guessable(password string, common map[string]bool, about []string) bool {
	different := map[rune]bool{}
	for _, char := range password {
		different[char] = true
	}
	if len(different) < leastDifferent {
		return true
	}
	bare := strings.TrimFunc(password, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, form := range []string{password, bare, once(password), once(bare)} {
		if common[form] {
			return true
		}
		for _, text := range about {
			if known := strings.ToLower(strings.Join(strings.Fields(text), "")); known != "" && strings.Join(strings.Fields(form), "") == known {
				return true
			}
		}
	}
	return false
}

// once is what a text repeats, the text itself where it repeats nothing.
func once(text string) string {
	for length := 1; length <= len(text)/2; length++ {
		if len(text)%length == 0 && strings.Repeat(text[:length], len(text)/length) == text {
			return text[:length]
		}
	}
	return text
}

func commonPasswords(resources fs.FS) (map[string]bool, error) {
	body, err := fs.ReadFile(resources, "passwords.txt")
	if err != nil {
		return nil, err
	}
	common := map[string]bool{}
	for line := range strings.Lines(string(body)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") {
			common[line] = true
		}
	}
	return common, nil
}
