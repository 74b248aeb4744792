package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// tagged adds the structure to a PDF, which the library that writes it has no notion
// of: as an update at its end (ISO 32000-1, 7.5.6) that says its pages and its
// catalog anew. marks are the parts of each page by the number of their piece.
func tagged(pdf []byte, document *part, marks [][]*part) ([]byte, error) {
	if !document.shown() {
		return pdf, nil
	}
	end, err := readEnd(pdf)
	if err != nil {
		return nil, err
	}
	pages := end.pages()
	if len(pages) < len(marks) {
		return nil, errNotAsWritten
	}
	update := &update{out: bytes.NewBuffer(bytes.Clone(pdf)), next: end.size, at: map[int]int{}, pages: pages}
	numbers := map[*part]int{}
	tree := update.number()
	update.parts(document, numbers)
	for page, of := range marks {
		object := pages[page]
		body, ok := end.object(object)
		if !ok {
			return nil, fmt.Errorf("the PDF has no page %d where it is expected", page+1)
		}
		if len(of) > 0 {
			update.write(object, "<<%s\n/StructParents %d /Tabs /S>>", body, page)
		}
	}
	update.part(document, tree, numbers)
	var parents strings.Builder
	for page, of := range marks {
		if len(of) == 0 {
			continue
		}
		fmt.Fprintf(&parents, "%d [", page)
		for _, one := range of {
			fmt.Fprintf(&parents, "%d 0 R ", numbers[one])
		}
		parents.WriteString("] ")
	}
	update.write(tree, "<</Type /StructTreeRoot /K %d 0 R /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>",
		numbers[document], parents.String(), len(marks))
	body, ok := end.object(end.root)
	if !ok {
		return nil, errNotAsWritten
	}
	update.write(end.root, "<<%s\n/Version /1.7 /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true>>>>", body, tree)
	return update.end(end), nil
}

var errNotAsWritten = errors.New("the PDF is not as its library writes it")

// ending is what the end of a PDF says of it.
type ending struct {
	pdf              []byte
	size, root, info int
	table            string // where its table of objects stands
}

var trailer = regexp.MustCompile(`trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\s*$`)

func readEnd(pdf []byte) (ending, error) {
	found := trailer.FindSubmatch(pdf)
	if found == nil {
		return ending{}, errNotAsWritten
	}
	end := ending{pdf: pdf, table: string(found[4])}
	for i, into := range []*int{&end.size, &end.root, &end.info} {
		number, err := strconv.Atoi(string(found[i+1]))
		if err != nil {
			return ending{}, errNotAsWritten
		}
		*into = number
	}
	return end, nil
}

// object gives what stands in a dictionary, by its number.
func (e ending) object(number int) (body []byte, ok bool) {
	_, rest, ok := bytes.Cut(e.pdf, fmt.Appendf(nil, "\n%d 0 obj\n<<", number))
	if !ok {
		return nil, false
	}
	body, _, ok = bytes.Cut(rest, []byte("\nendobj"))
	return bytes.TrimSuffix(bytes.TrimRight(body, "\n"), []byte(">>")), ok
}

var (
	kids            = regexp.MustCompile(`/Kids \[([^\]]*)\]`)
	objectReference = regexp.MustCompile(`(\d+) 0 R`)
)

// pageTree is the number that the library gives the object that lists the pages.
const pageTree = 1

// pages are the numbers of the pages' objects, in order.
func (e ending) pages() []int {
	body, ok := e.object(pageTree)
	listed := kids.FindSubmatch(body)
	if !ok || listed == nil {
		return nil
	}
	var numbers []int
	for _, one := range objectReference.FindAllSubmatch(listed[1], -1) {
		number, err := strconv.Atoi(string(one[1]))
		if err != nil {
			return nil
		}
		numbers = append(numbers, number)
	}
	return numbers
}

// update is what is added to a PDF.
type update struct {
	out   *bytes.Buffer
	next  int         // the next new object
	at    map[int]int // where each written object begins
	pages []int       // the pages' objects
}

func (u *update) number() int {
	u.next++
	return u.next - 1
}

func (u *update) write(number int, format string, values ...any) {
	u.out.WriteString("\n")
	u.at[number] = u.out.Len()
	fmt.Fprintf(u.out, "%d 0 obj\n"+format+"\nendobj", append([]any{number}, values...)...)
}

// parts gives every part that is shown a number.
func (u *update) parts(of *part, numbers map[*part]int) {
	numbers[of] = u.number()
	for _, one := range of.kids {
		if one.part != nil && one.part.stands(of) {
			u.parts(one.part, numbers)
		}
	}
}

// stands tells whether a part is told of. An empty cell is, in a row that is shown.
func (p *part) stands(in *part) bool { return p.shown() || in.kind == "TR" }

func (u *update) part(of *part, parent int, numbers map[*part]int) {
	var kids strings.Builder
	about, page := "", -1
	for _, one := range of.kids {
		if one.part == nil && page < 0 {
			page = one.page
			about = fmt.Sprintf(" /Pg %d 0 R", u.pages[page])
		}
		switch {
		case one.part == nil && one.page == page:
			fmt.Fprintf(&kids, "%d ", one.mark)
		case one.part == nil:
			fmt.Fprintf(&kids, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", u.pages[one.page], one.mark)
		case one.part.stands(of):
			fmt.Fprintf(&kids, "%d 0 R ", numbers[one.part])
		}
	}
	if of.alt != "" {
		about += " /Alt " + hexText(of.alt)
	}
	if of.said != "" {
		about += " /ActualText " + hexText(of.said)
	}
	about += of.attributes()
	u.write(numbers[of], "<</S /%s /P %d 0 R%s /K [%s]>>", of.kind, parent, about, strings.TrimSpace(kids.String()))
	for _, one := range of.kids {
		if one.part != nil && one.part.stands(of) {
			u.part(one.part, numbers[of], numbers)
		}
	}
}

// hexText writes a text as PDF has any letter: UTF-16 in hexadecimal digits.
func hexText(text string) string {
	var out strings.Builder
	out.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	return out.String() + ">"
}

// end writes the table of the objects that were written.
func (u *update) end(before ending) []byte {
	start := u.out.Len() + 1
	u.out.WriteString("\nxref\n")
	numbers := slices.Sorted(maps.Keys(u.at))
	for i, first := 0, 0; i < len(numbers); i++ {
		if i+1 < len(numbers) && numbers[i+1] == numbers[i]+1 {
			continue // the table's parts are of numbers that follow each other
		}
		fmt.Fprintf(u.out, "%d %d\n", numbers[first], i+1-first)
		for _, number := range numbers[first : i+1] {
			fmt.Fprintf(u.out, "%010d 00000 n \n", u.at[number])
		}
		first = i + 1
	}
	fmt.Fprintf(u.out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n",
		u.next, before.root, before.info, before.table, start)
	return u.out.Bytes()
}
