package printer

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// ownSpooler prints through Windows' spooler, which takes no PDF: the pages are drawn.
func ownSpooler(pages Pages) spooler { return winspool{pages} }

// winspool is Windows' print system. Its calls can't be broken off, and one that asks a printer
// that is away may hang: each is made on a goroutine of its own, and waited for within a limit.
type winspool struct{ pages Pages }

func (winspool) available() bool { return enumPrinters.Find() == nil }

// drawing is how long a document may take to be drawn and handed over.
const drawing = 2 * time.Minute

// limited waits for a call of the system's, or gives up; the call itself goes on.
func limited[T any](ctx context.Context, limit time.Duration, call func() (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := call()
		done <- result{value, err}
	}()
	select {
	case got := <-done:
		return got.value, got.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// winProblem says in words what an error of Windows means.
func winProblem(ctx context.Context, queue string, err error) error {
	var number windows.Errno
	var problem *models.Problem
	switch {
	case errors.As(err, &problem):
		return err
	case errors.As(err, &number):
		return &models.Problem{
			Code: winRefusal(uint32(number)), Values: map[string]any{"printer": queue, "text": number.Error()}, Cause: err,
		}
	}
	return refusal(ctx, err.Error(), queue, err)
}

func (winspool) printers(ctx context.Context) ([]Queue, error) {
	queues, err := limited(ctx, patience, listPrinters)
	if err != nil {
		return nil, winProblem(ctx, "", err)
	}
	return queues, nil
}

func listPrinters() ([]Queue, error) {
	standard, _ := defaultPrinter() // without one none is marked
	var needed, count uint32
	ask := func(buffer *byte, size uint32) error {
		return called(enumPrinters.Call(printersLocal|printersConnected, 0, 4, //nolint:gosec // the system's call takes pointers
			uintptr(unsafe.Pointer(buffer)), uintptr(size), uintptr(unsafe.Pointer(&needed)), uintptr(unsafe.Pointer(&count))))
	}
	if err := ask(nil, 0); err == nil || !errors.Is(err, windows.ERROR_INSUFFICIENT_BUFFER) {
		return nil, err // there is none
	}
	buffer := make([]byte, needed)
	if err := ask(&buffer[0], needed); err != nil {
		return nil, err
	}
	queues := make([]Queue, count)
	for i, info := range unsafe.Slice((*printerInfo4)(unsafe.Pointer(&buffer[0])), count) { //nolint:gosec // as the system wrote them
		name := windows.UTF16PtrToString(info.name)
		queues[i] = Queue{Name: name, Default: name == standard}
	}
	return queues, nil
}

func defaultPrinter() (string, error) {
	var length uint32
	//nolint:gosec // the system's call takes pointers
	err := called(getDefaultPrinter.Call(0, uintptr(unsafe.Pointer(&length))))
	if !errors.Is(err, windows.ERROR_INSUFFICIENT_BUFFER) {
		return "", err
	}
	name := make([]uint16, length)
	//nolint:gosec // the system's call takes pointers
	err = called(getDefaultPrinter.Call(uintptr(unsafe.Pointer(&name[0])), uintptr(unsafe.Pointer(&length))))
	return windows.UTF16ToString(name), err
}

// submit draws the document into the printer's queue. Nothing of it is written to a file of the
// program's. Where it is broken off meanwhile, the half of it is thrown away.
func (w winspool) submit(ctx context.Context, document sheet.Document, options Options) (submitted, error) {
	queue := options.Printer
	if queue == "" {
		standard, err := limited(ctx, asking, defaultPrinter)
		if err != nil || standard == "" {
			return nil, &models.Problem{Code: "print.no-default", Cause: err}
		}
		queue = standard
	}
	sizes, err := w.pages.Sizes(ctx, document.PDF)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, drawing)
	defer cancel()
	job, err := limited(ctx, drawing, func() (*winSubmitted, error) {
		runtime.LockOSThread() // what draws belongs to a thread
		defer runtime.UnlockOSThread()
		return draw(ctx, w.pages, sizes, document, queue, options)
	})
	switch {
	case errors.Is(err, context.Canceled):
		return nil, &models.Problem{Code: "print.cancelled", Cause: err}
	case err != nil:
		return nil, winProblem(ctx, queue, err)
	}
	return job, nil
}

// winSubmitted is a job in a queue of Windows'.
type winSubmitted struct {
	name   string
	number uint32
	last   atomic.Uint32 // what Windows said of it last
}

func (j *winSubmitted) queue() string { return j.name }

func (j *winSubmitted) ask(ctx context.Context) (Job, error) {
	return limited(ctx, asking, func() (Job, error) {
		printer, err := openPrinter(j.name)
		if err != nil {
			return Job{}, err
		}
		defer printer.close()
		status, err := printer.jobStatus(j.number)
		switch {
		case noSuchJob(err):
			return winVanished(j.last.Load())
		case err != nil:
			return Job{}, err
		}
		j.last.Store(status)
		return winJob(status, printer.status()), nil
	})
}

func (j *winSubmitted) takeBack(ctx context.Context) error {
	_, err := limited(ctx, asking, func() (struct{}, error) {
		printer, err := openPrinter(j.name)
		if err != nil {
			return struct{}{}, err
		}
		defer printer.close()
		err = called(setJob.Call(uintptr(printer), uintptr(j.number), 0, 0, jobDelete))
		if noSuchJob(err) {
			err = nil // it is gone already
		}
		return struct{}{}, err
	})
	return err
}

// noSuchJob tells an error by which Windows says so; wine gives none.
func noSuchJob(err error) bool {
	return errors.Is(err, windows.ERROR_INVALID_PARAMETER) || errors.Is(err, windows.ERROR_SUCCESS)
}
