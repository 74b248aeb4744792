package printer

import "time"

// Impatient makes a printer that waits a second where a nurse would wait half a minute.
func (p *Printer) Impatient() *Printer {
	p.times = times{
		first: 10 * time.Millisecond, poll: 50 * time.Millisecond, hinting: 300 * time.Millisecond, standing: time.Second,
		silent: time.Second, ending: 3 * time.Second,
	}
	return p
}

// ReadAnswer reads a print system's answer.
func ReadAnswer(answer []byte) { _, _ = readIPP(answer) }
