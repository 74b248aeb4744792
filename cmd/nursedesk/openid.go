package main

import (
	"context"
	"errors"
	"net/url"

	"fyne.io/fyne/v2"
	"github.com/spf13/cobra"
	"github.com/zalando/go-keyring"

	"nursedesk/app"
	"nursedesk/app/office"
	"nursedesk/app/openid"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// secretName is what the client's secret at a provider lies under in the system's key store.
func secretName(settings models.OpenID) string {
	return "openid " + settings.Client + " " + settings.Issuer
}

// clientSecret is this program's secret at the provider, "" where it has none: most providers give none to a program that
// anybody can take apart.
func clientSecret(settings models.OpenID) string {
	secret, err := keyring.Get(keyName, secretName(settings))
	if err != nil {
		return ""
	}
	return secret
}

// byProvider lets in whom the clinic's provider names.
func byProvider(desk *app.Desk, browse func(address string) error) func(context.Context) (office.Person, error) {
	return func(ctx context.Context) (office.Person, error) {
		settings, err := desk.OpenID(ctx)
		if err != nil {
			return office.Person{}, err
		}
		asked := openid.Client{
			Settings: settings, Secret: clientSecret(settings), Browse: browse, Now: desk.Clock().Now, Back: locale.T("openid.back"),
		}
		identity, err := asked.Who(ctx)
		if err != nil {
			return office.Person{}, err
		}
		return desk.SignInByIdentity(ctx, identity)
	}
}

// inBrowser opens an address in the system's browser.
func inBrowser(application fyne.App) func(string) error {
	return func(address string) error {
		parsed, err := url.Parse(address)
		if err != nil {
			return err
		}
		return application.OpenURL(parsed)
	}
}

func checkProvider(ctx context.Context, settings models.OpenID) error {
	return openid.Client{Settings: settings}.Check(ctx)
}

// openIDCommand tells how the clinic's provider is asked, and whether it answers.
func (s *session) openIDCommand() *cobra.Command {
	command := &cobra.Command{
		Use: "openid", Short: locale.T("cli.openid"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.withProvider(cmd.Context(), func(settings models.OpenID) error {
				if err := checkProvider(cmd.Context(), settings); err != nil {
					return err
				}
				return s.write("%s\n", locale.T("cli.openid.answers", "provider", settings.Name, "issuer", settings.Issuer, "client", settings.Client, "claim", settings.Claim))
			})
		},
	}
	command.AddCommand(&cobra.Command{
		Use: "secret", Short: locale.T("cli.openid.secret"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.withProvider(cmd.Context(), func(settings models.OpenID) error {
				s.say("%s", locale.T("cli.openid.ask", "provider", settings.Name))
				secret, err := s.readSecret()
				if err != nil {
					return err
				}
				return s.keepSecret(settings, secret)
			})
		},
	})
	return command
}

func (s *session) withProvider(ctx context.Context, do func(models.OpenID) error) error {
	return s.withDesk(ctx, func(desk *app.Desk) error {
		settings, err := desk.OpenID(ctx)
		if err == nil && !settings.SetUp() {
			err = &models.Problem{Code: "openid.none"}
		}
		if err != nil {
			return err
		}
		return do(settings)
	})
}

// keepSecret keeps the secret in the system's key store, never in a file; an empty one ends it.
func (s *session) keepSecret(settings models.OpenID, secret string) error {
	var err error
	if secret == "" {
		if err = keyring.Delete(keyName, secretName(settings)); errors.Is(err, keyring.ErrNotFound) {
			err = nil
		}
	} else {
		err = keyring.Set(keyName, secretName(settings), secret)
	}
	if err != nil {
		return (&models.Problem{Code: "openid.no-key-store"}).Because(err)
	}
	return s.write("%s\n", locale.T("cli.openid.kept"))
}
