package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// dumper and restorer are PostgreSQL's own programs for copying a database.
const (
	dumper   = "pg_dump"
	restorer = "pg_restore"
)

// program finds a program of PostgreSQL's: beside the pg_dump that is named, else on the path. Where
// there is none it is models.ErrDumpNone.
func program(name, dumpAt string) (string, error) {
	if dumpAt != "" {
		beside := dumpAt
		if name != dumper {
			beside = filepath.Join(filepath.Dir(dumpAt), name+filepath.Ext(dumpAt))
		}
		if _, err := os.Stat(beside); err != nil {
			return "", models.ErrDumpNone.With("path", beside).Because(err)
		}
		return beside, nil
	}
	found, err := exec.LookPath(name)
	if err != nil {
		return "", models.ErrDumpNone.With("path", name).Because(err)
	}
	return found, nil
}

// dump has pg_dump write the whole database into a new file, as it is at one moment. The
// password goes by the environment, which other users can't see.
func (s *Store) dump(ctx context.Context, path string) (err error) {
	found, err := program(dumper, s.dumpAt)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the caller's path
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	address, err := toolAddress(s.location)
	if err != nil {
		return err
	}
	dump := exec.CommandContext(ctx, found, "--format=custom", "--no-owner", "--no-password", "--file="+path, "--dbname="+address) //nolint:gosec // PostgreSQL's own program
	dump.Env = append(os.Environ(), "PGPASSWORD="+s.server.Password)
	var said bytes.Buffer
	dump.Stderr = &said
	if err := dump.Run(); err != nil {
		_ = os.Remove(path) // half a copy would pass for one
		return models.ErrDumpFailed.With("path", s.location).Because(fmt.Errorf("%w: %s", err, strings.TrimSpace(said.String())))
	}
	return flush(path)
}

// ExamineDump reads through a file that pg_dump wrote, to its last row, and counts what is in
// it. dumpAt names pg_dump, where it is not on the path.
func ExamineDump(ctx context.Context, path, dumpAt string) (found models.DatabaseHealth, err error) {
	tool, err := program(restorer, dumpAt)
	if err != nil {
		return found, err
	}
	read := exec.CommandContext(ctx, tool, "--data-only", "--file=-", path) //nolint:gosec // PostgreSQL's own program
	var said bytes.Buffer
	read.Stderr = &said
	rows, err := read.StdoutPipe()
	if err != nil {
		return found, err
	}
	if err := read.Start(); err != nil {
		return found, err
	}
	counted, err := countDump(rows)
	if err := errors.Join(err, read.Wait()); err != nil {
		return found, models.ErrBackupDamaged.With("path", path).Because(fmt.Errorf("%w: %s", err, strings.TrimSpace(said.String())))
	}
	info, err := os.Stat(path)
	if err != nil {
		return found, err
	}
	found = models.DatabaseHealth{Location: path, Size: info.Size(), Schema: counted.schema, Engine: "pg_dump"}
	if _, there := counted.rows[migrations.Table]; !there {
		return found, models.ErrDatabaseForeign.With("path", path)
	}
	for _, table := range tables {
		count, there := counted.rows[table]
		if !there && counted.schema == newestStep() {
			found.Faults = append(found.Faults, "no table "+table)
		}
		found.Counts = append(found.Counts, models.RowCount{Name: table, Rows: count})
	}
	return found, nil
}

func newestStep() string {
	steps := migrations.Steps()
	return steps[len(steps)-1].ID
}

// dumped is what a dump holds.
type dumped struct {
	rows   map[string]int64 // by table
	schema string           // the last step that has run
}

// countDump counts the rows of a dump as pg_restore writes them: between COPY and \. is one a line.
func countDump(from io.Reader) (dumped, error) {
	found := dumped{rows: map[string]int64{}}
	lines := bufio.NewReaderSize(from, 64<<10)
	table, more := "", false // more: the line before was longer than the buffer
	for {
		line, err := lines.ReadSlice('\n')
		whole := !more
		more = errors.Is(err, bufio.ErrBufferFull)
		switch {
		case !whole:
		case table == "" && bytes.HasPrefix(line, []byte("COPY ")):
			words := strings.Fields(string(line))
			table = strings.Trim(words[1][strings.LastIndex(words[1], ".")+1:], `"`)
			found.rows[table] = 0
		case table != "" && bytes.Equal(bytes.TrimRight(line, "\r\n"), []byte(`\.`)):
			table = ""
		case table != "" && len(line) > 0:
			found.rows[table]++
			if table == migrations.Table {
				found.schema = max(found.schema, string(bytes.TrimSpace(line)))
			}
		}
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil && !more {
			return found, err
		}
	}
}

// systemRoots are where Linux keeps the certificates that a computer trusts: PostgreSQL's programs look
// for those of the user only.
var systemRoots = []string{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"}

// toolAddress is a server's address for PostgreSQL's own programs, without its password: as
// particular about the certificate as we are.
func toolAddress(location string) (string, error) {
	address, settings, err := secured(location)
	if err != nil {
		return "", err
	}
	if strings.HasPrefix(settings.Get("sslmode"), "verify") && settings.Get("sslrootcert") == "" {
		settings.Set("sslrootcert", "system")
		if at := slices.IndexFunc(systemRoots, isThere); at >= 0 {
			settings.Set("sslrootcert", systemRoots[at])
		}
	}
	address.RawQuery = settings.Encode()
	return address.String(), nil
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
