package main

import (
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/screensaver"
	"github.com/jezek/xgb/xproto"
)

// idle asks the X server for how long nobody has touched keyboard or mouse. Wayland
// tells no program.
func idle() (time.Duration, bool) {
	server, err := xgb.NewConn()
	if err != nil {
		return 0, false
	}
	defer server.Close()
	if err := screensaver.Init(server); err != nil {
		return 0, false
	}
	info, err := screensaver.QueryInfo(server, xproto.Drawable(xproto.Setup(server).DefaultScreen(server).Root)).Reply()
	if err != nil {
		return 0, false
	}
	return time.Duration(info.MsSinceUserInput) * time.Millisecond, true
}
