package preview

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/tetratelabs/wazero"

	"nursedesk/models/owneronly"
)

// kept is the folder that holds the compiled engine. What lies there is machine
// code that the program will run, and wazero's own sum covers only part of each
// file: a seal holds the sums of whole files, so that a damaged one is thrown
// away and not run.
type kept struct {
	folder string
	sealed map[string]string // by file, as they were when the folder was opened
	cache  wazero.CompilationCache
}

const (
	sealName     = "seal"
	wazeroFolder = "wazero-" // how the name of each folder of wazero's begins
	halfMade     = ".tmp"    // and ends that of a file that it is writing
)

// openKept opens the folder and throws away what is damaged in it. Where nothing
// is left, it must be possible to write there.
func openKept(folder string) (*kept, error) {
	sealed, err := readSeal(folder)
	if err == nil {
		var found map[string]string
		found, err = sums(folder)
		if err == nil && !maps.Equal(found, sealed) {
			err = errors.New("the seal is broken")
		}
	}
	if err != nil {
		if err := throwAway(folder); err != nil {
			return nil, fmt.Errorf("remove the damaged engine: %w", err)
		}
		sealed = nil
	}
	if len(sealed) == 0 {
		if err := tryWriting(folder); err != nil {
			return nil, err
		}
	}
	cache, err := wazero.NewCompilationCacheWithDir(folder)
	if err != nil {
		return nil, err
	}
	return &kept{folder: folder, sealed: sealed, cache: cache}, nil
}

// throwAway removes what this program and wazero have put into the folder, and nothing else.
func throwAway(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() == sealName || strings.HasPrefix(entry.Name(), wazeroFolder) {
			err = errors.Join(err, os.RemoveAll(filepath.Join(folder, entry.Name())))
		}
	}
	return err
}

// tryWriting finds out whether the folder can be written to before seconds have
// been spent on compiling.
func tryWriting(folder string) error {
	if err := owneronly.Folder(folder); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, "*"+halfMade)
	if err != nil {
		return err
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

// seal keeps the sums of an engine that was compiled now and has started, and
// removes the older one in its place.
func (k *kept) seal() error {
	found, err := sums(k.folder)
	if err != nil || maps.Equal(found, k.sealed) {
		return err
	}
	for name := range k.sealed {
		if err := os.Remove(filepath.Join(k.folder, name)); err != nil {
			return err
		}
		delete(found, name)
	}
	var lines strings.Builder
	for name, sum := range found {
		lines.WriteString(sum + " " + name + "\n")
	}
	half := filepath.Join(k.folder, sealName+halfMade)
	if err := os.WriteFile(half, []byte(lines.String()), 0o600); err != nil {
		return err
	}
	k.sealed = found
	return os.Rename(half, filepath.Join(k.folder, sealName))
}

func (k *kept) close() { _ = k.cache.Close(context.Background()) }

// readSeal reads the sums by file; a folder without a seal holds nothing.
func readSeal(folder string) (map[string]string, error) {
	file, err := os.Open(filepath.Join(folder, sealName)) //nolint:gosec // the program's own folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	sealed := map[string]string{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		sum, name, _ := strings.Cut(lines.Text(), " ")
		sealed[name] = sum
	}
	return sealed, lines.Err()
}

// sums are the SHA-256 sums of all finished files that wazero has put into the folder.
func sums(folder string) (map[string]string, error) {
	found := map[string]string{}
	root, err := os.OpenRoot(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasPrefix(name, wazeroFolder) || strings.HasSuffix(name, halfMade) {
			return err
		}
		file, err := root.Open(name)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		hash := sha256.New()
		if _, err := io.Copy(hash, file); err != nil {
			return err
		}
		found[name] = hex.EncodeToString(hash.Sum(nil))
		return nil
	})
	return found, err
}
