// Package printer takes a finished PDF to where it is wanted: a file, the
// system's PDF viewer, or a printer.
//
// Files that it makes on its own lie in a private folder, carry no patient's
// name and are removed: after printing at once, after viewing at the next start.
// What goes wrong is a *models.Problem that says what to do.
package printer
