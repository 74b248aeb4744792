package sheet_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app/sheet"
	"nursedesk/models"
)

// handover is a call such as it is handed over to an emergency department.
func handover(language models.Language) sheet.HandoverInput {
	part := func(letter, title string, lines ...string) sheet.HandoverPart {
		part := sheet.HandoverPart{Letter: letter, Title: title}
		for i, line := range lines {
			part.Lines = append(part.Lines, sheet.HandoverLine{Text: line, Strong: i == 0})
		}
		return part
	}
	return sheet.HandoverInput{
		At: models.NewDate(2026, 11, 23).At(9, 4), Clinic: models.Clinic{Name: "SportsMed"}, Language: language,
		Patient: "Tolvan Tolvansson", PersonalNumber: "19121212-1212", Level: "L2 · Akutmottagning idag",
		About: []string{"Samtalet började mån 23 nov 2026 09:00", "Överlämnas av Sköterska Test, 09:04"},
		Parts: []sheet.HandoverPart{
			part("S", "Situation", "Det gäller Tolvan Tolvansson, 113 år.", "Nummer att ringa: 070-174 06 05.", "Nivå L2."),
			part("B", "Bakgrund", "Endoskopisk neurotomi ons 18 nov. Samtalet kom dag 5.", "Waran: åter lör 21 nov."),
			part("A", "Aktuellt och bedömning", "Ja: känner inte när urinen går.", "Nekar: andnöd; bröstsmärta; blodig hosta."),
			part("R", "Rekommendation", "Jag vill ha bedömning på akuten nu.", "Upprepa, tack."),
		},
	}
}

func handOver(t *testing.T, in sheet.HandoverInput) (sheet.Document, string) {
	t.Helper()
	document, err := texts(t).Handover(in)
	require.NoError(t, err)
	require.Equal(t, sheet.Handover, document.Kind)
	if folder := os.Getenv("NURSEDESK_PICTURES"); folder != "" {
		name := strings.ReplaceAll(t.Name(), "/", "-") + "-" + string(document.Language) + ".pdf"
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), document.PDF, 0o600))
	}
	return document, inOrder(t, document)
}

// A hand-over is one page with whose call it is, all four parts, and lines to
// write on; its title, which queues and viewers show, names nobody.
func TestHandoverStandsOnOnePage(t *testing.T) {
	for _, language := range languages {
		document, text := handOver(t, handover(language))
		require.Equal(t, 1, document.Pages)
		require.Equal(t, 1, strings.Count(textOf(t, document), "\f"))
		for _, said := range []string{
			"SBAR", "Tolvan Tolvansson 19121212-1212", "L2 · Akutmottagning idag", "SportsMed", "Överlämnas av Sköterska Test, 09:04",
			"Situation", "Bakgrund", "Aktuellt och bedömning", "Rekommendation", "Upprepa, tack.",
		} {
			require.Contains(t, text, said, language)
		}
	}
	_, text := handOver(t, handover(models.Swedish))
	require.Contains(t, text, "Mottagare:")
	require.Contains(t, text, "Återläst kl:")
	require.NotContains(t, text, "Fortsättning")
	_, text = handOver(t, handover(models.English))
	require.Contains(t, text, "Receiver:")
	require.Contains(t, text, "Read back at:")
}

// What is too long for the page ends with the words that the record has the
// rest; what comes first in each part stands there in every case.
func TestALongHandoverIsCutAndSaysSo(t *testing.T) {
	for language, says := range map[models.Language]string{
		models.Swedish: "Fortsättning finns i journalen.", models.English: "The record has the rest.",
	} {
		in := handover(language)
		long := strings.Repeat("Patienten berättar länge och väl om sin värk i ryggen. ", 60)
		for i := range in.Parts {
			in.Parts[i].Lines = append(in.Parts[i].Lines, sheet.HandoverLine{Text: long})
		}
		document, text := handOver(t, in)
		require.Equal(t, 1, strings.Count(textOf(t, document), "\f"), language)
		require.Equal(t, 4, strings.Count(text, says), "the parts are cut alike")
		require.Contains(t, text, "Jag vill ha bedömning på akuten nu.")
		require.Contains(t, text, "Nivå L2.")
	}
	// One long part leaves the others whole.
	in := handover(models.Swedish)
	in.Parts[1].Lines = append(in.Parts[1].Lines, sheet.HandoverLine{Text: strings.Repeat("Tar många läkemedel. ", 400)})
	_, text := handOver(t, in)
	require.Equal(t, 1, strings.Count(text, "Fortsättning finns i journalen."))
	require.Contains(t, text, "Upprepa, tack.")
}

func TestHandoverWithLittleOrOddInput(t *testing.T) {
	empty, _ := handOver(t, sheet.HandoverInput{At: time.Unix(0, 0)})
	require.True(t, empty.NameByHand)
	in := handover("")
	in.Patient = "محمد"
	in.Parts[0].Lines[0].Text = "*Ört* | {{ phone }}\n\ue000x"
	document, text := handOver(t, in)
	require.True(t, document.NameByHand)
	require.Contains(t, text, "*Ört* | {{ phone }} x")
}

func TestHandoverSameInputSameBytes(t *testing.T) {
	first, _ := handOver(t, handover(models.Swedish))
	again, _ := handOver(t, handover(models.Swedish))
	require.True(t, bytes.Equal(first.PDF, again.PDF))
	require.NotContains(t, string(first.PDF), "Tolvan", "the document's own data name nobody")
}
