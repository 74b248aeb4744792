package printer

import "golang.org/x/sys/windows"

var (
	spoolerCalls       = windows.NewLazySystemDLL("winspool.drv")
	enumPrinters       = spoolerCalls.NewProc("EnumPrintersW")
	getDefaultPrinter  = spoolerCalls.NewProc("GetDefaultPrinterW")
	openPrinterProc    = spoolerCalls.NewProc("OpenPrinterW")
	closePrinter       = spoolerCalls.NewProc("ClosePrinter")
	getJob             = spoolerCalls.NewProc("GetJobW")
	setJob             = spoolerCalls.NewProc("SetJobW")
	getPrinter         = spoolerCalls.NewProc("GetPrinterW")
	documentProperties = spoolerCalls.NewProc("DocumentPropertiesW")
	deviceCapabilities = spoolerCalls.NewProc("DeviceCapabilitiesW")

	drawingCalls  = windows.NewLazySystemDLL("gdi32.dll")
	createDC      = drawingCalls.NewProc("CreateDCW")
	deleteDC      = drawingCalls.NewProc("DeleteDC")
	getDeviceCaps = drawingCalls.NewProc("GetDeviceCaps")
	startDoc      = drawingCalls.NewProc("StartDocW")
	endDoc        = drawingCalls.NewProc("EndDoc")
	abortDoc      = drawingCalls.NewProc("AbortDoc")
	startPage     = drawingCalls.NewProc("StartPage")
	endPage       = drawingCalls.NewProc("EndPage")
	stretchDIBits = drawingCalls.NewProc("StretchDIBits")
)

// called makes an error of what a call gives: 0 is a fault.
func called(result, _ uintptr, failed error) error {
	if result == 0 {
		return failed
	}
	return nil
}

// The numbers of Windows' headers winspool.h and wingdi.h.
const (
	printersLocal     = 2
	printersConnected = 4
	jobDelete         = 5

	modeOut = 2 // for DocumentProperties: what is set
	modeIn  = 8 // what is asked for

	modeOrientation = 0x1 // which fields of a devMode count
	modePaperSize   = 0x2
	modeCopies      = 0x100
	modeColour      = 0x800
	modeDuplex      = 0x1000
	modeCollate     = 0x8000
	portrait        = 1
	paperA4         = 9
	duplexNone      = 1
	duplexLongEdge  = 2
	colourNone      = 1

	canCopy    = 18 // for DeviceCapabilities
	canCollate = 22

	capDotsAcross  = 88 // for GetDeviceCaps
	capDotsDown    = 90
	capPaperWidth  = 110
	capPaperHeight = 111
	capLeft        = 112
	capTop         = 113

	copySource = 0x00CC0020 // SRCCOPY
)

// printerInfo4 is PRINTER_INFO_4.
type printerInfo4 struct {
	name, server *uint16
	attributes   uint32
}

// jobInfo1 is JOB_INFO_1, as far as it is read.
type jobInfo1 struct {
	number                                       uint32
	printer, machine, user, document, kind, text *uint16
	status                                       uint32
}

// docInfo is DOCINFO.
type docInfo struct {
	size         int32
	name         *uint16
	output, kind *uint16
	flags        uint32
}

// devMode is DEVMODE as far as it is used; a driver's own lies behind it.
type devMode struct {
	device                                                               [32]uint16
	version, driver, size, extra                                         uint16
	fields                                                               uint32
	orientation, paperSize, paperLength, paperWidth                      int16
	scale, copies, source, quality, colour, duplex, resolution, trueType int16
	collate                                                              int16
	form                                                                 [32]uint16
}

// bitmapInfoHeader is BITMAPINFOHEADER; its colours need no table.
type bitmapInfoHeader struct {
	size            uint32
	width, height   int32 // a height below 0: the first row is the topmost
	planes, bits    uint16
	compression     uint32
	image           uint32
	across, down    int32
	used, important uint32
}
