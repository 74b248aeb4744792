// Package icons holds the desk's own line icons, one style, drawn in black on a
// 24 × 24 grid; the theme gives them their colour. They are shown beside words only.
package icons

import "embed"

// Files are the icons, each as its name with ".svg" behind it.
//
//go:embed *.svg
var Files embed.FS

// Window is nursedesk.svg as a PNG, 128 pixels wide: drawing it anew at each start
// would take a tenth of the start.
//
//go:embed window.png
var Window []byte
