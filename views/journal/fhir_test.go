package journal_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/samply/golang-fhir-models/fhir-models/fhir"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/models"
	"nursedesk/views/journal"
	"nursedesk/views/page/pagetest"
)

// schema is HL7's JSON schema of R4, with the resources that a bundle of ours holds.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	file, err := os.Open("testdata/fhir.schema.json.gz")
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	unpacked, err := gzip.NewReader(file)
	require.NoError(t, err)
	document, err := jsonschema.UnmarshalJSON(unpacked)
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("fhir.json", document))
	compiled, err := compiler.Compile("fhir.json")
	require.NoError(t, err)
	return compiled
}

func bundle(t *testing.T, desk *app.Desk, patient int64) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, desk.Record(pagetest.Context(), patient, func(record care.Record, sheets export.SheetFile) error {
		return journal.Write(desk, &out, export.FHIR, record, sheets)
	}))
	return out.Bytes()
}

// read reads a bundle back by the library, by the kind of resource.
func read(t *testing.T, body []byte) map[string][]json.RawMessage {
	t.Helper()
	read, err := fhir.UnmarshalBundle(body)
	require.NoError(t, err)
	require.Equal(t, fhir.BundleTypeCollection, read.Type)
	kinds := map[string][]json.RawMessage{}
	names := map[string]bool{}
	for _, entry := range read.Entry {
		require.False(t, names[*entry.FullUrl], "each has a name of its own")
		names[*entry.FullUrl] = true
		var kind struct{ ResourceType string }
		require.NoError(t, json.Unmarshal(entry.Resource, &kind))
		kinds[kind.ResourceType] = append(kinds[kind.ResourceType], entry.Resource)
	}
	for _, reference := range strings.Split(string(body), `"reference":"`)[1:] {
		name, _, _ := strings.Cut(reference, `"`)
		require.True(t, names[name], "%s leads nowhere", name)
	}
	return kinds
}

func decoded[T any](t *testing.T, body json.RawMessage) (one T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(body, &one))
	return one
}

// Every demonstration patient's bundle is FHIR R4, and says all that is kept.
func TestBundleIsFHIR(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	compiled := schema(t)
	all, err := desk.FindPatients(pagetest.Context(), "", 0)
	require.NoError(t, err)
	seen := map[string]int{}
	for _, one := range all {
		body := bundle(t, desk, one.ID)
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		require.NoError(t, err)
		require.NoError(t, compiled.Validate(instance), "%s", one.Name())
		kinds := read(t, body)
		for kind, resources := range kinds {
			seen[kind] += len(resources)
		}
		file, err := desk.Patient(pagetest.Context(), one.ID)
		require.NoError(t, err)
		require.Len(t, kinds["Appointment"], len(file.Bookings))
		require.Len(t, kinds["ServiceRequest"], len(file.Bookings))
		require.Len(t, kinds["Communication"], len(file.Calls))
		activities := 0
		for _, plan := range kinds["CarePlan"] {
			activities += len(decoded[fhir.CarePlan](t, plan).Activity)
		}
		tasks := 0
		for _, booking := range file.Bookings {
			tasks += len(booking.Tasks)
		}
		require.Equal(t, tasks, activities)
		patient := decoded[fhir.Patient](t, kinds["Patient"][0])
		require.Equal(t, one.FamilyName, *patient.Name[0].Family)
		require.Equal(t, "urn:oid:1.2.752.129.2.1.3.1", *patient.Identifier[0].System)
		require.Equal(t, string(one.PersonalNumber), *patient.Identifier[0].Value)
	}
	for _, kind := range []string{"Patient", "Appointment", "CarePlan", "MedicationStatement", "Communication", "ServiceRequest", "Condition"} {
		require.Positive(t, seen[kind], kind)
	}
	require.Error(t, compiled.Validate(map[string]any{"resourceType": "Bundle", "type": "heap"}), "the schema refuses something")
}

// A decided pause is on hold for its days, with the reason; one that nobody decided says so. A
// protected identity leaves out how the patient is reached.
func TestBundleOfHoldsAndProtectedIdentity(t *testing.T) {
	desk, _ := pagetest.NewDesk(t, "2026-11-23")
	day := models.NewDate(2026, 12, 14)
	booking, err := desk.Book(pagetest.Context(), bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "701063-2391", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "070-174 06 05", Email: "tolvan@example.com",
			Record:        models.Record{RelativeName: "Elvan", Allergies: "latex", Interpreter: "arabiska"},
			RelativePhone: "031-81 80 83",
		},
		Procedure: "neurotomy", Date: day, Time: "8.30", Medicines: models.MedicinesOf("B01AA03", "B01AC06"),
	})
	require.NoError(t, err)
	require.NoError(t, desk.DecideHold(pagetest.Context(), holds.DecisionDraft{
		BookingID: booking.ID, Version: booking.Version, Medicine: "B01AA03", LastDose: models.NewDate(2026, 12, 8),
		FirstDoseAgain: models.NewDate(2026, 12, 17), DecidedBy: "Dr Exempel", DecidedOn: desk.Today(), Given: "phone",
	}))
	document, err := desk.Sheet(pagetest.Context(), booking.ID, papers.Wanted{Language: models.Swedish})
	require.NoError(t, err)
	require.NoError(t, desk.KeepSheet(pagetest.Context(), booking.ID, document))
	compiled := schema(t)
	open := bundle(t, desk, booking.PatientID)
	for _, text := range []string{"+46701740605", "tolvan@example.com", "Elvan", "+4631818083", "1.2.752.129.2.1.3.3"} {
		require.Contains(t, string(open), text)
	}
	paper := decoded[fhir.DocumentReference](t, read(t, open)["DocumentReference"][0])
	pdf, err := base64.StdEncoding.DecodeString(*paper.Content[0].Attachment.Data)
	require.NoError(t, err)
	require.Equal(t, document.PDF, pdf, "the sheet lies in it as it was handed out")
	var held fhir.MedicationStatement
	var undecided int
	for _, one := range read(t, open)["MedicationStatement"] {
		statement := decoded[fhir.MedicationStatement](t, one)
		switch {
		case statement.Status == "on-hold":
			held = statement
		case len(statement.StatusReason) > 0:
			undecided++
		}
	}
	require.Equal(t, "2026-12-09", *held.EffectivePeriod.Start)
	require.Equal(t, "2026-12-16", *held.EffectivePeriod.End)
	require.Contains(t, *held.StatusReason[0].Text, "Uppehåll")
	require.Equal(t, "B01AA03", *held.MedicationCodeableConcept.Coding[0].Code)
	require.Equal(t, "Dr Exempel", *held.InformationSource.Display)
	require.Equal(t, 1, undecided)

	file, err := desk.Patient(pagetest.Context(), booking.PatientID)
	require.NoError(t, err)
	draft := office.DraftOf(file.Patient)
	draft.Record.ProtectedIdentity = true
	_, err = desk.SavePatient(pagetest.Context(), draft)
	require.NoError(t, err)
	shut := bundle(t, desk, booking.PatientID)
	for _, text := range []string{"+46701740605", "tolvan@example.com", "Elvan", "+4631818083"} {
		require.NotContains(t, string(shut), text)
	}
	require.Contains(t, string(shut), "latex", "what is dangerous stays")
	for _, body := range [][]byte{open, shut} {
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		require.NoError(t, err)
		require.NoError(t, compiled.Validate(instance))
	}
	require.True(t, slices.Contains(strings.Split(string(shut), `"`), "R"), "it says that it is restricted")
}
