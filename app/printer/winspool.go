package printer

import (
	"math"

	"nursedesk/app/preview"
)

// What Windows says of a job (JOB_INFO_1), bit by bit.
const (
	winJobPaused       = 0x0001
	winJobError        = 0x0002
	winJobDeleting     = 0x0004
	winJobPrinting     = 0x0010
	winJobOffline      = 0x0020
	winJobPaperOut     = 0x0040
	winJobPrinted      = 0x0080
	winJobDeleted      = 0x0100
	winJobBlocked      = 0x0200 // the driver can't print it
	winJobIntervention = 0x0400 // somebody has to go to the printer
	winJobComplete     = 0x1000
)

// What Windows says of a printer (PRINTER_INFO_6), bit by bit.
const (
	winPrinterPaused       = 0x00000001
	winPrinterError        = 0x00000002
	winPrinterPaperJam     = 0x00000008
	winPrinterPaperOut     = 0x00000010
	winPrinterManualFeed   = 0x00000020
	winPrinterPaperProblem = 0x00000040
	winPrinterOffline      = 0x00000080
	winPrinterBusy         = 0x00000200
	winPrinterPrinting     = 0x00000400
	winPrinterOutputFull   = 0x00000800
	winPrinterNotAvailable = 0x00001000
	winPrinterProcessing   = 0x00004000
	winPrinterNoToner      = 0x00040000
	winPrinterIntervention = 0x00100000
	winPrinterDoorOpen     = 0x00400000
	winPrinterServerGone   = 0x02000000
)

// winReasons put Windows' bits into the words that printers use elsewhere (keywords).
var winReasons = []struct {
	job, printer uint32
	keyword      string
}{
	{0, winPrinterPaperJam, "media-jam"},
	{winJobPaperOut, winPrinterPaperOut | winPrinterPaperProblem, "media-empty"},
	{0, winPrinterManualFeed, "media-needed"},
	{0, winPrinterDoorOpen, "door-open"},
	{0, winPrinterNoToner, "toner-empty"},
	{0, winPrinterOutputFull, "output-area-full"},
	{winJobOffline, winPrinterOffline | winPrinterNotAvailable | winPrinterServerGone, "offline"},
	{0, winPrinterPaused, "paused"},
}

// winJob says in the terms of CUPS what Windows says of a job and of its printer.
func winJob(job, printer uint32) Job {
	said := Job{State: JobPending, Printer: QueueIdle}
	switch {
	case job&(winJobDeleted|winJobDeleting) != 0:
		said.State = JobCancelled
	case job&(winJobPrinted|winJobComplete) != 0:
		said.State = JobCompleted
	case job&winJobPaused != 0:
		said.State = JobHeld
	case job&winJobBlocked != 0:
		said.State = JobStopped
	case job&(winJobPrinting|winJobPaperOut|winJobOffline|winJobError|winJobIntervention) != 0:
		said.State = JobProcessing
	}
	switch {
	case printer&winPrinterPaused != 0:
		said.Printer = QueueStopped
	case said.State == JobProcessing, printer&(winPrinterPrinting|winPrinterProcessing|winPrinterBusy) != 0:
		said.Printer = QueueProcessing
	}
	for _, known := range winReasons {
		if job&known.job != 0 || printer&known.printer != 0 {
			said.Reasons = append(said.Reasons, known.keyword)
		}
	}
	attention := job&(winJobError|winJobIntervention) != 0 || printer&(winPrinterError|winPrinterIntervention) != 0
	if attention && len(said.Reasons) == 0 {
		said.Reasons = []string{otherFault}
	}
	return said
}

// winVanished says what became of a job that Windows no longer has, by what it said last:
// a printed job leaves its queue at once.
func winVanished(last uint32) (Job, error) {
	switch said := winJob(last, 0); said.State { //nolint:exhaustive // of the others nothing is known
	case JobCancelled, JobCompleted:
		return said, nil
	case JobProcessing:
		if last&(winJobError|winJobOffline|winJobPaperOut|winJobBlocked) == 0 {
			return Job{State: JobCompleted, Printer: QueueIdle}, nil
		}
	}
	return Job{}, errLetGo
}

// winRefusals are the problems that Windows' errors are.
var winRefusals = map[uint32]string{
	62:   "print.disk-full", // ERROR_NO_SPOOL_SPACE
	63:   "print.removed",   // ERROR_PRINT_CANCELLED
	112:  "print.disk-full", // ERROR_DISK_FULL
	1223: "print.cancelled", // ERROR_CANCELLED: in a dialog of the printer's own
	1722: "print.no-service",
	1723: "print.no-service", // RPC_S_SERVER_TOO_BUSY
	1801: "print.unknown-printer",
	1905: "print.unknown-printer", // ERROR_PRINTER_DELETED
}

// winRefusal is the problem that an error of Windows is.
func winRefusal(number uint32) string {
	if code, known := winRefusals[number]; known {
		return code
	}
	return "print.failed"
}

// paper is what a printer says of the sheet that it prints on, in its own dots.
type paper struct {
	across, down  int // dots an inch
	width, height int // of the whole sheet
	left, top     int // where it can begin to print
}

// placement is where a page goes on the paper, and how many pixels it is drawn with.
type placement struct {
	left, top, width, height int // in the printer's dots, from where it can begin to print
	pixelsWide, pixelsHigh   int
}

// finest is how fine a page is drawn, in dots an inch: letters gain nothing from more.
const finest = 600

const pointsAnInch = 72

// place puts a page on the paper in its own size, in the middle; one that is larger than the paper
// is made smaller, so that nothing is cut off.
func place(page preview.Size, on paper) placement {
	wide := page.Width / pointsAnInch * float64(on.across)
	high := page.Height / pointsAnInch * float64(on.down)
	const slack = 1.005 // A4 is 595.28 points on one side and a whole number of dots on the other
	scale := min(1, slack*float64(on.width)/wide, slack*float64(on.height)/high)
	if scale > 1/slack {
		scale = 1
	}
	dots := func(length float64) int { return max(1, int(math.Round(length*scale))) }
	put := placement{width: dots(wide), height: dots(high)}
	put.left = (on.width-put.width)/2 - on.left
	put.top = (on.height-put.height)/2 - on.top
	put.pixelsWide = put.width * min(finest, on.across) / on.across
	put.pixelsHigh = put.height * min(finest, on.down) / on.down
	return put
}

// rows tells which of the printer's rows a band fills: from the first to before the last. Each band
// begins where the one above it ends.
func (p placement) rows(band preview.Band) (first, last int) {
	return band.Top * p.height / p.pixelsHigh, (band.Top + band.Height) * p.height / p.pixelsHigh
}

// blank is a page with nothing on it.
const blank = 0

// sequence is the order in which pages are printed, by number from 1, where the printer can't make
// whole copies by itself: one copy after the other, and each begins on a sheet of its own.
func sequence(pages, copies int, twoSided bool) (order []int) {
	for range copies {
		if twoSided && len(order)%2 == 1 {
			order = append(order, blank)
		}
		for number := range pages {
			order = append(order, number+1)
		}
	}
	return order
}
