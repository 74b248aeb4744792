package printer

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// Over says what a file may be written over.
type Over int

// A database is never written over, whatever is said here.
const (
	OwnKind  Over = iota // an older file of the same kind: a sheet over a sheet
	Anything             // whatever the user named
)

// Save writes the PDF to a file, which only the user can read. It is there whole
// or not at all: a file that stood there before stays as it was on any fault.
func Save(document sheet.Document, path string) error {
	return SaveFile(document.PDF, path, OwnKind)
}

// SaveFile writes what a patient is given, as [Save] does. A database is refused
// with "print.database", another file that may not be written over with "print.other-file".
func SaveFile(content []byte, path string, over Over) error {
	prepared, err := Prepare(path, over, whole(content))
	if err != nil {
		return err
	}
	defer prepared.Discard()
	return prepared.Commit()
}

// Prepared is a file that is written whole, beside its place, and not yet there.
type Prepared struct {
	written, path string
	over          Over
}

// Prepare has a file written beside its place, piece by piece, which only the user can
// read: [Prepared.Commit] puts it there, [Prepared.Discard] takes it away. What it may be
// written over is checked both times, as [SaveFile] does.
func Prepare(path string, over Over, write func(io.Writer) error) (*Prepared, error) {
	if isFolder(path) {
		return nil, saveFault(path, syscall.EISDIR)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".nursedesk-*"+filepath.Ext(path))
	if err != nil {
		return nil, saveFault(path, err)
	}
	prepared := &Prepared{written: file.Name(), path: path, over: over}
	if err := writeAll(file, path, write); err != nil {
		return nil, err
	}
	if err := prepared.check(); err != nil {
		prepared.Discard()
		return nil, err
	}
	return prepared, nil
}

func (s *Prepared) check() error {
	head, err := headOf(s.written)
	if err != nil {
		return saveFault(s.path, err)
	}
	return checkOver(head, s.path, s.over)
}

// Commit puts the file in its place. On any fault what stood there stays as it was.
func (s *Prepared) Commit() error {
	if err := s.check(); err != nil {
		return err
	}
	if err := os.Rename(s.written, s.path); err != nil {
		return saveFault(s.path, err)
	}
	return nil
}

// Discard takes away what was not put in its place.
func (s *Prepared) Discard() { _ = os.Remove(s.written) }

// writeAll writes and closes a file, and removes it where that fails. What goes wrong with the file itself is said in
// words, what goes wrong with its content is given as it is.
func writeAll(file *os.File, path string, write func(io.Writer) error) error {
	disk := &watched{to: file}
	buffered := bufio.NewWriter(disk)
	err := write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = file.Sync()
		disk.err = err
	}
	if closing := file.Close(); err == nil {
		err, disk.err = closing, closing
	}
	if err == nil {
		return nil
	}
	_ = os.Remove(file.Name())
	if disk.err != nil {
		return saveFault(path, disk.err)
	}
	return err
}

// whole writes a content that is there in one piece.
func whole(content []byte) func(io.Writer) error {
	return func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	}
}

// watched remembers what went wrong with a file.
type watched struct {
	to  io.Writer
	err error
}

// Write implements io.Writer.
func (w *watched) Write(piece []byte) (int, error) {
	written, err := w.to.Write(piece)
	if err != nil {
		w.err = err
	}
	return written, err
}

// windowsDiskFull is Windows' ERROR_DISK_FULL.
const windowsDiskFull = syscall.Errno(112)

// saveFault says in words why a file could not be written.
func saveFault(path string, err error) error {
	code := "print.save"
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT),
		runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull):
		code = "print.disk-full"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		code = "print.no-folder"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		code = "print.not-allowed"
	case isFolder(path):
		code = "print.is-folder"
	}
	return &models.Problem{
		Code:   code,
		Values: map[string]any{"path": path},
		Cause:  fmt.Errorf("write a file: %w", bare(err)),
	}
}

// bare leaves the file's path out of an error: the user may have put a name in it.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
