package printer

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

const (
	windows    = "windows"
	powershell = "powershell"
)

// printByVerb lets Windows print with the program that opens PDFs there. That
// program reads the file when it gets to it, so that CleanUp removes it; and it
// titles the job after the file. Sides are the printer's own setting.
func (p *Printer) printByVerb(
	ctx context.Context, document sheet.Document, options Options, progress func(State),
) (Stage, error) {
	if err := p.makeFolder(); err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp(p.folder, "print-*")
	if err != nil {
		return "", saveFault(p.folder, err)
	}
	path := filepath.Join(folder, title(document)+".pdf")
	if err := Save(document, path); err != nil {
		return "", err
	}
	command := "Start-Process -WindowStyle Hidden -Verb Print -FilePath " + quoted(path)
	if options.Printer != "" {
		command = "Start-Process -WindowStyle Hidden -Verb PrintTo -FilePath " + quoted(path) +
			" -ArgumentList " + quoted(`"`+options.Printer+`"`)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for range options.copies() {
		if said, err := p.shell(ctx, command); err != nil {
			return "", refusal(ctx, said, options.Printer, err)
		}
	}
	progress(State{Stage: Handed})
	return Handed, nil
}

// windowsPrinters lists the printers that Windows knows, a line each: whether it
// is the default, and its name.
func (p *Printer) windowsPrinters(ctx context.Context) ([]Queue, error) {
	if !p.Available() {
		return nil, &models.Problem{Code: "print.no-lp"}
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	said, err := p.shell(ctx, `[Console]::OutputEncoding = [Text.Encoding]::UTF8; `+
		`Get-CimInstance Win32_Printer | ForEach-Object { "$($_.Default) $($_.Name)" }`)
	if err != nil {
		return nil, refusal(ctx, said, "", err)
	}
	var queues []Queue
	for line := range strings.Lines(said) {
		standard, name, found := strings.Cut(strings.TrimSpace(line), " ")
		if found {
			queues = append(queues, Queue{Name: name, Default: standard == "True"})
		}
	}
	return queues, nil
}

func (p *Printer) shell(ctx context.Context, command string) (string, error) {
	return p.system.Run(ctx, powershell, "-NoProfile", "-NonInteractive", "-Command", "$ErrorActionPreference = 'Stop'; "+command)
}

// quoted makes a text of PowerShell's that stands for itself.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
