package printer

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Job asks the print system that lp talks to: over its socket or, where it runs
// on another computer, its port.
func (p Programs) Job(ctx context.Context, number int) (Job, error) {
	ctx, cancel := context.WithTimeout(ctx, asking)
	defer cancel()
	said, err := p.Run(ctx, "lpstat", "-H")
	if err != nil {
		return Job{}, fmt.Errorf("find the print system: %w", err)
	}
	where := scheduler(strings.TrimSpace(said))
	job, err := where.ask(ctx, "/jobs/", ippRequest(ippGetJob, "job-uri", fmt.Sprintf("ipp://localhost/jobs/%d", number),
		"job-state", "job-printer-uri"))
	if err != nil {
		return Job{}, err
	}
	found := Job{State: JobState(job.numbers["job-state"])}
	queues := job.texts["job-printer-uri"]
	if found.State == 0 || len(queues) == 0 {
		return Job{}, errIPP
	}
	uri, err := url.Parse(queues[0])
	if err != nil {
		return Job{}, errIPP
	}
	queue, err := where.ask(ctx, uri.EscapedPath(), ippRequest(ippGetPrinter, "printer-uri", queues[0],
		"printer-state", "printer-state-reasons"))
	if err != nil {
		return Job{}, err
	}
	found.Printer, found.Reasons = QueueState(queue.numbers["printer-state"]), queue.texts["printer-state-reasons"]
	return found, nil
}

const (
	asking    = 5 * time.Second // for one question
	mostWords = 1 << 20         // of one answer, in bytes
)

// scheduler is where the print system listens: a socket's path, or host and port.
type scheduler string

// ask sends a question and reads the answer.
func (s scheduler) ask(ctx context.Context, path string, question []byte) (ippAttributes, error) {
	network := "tcp"
	if strings.HasPrefix(string(s), "/") {
		network = "unix"
	}
	transport := &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, string(s))
		},
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://localhost"+path, bytes.NewReader(question))
	if err != nil {
		return ippAttributes{}, fmt.Errorf("ask the print system: %w", err)
	}
	request.Header.Set("Content-Type", "application/ipp")
	response, err := transport.RoundTrip(request)
	if err != nil {
		return ippAttributes{}, fmt.Errorf("ask the print system: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return ippAttributes{}, fmt.Errorf("ask the print system: %s", response.Status)
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, mostWords))
	if err != nil {
		return ippAttributes{}, fmt.Errorf("ask the print system: %w", err)
	}
	return readIPP(answer)
}
