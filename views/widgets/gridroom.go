package widgets

// Room is the width that a column has in the rows now, 0 where it is left out or
// unknown.
func (g *Grid[T]) Room(id string) float32 {
	_, widths := g.layColumns(g.list.Size().Width)
	for number, column := range g.columns {
		if column.ID == id {
			return widths[number]
		}
	}
	return 0
}
