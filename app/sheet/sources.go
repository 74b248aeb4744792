package sheet

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"nursedesk/models"
)

// source is a sheet text as it was read.
type source struct {
	file string // its path, for errors
	body []byte
	own  bool // the clinic has edited it
}

// Files lists the paths of the program's own sheet texts among the resources.
func Files(resources fs.FS) ([]string, error) {
	files, err := fs.Glob(resources, path.Join(Folder, "*.md"))
	if err != nil {
		return nil, fmt.Errorf("find the sheet texts: %w", err)
	}
	return files, nil
}

// readSources reads the sheet texts. A file in the clinic's own folder stands in
// place of the program's file of the same name; own is "" without such a folder.
func readSources(resources fs.FS, own string) ([]source, error) {
	files, err := Files(resources)
	if err != nil {
		return nil, err
	}
	edited, err := readOwn(own)
	if err != nil {
		return nil, err
	}
	var all []source
	for _, file := range files {
		if _, ok := edited[path.Base(file)]; ok {
			continue
		}
		body, err := fs.ReadFile(resources, file)
		if err != nil {
			return nil, fmt.Errorf("read a sheet text: %w", err)
		}
		all = append(all, source{file: file, body: body})
	}
	for _, one := range edited {
		all = append(all, one)
	}
	return all, nil
}

// readOwn reads the clinic's own texts by their file names. A folder without any
// is a problem: the clinic would believe that its texts are used.
func readOwn(folder string) (map[string]source, error) {
	if folder == "" {
		return nil, nil
	}
	missing := &models.Problem{Code: "sheet.texts-missing", Values: map[string]any{"path": folder}}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, missing.Because(err)
	}
	own := map[string]source{}
	for _, entry := range entries {
		if entry.IsDir() || path.Ext(entry.Name()) != ".md" {
			continue
		}
		file := filepath.Join(folder, entry.Name())
		body, err := os.ReadFile(file) //nolint:gosec // the folder that the clinic named
		if err != nil {
			return nil, missing.Because(err)
		}
		own[entry.Name()] = source{file: file, body: bytes.TrimPrefix(body, []byte("\ufeff")), own: true} // as Notepad begins a file
	}
	if len(own) == 0 {
		return nil, missing
	}
	return own, nil
}
