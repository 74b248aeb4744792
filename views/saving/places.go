package saving

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/adrg/xdg"

	"nursedesk/views/locale"
)

// Place is a folder in which this user keeps files.
type Place struct{ Path, Text string }

// Places are this user's folders, then the USB sticks that are there.
func Places() []Place {
	var found []Place
	for _, usual := range []Place{
		{xdg.UserDirs.Documents, locale.T("printing.place.documents")},
		{xdg.UserDirs.Desktop, locale.T("printing.place.desktop")},
		{xdg.UserDirs.Download, locale.T("printing.place.downloads")},
		{xdg.Home, locale.T("printing.place.home")},
	} {
		if isFolder(usual.Path) {
			found = append(found, usual)
		}
	}
	for _, stick := range sticks(runtime.GOOS, filepath.Base(xdg.Home)) {
		found = append(found, Place{stick, locale.T("printing.place.stick", "name", stick)})
	}
	return found
}

// sticks are the folders in which a system shows USB sticks.
func sticks(system, user string) []string {
	var found []string
	switch system {
	case "windows":
		for letter := 'D'; letter <= 'Z'; letter++ {
			if drive := string(letter) + `:\`; isFolder(drive) {
				found = append(found, drive)
			}
		}
		return found
	case "darwin":
		return foldersIn("/Volumes")
	}
	return append(foldersIn(filepath.Join("/media", user)), foldersIn(filepath.Join("/run/media", user))...)
}

func foldersIn(parent string) []string {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return nil // no stick was ever there
	}
	var found []string
	for _, entry := range entries {
		if path := filepath.Join(parent, entry.Name()); isFolder(path) {
			found = append(found, path)
		}
	}
	return found
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return path != "" && err == nil && info.IsDir()
}
