#include <sqlite3.h>

// Functions with a variable number of arguments are not imported.
static inline int csqlite_config_memory_statistics(int is_on) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, is_on);
}

// SQLITE_TRANSIENT is a cast that Swift does not import.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int length) {
    return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}
