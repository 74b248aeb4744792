package bookings

import (
	"bytes"
	"crypto/sha256"
	"hash"
	"io"
	"os"

	"nursedesk/models"
)

// ImportFile is a file of bookings. It is opened more than once and never held as a whole,
// so that its size is no matter.
type ImportFile interface {
	Open() (io.ReadCloser, error)
	// Size is how many bytes it has, 0 where that can't be told.
	Size() int64
}

// ImportPath is a file on the disk.
type ImportPath string

// Open implements ImportFile.
func (p ImportPath) Open() (io.ReadCloser, error) {
	file, err := os.Open(string(p))
	if err != nil {
		return nil, &models.Problem{Code: "import.unreadable", Values: map[string]any{"path": string(p)}, Cause: err}
	}
	return file, nil
}

// Size implements ImportFile.
func (p ImportPath) Size() int64 {
	info, err := os.Stat(string(p))
	if err != nil {
		return 0 // opening it says what is wrong
	}
	return info.Size()
}

// ImportBytes is what was read already, as from another program.
type ImportBytes []byte

// Open implements ImportFile.
func (b ImportBytes) Open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }

// Size implements ImportFile.
func (b ImportBytes) Size() int64 { return int64(len(b)) }

// errFileChanged is a file of which two readings differ: neither can be trusted.
var errFileChanged = &models.Problem{Code: "import.file-changed"}

// sameFile reads a file and, at its end, refuses one that is not as it was surveyed.
type sameFile struct {
	io.Reader

	sum  hash.Hash
	want Digest
}

func newSameFile(file io.Reader, want Digest) *sameFile {
	sum := sha256.New()
	return &sameFile{Reader: io.TeeReader(file, sum), sum: sum, want: want}
}

// Read implements io.Reader.
func (f *sameFile) Read(into []byte) (int, error) {
	n, err := f.Reader.Read(into)
	if err == io.EOF && Digest(f.sum.Sum(nil)) != f.want { //nolint:errorlint // readers give it bare
		return n, errFileChanged
	}
	return n, err
}
