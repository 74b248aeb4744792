package office

import (
	"context"

	"nursedesk/models"
)

// Person is who acts.
type Person struct {
	Name    string // put to changes
	StaffID int64  // 0 for who is none of the staff
	Title   string
	Roles   []models.Role
	// Account is set on the command line: who runs it under this account of the operating
	// system. Whoever may write the file may do everything in it; a server asks who it is.
	Account string
}

// PersonOf is somebody of the staff, acting.
func PersonOf(one models.Staff) Person {
	return Person{Name: one.Name, StaffID: one.ID, Title: one.Title, Roles: one.Roles}
}

type actorKey struct{}

// WithActor says who acts in all that is done with the context, by name alone: enough
// at a desk without staff.
func WithActor(ctx context.Context, name string) context.Context {
	return WithPerson(ctx, Person{Name: name})
}

// WithPerson says who acts in all that is done with the context.
func WithPerson(ctx context.Context, person Person) context.Context {
	return context.WithValue(ctx, actorKey{}, person)
}

// Acting is who acts, the zero Person where nobody has said.
func Acting(ctx context.Context) Person {
	person, _ := ctx.Value(actorKey{}).(Person)
	return person
}

// Actor is the name of who acts, "" where nobody has said.
func Actor(ctx context.Context) string { return Acting(ctx).Name }
