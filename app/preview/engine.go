package preview

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

var errClosed = errors.New("the preview is closed")

// memoryPages bounds what the engine may take, in WebAssembly's pages of 64 kB: 512 MB.
const memoryPages = 8192

// patience is how long an instance may take to be made; compiling is not in it.
const patience = 30 * time.Second

// engine is PDFium, compiled, with the one instance that draws.
type engine struct {
	pool     pdfium.Pool
	instance pdfium.Pdfium
	kept     *kept // nil where the compiled engine is not kept on disk
}

// startEngine takes the compiled engine from a folder, or compiles it and keeps
// it there. Where that can't be done, it compiles and keeps nothing.
func startEngine(folder string) (*engine, error) {
	if folder != "" {
		started, err := startFrom(folder)
		if err == nil {
			return started, nil
		}
		slog.Warn("the preview's engine can't be kept on disk", "error", err)
	}
	return startFrom("")
}

func startFrom(folder string) (started *engine, err error) {
	e := &engine{}
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the engine broke: %v", broken)
		}
		if err != nil {
			e.stop()
		}
	}()
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages)
	if folder != "" {
		if e.kept, err = openKept(folder); err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(e.kept.cache)
	}
	e.pool, err = webassembly.Init(webassembly.Config{
		MaxTotal:      1,
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(), // it sees no files
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return nil, err
	}
	if e.instance, err = e.pool.GetInstance(patience); err != nil {
		return nil, err
	}
	if e.kept != nil {
		if err := e.kept.seal(); err != nil {
			slog.Warn("the preview's engine can't be sealed", "error", err) // it is compiled again next time
		}
	}
	debug.FreeOSMemory() // compiling has left some 250 MB behind
	return e, nil
}

// renew puts a new instance in the place of one that failed: what it left behind
// is not known.
func (e *engine) renew() (err error) {
	_ = e.instance.Close()
	e.instance, err = e.pool.GetInstance(patience)
	return err
}

// stop ends the engine, also a half started one.
func (e *engine) stop() {
	if e.pool != nil {
		_ = e.pool.Close()
	}
	if e.kept != nil {
		e.kept.close()
	}
}
