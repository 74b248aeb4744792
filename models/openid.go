package models

import (
	"net"
	"net/url"
)

// OpenID is how the clinic's OpenID Connect provider, or a broker before it, says who somebody is.
// The client's secret, where there is one, is no part of it: it lies in each computer's key store.
type OpenID struct {
	Issuer  string // the provider's address, exactly as it calls itself; "" where there is none
	Client  string // what the provider calls this program
	Claim   string // the claim that is compared with Staff.Identity: "sub", "employeeHsaId"
	Name    string // what the staff call it: "SITHS"
	Version int
}

// SetUp tells whether there is a provider.
func (o OpenID) SetUp() bool { return o.Issuer != "" }

// Validate tells everything that keeps the settings from being kept. Without an issuer nothing else counts.
func (o OpenID) Validate() error {
	if !o.SetUp() {
		return nil
	}
	var problems Problems
	problems.Add("issuer", checkText(o.Issuer, true, MaxLine))
	problems.Add("issuer", checkIssuer(o.Issuer))
	problems.Add("client", checkText(o.Client, true, MaxLine))
	problems.Add("claim", checkText(o.Claim, true, MaxLine))
	problems.Add("provider-name", checkText(o.Name, true, MaxLine))
	return problems.OrNil()
}

// checkIssuer takes an address that nobody on the way can read: https, or one of this computer's own.
func checkIssuer(issuer string) error {
	address, err := url.Parse(issuer)
	if err != nil || address.Host == "" || address.RawQuery != "" || address.Fragment != "" || address.User != nil {
		return &Problem{Code: "openid.address"}
	}
	ip := net.ParseIP(address.Hostname())
	if address.Scheme == "https" || address.Scheme == "http" && ip != nil && ip.IsLoopback() {
		return nil
	}
	return &Problem{Code: "openid.address"}
}
