package models

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What is said to a provider is encrypted, but for one on this very computer.
func TestOpenIDValidate(t *testing.T) {
	require.NoError(t, OpenID{}.Validate(), "there is none")
	good := OpenID{Issuer: "https://idp.example/realm", Client: "nursedesk", Claim: "sub", Name: "SITHS"}
	require.NoError(t, good.Validate())
	for address, taken := range map[string]bool{
		"https://idp.example": true, "http://127.0.0.1:8080": true, "http://[::1]:8080": true,
		"http://idp.example": false, "http://localhost": false, "idp.example": false, "https://": false, "ftp://127.0.0.1": false,
		"https://idp.example/?a=b": false, "https://idp.example/#a": false, "https://a:b@idp.example": false, "https://idp.\x00example": false,
	} {
		one := good
		one.Issuer = address
		require.Equal(t, taken, one.Validate() == nil, address)
	}
	for field, spoil := range map[string]func(*OpenID){
		"client": func(o *OpenID) { o.Client = "" }, "claim": func(o *OpenID) { o.Claim = " " }, "provider-name": func(o *OpenID) { o.Name = "" },
	} {
		bad := good
		spoil(&bad)
		var problems Problems
		require.ErrorAs(t, bad.Validate(), &problems)
		require.Equal(t, []string{field}, problems.Fields())
	}
}
