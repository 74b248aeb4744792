package printer

import (
	"context"
	"unsafe"

	"golang.org/x/sys/windows"

	"nursedesk/app/preview"
	"nursedesk/app/sheet"
)

// draw puts a document into a printer's queue, page by page and band by band.
func draw(
	ctx context.Context, pages Pages, sizes []preview.Size, document sheet.Document, queue string, options Options,
) (*winSubmitted, error) {
	setup, err := setUp(queue, options)
	if err != nil {
		return nil, err
	}
	name, err := windows.UTF16PtrFromString(queue)
	if err != nil {
		return nil, err
	}
	//nolint:gosec // the system's call takes pointers
	device, _, failed := createDC.Call(0, uintptr(unsafe.Pointer(name)), 0, uintptr(unsafe.Pointer(setup.mode())))
	if device == 0 {
		return nil, failed
	}
	canvas := canvas(device)
	defer canvas.delete()
	job, err := canvas.begin(title(document))
	if err != nil {
		return nil, err
	}
	for _, number := range sequence(len(sizes), setup.rounds, setup.twoSided()) {
		if err := canvas.page(ctx, pages, sizes, document.PDF, number, options.Grey); err != nil {
			canvas.abort()
			return nil, err
		}
	}
	handed := &winSubmitted{name: queue, number: job}
	if printer, err := openPrinter(queue); err == nil { // a quick printer may be through as soon as it has all
		if status, err := printer.jobStatus(job); err == nil {
			handed.last.Store(status)
		}
		printer.close()
	}
	return handed, canvas.end()
}

// canvas is what Windows draws on: a device context.
type canvas uintptr

func (c canvas) delete() { _, _, _ = deleteDC.Call(uintptr(c)) }

func (c canvas) abort() { _, _, _ = abortDoc.Call(uintptr(c)) }

func (c canvas) end() error { return drawn(endDoc.Call(uintptr(c))) }

// begin begins a document. Its title says nothing of a patient: everybody can read the queue.
func (c canvas) begin(title string) (job uint32, err error) {
	name, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return 0, err
	}
	info := docInfo{name: name}
	info.size = int32(unsafe.Sizeof(info))
	//nolint:gosec // the system's call takes pointers
	number, _, failed := startDoc.Call(uintptr(c), uintptr(unsafe.Pointer(&info)))
	if int32(number) <= 0 { //nolint:gosec // an int of C's
		return 0, failed
	}
	return uint32(number), nil //nolint:gosec // a job's number
}

func (c canvas) capability(which uintptr) int {
	value, _, _ := getDeviceCaps.Call(uintptr(c), which)
	return int(int32(value)) //nolint:gosec // an int of C's
}

func (c canvas) paper() paper {
	return paper{
		across: max(1, c.capability(capDotsAcross)), down: max(1, c.capability(capDotsDown)),
		width: c.capability(capPaperWidth), height: c.capability(capPaperHeight),
		left: c.capability(capLeft), top: c.capability(capTop),
	}
}

// page draws one page of the PDF, or a blank one.
func (c canvas) page(ctx context.Context, pages Pages, sizes []preview.Size, pdf []byte, number int, grey bool) error {
	if err := drawn(startPage.Call(uintptr(c))); err != nil {
		return err
	}
	if number != blank {
		put := place(sizes[number-1], c.paper())
		err := pages.Bands(ctx, pdf, number, put.pixelsWide, put.pixelsHigh, grey, func(band preview.Band) error {
			return c.stretch(put, band)
		})
		if err != nil {
			return err
		}
	}
	return drawn(endPage.Call(uintptr(c)))
}

// stretch draws a band where it belongs.
func (c canvas) stretch(put placement, band preview.Band) error {
	header := bitmapInfoHeader{width: int32(band.Width), height: int32(-band.Height), planes: 1, bits: 32} //nolint:gosec // pixels
	header.size = uint32(unsafe.Sizeof(header))
	first, last := put.rows(band)
	//nolint:gosec // the system's call takes pointers, and its ints may lie outside the paper
	lines, _, failed := stretchDIBits.Call(uintptr(c),
		uintptr(put.left), uintptr(put.top+first), uintptr(put.width), uintptr(last-first),
		0, 0, uintptr(band.Width), uintptr(band.Height),
		uintptr(unsafe.Pointer(&band.Pixels[0])), uintptr(unsafe.Pointer(&header)), 0, copySource)
	if int32(lines) < 0 { //nolint:gosec // an int of C's
		return failed
	}
	return nil
}

// drawn makes an error of what one of GDI's calls gives: 0 or less is a fault.
func drawn(result, _ uintptr, failed error) error {
	if int32(result) <= 0 { //nolint:gosec // an int of C's
		return failed
	}
	return nil
}
