package printer

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// printerHandle is an opened printer.
type printerHandle uintptr

func openPrinter(name string) (printerHandle, error) {
	pointer, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return 0, err
	}
	var handle printerHandle
	//nolint:gosec // the system's call takes pointers
	err = called(openPrinterProc.Call(uintptr(unsafe.Pointer(pointer)), uintptr(unsafe.Pointer(&handle)), 0))
	return handle, err
}

func (p printerHandle) close() { _, _, _ = closePrinter.Call(uintptr(p)) }

// jobStatus is what the printer says of a job.
func (p printerHandle) jobStatus(number uint32) (uint32, error) {
	var needed uint32
	//nolint:gosec // the system's call takes pointers
	err := called(getJob.Call(uintptr(p), uintptr(number), 1, 0, 0, uintptr(unsafe.Pointer(&needed))))
	if needed == 0 {
		return 0, err
	}
	buffer := make([]byte, max(needed, uint32(unsafe.Sizeof(jobInfo1{}))))
	//nolint:gosec // the system's call takes pointers
	err = called(getJob.Call(uintptr(p), uintptr(number), 1,
		uintptr(unsafe.Pointer(&buffer[0])), uintptr(len(buffer)), uintptr(unsafe.Pointer(&needed))))
	if err != nil {
		return 0, err
	}
	return (*jobInfo1)(unsafe.Pointer(&buffer[0])).status, nil //nolint:gosec // as the system wrote it
}

// status is what the printer says of itself; 0 where it does not say.
func (p printerHandle) status() (status uint32) {
	var needed uint32
	//nolint:gosec // the system's call takes pointers
	_ = called(getPrinter.Call(uintptr(p), 6, uintptr(unsafe.Pointer(&status)), unsafe.Sizeof(status), uintptr(unsafe.Pointer(&needed))))
	return status
}

// setup is how a printer is set up for one document: as its user has set it up, with what was
// chosen laid over it, and how often the document has to be sent for all its copies.
type setup struct {
	buffer []byte
	rounds int
}

func (s setup) mode() *devMode { return (*devMode)(unsafe.Pointer(&s.buffer[0])) } //nolint:gosec // as the system wrote it

func (s setup) twoSided() bool {
	return s.mode().fields&modeDuplex != 0 && s.mode().duplex > duplexNone
}

// setUp asks the printer's driver. The paper is A4 whatever is usual there.
func setUp(queue string, options Options) (setup, error) {
	printer, err := openPrinter(queue)
	if err != nil {
		return setup{}, err
	}
	defer printer.close()
	name, err := windows.UTF16PtrFromString(queue)
	if err != nil {
		return setup{}, err
	}
	properties := func(out, in *devMode, what uintptr) int32 {
		//nolint:gosec // the system's call takes pointers
		result, _, failed := documentProperties.Call(0, uintptr(printer), uintptr(unsafe.Pointer(name)),
			uintptr(unsafe.Pointer(out)), uintptr(unsafe.Pointer(in)), what)
		err = failed
		return int32(result) //nolint:gosec // an int of C's
	}
	size := properties(nil, nil, 0)
	if size < int32(unsafe.Sizeof(devMode{})) {
		return setup{}, err
	}
	s := setup{buffer: make([]byte, size), rounds: 1}
	mode := s.mode()
	if properties(mode, nil, modeOut) < 0 {
		return setup{}, err
	}
	mode.fields |= modePaperSize | modeOrientation | modeCopies
	mode.paperSize, mode.orientation, mode.copies = paperA4, portrait, 1
	switch options.Sides {
	case OneSided:
		mode.fields |= modeDuplex
		mode.duplex = duplexNone
	case TwoSided:
		mode.fields |= modeDuplex
		mode.duplex = duplexLongEdge
	case AnySides:
	}
	if options.Grey {
		mode.fields |= modeColour
		mode.colour = colourNone
	}
	if copies := options.copies(); copies > 1 {
		if able(name, canCollate) == 1 && able(name, canCopy) >= copies {
			mode.fields |= modeCollate
			mode.copies, mode.collate = int16(copies), 1 //nolint:gosec // at most MostCopies
		} else {
			s.rounds = copies
		}
	}
	if properties(mode, mode, modeIn|modeOut) < 0 {
		return setup{}, err
	}
	return s, nil
}

// able is what a printer's driver says that it can do; less than nothing where it does not say.
func able(name *uint16, which uintptr) int {
	//nolint:gosec // the system's call takes pointers
	value, _, _ := deviceCapabilities.Call(uintptr(unsafe.Pointer(name)), 0, which, 0, 0)
	return int(int32(value)) //nolint:gosec // an int of C's
}
