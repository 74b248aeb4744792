package staff

import (
	"context"
	"errors"
	"strings"

	"nursedesk/app/office"
	"nursedesk/models"
)

// OpenID is how the clinic's OpenID Connect provider is asked; the zero value where there is none.
func (s *Service) OpenID(ctx context.Context) (settings models.OpenID, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) (err error) {
		settings, err = tx.OpenID()
		return err
	})
	return settings, err
}

// SaveOpenID keeps how the provider is asked; an empty issuer ends it.
func (s *Service) SaveOpenID(ctx context.Context, settings models.OpenID) (models.OpenID, error) {
	for _, text := range []*string{&settings.Issuer, &settings.Client, &settings.Claim, &settings.Name} {
		*text = strings.TrimSpace(*text)
	}
	if !settings.SetUp() {
		settings = models.OpenID{Version: settings.Version}
	}
	if err := settings.Validate(); err != nil {
		return settings, err
	}
	err := s.office.Change(ctx, func(tx *office.Tx) (models.AuditEntry, error) {
		return models.AuditEntry{Action: "openid.changed", Details: map[string]string{"issuer": settings.Issuer, "client": settings.Client, "claim": settings.Claim}},
			tx.SaveOpenID(&settings)
	})
	return settings, err
}

// SignInByIdentity lets in whom the clinic's provider calls so. The provider has to have said it just now.
func (s *Service) SignInByIdentity(ctx context.Context, identity string) (office.Person, error) {
	var person models.Staff
	err := s.office.Read(ctx, func(tx *office.Tx) (err error) {
		person, err = tx.StaffOfIdentity(identity)
		return err
	})
	if errors.Is(err, models.ErrNotFound) {
		return office.Person{}, &models.Problem{Code: "openid.nobody", Values: map[string]any{"identity": identity}}
	}
	if err != nil {
		return office.Person{}, err
	}
	return s.letIn(ctx, person, map[string]string{"identity": identity})
}
