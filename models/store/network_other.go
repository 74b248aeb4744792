//go:build !linux && !windows

package store

// onNetworkDrive cannot tell here.
func onNetworkDrive(string) bool { return false }
