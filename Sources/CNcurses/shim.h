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
#endif
