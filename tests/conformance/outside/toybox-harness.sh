# What toybox's test files expect around them, in our own words: `bash toybox-harness.sh COMMAND TEST-FILE RESULTS`. Each case adds a line
# `passed NAME`, `failed NAME` or `skipped NAME` to RESULTS; with CASES set, what a failed one was and said goes to standard output.
CMDNAME=$1 SUITE=$2 RESULTS=$3
C=$(type -P "$CMDNAME") SKIP=0
export TESTDIR=$PWD LC_COLLATE=C
mkdir testdir && cd testdir || exit 1

result() { printf '%s %s\n' "$1" "${NAME//$'\n'/ }" >> "$RESULTS"; }
verbose_has() { false; }
do_pass() { result passed; }
do_fail() { result failed; }
optional() { SKIP=0; }
skipnot() { eval "$@" > /dev/null 2>&1 || { SKIP=$((SKIP + 1)); return 1; }; }
# Cases for toybox alone are counted for nobody.
toyonly() { [ "$SKIP" -gt 0 ] || SKIP=1; "$@"; }
utf8locale() { LC_ALL=C.UTF-8; }
# A conversation with a program through pipes with time-outs: terminals are tested elsewhere.
txpect() { :; }

testing() {
  NAME=${1:-$2}
  case $NAME in "$CMDNAME "*) ;; *) NAME="$CMDNAME $1" ;; esac
  if [ "$SKIP" -gt 0 ]; then
    SKIP=$((SKIP - 1))
    result skipped
    return 0
  fi
  echo -ne "$3" > "$TESTDIR/expected"
  if [ -n "$4" ]; then echo -ne "$4" > input; else rm -f input; fi
  echo -ne "$5" | ${EVAL:-eval --} "$2" > "$TESTDIR/actual" 2> "$TESTDIR/stderr"
  RETVAL=$?
  if { [ -n "$NOSPACE" ] && diff -qw "$TESTDIR/expected" "$TESTDIR/actual" > /dev/null; } ||
    cmp -s "$TESTDIR/expected" "$TESTDIR/actual"; then
    result passed
  else
    result failed
    if [ -n "$CASES" ]; then
      printf '%s\n' "--- $NAME" "$2"
      [ -n "$4" ] && printf 'input: %q\n' "$4"
      [ -n "$5" ] && printf 'stdin: %q\n' "$5"
      printf 'wanted: %q\ngot:    %q\nstderr: %q status %d\n' "$(cat "$TESTDIR/expected")" "$(cat "$TESTDIR/actual")" \
        "$(cat "$TESTDIR/stderr")" "$RETVAL"
    fi
  fi
  rm -f input
  return 0
}
testcmd() { testing "${1:-$CMDNAME $2}" "\"$C\" $2" "$3" "$4" "$5"; }

. "$SUITE"
