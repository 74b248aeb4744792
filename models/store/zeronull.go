package store

import (
	"context"
	"fmt"
	"reflect"

	"gorm.io/gorm/schema"
)

func init() { schema.RegisterSerializer("zeronull", zeroNull{}) }

// zeroNull keeps the number of a row as NULL where it is 0: a foreign key that
// points to nothing.
type zeroNull struct{}

// Scan implements schema.SerializerInterface.
func (zeroNull) Scan(ctx context.Context, field *schema.Field, destination reflect.Value, value any) error {
	switch value := value.(type) {
	case nil:
		return field.Set(ctx, destination, int64(0))
	case int64:
		return field.Set(ctx, destination, value)
	}
	return fmt.Errorf("store: %s is no number: %T", field.Name, value)
}

// Value implements schema.SerializerInterface.
func (zeroNull) Value(_ context.Context, _ *schema.Field, _ reflect.Value, value any) (any, error) {
	if number, ok := value.(int64); ok && number == 0 {
		return nil, nil
	}
	return value, nil
}
