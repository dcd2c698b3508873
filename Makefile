# make run    opens the console on a filled sample warehouse (prints its panes once where there is no terminal)
# make test   runs every test; make test-everywhere the house's suites over every way to a database
# make install PREFIX=/usr/local   puts one static binary, its themes, its man page and completions in place
# make bench DIR=/var/tmp/bench    measures; make lint checks the form of the text

PREFIX ?= /usr/local
DIR ?= /var/tmp/tallyman-bench
WAYS = file lossy agent ssh stand-in rqlite commands-ssh commands-stand-in
SAMPLE = .build/sample/stock.db
FLAGS = --explicit-target-dependency-import-check error
STATIC = $(FLAGS) -c release -Xswiftc -static-executable --scratch-path .build/static
BINARY = .build/static/release/tallyman
PAGES = man/man1/ bash-completion/completions/ zsh/site-functions/ fish/vendor_completions.d/
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BUILD_NEEDS = libncurses-dev libsqlite3-dev libcrypt-dev
TEST_NEEDS = $(BUILD_NEEDS) sqlite3 tmux ncurses-term openssh-server openssl curl zsh fish mandoc xxd
# Installs what is missing, and asks for nothing where all is there.
install_packages = dpkg -s $(1) >/dev/null 2>&1 || \
  { $(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq $(1) >/dev/null; }

.PHONY: run build test test-everywhere lint install bench clean

# One static binary, for whoever runs it here and for whoever installs it.
build:
	@$(call install_packages,$(BUILD_NEEDS))
	@swift build $(STATIC) --product tallyman

run: build
	@mkdir -p $(dir $(SAMPLE))
	@test -s $(SAMPLE) || $(BINARY) demo $(SAMPLE)
	@$(BINARY) --db $(SAMPLE)

test:
	@$(call install_packages,$(TEST_NEEDS))
	@swift build $(FLAGS) --build-tests
	@.ci/tests

# The suites of the house over every way to a database there is: see Tests/LedgerTests/TestBooks.swift.
test-everywhere:
	@$(call install_packages,$(TEST_NEEDS))
	@swift build $(FLAGS) --build-tests
	@.ci/everywhere $(WAYS)

lint:
	@swift format lint --strict -r Sources Tests Package.swift

install: build
	@install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/tallyman/themes
	@install -m 755 -s $(BINARY) $(DESTDIR)$(PREFIX)/bin/tallyman
	@install -m 644 themes/*.theme $(DESTDIR)$(PREFIX)/share/tallyman/themes/
	@install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,$(dir $(PAGES)))
	@$(BINARY) help man >$(DESTDIR)$(PREFIX)/share/man/man1/tallyman.1
	@$(BINARY) completion bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/tallyman
	@$(BINARY) completion zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tallyman
	@$(BINARY) completion fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tallyman.fish
	@echo "installed $(DESTDIR)$(PREFIX)/bin/tallyman"

bench:
	@$(call install_packages,$(BUILD_NEEDS))
	@swift build $(FLAGS) -c release --product bench
	@mkdir -p $(DIR)
	@.build/release/bench $(DIR)

clean:
	@rm -rf .build
