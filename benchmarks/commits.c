/* How many commits a second SQLite can make on this disk when each waits for it: one row in each
 * transaction, nothing else. usage: commits FILE COMMITS BYTES-OF-A-ROW. Prints the number. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *database;

static void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "commits: %s\n", sqlite3_errmsg(database));
  exit(1);
}

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(database, sql, -1, &statement, NULL));
  return statement;
}

static void step(sqlite3_stmt *statement) {
  check(sqlite3_step(statement));
  check(sqlite3_reset(statement));
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int count, char **words) {
  if (count != 4) return fprintf(stderr, "usage: commits FILE COMMITS BYTES\n"), 64;
  int commits = atoi(words[2]), bytes = atoi(words[3]);
  char *row = malloc(bytes);
  memset(row, 'x', bytes);
  check(sqlite3_open(words[1], &database));
  check(sqlite3_exec(database,
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    "CREATE TABLE rows (run INTEGER, number INTEGER, body TEXT, PRIMARY KEY (run, number)) "
    "WITHOUT ROWID", NULL, NULL, NULL));
  sqlite3_stmt *begin = prepared("BEGIN IMMEDIATE"), *commit = prepared("COMMIT");
  sqlite3_stmt *insert = prepared("INSERT INTO rows VALUES (1, ?, ?)");
  double began = seconds();
  for (int number = 0; number < commits; number++) {
    step(begin);
    check(sqlite3_bind_int(insert, 1, number));
    check(sqlite3_bind_text(insert, 2, row, bytes, SQLITE_STATIC));
    step(insert);
    step(commit);
  }
  printf("%.0f\n", commits / (seconds() - began));
}
