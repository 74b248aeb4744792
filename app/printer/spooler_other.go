//go:build !windows

package printer

// ownSpooler is nil where lp takes a PDF as it is.
func ownSpooler(Pages) spooler { return nil }
