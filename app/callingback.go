package app

import "nursedesk/app/triage"

// Guide is what is asked on the telephone, and how the answers are judged.
func (d *Desk) Guide() *triage.Guide { return d.Rules.Triage }
