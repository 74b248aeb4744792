package journal

import (
	"fmt"
	"io"
	"slices"

	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/export/fhir"
	"nursedesk/app/sheet"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/tasks"
)

// Writer is what sets all that is kept of a patient on paper.
type Writer interface {
	Desk
	RecordPaper(in sheet.RecordInput) (sheet.Document, error)
}

// Write writes all that is kept of a patient in a form.
func Write(desk Writer, out io.Writer, form export.Form, record care.Record, sheets export.SheetFile) error {
	switch form {
	case export.JSON:
		return export.WriteJSON(out, record, sheets)
	case export.FHIR:
		return fhir.Write(out, record, sheets, words{desk})
	case export.PDF:
	}
	paper, err := Paper(desk, record, sheets)
	if err != nil {
		return err
	}
	document, err := desk.RecordPaper(paper)
	if err != nil {
		return err
	}
	_, err = out.Write(document.PDF)
	return err
}

func sorted(words []string) []string {
	slices.Sort(words)
	return words
}

// Paper puts all that is kept of a patient into words, for the PDF in which the
// sheets lie as they were handed out.
func Paper(desk Desk, record care.Record, sheets export.SheetFile) (sheet.RecordInput, error) {
	in := sheet.RecordInput{
		At: record.At, Clinic: record.Clinic, Language: locale.Language(),
		Patient: record.Patient.Name(), PersonalNumber: record.Patient.PersonalNumber.String(),
	}
	for _, line := range About(desk, record.Patient) {
		in.About = append(in.About, sheet.RecordLine(line))
	}
	in.About = append(in.About, sheet.RecordLine{
		Label: locale.T("journal.written"), Text: locale.Line(locale.Moment(record.At), record.By),
	})
	named := map[int64]string{}
	for _, kept := range record.Sheets() {
		pdf, err := sheets(kept)
		if err != nil {
			return in, err
		}
		if pdf == nil {
			continue
		}
		named[kept.ID] = fmt.Sprintf("%s-%d.pdf", models.DateOf(kept.CreatedAt), kept.ID)
		in.Files = append(in.Files, sheet.RecordFile{Name: named[kept.ID], Title: AboutSheet(kept), Content: pdf})
	}
	in.Parts = []sheet.RecordPart{
		{Title: locale.T("journal.part.kept"), Entries: inOrder(entries(desk, record, named))},
		{Title: locale.T("journal.part.history"), Entries: doneEntries(desk, record)},
	}
	return in, nil
}

// About tells what is known of a patient beside any booking.
func About(desk Desk, patient models.Patient) []Line {
	var who lines
	who.add("number", patient.PersonalNumber.String())
	if patient.ProtectedIdentity {
		who.add("protected", locale.T("journal.yes"))
	}
	who.add("phone", patient.Phone.Format())
	who.add("other-phone", patient.OtherPhone.Format())
	who.add("no-phone", patient.NoPhone)
	who.add("email", patient.Email)
	who.add("language", locale.LanguageName(patient.Language))
	who.add("interpreter", patient.Interpreter)
	if patient.HardOfHearing {
		who.add("hard-of-hearing", locale.T("journal.yes"))
	}
	who.add("relative", locale.Line(patient.RelativeName, patient.RelativePhone.Format(), patient.RelativeMayKnow))
	for _, taken := range patient.Medicines {
		who.add("medicine", locale.Line(medicineWord(desk, taken.Medicine), taken.Dose, taken.Since))
	}
	who.add("conditions", conditions(patient.Conditions))
	who.add("allergies", patient.Allergies)
	who.add("checked-on", locale.Date(patient.CheckedOn))
	who.add("note", patient.Note)
	return who
}

// entries are all that is kept but the history.
func entries(desk Desk, record care.Record, files map[int64]string) []Entry {
	var all []Entry
	for _, file := range record.Bookings {
		all = append(all, Booking(desk, file))
		for _, one := range file.Booking.Known {
			all = append(all, known(desk, one))
		}
		for _, task := range file.Tasks {
			row := tasks.OfBooking(desk, file, task).WithCall(record.Calls)
			all = append(all, Task(desk, row, record.TriesFor(task.ID)))
		}
	}
	for _, task := range record.Other {
		all = append(all, Task(desk, tasks.OfPatient(desk, record.Patient, record.Calls, task), record.TriesFor(task.ID)))
	}
	for _, decision := range record.Decisions {
		all = append(all, Decision(desk, decision))
	}
	for _, kept := range record.Sheets() {
		name, ok := files[kept.ID]
		if !ok {
			name = locale.T("journal.file.none")
		}
		all = append(all, Sheet(kept, name))
	}
	for _, file := range record.CallFiles {
		all = append(all, Call(desk, file))
	}
	for _, complication := range record.Complications {
		day := complication.OnsetOn
		if file, ok := record.BookingOf(&complication.BookingID); ok {
			day = file.Booking.Day()
		}
		all = append(all, Complication(desk, day, complication))
	}
	for _, given := range record.Calendars {
		all = append(all, Calendar(given))
	}
	return all
}

func inOrder(all []Entry) []sheet.RecordEntry {
	slices.SortStableFunc(all, func(a, b Entry) int { return a.At.Compare(b.At) })
	var set []sheet.RecordEntry
	for _, one := range all {
		entry := sheet.RecordEntry{When: locale.Moment(one.At), Title: one.Title}
		for _, line := range one.Lines {
			entry.Lines = append(entry.Lines, sheet.RecordLine(line))
		}
		set = append(set, entry)
	}
	return set
}

// doneEntries are who did what, the earliest first.
func doneEntries(desk Desk, record care.Record) []sheet.RecordEntry {
	var set []sheet.RecordEntry
	for _, done := range record.History {
		set = append(set, sheet.RecordEntry{
			When: locale.Moment(done.At), Title: locale.Line(Done(desk, record.Bookings, done), done.By),
		})
	}
	return set
}
