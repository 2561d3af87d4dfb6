#!/usr/bin/env bash
# The program for Windows under Wine, beside that of this system: what both write must agree to the byte. Opt-in: it compiles everything once
# more, which takes 12 to 20 minutes on two cores. It wants Debian's gcc-mingw-w64-x86-64-win32 and wine64 and, where the toolchain has no
# target x86_64-pc-windows-gnu, rustc-web, cargo-web and rust-web-src of one version, of which std is built from source.
# BINARY=PATH is the program of this system; EXE=PATH that for Windows, where it is built already; WINDOWS=FOLDER keeps what is compiled.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$(realpath "${BINARY:-target/debug/crosstenant}")
[ -x "$here" ] || { echo "build the program first: cargo build --locked" >&2; exit 1; }
built=${WINDOWS:-target/windows}
target=x86_64-pc-windows-gnu
mingw=x86_64-w64-mingw32
gcc=$(command -v $mingw-gcc-win32 || command -v $mingw-gcc) || { echo "install gcc-mingw-w64-x86-64-win32" >&2; exit 1; }
wine=$(command -v wine64 || command -v wine || ls /usr/lib/wine/wine64) || { echo "install wine64" >&2; exit 1; }
exe=
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=$gcc CC_x86_64_pc_windows_gnu=$gcc AR_x86_64_pc_windows_gnu=$mingw-ar
if [ -n "${EXE:-}" ]; then
  exe=$EXE
