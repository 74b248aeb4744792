package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// slow is how long a query may take before it is worth a line in the log.
const slow = 200 * time.Millisecond

// queryLog writes slow and failed queries to the log, never a value: those are
// the patients' data.
type queryLog struct{ log *slog.Logger }

// LogMode keeps the one mode there is.
func (q queryLog) LogMode(logger.LogLevel) logger.Interface { return q }

// Info writes a note of gorm, without its values.
func (q queryLog) Info(ctx context.Context, text string, _ ...any) { q.log.DebugContext(ctx, text) }

// Warn writes a warning of gorm, without its values.
func (q queryLog) Warn(ctx context.Context, text string, _ ...any) { q.log.WarnContext(ctx, text) }

// Error writes an error of gorm, without its values.
func (q queryLog) Error(ctx context.Context, text string, _ ...any) { q.log.ErrorContext(ctx, text) }

// ParamsFilter takes the values out before a query is put into words.
func (q queryLog) ParamsFilter(_ context.Context, query string, _ ...any) (string, []any) {
	return query, nil
}

// Trace writes a query that failed or was slow.
func (q queryLog) Trace(ctx context.Context, begin time.Time, query func() (string, int64), err error) {
	took := time.Since(begin)
	switch {
	case err != nil && !expected(err):
		text, _ := query()
		q.log.ErrorContext(ctx, "query failed", "reason", reason(err), "query", text, "took", took)
	case took > slow:
		text, rows := query()
		q.log.WarnContext(ctx, "query was slow", "query", text, "rows", rows, "took", took)
	}
}

// expected tells whether an error is an answer rather than a fault.
func expected(err error) bool {
	return errors.Is(err, gorm.ErrRecordNotFound) || errors.Is(err, gorm.ErrDuplicatedKey) ||
		errors.Is(err, context.Canceled)
}

// reason says what went wrong without any text that may quote a value.
func reason(err error) string {
	var lite sqlite3.Error
	var post *pgconn.PgError
	switch {
	case errors.As(err, &lite):
		return fmt.Sprintf("sqlite %d (%v)", lite.ExtendedCode, lite.Code)
	case errors.As(err, &post):
		return "postgres " + post.Code + " " + post.ConstraintName
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return gorm.ErrForeignKeyViolated.Error()
	}
	return fmt.Sprintf("%T", err)
}
