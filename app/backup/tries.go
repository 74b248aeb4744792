package backup

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"nursedesk/models"
)

// tries are the wrong passwords of who would put a backup back. They lie beside the backups, since no
// database may be there that could keep them; no name can be read in them.
type tries struct {
	Salt string
	Of   map[string]wrongOnes // by the sum of a name
}

type wrongOnes struct {
	Wrong int
	Last  time.Time
}

func (t tries) sum(name string) string {
	sum := hmac.New(sha256.New, []byte(t.Salt))
	sum.Write([]byte(name))
	return hex.EncodeToString(sum.Sum(nil))
}

// SignInTries reads how often a name was tried with a wrong password, see [models.Staff.Key].
func (b *Backups) SignInTries(name string) (models.SignInTries, error) {
	kept := b.notes().Tries
	wrong := kept.Of[kept.sum(name)]
	return models.SignInTries{Name: name, Wrong: wrong.Wrong, Last: wrong.Last}, nil
}

// SaveSignInTries keeps the tries of a name, and forgets those of any name that were too long ago to count.
func (b *Backups) SaveSignInTries(one models.SignInTries, forget time.Time) error {
	return b.note(func(n *notes) {
		if n.Tries.Of == nil {
			n.Tries = tries{Salt: rand.Text(), Of: map[string]wrongOnes{}}
		}
		for name, other := range n.Tries.Of {
			if other.Last.Before(forget) {
				delete(n.Tries.Of, name)
			}
		}
		name := n.Tries.sum(one.Name)
		if delete(n.Tries.Of, name); one.Wrong > 0 {
			n.Tries.Of[name] = wrongOnes{one.Wrong, one.Last}
		}
		if len(n.Tries.Of) == 0 {
			n.Tries = tries{}
		}
	})
}
