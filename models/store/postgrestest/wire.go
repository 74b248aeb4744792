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
}

// What a wire does to what passes it.
const (
	Whole        int32 = iota
	Swallows           // takes everything and gives nothing, as a network that is cut
	BeforeCommit       // breaks when a commit is sent: the server never gets it
	AfterCommit        // breaks when a commit was sent: the desk never hears of it
	Slow               // lets every message wait, as a bad line does
)

// slowness is how long a message waits on a slow wire.
const slowness = 300 * time.Millisecond

// NewWire lays a wire to the server; what passes it is not encrypted, so that it sees commits.
func (s *Server) NewWire(t testing.TB) *Wire {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	w := &Wire{listener: listener, server: s.port}
	go w.accept()
	return w
}

// Through is a database's address at the wire's end.
func (w *Wire) Through(s *Server, database string) string {
	here := strconv.Itoa(w.listener.Addr().(*net.TCPAddr).Port)
	return strings.Replace(s.OnLoopback("127.0.0.1", database, "sslmode=disable"), ":"+strconv.Itoa(w.server), ":"+here, 1)
}

// Set has the wire behave otherwise from now on.
func (w *Wire) Set(mood int32) { w.mood.Store(mood) }

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
		commit := asked && bytes.Contains(bytes.ToLower(buffer[:n]), []byte("commit"))
		switch {
		case mood == Swallows:
			continue
		case mood == Slow && asked:
			<-time.After(slowness)
		case mood == BeforeCommit && commit:
			w.Set(Whole)
			return
		case mood == AfterCommit && commit:
			w.Set(Whole)
			_, _ = to.Write(buffer[:n])
			_ = from.Close()
			// The server has the commit on its disk before it answers.
			_, _ = to.Read(buffer)
			return
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}
