package main

import (
	"strconv"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// writeHealth tells how the database is; a sick one ends with exit status 1.
func (s *session) writeHealth(health models.DatabaseHealth) error {
	if err := s.write("%s\n%s · %s · %d kB\n", health.Location, health.Engine, health.Schema, health.Size/1024); err != nil {
		return err
	}
	table := newTable(s.out)
	for _, count := range health.Counts {
		table.row(locale.T("check."+count.Name), strconv.FormatInt(count.Rows, 10))
	}
	if err := table.flush(); err != nil {
		return err
	}
	for _, fault := range health.Faults {
		s.say("%s", fault)
	}
	for _, orphan := range health.Orphans {
		s.say("%s: %d", locale.T("check."+orphan.Name), orphan.Rows)
	}
	for _, fault := range health.History {
		s.say("%s", locale.HistoryFault(fault))
	}
	if health.Exposed {
		s.say("%s", locale.T("check.exposed"))
	}
	if health.Unencrypted {
		s.say("%s", locale.T("check.unencrypted"))
	}
	if health.Test {
		s.say("%s", locale.T("check.test"))
	}
	if !health.OK() {
		s.say("%s", locale.T("cli.check.bad"))
		return errToldAlready
	}
	return s.write("%s\n", locale.T("cli.check.ok"))
}
