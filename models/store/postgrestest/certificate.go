//go:build unix

package postgrestest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// certify writes an authority of the test's own and a certificate that it gave
// to the server named localhost.
func certify(t testing.TB, folder string) {
	t.Helper()
	authority, key := sign(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "Nursedesk test authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign,
	}, nil, nil)
	write(t, filepath.Join(folder, "authority.pem"), "CERTIFICATE", authority.Raw)
	server, serverKey := sign(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, authority, key)
	write(t, filepath.Join(folder, "server.pem"), "CERTIFICATE", server.Raw)
	private, err := x509.MarshalPKCS8PrivateKey(serverKey)
	require.NoError(t, err)
	write(t, filepath.Join(folder, "server.key"), "PRIVATE KEY", private)
}

// sign makes a certificate; without an authority it signs itself.
func sign(t testing.TB, template, authority *x509.Certificate, by *ecdsa.PrivateKey) (*x509.Certificate, *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template.SerialNumber, err = rand.Int(rand.Reader, big.NewInt(1<<62))
	require.NoError(t, err)
	template.NotBefore = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	template.NotAfter = time.Date(2120, 1, 1, 0, 0, 0, 0, time.UTC)
	if authority == nil {
		authority, by = template, key
	}
	body, err := x509.CreateCertificate(rand.Reader, template, authority, &key.PublicKey, by)
	require.NoError(t, err)
	made, err := x509.ParseCertificate(body)
	require.NoError(t, err)
	return made, key
}

func write(t testing.TB, path, kind string, body []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: body}), 0o600))
}
