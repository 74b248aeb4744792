package approvals

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// RuleRow is a rule with how far it is agreed, and how many bookings use it.
type RuleRow struct {
	rulebook.Row

	Approval *models.Approval // a doctor's word for the row as it stands; nil without one
	Uses     int              // bookings with work left that the rule affects
	// Version is the protocol's version where only bookings that froze an older one
	// still use the row; "" for a row that holds today.
	Version string
}

// Waits tells whether the row waits for a doctor's approval.
func (r RuleRow) Waits() bool { return r.Proposed && r.Approval == nil }

// RuleRows lists every rule in the order of the rule files: the procedures', what
// holds for every medicine, the combinations, the medicines, then how urgent a
// call is, which no booking goes by. A row that was changed is there twice as
// long as a booking still goes by what it was.
func (s *Service) RuleRows(ctx context.Context) ([]RuleRow, error) {
	var rows []RuleRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		held, err := tx.Approvals()
		if err != nil {
			return err
		}
		s.office.HoldApprovals(held) // another desk may have approved more
		bookings, err := tx.BookingsAtWork()
		if err == nil {
			rows, err = s.ruleRows(tx, bookings)
		}
		return err
	})
	return rows, err
}

// UnapprovedInUse counts the rows that bookings with work left go by, but no
// doctor has approved. It is asked after every change: the rows are gone through
// again only where what is in use, or approved, is another than last time.
func (s *Service) UnapprovedInUse(ctx context.Context) (int, error) {
	var count int
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		held, err := tx.Approvals()
		if err != nil {
			return err
		}
		s.office.HoldApprovals(held)
		bookings, err := tx.BookingsAtWork()
		if err != nil {
			return err
		}
		now := inUse(bookings, held)
		s.mutex.Lock()
		defer s.mutex.Unlock()
		if s.counted && slices.Equal(now, s.counting) {
			count = s.count
			return nil
		}
		rows, err := s.ruleRows(tx, bookings)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.Waits() && row.Uses > 0 {
				count++
			}
		}
		s.counted, s.counting, s.count = true, now, count
		return nil
	})
	return count, err
}

