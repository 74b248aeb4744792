package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra/doc"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/resources"
	"nursedesk/views/locale"
)

// A manual page for each command, in both languages, names every flag that the
// command takes. NURSEDESK_MANUAL names a folder for them, for the installers.
func TestManual(t *testing.T) {
	folder := os.Getenv("NURSEDESK_MANUAL")
	if folder == "" {
		folder = t.TempDir()
	}
	spoken := locale.Language()
	t.Cleanup(func() { require.NoError(t, locale.Speak(spoken)) })
	for language, place := range map[models.Language]string{models.English: "man1", models.Swedish: "sv/man1"} {
		require.NoError(t, locale.Speak(language))
		root := (&session{streams: streams{out: io.Discard, err: io.Discard, clinic: resources.Files}}).rootCommand()
		root.DisableAutoGenTag = true
		pages := filepath.Join(folder, place)
		require.NoError(t, os.MkdirAll(pages, 0o755))
		require.NoError(t, doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "Nursedesk", Manual: "Nursedesk"}, pages))
		for _, command := range root.Commands() {
			if command.Name() == "help" {
				continue
			}
			page, err := os.ReadFile(filepath.Join(pages, "nursedesk-"+command.Name()+".1"))
			require.NoError(t, err)
			for flag := range strings.FieldsSeq(command.Flags().FlagUsages()) {
				if strings.HasPrefix(flag, "--") {
					require.Contains(t, string(page), `\fB`+flag+`\fP`, "%s in %s", command.Name(), language)
				}
			}
		}
	}
}
