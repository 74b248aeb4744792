package store

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"nursedesk/models"
)

// IsServer tells whether a dsn names a server rather than a file.
func IsServer(dsn string) bool {
	scheme, _, found := strings.Cut(dsn, "://")
	scheme = strings.ToLower(strings.TrimSpace(scheme))
	return found && (scheme == "postgres" || scheme == "postgresql")
}

// CheckAddress refuses what is neither a server's address nor a file's path: a file
// would otherwise be made in a folder that is named with somebody's password.
func CheckAddress(dsn string) error {
	if IsServer(dsn) {
		return nil
	}
	if strings.Contains(dsn, "://") {
		return models.ErrDatabaseAddress
	}
	for _, setting := range strings.Fields(dsn) {
		if name, _, found := strings.Cut(setting, "="); found && slices.Contains([]string{"host", "user", "password", "dbname"}, name) {
			return models.ErrDatabaseAddress // settings as libpq writes them
		}
	}
	return nil
}

// HasPassword tells whether a server's address holds a password.
func HasPassword(dsn string) bool {
	if !IsServer(dsn) {
		return false
	}
	address, err := url.Parse(strings.TrimSpace(dsn))
	if err != nil {
		return true // nobody can tell
	}
	_, given := address.User.Password()
	return given || address.Query().Has("password")
}

// WithoutPassword is a server's address as it may be shown.
func WithoutPassword(dsn string) string {
	address, err := url.Parse(strings.TrimSpace(dsn))
	if err != nil {
		return "postgres://"
	}
	if address.User != nil {
		address.User = url.User(address.User.Username())
	}
	settings := address.Query()
	settings.Del("password")
	settings.Del("sslpassword")
	address.RawQuery = settings.Encode()
	return address.String()
}

// readAddress reads a server's address. What leaves this computer is encrypted and
// the server's certificate is checked, unless the address says how else it is
// encrypted: unencrypted it is refused.
func readAddress(dsn, password string) (*pgx.ConnConfig, error) {
	address, settings, err := secured(dsn)
	if err != nil {
		return nil, err
	}
	address.RawQuery = settings.Encode()
	config, err := pgx.ParseConfig(address.String())
	if err != nil {
		return nil, models.ErrDatabaseAddress.With("path", WithoutPassword(dsn)) // no cause: it may quote the password
	}
	if password != "" && !HasPassword(dsn) {
		config.Password = password
	}
	return config, nil
}

// secured is an address with the settings by which nothing leaves this computer unencrypted.
func secured(dsn string) (*url.URL, url.Values, error) {
	shown := WithoutPassword(dsn)
	address, err := url.Parse(strings.TrimSpace(dsn))
	if err != nil {
		return nil, nil, models.ErrDatabaseAddress.With("path", shown) // no cause: it may quote the password
	}
	settings := address.Query()
	if !staysHere(hosts(address)) {
		switch mode := settings.Get("sslmode"); mode {
		case "":
			settings.Set("sslmode", "verify-full")
		case "disable", "allow", "prefer":
			return nil, nil, models.ErrDatabaseUnencrypted.With("path", shown)
		}
	}
	return address, settings, nil
}

// hosts are the names of an address; an address may name several.
func hosts(address *url.URL) []string {
	named := address.Query().Get("host")
	if named == "" {
		named = address.Host
	}
	return strings.Split(named, ",")
}

// staysHere tells whether nothing that is said to any of the hosts leaves this computer.
func staysHere(hosts []string) bool {
	return !slices.ContainsFunc(hosts, func(host string) bool {
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		host = strings.Trim(host, "[]")
		ip := net.ParseIP(host)
		return host != "" && !strings.HasPrefix(host, "/") && !strings.EqualFold(host, "localhost") && (ip == nil || !ip.IsLoopback())
	})
}
