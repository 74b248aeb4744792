// Package preview draws the pages of a PDF as pictures, in the program itself, so
// that what is shown is what will be printed. The engine is PDFium as
// WebAssembly: it is compiled once for each machine and kept on disk, sees
// neither files nor network, and is started the first time that it is needed.
package preview
