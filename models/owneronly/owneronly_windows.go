package owneronly

import (
	"errors"
	"unsafe"

	"golang.org/x/sys/windows"
)

// closeFolder closes a folder that was just made. A stick or share that keeps no such lists leaves it to whom it is
// given to: the folder is there, and work goes on.
func closeFolder(path string) error {
	err := grant(path, windows.SUB_CONTAINERS_AND_OBJECTS_INHERIT)
	if errors.Is(err, windows.ERROR_NOT_SUPPORTED) || errors.Is(err, windows.ERROR_INVALID_FUNCTION) || errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return nil
	}
	return err
}

func closeFile(path string) error { return grant(path, windows.NO_INHERITANCE) }

// grant gives a file or folder to the user, to Windows itself and to who sees to the computer, and to nobody else,
// whatever the folder above gives.
func grant(path string, inheritance uint32) error {
	allowed, err := owners()
	if err != nil {
		return err
	}
	var entries []windows.EXPLICIT_ACCESS
	for _, who := range allowed {
		entries = append(entries, windows.EXPLICIT_ACCESS{
			AccessPermissions: windows.GENERIC_ALL, AccessMode: windows.GRANT_ACCESS, Inheritance: inheritance,
			Trustee: windows.TRUSTEE{TrusteeForm: windows.TRUSTEE_IS_SID, TrusteeType: windows.TRUSTEE_IS_UNKNOWN, TrusteeValue: windows.TrusteeValueFromSID(who)},
		})
	}
	list, err := windows.ACLFromEntries(entries, nil)
	if err != nil {
		return err
	}
	const replace = windows.DACL_SECURITY_INFORMATION | windows.PROTECTED_DACL_SECURITY_INFORMATION
	return windows.SetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, replace, nil, nil, list, nil)
}

// owners are the user, the system and the administrators.
func owners() ([]*windows.SID, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	all := []*windows.SID{user.User.Sid}
	for _, kind := range []windows.WELL_KNOWN_SID_TYPE{windows.WinLocalSystemSid, windows.WinBuiltinAdministratorsSid} {
		who, err := windows.CreateWellKnownSid(kind)
		if err != nil {
			return nil, err
		}
		all = append(all, who)
	}
	return all, nil
}

// reads are the rights by which a file's content can be read.
const reads = windows.ACCESS_MASK(windows.FILE_READ_DATA | windows.GENERIC_READ | windows.GENERIC_ALL)

func exposed(path string) (bool, error) {
	allowed, err := owners()
	if err != nil {
		return false, err
	}
	said, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return false, err
	}
	list, _, err := said.DACL()
	if err != nil || list == nil {
		return true, err // without a list everybody may do everything
	}
	for i := range uint32(list.AceCount) {
		var entry *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(list, i, &entry); err != nil {
			return false, err
		}
		who := (*windows.SID)(unsafe.Pointer(&entry.SidStart)) //nolint:gosec // Windows lays it there
		if entry.Header.AceType == windows.ACCESS_ALLOWED_ACE_TYPE && entry.Mask&reads != 0 && !among(allowed, who) {
			return true, nil
		}
	}
	return false, nil
}

func among(all []*windows.SID, who *windows.SID) bool {
	for _, one := range all {
		if one.Equals(who) {
			return true
		}
	}
	return false
}
