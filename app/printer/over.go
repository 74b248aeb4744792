package printer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"nursedesk/models"
)

// headLength is how much of a file tells its kind, as [http.DetectContentType] reads.
const headLength = 512

// checkOver refuses a path at which something stands that must stay.
func checkOver(content []byte, path string, over Over) error {
	for _, beside := range []string{"", "-wal", "-shm", "-journal"} { // SQLite's own files beside its database
		base, ok := strings.CutSuffix(path, beside)
		if !ok {
			continue
		}
		if head, err := headOf(base); err == nil && bytes.HasPrefix(head, []byte("SQLite format 3\x00")) {
			return overProblem("print.database", path, errors.New("it is a database"))
		}
	}
	info, err := os.Stat(path)
	switch {
	case err != nil || info.IsDir():
		return nil // writing it tells what is wrong
	case !info.Mode().IsRegular():
		return overProblem("print.other-file", path, fmt.Errorf("it is %v", info.Mode().Type()))
	}
	head, err := headOf(path)
	if err != nil {
		return saveFault(path, err)
	}
	if over == Anything || len(head) == 0 || sameKind(head, content) {
		return nil
	}
	return overProblem("print.other-file", path, fmt.Errorf("it is %s", http.DetectContentType(head)))
}

// sameKind tells whether a file may be written over another: a zip, which a workbook is,
// tells at its beginning nothing of what is in it.
func sameKind(there, content []byte) bool {
	kind := kindOf(content)
	return kindOf(there) == kind && kind != "application/zip"
}

// kindOf tells files apart: text by its first line (BEGIN:VCALENDAR), others by their content type.
func kindOf(content []byte) string {
	kind := http.DetectContentType(content)
	if !strings.HasPrefix(kind, "text/plain") {
		return kind
	}
	first, _, _ := bytes.Cut(content, []byte("\n"))
	return strings.TrimSpace(string(first))
}

func headOf(path string) ([]byte, error) {
	file, err := os.Open(path) //nolint:gosec // the file that the user named
	if err != nil {
		return nil, err
	}
	head, err := io.ReadAll(io.LimitReader(file, headLength))
	return head, errors.Join(err, file.Close())
}

func overProblem(code, path string, cause error) error {
	return &models.Problem{Code: code, Values: map[string]any{"path": path}, Cause: cause}
}
