package fhir

import (
	"encoding/base64"

	"github.com/samply/golang-fhir-models/fhir-models/fhir"

	"nursedesk/app/care"
	"nursedesk/models"
)

func (w *writer) call(file care.CallFile) {
	call := file.Call
	subject := w.subject()
	status := fhir.EventStatusCompleted
	if call.Unfinished {
		status = fhir.EventStatusStopped
	}
	said := fhir.Communication{
		Status: status, Subject: &subject, Topic: concept(call.Topic), Sent: instant(call.At), Received: instantOf(call.EndedAt),
		Medium: []fhir.CodeableConcept{*coded("http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", "PHONE", "")},
		Sender: &subject, Recipient: []fhir.Reference{*named(call.By)},
	}
	if call.Outgoing {
		said.Sender, said.Recipient = named(call.By), []fhir.Reference{subject}
	}
	if call.BookingID != nil {
		said.About = []fhir.Reference{refer(urn("booking", *call.BookingID))}
	}
	for _, part := range []string{call.Reason, call.Advice} {
		if part != "" {
			said.Payload = append(said.Payload, fhir.CommunicationPayload{ContentString: part})
		}
	}
	if call.Level != "" {
		said.Note = append(said.Note, fhir.Annotation{Text: w.words.Say("level") + " " + call.Level})
	}
	for _, addition := range file.Additions {
		said.Note = append(said.Note, fhir.Annotation{Text: addition.Text, Time: instant(addition.CreatedAt), AuthorString: text(addition.By)})
	}
	w.add(urn("call", call.ID), said)
}

// complication is what a doctor confirmed went wrong; a withdrawn one says that it was an error.
func (w *writer) complication(kept models.Complication) {
	verified := "confirmed"
	if !kept.Holds() {
		verified = "entered-in-error"
	}
	condition := fhir.Condition{
		Code: concept(w.words.Complication(kept.Kind)), Subject: w.subject(), OnsetDateTime: day(kept.OnsetOn),
		RecordedDate: instant(kept.CreatedAt), Recorder: named(kept.RegisteredBy), Asserter: named(kept.ConfirmedBy),
		VerificationStatus: coded("http://terminology.hl7.org/CodeSystem/condition-ver-status", verified, ""),
		Note:               note(kept.Note, kept.WithdrawnReason),
	}
	if kept.Holds() { // an error has no clinical status
		condition.ClinicalStatus = coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "active", "")
	}
	w.add(urn("complication", kept.ID), condition)
}

// sheet is an instruction sheet that was handed out, with its PDF.
func (w *writer) sheet(kept models.Sheet) {
	if w.err != nil {
		return
	}
	pdf, err := w.sheets(kept)
	if err != nil {
		w.err = err
		return
	}
	status := fhir.DocumentReferenceStatusCurrent
	for _, other := range w.record.Sheets() {
		if other.BookingID == kept.BookingID && other.ID > kept.ID {
			status = fhir.DocumentReferenceStatusSuperseded
		}
	}
	subject := w.subject()
	paper := fhir.Attachment{
		ContentType: new("application/pdf"), Language: new(string(kept.Language)), Title: text(w.words.Say("sheet")), Creation: instant(kept.CreatedAt),
	}
	if pdf != nil {
		paper.Data, paper.Size = new(base64.StdEncoding.EncodeToString(pdf)), new(len(pdf))
	}
	document := fhir.DocumentReference{
		Status: status, MasterIdentifier: &fhir.Identifier{Value: text(kept.Hash)}, Type: concept(w.words.Say("sheet")), Subject: &subject, Date: instant(kept.CreatedAt),
		Author:  []fhir.Reference{*named(kept.By)},
		Content: []fhir.DocumentReferenceContent{{Attachment: paper}},
		Context: &fhir.DocumentReferenceContext{Related: []fhir.Reference{refer(urn("booking", kept.BookingID))}},
	}
	w.add(urn("sheet", kept.ID), document)
}
