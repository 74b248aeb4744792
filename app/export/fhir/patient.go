package fhir

import (
	"strings"

	"github.com/samply/golang-fhir-models/fhir-models/fhir"

	"nursedesk/models"
)

// Where Swedish identity numbers come from: OIDs of Skatteverket.
const (
	personalNumbers     = "urn:oid:1.2.752.129.2.1.3.1"
	coordinationNumbers = "urn:oid:1.2.752.129.2.1.3.3"
)

const (
	atc             = "http://www.whocc.no/atc"
	interpreter     = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
	confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
	languages       = "urn:ietf:bcp:47"
)

func (w *writer) patient() {
	kept := w.record.Patient
	patient := fhir.Patient{
		Identifier: w.identifiers(kept.PersonalNumber), Active: new(true),
		Name:          []fhir.HumanName{{Family: text(kept.FamilyName), Given: []string{kept.GivenName}, Text: text(kept.Name())}},
		Telecom:       telecom(kept.Phone, kept.OtherPhone),
		Communication: []fhir.PatientCommunication{{Language: *coded(languages, string(kept.Language), ""), Preferred: new(true)}},
		Meta:          &fhir.Meta{LastUpdated: instant(kept.UpdatedAt)},
	}
	if born, ok := kept.PersonalNumber.BirthDate(); ok {
		patient.BirthDate = day(born)
	}
	if kept.Email != "" {
		patient.Telecom = append(patient.Telecom, fhir.ContactPoint{System: new(fhir.ContactPointSystemEmail), Value: &kept.Email})
	}
	if kept.ProtectedIdentity {
		patient.Meta.Security = []fhir.Coding{{System: new(confidentiality), Code: new("R")}}
	}
	if kept.Interpreter != "" {
		patient.Extension = []fhir.Extension{{Url: interpreter, ValueBoolean: new(true)}}
		patient.Communication = append(patient.Communication, fhir.PatientCommunication{Language: *concept(kept.Interpreter)})
	}
	if kept.RelativeName != "" {
		patient.Contact = []fhir.PatientContact{{
			Name: &fhir.HumanName{Text: &kept.RelativeName}, Telecom: telecom(kept.RelativePhone),
			Relationship: concepts(kept.RelativeMayKnow),
		}}
	}
	w.add(urn("patient", kept.ID), patient)
}

// identifiers is the patient's number. One that a region or a clinic gave out is the clinic's own.
func (w *writer) identifiers(number models.PersonalNumber) []fhir.Identifier {
	if number == "" {
		return nil
	}
	one := fhir.Identifier{Use: new(fhir.IdentifierUseOfficial), Value: new(string(number))}
	switch number.Kind() {
	case models.PersonalKind:
		one.System = new(personalNumbers)
	case models.CoordinationKind:
		one.System = new(coordinationNumbers)
	case models.ReserveKind:
		one.Use, one.Type, one.Assigner = new(fhir.IdentifierUseTemp), concept(w.words.Say("reserve-number")), named(w.record.Clinic.Name)
	}
	return []fhir.Identifier{one}
}

func telecom(phones ...models.Phone) []fhir.ContactPoint {
	var points []fhir.ContactPoint
	for _, phone := range phones {
		if phone != "" {
			points = append(points, fhir.ContactPoint{System: new(fhir.ContactPointSystemPhone), Value: new(string(phone))})
		}
	}
	return points
}

// known are what holds of the patient beside any booking: medicines, illnesses, allergies.
func (w *writer) known() {
	kept := w.record.Patient
	for _, taken := range kept.Medicines {
		statement := w.statement(taken.Medicine)
		statement.Dosage = []fhir.Dosage{{Text: text(taken.Dose)}}
		if taken.Since != "" {
			statement.Note = note(w.words.Say("since") + " " + taken.Since)
		}
		w.add(urn("taken", kept.ID, taken.Key()), statement)
	}
	conditions := make([]string, 0, len(kept.Conditions)+1)
	for _, condition := range kept.Conditions {
		conditions = append(conditions, w.words.Condition(condition))
	}
	if kept.HardOfHearing {
		conditions = append(conditions, w.words.Say("hard-of-hearing"))
	}
	for _, said := range conditions {
		w.add(urn("condition", kept.ID, said), fhir.Condition{
			Code: concept(said), Subject: w.subject(), RecordedDate: instant(kept.UpdatedAt),
			ClinicalStatus: coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "active", ""),
		})
	}
	if kept.Allergies != "" {
		w.add(urn("allergies", kept.ID), fhir.AllergyIntolerance{
			Code: concept(strings.TrimSpace(kept.Allergies)), Patient: w.subject(),
			ClinicalStatus: coded("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active", ""),
		})
	}
}

// statement says that a medicine is taken.
func (w *writer) statement(medicine models.Medicine) fhir.MedicationStatement {
	taken := concept(w.words.Medicine(medicine))
	if medicine.ATC != "" && !strings.HasPrefix(medicine.ATC, "NAT-") { // one of ours
		taken.Coding = []fhir.Coding{{System: new(atc), Code: &medicine.ATC}}
	}
	return fhir.MedicationStatement{Status: "active", MedicationCodeableConcept: *taken, Subject: w.subject()}
}
