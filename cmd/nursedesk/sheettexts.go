package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"nursedesk/app/office"
	"nursedesk/app/printer"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/models/owneronly"
	"nursedesk/views/locale"
)

// rules reads the clinic's rules once, with its own sheet texts if it has some.
func (s *session) rules() (office.Rules, error) {
	s.reading.Do(func() {
		folder := s.sheetTexts
		if folder == "" {
			folder = os.Getenv("NURSEDESK_SHEET_TEXTS")
		}
		s.read, s.unread = office.LoadRules(s.clinic, folder)
	})
	return s.read, s.unread
}

func (s *session) sheetTextsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "sheet-texts export DIR", Short: locale.T("cli.sheet-texts"),
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) > 0 && args[0] != "export":
				return &models.Problem{Code: "cli.unknown-word", Values: map[string]any{"text": args[0]}}
			case len(args) != 2:
				return &models.Problem{Code: "cli.folder-argument"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return s.exportSheetTexts(args[1]) },
	}
}

// exportSheetTexts writes the program's sheet texts for editing. It writes
// nothing where one of them stands already: somebody has edited it.
func (s *session) exportSheetTexts(folder string) error {
	files, err := sheet.Files(s.clinic)
	if err != nil {
		return err
	}
	if err := owneronly.Folder(folder); err != nil {
		return &models.Problem{Code: "cli.folder", Values: map[string]any{"path": folder}, Cause: err}
	}
	for _, file := range files {
		to := filepath.Join(folder, path.Base(file))
		if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
			return &models.Problem{Code: "sheet.texts-exist", Values: map[string]any{"path": to}, Cause: err}
		}
	}
	for _, file := range files {
		body, err := fs.ReadFile(s.clinic, file)
		if err != nil {
			return fmt.Errorf("read a sheet text: %w", err)
		}
		to := filepath.Join(folder, path.Base(file))
		if err := printer.SaveFile(body, to, printer.OwnKind); err != nil {
			return err
		}
		if err := s.write("%s\n", to); err != nil {
			return err
		}
	}
	return nil
}
