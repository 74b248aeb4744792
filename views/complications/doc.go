// Package complications is what the pages share about confirmed complications:
// their words, the dialog in which one is registered, and the one in which a wrong
// one is withdrawn.
package complications
