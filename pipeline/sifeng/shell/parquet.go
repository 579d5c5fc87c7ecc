package shell

import (
	"context"

	"sifeng/reports/export"
)

func (s *Shell) parquet(ctx context.Context, statement, file string) error {
	rows, err := s.DB.QueryContext(ctx, statement)
	if err != nil {
		return err
	}
	_, err = export.WriteParquet(ctx, file, rows)
	return err
}