// inUse is what the count depends on, in an order of its own: which procedures
// and medicines are booked, and what is approved.
func inUse(bookings []models.Booking, held []models.Approval) []string {
	var all []string
	for _, booking := range bookings {
		all = append(all, fmt.Sprintf("%q %q %q", booking.Procedure, booking.ProtocolVersion, codesOf(booking)))
	}
	for _, approval := range held {
		all = append(all, fmt.Sprintf("%q %q", approval.Row, approval.Hash))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (s *Service) ruleRows(tx *office.Tx, bookings []models.Booking) ([]RuleRow, error) {
	uses, frozen, err := s.ruleUses(tx, bookings)
	if err != nil {
		return nil, err
	}
	var rows []RuleRow
	seen := map[rulebook.Key]bool{}
	add := func(version string, all []rulebook.Row) {
		for _, row := range all {
			if seen[row.Key] || version != "" && uses[row.Key] == 0 {
				continue
			}
			seen[row.Key] = true
			one := RuleRow{Row: row, Uses: uses[row.Key], Version: version}
			if approval, ok := s.office.Approval(row.Key); ok {
				one.Approval = &approval
			}
			rows = append(rows, one)
		}
	}
	for _, protocol := range s.office.Rules.Protocols.Protocols() {
		add("", protocol.Rows())
		for _, version := range frozen {
			if version.Code == protocol.Code && version.Version != protocol.Version {
				older, err := s.office.FrozenProtocol(tx, version.Code, version.Version)
				if err != nil {
					return nil, err
				}
				add(version.Version, older.Rows())
			}
		}
	}
	add("", s.office.Rules.Medicines.Rows())
	add("", s.office.Rules.Triage.Rows())
	return rows, nil
}

// ruleUses counts for each row the bookings that go by it, and lists the
// protocol versions that they froze.
func (s *Service) ruleUses(
	tx *office.Tx, bookings []models.Booking,
) (map[rulebook.Key]int, []office.ProtocolVersion, error) {
	uses := map[rulebook.Key]int{}
	booked := map[office.ProtocolVersion]int{}
	var versions []office.ProtocolVersion
	for _, booking := range bookings {
		version := office.ProtocolVersion{Code: booking.Procedure, Version: booking.ProtocolVersion}
		protocol, err := s.office.FrozenProtocol(tx, version.Code, version.Version)
		if err != nil {
			return nil, nil, err
		}
		if booked[version]++; booked[version] == 1 {
			versions = append(versions, version)
		}
		for _, key := range s.office.Rules.Medicines.UsedBy(protocol.Tier, codesOf(booking)) {
			uses[key]++
		}
	}
	for _, version := range versions {
		protocol, err := s.office.FrozenProtocol(tx, version.Code, version.Version)
		if err != nil {
			return nil, nil, err
		}
		for _, row := range protocol.Rows() {
			uses[row.Key] += booked[version]
		}
	}
	return uses, versions, nil
}

// codesOf are the codes of a booking's medicines; "" for one without.
func codesOf(booking models.Booking) []string {
	var codes []string
	for _, medicine := range booking.Medicines {
		codes = append(codes, medicine.ATC)
	}
	return codes
}

// Draft is a doctor's word for rows as they were shown.
type Draft struct {
	Rows   []rulebook.Key
	Doctor string
	On     models.Date
}

// ApproveRules keeps that a doctor approved rows. A row that is not in force as it
// was shown, or that somebody approved meanwhile, is refused as stale; then none
// is kept.
func (s *Service) ApproveRules(ctx context.Context, draft Draft) error {
	draft.Doctor = strings.TrimSpace(draft.Doctor)
	if err := s.checkApproval(draft); err != nil {
		return err
	}
	return s.changeApprovals(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		if err := s.office.OnlyThemself(tx, draft.Doctor); err != nil {
			return models.AuditEntry{}, err
		}
		bookings, err := tx.BookingsAtWork()
		if err != nil {
			return models.AuditEntry{}, err
		}
		rows, err := s.ruleRows(tx, bookings)
		if err != nil {
			return models.AuditEntry{}, err
		}
		waits := map[rulebook.Key]bool{}
		for _, row := range rows {
			waits[row.Key] = row.Proposed
		}
		var ids []string
		for _, key := range draft.Rows {
			if !waits[key] {
				return models.AuditEntry{}, models.ErrStale
			}
			approval := models.Approval{
				Row: key.ID, Hash: key.Hash, Doctor: draft.Doctor, ApprovedOn: draft.On, EnteredBy: tx.By,
			}
			if err := tx.SaveApproval(&approval); err != nil {
				return models.AuditEntry{}, err
			}
			ids = append(ids, key.ID)
		}
		return models.AuditEntry{Action: "rule.approved", Details: map[string]string{
			"n": strconv.Itoa(len(ids)), "rows": strings.Join(ids, ", "), "doctor": draft.Doctor, "on": draft.On.String(),
		}}, nil
	})
}

func (s *Service) checkApproval(draft Draft) error {
	var problems models.Problems
	if len(draft.Rows) == 0 {
		problems.Add("", &models.Problem{Code: "approval.nothing"})
	}
	problems.Add("", models.Approval{Row: "-", Hash: "-", Doctor: draft.Doctor, ApprovedOn: draft.On}.Validate())
	if draft.On.After(s.office.Today()) {
		problems.Add("approved-on", &models.Problem{Code: "approval.future"})
	}
	return problems.OrNil()
}

// WithdrawApproval ends an approval, with a reason: the row waits for the doctor again.
func (s *Service) WithdrawApproval(ctx context.Context, id int64, reason string) error {
	reason = strings.TrimSpace(reason)
	var problems models.Problems
	if reason == "" {
		problems.Add("reason", models.ErrRequired)
	}
	problems.Add("reason", models.CheckNote(reason))
	if err := problems.OrNil(); err != nil {
		return err
	}
	return s.changeApprovals(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		approval, err := tx.Approval(id)
		if err != nil {
			return models.AuditEntry{}, err
		}
		return models.AuditEntry{Action: "rule.withdrawn", Details: map[string]string{
			"rows": approval.Row, "doctor": approval.Doctor, "reason": reason,
		}}, tx.WithdrawApproval(id, tx.By, reason, tx.Now)
	})
}

// changeApprovals is [office.Office.Change] for approvals: whoever hears of the change
// already finds it.
func (s *Service) changeApprovals(ctx context.Context, act func(*office.Tx) (models.AuditEntry, error)) error {
	var held []models.Approval
	return s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		entry, err := act(tx)
		if err != nil {
			return entry, err
		}
		held, err = tx.Approvals()
		return entry, err
	}, func() { s.office.HoldApprovals(held) })
}
