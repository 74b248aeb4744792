package main

import (
	"io"
	"log"
	"sync"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/screensaver"
	"github.com/jezek/xgb/xproto"
)

// idleServer is the X server, nil where there is none or it can't tell.
var idleServer = sync.OnceValue(func() *xgb.Conn {
	xgb.Logger = log.New(io.Discard, "", 0) // a server without a password is no news
	server, err := xgb.NewConn()
	if err != nil {
		return nil
	}
	if err := screensaver.Init(server); err != nil {
		server.Close()
		return nil
	}
	return server
})

// idle asks the X server for how long nobody has touched keyboard or mouse. Wayland
// tells no program: there the window locks itself when it is left for another one.
func idle() (time.Duration, bool) {
	server := idleServer()
	if server == nil {
		return 0, false
	}
	info, err := screensaver.QueryInfo(server, xproto.Drawable(xproto.Setup(server).DefaultScreen(server).Root)).Reply()
	if err != nil {
		return 0, false
	}
	return time.Duration(info.MsSinceUserInput) * time.Millisecond, true
}