elif [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
  cargo build --locked --target $target --target-dir "$built"
else
  RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 /usr/bin/cargo build --locked --target $target -Zbuild-std=std,panic_abort --target-dir "$built"
fi

work=$(mktemp -d)
# The last process of Wine ends by itself some seconds after the program, and writes until then.
trap 'for _ in 1 2 3 4 5 6 7 8; do rm -rf "$work" 2> /dev/null && break; sleep 2; done' EXIT
mkdir "$work/program"
cp "${exe:-$built/$target/debug/crosstenant.exe}" "$work/program/crosstenant.exe"
# Wine 8 lacks the source of random bytes that std asks.
cat > "$work/random.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) { return SystemFunction036(bytes, (ULONG)count); }
C
"$gcc" -shared -o "$work/program/bcryptprimitives.dll" "$work/random.c" -ladvapi32
export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES='bcryptprimitives=n;mscoree,mshtml=d'
windows() { "$wine" "$work/program/crosstenant.exe" "$@"; }

failed=0
ok() { printf '%-12s %s\n' "${2:-same bytes}" "$1"; }
wrong() { printf '%-12s %s\n' DIFFERENT "$1"; failed=1; }
# The zip of a workbook says on which system each member was packed: these bytes, and no others, may differ.
packed_alike() {
  [ -d "$work/windows/out" ] || return 0
  find "$work/windows/out" -name '*.xlsx' | while read -r path; do
    python3 -c 'import re, sys
data = bytearray(open(sys.argv[1], "rb").read())
for member in re.finditer(b"PK\x01\x02", bytes(data)):
    data[member.start() + 5] = 3
open(sys.argv[1], "wb").write(data)' "$path"
  done
}
written() { [ ! -e "$work/linux/out" ] && [ ! -e "$work/windows/out" ] || diff -rq "$work/linux/out" "$work/windows/out"; }
# The same arguments to both, in folders that look alike: exit code, standard output, and what is written to `out`.
same() {
  local linux=0 windows=0
  rm -rf "$work"/{linux,windows}/out
  (cd "$work/linux" && "$here" "$@" > "$work/linux.out" 2> "$work/linux.err") || linux=$?
  (cd "$work/windows" && windows "$@" > "$work/windows.out" 2> "$work/windows.err") || windows=$?
  # A path that is said is one of Windows there.
  sed -i 's#out\\#out/#g' "$work/windows.out"
  packed_alike
  : > "$work/diff"
  if [ "$linux" = "$windows" ] && cmp "$work/linux.out" "$work/windows.out" 2> "$work/diff" && written > "$work/diff" 2>&1; then
    ok "exit code $linux, $(wc -c < "$work/linux.out") bytes: $*"
  else
    wrong "exit codes $linux and $windows: $*"
    cat "$work/diff" "$work/windows.err" >&2
  fi
}
mkdir "$work"/{linux,windows}
same demo out --size 4000 --seed 5
"$here" demo "$work/linux/logs" --size 4000 --seed 5 > /dev/null
cp -r "$work/linux/logs" "$work/windows/logs"
same report logs -o out
same report logs -o out --lang ja --tz Asia/Tokyo
for command in coverage partners apps users timeline failures workloads changes guests trust providers recommend; do
  same $command logs --format json
done
same partners logs
same changes logs --format csv -o out/changes.csv
same events logs --outcome failure --format parquet -o out/events.parquet
same recommend logs --format powershell -o out/settings.ps1
(cd "$work/linux" && "$here" recommend logs -o settings.json -q)
cp "$work/linux/settings.json" "$work/windows"
same simulate logs --policy settings.json --format json
same simulate logs --policy settings.json --fail-on blocked-success
same archive add out logs --snapshot-date 2026-10-31
for side in linux windows; do cp -r "$work/$side/out" "$work/$side/archive"; done
same archive verify archive
same partners archive --format json
same archive distill archive out
same archive add archive logs --snapshot-date 2026-10-31
same archive add new/archive missing.json
[ ! -e "$work/windows/new" ] && ok "an archive of which nothing came left no folder" "as it should" || wrong "a failed archive left $(find "$work/windows/new")"
same kql --tenant 2b7c0e4a-91d6-4f38-a5c2-7d10e8b3f649
same explain 500213 --lang ja
same partners missing.json

# What only Windows has: the same answer, however the input is written.
mkdir -p "$work/windows/会社 ログ [1]"
cp "$work"/linux/logs/graph-beta/* "$work/windows/会社 ログ [1]"
mkdir -p "$work/linux/会社 ログ [1]"
cp "$work"/linux/logs/graph-beta/* "$work/linux/会社 ログ [1]"
rows() { sed -n '/"rows"/,$p'; }
expected=$(cd "$work/linux" && "$here" partners logs/graph-beta --format csv -q)
here_as_windows=$("$wine" winepath -w "$work/windows" 2> /dev/null | tr -d '\r')
typed() {
  local found
  found=$(cd "$work/windows" && windows partners "$@" --format csv -q 2> "$work/windows.err") || true
  if [ "$found" = "$expected" ]; then ok "partners $*" "same rows"; else wrong "partners $*"; cat "$work/windows.err" >&2; fi
}
typed 'logs\graph-beta'
typed '.\LOGS\Graph-Beta\'
typed 'logs\graph-beta\*'
typed 'LOGS\GRAPH-B*\SIGN*.*'
typed "$here_as_windows\\logs\\graph-beta\\*.*"
typed "\\\\?\\$here_as_windows\\logs\\graph-beta"
typed "\\\\?\\$here_as_windows\\logs\\graph-beta\\*.*"
# As cmd and Windows PowerShell hand on "logs\graph-beta\".
typed 'logs\graph-beta"'
typed '会社 ログ [1]'
typed '会社 ログ [1]\*.*'
(cd "$work/windows" && windows partners 'C:\no such\日本語.json' > /dev/null 2> "$work/windows.err") || true
grep -qF '"C:\no such\日本語.json"' "$work/windows.err" && ok "a path in a message has single backslashes" "as it should" || wrong "$(cat "$work/windows.err")"

# The holder of a lock is named, although what it holds cannot be read.
"$here" demo "$work/windows/many" --size 12000 --seed 6 > /dev/null
(cd "$work/windows" && windows archive add locked many/diagnostic -q > /dev/null 2>&1) &
first=$!
until [ -e "$work/windows/locked/.lock-holder" ] || ! kill -0 $first 2> /dev/null; do sleep 0.05; done
code=0
(cd "$work/windows" && windows archive add locked logs/graph-beta -q > /dev/null 2> "$work/windows.err") || code=$?
if [ $code = 1 ] && grep -qE 'process [0-9]+ is writing' "$work/windows.err"; then
  ok "$(head -1 "$work/windows.err" | tr -d '\r')" "as it should"
else
  wrong "two writers: exit code $code: $(cat "$work/windows.err")"
fi
wait $first

# The language of Windows where no variable names one.
if locale -a 2> /dev/null | grep -qi '^ja_JP.utf-\?8'; then
  said=$(cd "$work/windows" && LC_ALL=ja_JP.UTF-8 "$wine" cmd /c "set LC_ALL=&& set LANG=&& Z:$(tr / '\\' <<< "$work/program/crosstenant.exe") explain 500213" 2> /dev/null | tr -d '\r')
  [ "$said" = "$("$here" explain 500213 --lang ja)" ] && ok "Japanese where Windows is Japanese" "as it should" || wrong "the language of Windows: $said"
else
  echo "not tried    the language of Windows: this system has no locale ja_JP.UTF-8"
fi
exit $failed
