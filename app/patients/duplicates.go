package patients

import (
	"context"
	"slices"
	"strconv"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Duplicates finds who may be the same person as a patient: the same name, and the same day
// of birth or a number that is not known. Whoever was said to be somebody else is not among them.
func (s *Service) Duplicates(ctx context.Context, patientID int64) (rows []models.PatientRow, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		patient, err := tx.Named(patientID)
		if err != nil {
			return err
		}
		found, err := tx.Namesakes([]models.Patient{patient})
		if err != nil {
			return err
		}
		told, err := toldApart(tx, patient.ID)
		if err != nil {
			return err
		}
		var ids []int64
		for _, other := range found {
			if other.ID != patient.ID && models.SameName(patient.Name(), other.Name()) && maybeSame(rowOf(patient), rowOf(other)) &&
				!told[pair(patient.ID, other.ID)] {
				ids = append(ids, other.ID)
			}
		}
		rows, err = tx.PatientRows(ids)
		return err
	})
	return rows, err
}

// AllDuplicates finds every two patients who may be one person, in the order of their names.
func (s *Service) AllDuplicates(ctx context.Context) (pairs []models.Pair, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		found, err := namesakes(tx)
		if err != nil {
			return err
		}
		var ids []int64
		for _, two := range found {
			ids = append(ids, two[0], two[1])
		}
		told, err := toldApart(tx, ids...)
		if err != nil {
			return err
		}
		byID := map[int64]models.PatientRow{}
		for chunk := range slices.Chunk(ids, atOnce) {
			rows, err := tx.PatientRows(chunk)
			if err != nil {
				return err
			}
			for _, row := range rows {
				byID[row.ID] = row
			}
		}
		for _, two := range found {
			if !told[two] {
				pairs = append(pairs, models.Pair{One: byID[two[0]], Other: byID[two[1]]})
			}
		}
		return nil
	})
	return pairs, err
}

// atOnce is how many patients one statement asks about.
const atOnce = 500

// namesakes are the ids of every two patients of one name who may be the same.
func namesakes(tx *office.Tx) (found [][2]int64, err error) {
	named := map[string][]models.PatientRow{}
	err = tx.EachName(func(row models.PatientRow) error {
		name := models.FoldedName(row.Name())
		for _, other := range named[name] {
			if maybeSame(other, row) {
				found = append(found, pair(other.ID, row.ID))
			}
		}
		named[name] = append(named[name], row)
		return nil
	})
	return found, err
}

func rowOf(p models.Patient) models.PatientRow {
	return models.PatientRow{ID: p.ID, PersonalNumber: p.PersonalNumber, Phone: p.Phone}
}

// maybeSame tells whether two patients of one name may be one person. Where nothing is known
// of either's birth they have one telephone number.
func maybeSame(one, other models.PatientRow) bool {
	born, known := one.PersonalNumber.BirthDate()
	otherBorn, otherKnown := other.PersonalNumber.BirthDate()
	switch {
	case known && otherKnown:
		return born == otherBorn
	case known || otherKnown:
		return true
	}
	return one.Phone != "" && one.Phone == other.Phone
}

// pair names two patients, whichever came first.
func pair(one, other int64) [2]int64 { return [2]int64{min(one, other), max(one, other)} }

// toldApart are the pairs of which somebody said that they are two people.
func toldApart(tx *office.Tx, ids ...int64) (map[[2]int64]bool, error) {
	told := map[[2]int64]bool{}
	for chunk := range slices.Chunk(ids, atOnce) {
		entries, err := tx.EntriesOfPatients(notSame, chunk)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if other, err := strconv.ParseInt(entry.Details["other"], 10, 64); err == nil {
				told[pair(*entry.PatientID, other)] = true
			}
		}
	}
	return told, nil
}

// NotSame notes that two patients of one name are two people, so that nobody is asked again.
func (s *Service) NotSame(ctx context.Context, one, other int64) error {
	return s.office.Changes(ctx, func(tx *office.Tx) ([]models.AuditEntry, error) {
		var entries []models.AuditEntry
		for _, two := range [][2]int64{{one, other}, {other, one}} {
			if _, err := tx.Named(two[0]); err != nil {
				return nil, err
			}
			entries = append(entries, models.AuditEntry{
				Action: notSame, PatientID: &two[0], Details: map[string]string{"other": strconv.FormatInt(two[1], 10)},
			})
		}
		return entries, nil
	})
}
