/** Built-in functions that are plainest in jq itself. */
export const PRELUDE = `
def map(f): [.[] | f];
def map_values(f): .[] |= f;
def recurse: recurse(.[]?);
def recurse(f; condition): def r: ., (f | select(condition) | r); r;
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type | . == "array" or . == "object");
def scalars: select(type | . != "array" and . != "object");
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def inside(whole): . as $part | whole | contains($part);
def in(object): . as $key | object | has($key);
def from_entries: reduce .[] as $entry ({};
  . + { ($entry | [.key, .k, .name, .Name, .K, .Key] | first(.[] | values | select(.)) // null
      | if type == "string" then . elif . == null then "null" else tojson end):
    ($entry | if has("value") then .value elif has("v") then .v elif has("Value") then .Value else .V end) });
def with_entries(f): to_entries | map(f) | from_entries;
def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
def paths: path(..) | select(length > 0);
def paths(condition): . as $all | paths | select(. as $path | $all | getpath($path) | condition);
def leaf_paths: paths(scalars);
def any: reduce .[] as $x (false; . or $x);
def all: reduce .[] as $x (true; . and $x);
def any(source; condition): [first(source | condition | select(.))] | length > 0;
def all(source; condition): [first(source | condition | select(. | not))] | length == 0;
def any(f): any(.[]; f);
def all(f): all(.[]; f);
def isempty(f): [first(f | true)] | length == 0;
def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
def while(condition; f): def w: if condition then ., (f | w) else empty end; w;
def repeat(f): def _repeat: f, _repeat; _repeat;
def index($part): indices($part) | .[0];
def rindex($part): indices($part) | .[-1:][0];
def match(pattern; flags): _matches(pattern; flags) | .[];
def match(pattern): match(pattern; null);
def capture(pattern; flags): _captures(pattern; flags) | .[];
def capture(pattern): capture(pattern; null);
def scan(pattern; flags): _scan(pattern; flags) | .[];
def scan(pattern): scan(pattern; null);
def sub(pattern; f; $flags): _parts(pattern; $flags) as [$parts, $rest]
  | reduce $parts[] as [$before, $captures] (""; . + $before + ($captures | f)) + $rest;
def sub(pattern; f): sub(pattern; f; "");
def gsub(pattern; f; $flags): sub(pattern; f; $flags + "g");
def gsub(pattern; f): sub(pattern; f; "g");
def date: todate;
def dateadd(unit; n): . + n;
def datesub(unit; n): . - n;
def fromdateiso8601: fromdate;
def todateiso8601: todate;
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
def combinations(n): . as $all | [range(n)] | map($all) | combinations;
def tostream: path(def r: (.[]? | r), .; r) as $path | getpath($path)
  | reduce path(.[]?) as $inner ([$path, .]; [$path + $inner]);
def fromstream(f): { value: null, done: false } as $start
  | foreach f as $event ($start; if .done then $start else . end
    | if $event | length == 2 then setpath(["done"]; $event[0] | length == 0) | setpath(["value"] + $event[0]; $event[1])
      else setpath(["done"]; $event[0] | length == 1) end; if .done then .value else empty end);
def truncate_stream(f): . as $depth | null | f | . as $event
  | if $event[0] | length > $depth then setpath([0]; $event[0][$depth:]) else empty end;
def halt_error: halt_error(5);
def pick(f): . as $all | reduce path(f) as $path (null; setpath($path; $all | getpath($path)));
def abs: if type == "number" and . < 0 then -. else . end;
def toarray: if type == "array" then . else [.] end;
def INDEX(source; key): reduce source as $row ({}; .[$row | key | tostring] |= $row);
def INDEX(key): INDEX(.[]; key);
def IN(source): any(source == .; .);
def IN(source; f): any(source == f; .);
def add(f): reduce f as $x (null; . + $x);
`;
