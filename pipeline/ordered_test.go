package pipeline

import (
	"context"
	"errors"
	"testing"
)

func TestOrderedKeepsTheOrder(t *testing.T) {
	for _, workers := range []int{1, 3, 8} {
		next := 0
		err := Ordered(context.Background(), workers, func(_ context.Context, emit func(int) error) error {
			for i := range 10_000 {
				if err := emit(i); err != nil {
					return err
				}
			}
			return nil
		}, Each(func(i int) int { return 2 * i }), func(i int) error {
			if i != 2*next {
				t.Fatalf("%d workers: got %d, want %d", workers, i, 2*next)
			}
			next++
			return nil
		})
		if err != nil || next != 10_000 {
			t.Errorf("%d workers: %d results, error %v", workers, next, err)
		}
	}
}

func TestOrderedStopsAtTheFirstError(t *testing.T) {
	broken := errors.New("broken")
	endless := func(_ context.Context, emit func(int) error) error {
		for i := 0; ; i++ {
			if err := emit(i); err != nil {
				return err
			}
		}
	}
	same := Each(func(i int) int { return i })
	err := Ordered(context.Background(), 2, endless, same, func(i int) error {
		if i == 1000 {
			return broken
		}
		return nil
	})
	if !errors.Is(err, broken) {
		t.Errorf("error of the sink: got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = Ordered(ctx, 2, endless, same, func(i int) error {
		if i == 1000 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
	err = Ordered(context.Background(), 2, func(_ context.Context, emit func(int) error) error {
		for i := range 300 {
			if err := emit(i); err != nil {
				return err
			}
		}
		return broken
	}, same, func(int) error { return nil })
	if !errors.Is(err, broken) {
		t.Errorf("error of the source: got %v", err)
	}
}
