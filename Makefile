# make run, make test: nothing else is needed on Debian or Ubuntu with Go and git.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# One compiler and one set of tags for run, test, lint and build: they are part of the
# build cache's key. clang compiles the OpenGL bindings in 5 s, gcc in more than two minutes.
# no_emoji: the toolkit's font of emoji, 4 MB, would be read at the first text, and no text has one.
export CC := clang
export CGO_ENABLED := 1
export GOFLAGS := -buildvcs=false -tags=migrated_fynedo,no_emoji

PROGRAM := build/nursedesk
ARGS :=
PACKAGES :=
DEMO :=
DEMO_DATABASE := build/demo-$(shell date +%F).db
DATABASE = $(if $(DEMO),--database $(DEMO_DATABASE))
# What writes the documents about the rules and the licences, and holds that they are true.
RULE_DOCS := go test ./app ./app/triage -count=1 -run "TestEveryFactIsUsed|TestTheDoctorsTable"
LICENCES := go test ./cmd/nursedesk -count=1 -run TestLicencesOfAllThatIsLinked
RISKS := go test ./cmd/nursedesk -count=1 -run TestRisksAreThoseThatAreTested
LINT := go tool -modfile=.ci/tools/go.mod golangci-lint

.PHONY: help run build windows package package-test test postgres faults soak days kills fuzz mutants lint docs format bench screens packages vulncheck clean

help: ## this list
	@echo 'make TARGET, where TARGET is:'
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: build ## build and open the desk (DEMO=1: with made-up patients; ARGS="--now 2026-12-14T08:00:00+01:00")
	@if [ -n "$(DEMO)" ] && ! [ -e $(DEMO_DATABASE) ]; then \
	    $(PROGRAM) $(DATABASE) demo || { rm -f $(DEMO_DATABASE)*; exit 1; }; \
	fi
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	    $(PROGRAM) $(DATABASE) $(ARGS); \
	else \
	    .ci/packages headless; \
	    .ci/headless build/nursedesk.png $(PROGRAM) $(DATABASE) $(ARGS); \
	fi

build: ## build the program, build/nursedesk
	@.ci/packages build
	@[ -e $(PROGRAM) ] || echo 'The first build takes some minutes: the window and the database are partly C. Later ones take seconds.'
	go build -ldflags '-s -w' -o $(PROGRAM) ./cmd/nursedesk

windows: export CC := clang --target=x86_64-w64-mingw32
windows: ## build the program for Windows on Linux, build/nursedesk.exe
	@.ci/packages windows
	GOOS=windows GOARCH=amd64 go build -ldflags '-s -w -H=windowsgui -extld=x86_64-w64-mingw32-gcc' -o build/nursedesk.exe ./cmd/nursedesk

package: ## make what clinics install into dist/: .deb, .msi, archives, checksums, parts list
	@.ci/packages package
	@.ci/installers/make

package-test: ## install what `make package` has made, work in it, print, upgrade and remove it: bare Debian, wine
	@.ci/packages package-test
	@.ci/installers/test

test: export LC_ALL := C.UTF-8
test: ## run every test, also of the real program under Xvfb
	@.ci/packages test
	@mkdir -p build
	@[ -e build/tested ] || echo 'The first test run takes some minutes: the window and the database are partly C. Later ones are faster.'
	@touch build/tested
	go test -timeout 20m ./... # more than the usual ten: the real window is slow where all else is busy
	NURSEDESK_TEST_DATABASE=postgres go test ./app/bookings ./app/calls ./app/worklist -run 'TestBook|TestWorklist|TestMove|TestUnknownCaller|TestCancel|TestTwo' # make postgres runs all

postgres: export LC_ALL := C.UTF-8
postgres: export NURSEDESK_TEST_DATABASE := postgres
postgres: ## run the tests of the services on PostgreSQL, as test does on SQLite: 5 minutes
	@.ci/packages test
	go test ./app/...

days: export LC_ALL := C.UTF-8
days: ## run every test as on other days: summer time begins, a leap day, the year ends
	@.ci/packages test
	.ci/days

faults: export LC_ALL := C.UTF-8
faults: export NURSEDESK_TEST_FAULTS := all
faults: ## kill, stop, cut, slow and fill the server in every use case that writes: 15 minutes
	@.ci/packages test
	go test -count=1 -v -timeout 60m -run '^TestFaultsInEveryUseCase$$' ./app

soak: export LC_ALL := C.UTF-8
soak: export NURSEDESK_SOAK := 10m
soak: ## let 8 desks work on one server for 10 minutes, with ten years of data and a million patients, and count what was lost
	@.ci/packages test
	go test -count=1 -v -timeout 60m ./app/soak

kills: export LC_ALL := C.UTF-8
kills: export NURSEDESK_TEST_KILLS := 300
kills: ## kill the program 300 times at work, and see that nothing confirmed is lost
	@.ci/packages test
	go test -count=1 -v -timeout 60m -run '^TestKilledAtWork$$' ./cmd/nursedesk

fuzz: export LC_ALL := C.UTF-8
fuzz: ## give every reader of outside text what nobody would write, 10 s each
	@.ci/packages build
	.ci/fuzz

mutants: export LC_ALL := C.UTF-8
mutants: ## look for mistakes that the tests would let through: hours (PACKAGES="./models ./app/workday")
	@.ci/packages build
	.ci/mutants $(PACKAGES)

lint: export LC_ALL := C.UTF-8
lint: ## check the code with golangci-lint, and the documents about the rules
	@.ci/packages build
	@mkdir -p build
	@[ -e build/linted ] || echo 'The first check takes some minutes: the linters are built from source. Later ones take seconds.'
	@touch build/linted
	$(LINT) run
	GOOS=windows CGO_ENABLED=0 go vet ./app/printer ./models/owneronly # Windows' part, which the linters on Linux don't see
	NURSEDESK_DOCS=check $(RULE_DOCS)
	NURSEDESK_DOCS=check $(LICENCES)
	NURSEDESK_DOCS=check $(RISKS)

docs: export LC_ALL := C.UTF-8
docs: ## write what the documents say of the rules: docs/leaflet.md, docs/triage-table.md, the risks, and the licences
	NURSEDESK_DOCS=write $(RULE_DOCS) -update
	NURSEDESK_DOCS=write $(LICENCES)
	NURSEDESK_DOCS=write $(RISKS)

format: ## put the code in the form that lint asks for
	$(LINT) fmt

bench: export LC_ALL := C.UTF-8
bench: ## measure what docs/benchmarks.md tells
	@.ci/packages test
	@mkdir -p build
	go test -p 1 -run '^$$' -bench . -benchmem ./... | tee build/benchmarks.txt # one at a time: another would be measured too
	@.ci/ratios <build/benchmarks.txt

screens: export LC_ALL := C.UTF-8
screens: ## draw every page and dialog into build/screens, and renew those that docs show
	@.ci/packages build
	@.ci/packages headless
	.ci/screens

packages: ## install every Debian package that building and testing need
	@.ci/packages test

vulncheck: ## look for known vulnerabilities (needs vuln.go.dev)
	go run golang.org/x/vuln/cmd/govulncheck@latest ./...

clean: ## remove what was built, also the demo's patients
	rm -rf build dist
