package drawing

import (
	"errors"
	"fmt"
	"strings"
)

// readPath reads the data of a path. Every step has its own letter.
func readPath(data string) ([]Segment, error) {
	var path []Segment
	for data = strings.TrimSpace(data); data != ""; {
		kind := Kind(data[0])
		end := strings.IndexAny(data[1:], "MLCZmlhvcsqtazHVSQTA") + 1
		if end == 0 {
			end = len(data)
		}
		wanted, ok := map[Kind]int{Move: 1, Line: 1, Curve: 3, Close: 0}[kind]
		if !ok {
			return nil, fmt.Errorf("the path's step %c is not known", kind)
		}
		points, err := readPoints(data[1:end])
		if err != nil {
			return nil, err
		}
		if len(points) != wanted {
			return nil, fmt.Errorf("the path's step %c takes %d points, not %d", kind, wanted, len(points))
		}
		if len(path) == 0 && kind != Move {
			return nil, errors.New("the path does not begin with M")
		}
		path = append(path, Segment{Kind: kind, Points: points})
		data = data[end:]
	}
	if len(path) == 0 {
		return nil, errors.New("the path is empty")
	}
	return path, nil
}

// readPoints reads pairs of numbers, parted by spaces or commas.
func readPoints(text string) ([]Point, error) {
	numbers, err := readNumbers(text)
	if err != nil {
		return nil, err
	}
	if len(numbers)%2 != 0 {
		return nil, fmt.Errorf("a point lacks its second number: %s", strings.TrimSpace(text))
	}
	points := make([]Point, len(numbers)/2)
	for i := range points {
		points[i] = Point{numbers[2*i], numbers[2*i+1]}
	}
	return points, nil
}

func readNumbers(text string) ([]float64, error) {
	fields := strings.Fields(strings.ReplaceAll(text, ",", " "))
	numbers := make([]float64, len(fields))
	for i, field := range fields {
		var err error
		if numbers[i], err = readNumber(field); err != nil {
			return nil, err
		}
	}
	return numbers, nil
}

func polyline(points []Point) []Segment {
	var path []Segment
	for i, point := range points {
		kind := Line
		if i == 0 {
			kind = Move
		}
		path = append(path, Segment{Kind: kind, Points: []Point{point}})
	}
	return path
}

// arc is how far the control points of a quarter of a circle stand from its ends, in radii.
const arc = 0.5522847498

// ellipse draws four quarters.
func ellipse(x, y, rx, ry float64) []Segment {
	bx, by := arc*rx, arc*ry
	return []Segment{
		{Move, []Point{{x + rx, y}}},
		{Curve, []Point{{x + rx, y + by}, {x + bx, y + ry}, {x, y + ry}}},
		{Curve, []Point{{x - bx, y + ry}, {x - rx, y + by}, {x - rx, y}}},
		{Curve, []Point{{x - rx, y - by}, {x - bx, y - ry}, {x, y - ry}}},
		{Curve, []Point{{x + bx, y - ry}, {x + rx, y - by}, {x + rx, y}}},
		{Close, nil},
	}
}
