package printer

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The little of the Internet Printing Protocol (RFC 8010, 8011) that asking needs.
// lp and lpstat do the rest; but lpstat cannot tell a job that was printed from one that
// was cancelled before CUPS 2.4.12, and some stopped jobs it calls printing.
const (
	ippGetJob     = 0x0009
	ippGetPrinter = 0x000b

	ippOperationGroup = 0x01
	ippEnd            = 0x03
	ippFirstValueTag  = 0x10 // tags below begin a group
	ippEnum           = 0x23
	ippKeyword        = 0x44
	ippURI            = 0x45
	ippCharset        = 0x47
	ippLanguage       = 0x48

	ippNotFound = 0x0406
	ippRefused  = 0x0400 // this status and those above
)

// ippRequest asks for attributes of what a URI names.
func ippRequest(operation uint16, name, uri string, wanted ...string) []byte {
	request := binary.BigEndian.AppendUint16([]byte{2, 0}, operation)
	request = binary.BigEndian.AppendUint32(request, 1)
	request = append(request, ippOperationGroup)
	request = ippAttribute(request, ippCharset, "attributes-charset", "utf-8")
	request = ippAttribute(request, ippLanguage, "attributes-natural-language", "en")
	request = ippAttribute(request, ippURI, name, uri)
	attribute := "requested-attributes"
	for _, one := range wanted {
		request = ippAttribute(request, ippKeyword, attribute, one)
		attribute = "" // one more value of the same
	}
	return append(request, ippEnd)
}

func ippAttribute(request []byte, tag byte, name, value string) []byte {
	request = append(request, tag)
	for _, text := range []string{name, value} {
		request = binary.BigEndian.AppendUint16(request, uint16(len(text))) //nolint:gosec // names and URIs of our own
		request = append(request, text...)
	}
	return request
}

// ippAttributes are what an answer says: the values of each name, texts or numbers.
type ippAttributes struct {
	texts   map[string][]string
	numbers map[string]int
}

var errIPP = errors.New("the print system's answer is broken")

// readIPP reads an answer.
func readIPP(answer []byte) (ippAttributes, error) {
	read := ippAttributes{texts: map[string][]string{}, numbers: map[string]int{}}
	if len(answer) < 8 {
		return read, errIPP
	}
	switch status := binary.BigEndian.Uint16(answer[2:]); {
	case status == ippNotFound:
		return read, ErrForgotten
	case status >= ippRefused:
		return read, fmt.Errorf("the print system refuses to say: status %#04x", status)
	}
	rest, name := answer[8:], ""
	for len(rest) > 0 {
		tag := rest[0]
		rest = rest[1:]
		if tag == ippEnd {
			return read, nil
		}
		if tag < ippFirstValueTag {
			continue
		}
		var said, value string
		var ok bool
		if said, rest, ok = ippText(rest); !ok {
			return read, errIPP
		}
		if value, rest, ok = ippText(rest); !ok {
			return read, errIPP
		}
		if said != "" {
			name = said
		}
		if tag == ippEnum && len(value) == 4 {
			read.numbers[name] = int(binary.BigEndian.Uint32([]byte(value)))
		} else {
			read.texts[name] = append(read.texts[name], value)
		}
	}
	return read, errIPP
}

// ippText takes a text with its length off the front.
func ippText(from []byte) (text string, rest []byte, ok bool) {
	if len(from) < 2 {
		return "", nil, false
	}
	end := 2 + int(binary.BigEndian.Uint16(from))
	if len(from) < end {
		return "", nil, false
	}
	return string(from[2:end]), from[end:], true
}
