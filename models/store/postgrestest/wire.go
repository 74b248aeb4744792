//go:build unix

package postgrestest

import (
	"bytes"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Wire is a network between a desk and its server that a test can cut.
type Wire struct {
	listener net.Listener
	server   int
	mood     atomic.Int32
	commits  atomic.Int32 // that were asked for
	passing  atomic.Int32 // commits that still pass before a mood has its way with one
	held     chan struct{}
	release  chan struct{}
}

// What a wire does to what passes it.
const (
	Whole        int32 = iota
	Swallows           // takes everything and gives nothing, as a network that is cut
	BeforeCommit       // breaks when a commit is sent: the server never gets it
	AfterCommit        // breaks when a commit was sent: the desk never hears of it
	Slow               // lets every message wait, as a bad line does
	Mute               // falls silent once a commit was sent: cut while the server writes
	Holds              // keeps a commit until it is let go
)

// slowness is how long a message waits on a slow wire.
const slowness = 300 * time.Millisecond

// NewWire lays a wire to the server; what passes it is not encrypted, so that it sees commits.
func (s *Server) NewWire(t testing.TB) *Wire {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	w := &Wire{listener: listener, server: s.port, held: make(chan struct{}, 100), release: make(chan struct{})}
	go w.accept()
	return w
}

// Through is a database's address at the wire's end.
func (w *Wire) Through(s *Server, database string) string {
	here := strconv.Itoa(w.listener.Addr().(*net.TCPAddr).Port)
	return strings.Replace(s.OnLoopback("127.0.0.1", database, "sslmode=disable"), ":"+strconv.Itoa(w.server), ":"+here, 1)
}

// Set has the wire behave otherwise from now on.
func (w *Wire) Set(mood int32) { w.SetAfter(mood, 0) }

// SetAfter is Set for a mood that waits for a commit: some pass before.
func (w *Wire) SetAfter(mood int32, commits int) {
	w.passing.Store(int32(commits)) //nolint:gosec // a few
	w.mood.Store(mood)
}

// Commits is how many were asked for so far.
func (w *Wire) Commits() int { return int(w.commits.Load()) }

// Held gives a word for each commit that is kept.
func (w *Wire) Held() <-chan struct{} { return w.held }

// LetGo sends what is kept on its way. It is called once.
func (w *Wire) LetGo() { close(w.release) }

func (w *Wire) accept() {
	for {
		desk, err := w.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(w.server))
		if err != nil {
			_ = desk.Close()
			continue
		}
		go w.carry(desk, server, true)
		go w.carry(server, desk, false)
	}
}

// breaks does to a commit what a mood does, and tells whether the wire broke.
func (w *Wire) breaks(mood int32, from, to net.Conn, message []byte) bool {
	switch mood {
	case Mute:
		w.Set(Swallows) // its answer, too
	case Holds:
		w.held <- struct{}{}
		<-w.release
	case BeforeCommit:
		w.Set(Whole)
		return true
	case AfterCommit:
		w.Set(Whole)
		_ = from.Close() // first, or the answer may slip through
		_, _ = to.Write(message)
		// The server has the commit on its disk before it answers.
		_, _ = to.Read(make([]byte, 1))
		return true
	}
	return false
}

// isTurn tells whether a message is the commit whose turn it is.
func (w *Wire) isTurn(message []byte) bool {
	if !bytes.Contains(message, []byte("commit\x00")) { // a query of its own
		return false
	}
	w.commits.Add(1)
	return w.passing.Add(-1) < 0
}

func (w *Wire) carry(from, to net.Conn, asked bool) {
	defer func() {
		_ = from.Close()
		_ = to.Close()
	}()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		mood := w.mood.Load()
		commit := asked && w.isTurn(buffer[:n])
		switch {
		case commit && w.breaks(mood, from, to, buffer[:n]):
			return
		case mood == Swallows:
			continue
		case mood == Slow && asked:
			<-time.After(slowness)
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}
