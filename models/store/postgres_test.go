package store

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/models/migrations"
	"nursedesk/models/store/postgrestest"
)

// A server that cannot be reached is told as such, without its password.
func TestUnreachableServer(t *testing.T) {
	for name, test := range map[string]struct {
		dsn  string
		want error
	}{
		"nobody listens": {"postgres://desk:hemligt@127.0.0.1:1/nursedesk?connect_timeout=2", models.ErrDatabaseUnreachable},
		"no such name":   {"postgres://desk:hemligt@nursedesk.invalid/nursedesk?connect_timeout=2", models.ErrDatabaseUnreachable},
		"wrongly spelt":  {"postgres://desk:hemligt@host:port/nursedesk", models.ErrDatabaseAddress},
		"unknown option": {"postgres://desk:hemligt@127.0.0.1:1/nursedesk?sslmode=hemligt", models.ErrDatabaseAddress},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), test.dsn, at(noon))
			require.ErrorIs(t, err, test.want)
			require.NotContains(t, err.Error(), "hemligt")
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.NotContains(t, problem.Values["path"], "hemligt:")
		})
	}
}

func TestLocationHidesThePassword(t *testing.T) {
	for dsn, want := range map[string]string{
		"postgres://desk:hemligt@db.example/nursedesk":                   "postgres://desk@db.example/nursedesk",
		"postgres://db.example/nursedesk?password=hemligt&user=desk":     "postgres://db.example/nursedesk?user=desk",
		"postgres:///nursedesk?host=/run/postgresql&sslpassword=hemligt": "postgres:///nursedesk?host=%2Frun%2Fpostgresql",
		"postgres://desk:hem ligt%zz@db":                                 "postgres://",
	} {
		require.Equal(t, want, WithoutPassword(dsn))
	}
}

// What a server answers becomes something a nurse can act on.
func TestServerAnswers(t *testing.T) {
	for code, want := range map[string]*models.Problem{
		"40P01": models.ErrDatabaseBusy, "40001": models.ErrDatabaseBusy, "53300": models.ErrDatabaseBusy,
		"53100": models.ErrDatabaseFull, "25006": models.ErrDatabaseReadOnly, "42501": models.ErrDatabaseReadOnly,
		"XX001": models.ErrDatabaseDamaged, "3D000": models.ErrDatabaseNone, "28P01": models.ErrDatabasePassword,
		"57P01": models.ErrDatabaseUnreachable, "08006": models.ErrDatabaseUnreachable,
	} {
		require.ErrorIs(t, explain(&pgconn.PgError{Code: code}, "x"), want, code)
	}
	fault := &pgconn.PgError{Code: "42601"}
	require.Equal(t, error(fault), explain(fault, "x"), "a fault of the program stays one")
	require.NoError(t, explain(nil, "x"))
	plain := errors.New("plain")
	require.Equal(t, plain, explain(plain, "x"))
}

// A schema that belongs to something else, or to a newer program, is left alone.
func TestForeignServer(t *testing.T) {
	dsn := postgrestest.Database(t)
	s := reopen(t, dsn, at(noon))
	require.NoError(t, s.writer.Exec("INSERT INTO "+migrations.Table+" VALUES ('0099-future')").Error)
	_, err := Open(t.Context(), dsn, at(noon))
	require.ErrorIs(t, err, models.ErrDatabaseNewer)
	require.NoError(t, s.writer.Exec("DROP TABLE "+migrations.Table).Error)
	_, err = Open(t.Context(), dsn, at(noon))
	require.ErrorIs(t, err, models.ErrDatabaseForeign)
}
