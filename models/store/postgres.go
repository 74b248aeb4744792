package store

import (
	"context"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// migrationLock keeps two desks from changing the tables at the same time.
const migrationLock = applicationID

// postgresConnections is how many a desk holds at most; a clinic has few desks
// and a server about a hundred connections.
const postgresConnections = 5

func openPostgres(ctx context.Context, dsn string, o Options, steps []*migrations.Step) (*Store, error) {
	store := &Store{engine: postgresEngine, location: withoutPassword(dsn), now: o.now, madeUpTime: o.MadeUpTime, damage: new(damage)}
	if err := store.openPostgres(ctx, dsn, o, steps); err != nil {
		_ = store.Close() // the failure itself says more
		return nil, explain(err, store.location)
	}
	return store, nil
}

func (s *Store) openPostgres(ctx context.Context, dsn string, o Options, steps []*migrations.Step) error {
	settings, err := pgx.ParseConfig(dsn)
	if err != nil {
		return models.ErrDatabaseMissing.With("path", s.location) // the cause may quote the password
	}
	settings.RuntimeParams["timezone"] = "UTC"
	connections := stdlib.OpenDB(*settings, stdlib.OptionAfterConnect(readUTC))
	connections.SetMaxOpenConns(postgresConnections)
	connections.SetConnMaxIdleTime(5 * time.Minute)
	handle, err := gorm.Open(postgres.New(postgres.Config{Conn: connections}), config(o, false)) // pgx prepares by itself
	if err != nil {
		_ = connections.Close()
		return err
	}
	s.writer, s.reader = handle, handle
	if err := s.refuseForeign(ctx); err != nil {
		return err
	}
	fresh, err := s.isFresh(ctx)
	if err != nil {
		return err
	}
	if err := s.migratePostgres(ctx, steps); err != nil {
		return err
	}
	return s.readOrigin(ctx, fresh && o.MadeUpTime)
}

// isFresh tells whether no step has run yet.
func (s *Store) isFresh(ctx context.Context) (bool, error) {
	var steps int64
	err := s.reader.WithContext(ctx).Raw(`SELECT count(*) FROM information_schema.tables
		WHERE table_schema = current_schema() AND table_name = ?`, migrations.Table).Scan(&steps).Error
	return steps == 0, err
}

// readUTC makes instants come back in UTC rather than in the machine's zone.
func readUTC(_ context.Context, connection *pgx.Conn) error {
	connection.TypeMap().RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}

// refuseForeign refuses a schema with tables, but none of ours.
func (s *Store) refuseForeign(ctx context.Context) error {
	var tables, ours int
	err := s.reader.WithContext(ctx).Raw(`SELECT count(*), count(*) FILTER (WHERE table_name = ?)
		FROM information_schema.tables WHERE table_schema = current_schema()`, migrations.Table).
		Row().Scan(&tables, &ours)
	if err != nil {
		return err
	}
	if tables > 0 && ours == 0 {
		return models.ErrDatabaseForeign.With("path", s.location)
	}
	return nil
}

// migratePostgres brings the tables up to date, one desk at a time.
func (s *Store) migratePostgres(ctx context.Context, steps []*migrations.Step) (err error) {
	return s.writer.WithContext(ctx).Connection(func(one *gorm.DB) (err error) {
		if err := one.Exec(`SELECT pg_advisory_lock(?)`, migrationLock).Error; err != nil {
			return err
		}
		defer func() {
			if unlockErr := one.Exec(`SELECT pg_advisory_unlock(?)`, migrationLock).Error; err == nil {
				err = unlockErr
			}
		}()
		return migrations.Run(s.writer.WithContext(ctx), steps)
	})
}

// withoutPassword is the server's address as it may be shown.
func withoutPassword(dsn string) string {
	address, err := url.Parse(dsn)
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
