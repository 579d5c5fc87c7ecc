package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const secret = "not-to-be-read"

// demoDatabase makes the demo's database in a folder with a file that must not be read.
func demoDatabase(t *testing.T) (db, dir string) {
	t.Helper()
	if testing.Short() {
		t.Skip("makes the demo")
	}
	dir = t.TempDir()
	a := newApp(strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}, func(string) string { return "" })
	if code := a.run(context.Background(), []string{"demo", "--out", dir}); code != exitDone {
		t.Fatalf("demo exits with %d", code)
	}
	if err := os.WriteFile(filepath.Join(dir, "secret.csv"), []byte(secret+",b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "sifeng.duckdb"), dir
}

// files lists all files below a folder with what they hold.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		found[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// barred holds statements that would read or write a file, reach the network, or lift what bars them. DIR stands for the folder.
var barred = strings.Split(strings.TrimSpace(`
copy (select 1) to 'DIR/w.csv'
copy (select 1) to 'DIR/w.parquet' (format parquet)
copy comments to 'DIR/w.csv'
copy (select 1) to 'DIR/sifeng.duckdb'
copy (select 1) to 'DIR/sifeng.duckdb' (use_tmp_file false)
COPY/**/(select 1) to 'DIR/sifeng.duckdb.wal'
prepare p as copy(select 1) to 'DIR/sifeng.duckdb'
explain analyze copy comments to 'DIR/sifeng.duckdb.wal'
copy (select 1) to 'SPILL/w.csv'
copy "comments" to 'DIR/sifeng.duckdb.restricted.duckdb'
export database 'SPILL/w'
export/**/database 'SPILL/w'
import database 'SPILL'
attach'DIR/sifeng.duckdb' as w
use restricted; attach 'DIR/sifeng.duckdb' as w (read_write)
detach restricted; attach 'DIR/sifeng.duckdb.restricted.duckdb' as w (read_write)
from read_blob('SPILL/../secret.csv')
copy comments from 'DIR/secret.csv'
explain analyze copy (select 1) to 'DIR/w.csv'
prepare p as copy (select 1) to 'DIR/w.csv'
export database 'DIR/w'
import database 'DIR'
copy from database sifeng to memory
attach 'DIR/w.duckdb' as w
attach 'DIR/sifeng.duckdb.restricted.duckdb' as w
attach 'DIR/sifeng.duckdb.restricted.duckdb' as w (read_only)
attach ':memory:' as w
attach 'https://localhost/w.duckdb' as w
attach 'DIR/secret.csv' as w (type sqlite)
from 'DIR/secret.csv'
from "DIR/secret.csv"
from read_csv('DIR/secret.csv')
from read_csv_auto('DIR/secret.csv')
from read_csv(['DIR/secret.csv'])
from read_csv('DIR/*.csv')
from read_text('DIR/secret.csv')
from read_text('file://DIR/secret.csv')
from read_blob('DIR/secret.csv')
from read_json('DIR/secret.csv')
from read_ndjson_objects('DIR/secret.csv')
from read_parquet('DIR/secret.csv')
from parquet_scan('DIR/secret.csv')
from parquet_metadata('DIR/secret.csv')
from parquet_schema('DIR/secret.csv')
from parquet_kv_metadata('DIR/secret.csv')
from read_duckdb('DIR/sifeng.duckdb.restricted.duckdb')
from sniff_csv('DIR/secret.csv')
from glob('DIR/*')
from glob('/*')
from query('from read_text(''DIR/secret.csv'')')
from query_table('DIR/secret.csv')
from json_execute_serialized_sql(json_serialize_sql('from read_text(''DIR/secret.csv'')'))
select * from (select content from read_text('DIR/secret.csv'))
create temp table t as from read_text('DIR/secret.csv')
create temp view v as from read_text('DIR/secret.csv')
from read_csv('https://localhost/x.csv')
from 's3://bucket/x.parquet'
install httpfs
install 'DIR/x.duckdb_extension'
force install httpfs
install httpfs from 'https://localhost'
load httpfs
load 'DIR/x.duckdb_extension'
update extensions
create secret s (type http, bearer_token 'x')
create persistent secret s (type http, bearer_token 'x')
from duckdb_secrets()
from which_secret('DIR', 'http')
set enable_external_access = true
set global enable_external_access = true
reset enable_external_access
pragma enable_external_access = true
set lock_configuration = false
reset lock_configuration
set allowed_paths = ['DIR/secret.csv']
set allowed_directories = ['DIR']
set disabled_filesystems = ''
set allow_unsigned_extensions = true
set autoinstall_known_extensions = true
set autoload_known_extensions = true
set custom_extension_repository = 'https://localhost'
set extension_directory = 'DIR'
set file_search_path = 'DIR'
set home_directory = 'DIR'
set secret_directory = 'DIR'
set temp_directory = 'DIR/t'
set memory_limit = '100GB'
set max_temp_directory_size = '1TB'
set threads = 100
pragma threads = 100
set http_proxy = 'localhost'
set log_query_path = 'DIR/w.log'
pragma log_query_path = 'DIR/w.log'
pragma enable_profiling = 'json'
set profiling_output = 'DIR/w.json'
pragma profiling_output = 'DIR/w.json'
call enable_logging(storage = 'file', storage_path = 'DIR/w')
call enable_profiling(format = 'json', save_location = 'DIR/w.json')
from query('from en' || 'able_logging(storage = ''file'', storage_path = ''DIR/w'')')
from query('from en' || 'able_profiling(format = ''json'', save_location = ''DIR/w.json'')')
create temp macro m(x) as table from query(x)
create table t as select 1
create view v as select 1
create macro m(x) as x
insert into comments select * from comments
update comments set title = 'x'
delete from comments
truncate comments
drop table comments
drop view v_comments
drop macro search
alter table comments add column x integer
comment on table comments is 'x'
create index i on comments (comment_id)
create schema s
create type e as enum ('x')
detach sifeng
select getenv('HOME')
from read_blob('DIR/sifeng.duckdb.key')
from read_blob('DIR/sifeng.duckdb.wal/../sifeng.duckdb.key')
from read_text('SPILL/x/../../secret.csv')
from read_text('file:SPILL/../secret.csv')
from glob('SPILL*')
from glob('SPILL/../*')
from read_text('/proc/self/environ')
from read_csv('/dev/stdin')
from parquet_full_metadata('DIR/secret.csv')
from parquet_bloom_probe('DIR/secret.csv', 'a', 1)
from arrow_scan(null, null, null)
set variable f = 'DIR/secret.csv'; from read_text(getvariable('f'))
prepare p as from read_text($1); execute p('DIR/secret.csv')
call enable_peg_parser(); from read_text('DIR/secret.csv')
call enable_peg_parser(); copy (select 1) to 'DIR/sifeng.duckdb.wal'
call enable_peg_parser(); from query('select 1')
pragma enable_profile = 'json'
pragma enable_profile; set profile_output = 'DIR/w.json'
pragma import_database('DIR')
pragma copy_database('sifeng', 'temp')
set logging_storage = 'file'
set extension_directories = ['DIR']
`), "\n")

// TestStatementsReachNoOtherFile runs each, and after it one that would show whether anything was lifted.
func TestStatementsReachNoOtherFile(t *testing.T) {
	db, dir := demoDatabase(t)
	t.Setenv("HOME", dir)
	before := files(t, dir)
	var out, complaints bytes.Buffer
	a := newApp(strings.NewReader(""), &out, &complaints, func(string) string { return "" })
	for _, restricted := range []bool{false, true} {
		for _, statement := range barred {
			if restricted && !strings.Contains(statement, "sifeng.duckdb") && !strings.Contains(statement, "SPILL") {
				continue // the restricted file makes no difference
			}
			s, done, err := a.openShell(context.Background(), dbFlags{db: db, format: "csv", restricted: restricted}, false)
			if err != nil {
				t.Fatal(err)
			}
			var spill string
			if err := s.DB.QueryRow("select current_setting('temp_directory')").Scan(&spill); err != nil {
				t.Fatal(err)
			}
			statement = strings.NewReplacer("DIR", dir, "SPILL", spill).Replace(statement)
			if err := s.Script(context.Background(), statement); err == nil {
				t.Errorf("%s is done", statement)
			}
			if entries, err := os.ReadDir(spill); err != nil || len(entries) > 0 {
				t.Errorf("%s writes %v %v", statement, entries, err)
			}
			s.Script(context.Background(), "rollback") //nolint:errcheck // only a few leave a transaction behind
			if err := s.Script(context.Background(), "from read_text('"+filepath.Join(dir, "secret.csv")+"')"); err == nil || !strings.Contains(err.Error(), "Permission Error") {
				t.Errorf("after %s a file is read: %v", statement, err)
			}
			if err := s.Script(context.Background(), "select count(*) from sifeng.comments"); err != nil {
				t.Errorf("after %s: %v", statement, err)
			}
			done()
		}
	}
	if strings.Contains(out.String(), secret) {
		t.Error("the file was read")
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("files were written: %.500s", diff)
	}
}

// TestSavedQuestionsWithHostileValues asks every saved question with values that would change it if they were pasted into it.
func TestSavedQuestionsWithHostileValues(t *testing.T) {
	db, dir := demoDatabase(t)
	before := files(t, dir)
	var out bytes.Buffer
	a := newApp(strings.NewReader(""), &out, &out, func(string) string { return "" })
	s, done, err := a.openShell(context.Background(), dbFlags{db: db, format: "csv"}, false)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	for _, q := range s.Catalog {
		for _, p := range q.Params {
			for _, value := range []string{"'; create temp table broken as select 1; --", "x') union all select 'broken' --", "$$; select 'broken'; $$", "*/ select 'broken' /*", `\'`} {
				err := s.Answer(context.Background(), q, []string{p.Name + "=" + value})
				if err != nil && (strings.Contains(err.Error(), "Parser Error") || strings.Contains(err.Error(), "Binder Error")) {
					t.Errorf("%s with %s=%q is another statement: %v", q.Name, p.Name, value, err)
				}
			}
		}
	}
	if err := s.Script(context.Background(), "from broken"); err == nil {
		t.Error("a value made a table")
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("files were written: %.500s", diff)
	}
}
