package locale

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime"

	"nursedesk/models"
)

func load(language models.Language) (map[string]string, error) {
	_, here, _, _ := runtime.Caller(0)
	files, err := filepath.Glob(filepath.Join(filepath.Dir(here), "../../resources/translations/*."+string(language)+".json"))
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		words := map[string]string{}
		if err := json.Unmarshal(content, &words); err != nil {
			return nil, err
		}
		maps.Copy(all, words)
	}
	return all, nil
}
