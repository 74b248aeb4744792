// Package resources holds the clinic's data inside the program: protocols,
// medicines, the leaflet's facts, the sheets' texts and drawings, translations and fonts.
package resources

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
)

// Files are all data files, by their path below this folder: "protocols/neurotomy.yaml".
//
//go:embed *.yaml passwords.txt protocols sheets drawings translations fonts
var Files embed.FS

// Words gives every text of a language ("sv", "en") by its key. The texts lie
// in fragments, translations/<part>.<language>.json; a key in two of them is an error.
func Words(language string) (map[string]string, error) { return words(Files, language) }

// ToolkitWords gives Fyne's own few texts in a language, as JSON: a part of Words.
func ToolkitWords(language string) ([]byte, error) {
	body, err := Files.ReadFile("translations/fyne." + language + ".json")
	if err != nil {
		return nil, fmt.Errorf("read the translation: %w", err)
	}
	return body, nil
}

func words(files fs.FS, language string) (map[string]string, error) {
	names, err := fs.Glob(files, "translations/*."+language+".json")
	if err != nil {
		return nil, fmt.Errorf("list the translations: %w", err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("there is no translation into %q", language)
	}
	all := map[string]string{}
	from := map[string]string{}
	for _, name := range names {
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read the translation: %w", err)
		}
		var fragment map[string]string
		if err := json.Unmarshal(body, &fragment); err != nil {
			return nil, fmt.Errorf("translation %s: %w", name, err)
		}
		for key, text := range fragment {
			if other, twice := from[key]; twice {
				return nil, fmt.Errorf("the key %q stands in both %s and %s", key, path.Base(other), path.Base(name))
			}
			all[key], from[key] = text, name
		}
	}
	return all, nil
}
