package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"nursedesk/app/office"
	"nursedesk/models/store"
)

// underPolicy gives the rules as the clinic of the database lets them propose. Where there
// is no database yet nobody has chosen anything.
func (s *session) underPolicy(ctx context.Context, rules office.Rules) (office.Rules, error) {
	where, err := s.location()
	if err != nil {
		return rules, err
	}
	if !store.IsServer(where) {
		if _, err := os.Stat(where); errors.Is(err, fs.ErrNotExist) {
			return rules, nil
		}
	}
	clock, err := s.clock()
	if err != nil {
		return rules, err
	}
	kept, err := s.openStore(ctx, where, store.Options{Log: quiet(), Now: clock.Now, MadeUpTime: s.madeUpTime()})
	if err != nil {
		return rules, err
	}
	defer func() { _ = kept.Close() }()
	policy, err := office.PolicyOf(ctx, kept)
	return rules.Under(policy), err
}
