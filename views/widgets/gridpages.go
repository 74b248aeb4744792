package widgets

// endRows is how many rows before the last OnEnd is called, so that the next
// ones are there before the nurse is.
const endRows = 10

// Append adds rows below the others, without moving the selection or the view.
func (g *Grid[T]) Append(rows []T) {
	g.given = append(g.given[:len(g.given):len(g.given)], rows...)
	g.arrange()
	g.show()
}
