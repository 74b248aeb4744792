// Package app is the desk behind the screen: one nurse's action is one method
// of [Desk] and one transaction (change, audit entry, event). The window and the
// command line call the same methods.
package app
