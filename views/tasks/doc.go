// Package tasks is everything that can be done with one task, for any page that
// shows tasks: how it is called, how it stands, why it is there, and the actions
// on it with their questions, keys and undo. A task looks and works the same on
// every page.
package tasks
