package store

import (
	"context"
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
	store := &Store{engine: postgresEngine, location: WithoutPassword(dsn), now: o.now, madeUpTime: o.MadeUpTime, damage: new(damage), live: newLive(), dumpAt: o.DumpAt, steps: len(steps)}
	if err := store.openPostgres(ctx, dsn, o, steps); err != nil {
		_ = store.Close() // the failure itself says more
		return nil, explain(err, store.location)
	}
	return store, nil
}

func (s *Store) openPostgres(ctx context.Context, dsn string, o Options, steps []*migrations.Step) error {
	settings, err := readAddress(dsn, o.Password)
	if err != nil {
		return err
	}
	settings.RuntimeParams["timezone"] = "UTC"
	settings.ConnectTimeout = connectTimeout
	s.server = settings
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
	if err := s.refuseLeft(ctx); err != nil {
		return err
	}
	fresh, err := s.isFresh(ctx)
	if err != nil {
		return err
	}
	if fresh && o.Known {
		return models.ErrDatabaseBare.With("path", s.location)
	}
	if err := s.migratePostgres(ctx, steps, o); err != nil {
		return err
	}
	if err := s.refuseReader(ctx); err != nil {
		return err
	}
	return s.readOrigin(ctx, fresh && o.MadeUpTime)
}

// connectTimeout is how long a server may take to answer: one on another floor
// takes milliseconds.
const connectTimeout = 10 * time.Second

// Knock signs in at a server and leaves again.
func Knock(ctx context.Context, dsn, password string) error {
	settings, err := readAddress(dsn, password)
	if err != nil {
		return err
	}
	settings.ConnectTimeout = connectTimeout
	one, err := pgx.ConnectConfig(ctx, settings)
	if err != nil {
		return explain(err, WithoutPassword(dsn))
	}
	return one.Close(ctx)
}

// isFresh tells whether no step has run yet.
func (s *Store) isFresh(ctx context.Context) (bool, error) {
	var steps int64
	err := s.reader.WithContext(ctx).Raw(`SELECT count(*) FROM pg_tables
		WHERE schemaname = current_schema() AND tablename = ?`, migrations.Table).Scan(&steps).Error
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
	err := s.reader.WithContext(ctx).Raw(`SELECT count(*), count(*) FILTER (WHERE tablename = ?)
		FROM pg_tables WHERE schemaname = current_schema()`, migrations.Table).
		Row().Scan(&tables, &ours)
	if err != nil {
		return err
	}
	if tables > 0 && ours == 0 {
		return models.ErrDatabaseForeign.With("path", s.location)
	}
	return nil
}

// refuseReader refuses a role that may not write into each table: the first
// thing that a nurse types would be the first to be lost.
func (s *Store) refuseReader(ctx context.Context) error {
	var writes bool
	err := s.reader.WithContext(ctx).Raw(`SELECT current_setting('transaction_read_only') = 'off' AND
		bool_and(has_table_privilege(quote_ident(tablename), 'INSERT')) FROM pg_tables
		WHERE schemaname = current_schema()`).Scan(&writes).Error
	if err == nil && !writes {
		return models.ErrDatabaseRole.With("path", s.location)
	}
	return err
}

// ClockOff is how far the server's clock is ahead of an instant that was taken just
// now. Desks on one server go by its clock. A file has none: 0.
func (s *Store) ClockOff(ctx context.Context, now func() time.Time) (time.Duration, error) {
	if s.engine != postgresEngine {
		return 0, nil
	}
	var there time.Time
	before := now()
	err := s.reader.WithContext(ctx).Raw(`SELECT clock_timestamp()`).Scan(&there).Error
	return there.Sub(before) - now().Sub(before)/2, explain(err, s.location)
}

// refuseLeft refuses a database from which everything was moved.
func (s *Store) refuseLeft(ctx context.Context) error {
	db := s.reader.WithContext(ctx)
	if !db.Migrator().HasTable("moved_to") {
		return nil
	}
	var where string
	if err := db.Raw(`SELECT address FROM moved_to`).Scan(&where).Error; err != nil {
		return err
	}
	return models.ErrDatabaseLeft.With("path", s.location).With("to", where)
}

// migratePostgres brings the tables up to date, one desk at a time.
func (s *Store) migratePostgres(ctx context.Context, steps []*migrations.Step, o Options) (err error) {
	return s.writer.WithContext(ctx).Connection(func(one *gorm.DB) (err error) {
		if err := one.Exec(`SELECT pg_advisory_lock(?)`, migrationLock).Error; err != nil {
			return err
		}
		defer func() {
			if unlockErr := one.Exec(`SELECT pg_advisory_unlock(?)`, migrationLock).Error; err == nil {
				err = unlockErr
			}
		}()
		if err := s.copyBeforeUpgrade(ctx, steps, o); err != nil {
			return err
		}
		if err := migrations.Run(s.writer.WithContext(ctx), steps); err != nil {
			return err
		}
		return one.Exec(`SELECT pg_notify(?, '')`, channel).Error // desks of an older program learn why they can't go on
	})
}

// copyBeforeUpgrade copies a database of an older program before its tables change.
func (s *Store) copyBeforeUpgrade(ctx context.Context, steps []*migrations.Step, o Options) error {
	fresh, err := s.isFresh(ctx)
	if err != nil || fresh || o.BeforeUpgrade == nil {
		return err
	}
	var ran int64
	if err := s.reader.WithContext(ctx).Table(migrations.Table).Where("id <> 'SCHEMA_INIT'").Count(&ran).Error; err != nil {
		return err
	}
	if ran >= int64(len(steps)) {
		return nil
	}
	return o.BeforeUpgrade(ctx, s.dump)
}
