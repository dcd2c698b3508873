// What Swift cannot import from ncurses.h by itself: globals, function-like macros and variadic calls.
#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <locale.h>
#include <stdio.h>
#include <wchar.h>
#include <ncurses.h>
#include <term.h>

extern int wcwidth(wchar_t);

static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline WINDOW *nc_curscr(void) { return curscr; }
static inline TERMINAL *nc_cur_term(void) { return cur_term; }
static inline int nc_pairs(void) { return COLOR_PAIRS; }
static inline attr_t nc_a_bold(void) { return A_BOLD; }
static inline attr_t nc_a_underline(void) { return A_UNDERLINE; }
static inline attr_t nc_a_reverse(void) { return A_REVERSE; }
static inline attr_t nc_a_dim(void) { return A_DIM; }

// A capability that is a string; NULL where the terminal has none, or where the name is of another kind.
static inline const char *nc_string(const char *name) {
  const char *value = tigetstr((NCURSES_CONST char *)name);
  return value == (const char *)-1 ? NULL : value;
}

// What sends the cursor to a place by an absolute address; NULL where there is none. The next call overwrites it.
static inline const char *nc_address(int row, int column) {
  const char *address = nc_string("cup");
  return address ? tparm((NCURSES_CONST char *)address, (long)row, (long)column, 0L, 0L, 0L, 0L, 0L, 0L, 0L) : NULL;
}

// The pair goes through the last argument: the short one ends at 32767.
static inline int nc_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  return setcchar(cell, text, attributes, (short)0, &pair);
}

static inline int nc_set_plain_cell(cchar_t *cell, wchar_t character, attr_t attributes, int pair) {
  const wchar_t text[2] = {character, 0};
  return nc_set_cell(cell, text, attributes, pair);
}
#endif
