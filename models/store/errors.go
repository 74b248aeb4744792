package store

import (
	"context"
	"crypto/tls"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// explain turns an error of the database into the Problem that tells the user
// what to do; errors of the use cases pass through unchanged.
func explain(err error, location string) error {
	if err == nil {
		return nil
	}
	var told *models.Problem
	var many models.Problems
	if errors.As(err, &told) || errors.As(err, &many) {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	problem := problemOf(err)
	if problem == nil {
		return err
	}
	return problem.With("path", location).Because(err)
}

func problemOf(err error) *models.Problem {
	var (
		lite sqlite3.Error
		post *pgconn.PgError
		dial *pgconn.ConnectError
		wire net.Error

		certificate *tls.CertificateVerificationError
	)
	switch {
	case errors.Is(err, migrations.ErrUnknown):
		return models.ErrDatabaseNewer
	case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, gorm.ErrForeignKeyViolated):
		return models.ErrNotFound
	case errors.As(err, &lite):
		return sqliteProblem(lite)
	case errors.As(err, &post):
		return postgresProblem(post.Code)
	case severed(err):
		return models.ErrDatabaseUnreachable
	case errors.As(err, &certificate):
		return models.ErrDatabaseCertificate
	case errors.As(err, &dial):
		if strings.Contains(err.Error(), "server refused TLS connection") { // pgx has no error of its own for it
			return models.ErrDatabaseUnencrypted
		}
		return models.ErrDatabaseUnreachable
	}
	if problem := fileProblem(err); problem != nil {
		return problem
	}
	if errors.As(err, &wire) { // after the files: their errors look like the network's
		return models.ErrDatabaseUnreachable
	}
	return nil
}

// severed tells whether a connection ended under our hands.
func severed(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, pgconn.ErrConnClosed)
}

// sqliteProblem reads a result code, see https://sqlite.org/rescode.html.
func sqliteProblem(err sqlite3.Error) *models.Problem {
	switch err.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return models.ErrDatabaseBusy
	case sqlite3.ErrConstraint:
		if err.ExtendedCode == sqlite3.ErrConstraintTrigger && err.Error() == movedWord {
			return models.ErrDatabaseLeft.With("to", "")
		}
	case sqlite3.ErrFull:
		return models.ErrDatabaseFull
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return models.ErrDatabaseReadOnly
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return models.ErrDatabaseDamaged
	case sqlite3.ErrIoErr, sqlite3.ErrCantOpen:
		// A full disk also shows as a failure to grow the shared memory file.
		if err.SystemErrno == syscall.ENOSPC {
			return models.ErrDatabaseFull
		}
		return models.ErrDatabaseMissing
	}
	return nil
}

// postgresProblem reads an SQLSTATE, see the appendix "PostgreSQL Error Codes".
func postgresProblem(code string) *models.Problem {
	switch code {
	case "40001", "40P01", "55P03", "53300": // serialisation, deadlock, lock, too many connections
		return models.ErrDatabaseBusy
	case "53100": // disk full
		return models.ErrDatabaseFull
	case "25006", "42501": // read-only transaction, insufficient privilege
		return models.ErrDatabaseReadOnly
	case "XX001", "XX002": // data corrupted, index corrupted
		return models.ErrDatabaseDamaged
	case movedState:
		return models.ErrDatabaseLeft.With("to", "")
	case "3D000": // no such database
		return models.ErrDatabaseNone
	}
	switch {
	case strings.HasPrefix(code, "28"): // sign-in
		return models.ErrDatabasePassword
	case strings.HasPrefix(code, "08"), strings.HasPrefix(code, "57P"): // connection, shutting down
		return models.ErrDatabaseUnreachable
	}
	return nil
}

// fileProblem reads what the file system says while a file is made or opened.
func fileProblem(err error) *models.Problem {
	var path *fs.PathError
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return models.ErrDatabaseFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return models.ErrDatabaseReadOnly
	case errors.As(err, &path):
		return models.ErrDatabaseMissing
	}
	return nil
}
