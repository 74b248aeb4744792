package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
)

// metadata says the title, the author and the language as XMP (ISO 16684-1), where readers of
// today look for them. It does not claim PDF/UA: no checker of that standard has seen the sheet.
func (a about) metadata() []byte {
	var out bytes.Buffer
	out.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">`)
	fmt.Fprintf(&out, `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`, escaped(a.title))
	fmt.Fprintf(&out, `<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>`, escaped(a.author))
	fmt.Fprintf(&out, `<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>`, escaped(a.language))
	if date := a.on; !date.IsZero() {
		fmt.Fprintf(&out, `<xmp:CreateDate>%s</xmp:CreateDate>`, date.Format("2006-01-02T15:04:05Z"))
	}
	out.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return out.Bytes()
}

func escaped(text string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(text)) // a buffer takes all
	return out.String()
}
