#!/bin/bash
# The same load on Tidecast's service and on Gorse, one after the other on this machine, ml-100k loaded in both: half events,
# half recommendations of 20 items on 8 connections; requests a second, latencies, import rate, and whether lists change.
#   [GORSE=/path/to/gorse-in-one] RATINGS=/path/to/ml-100k.inter.gz bench/peers/serve.sh DIR [SECONDS] [CONNECTIONS]
# DIR lies outside the clone. RATINGS: a head line, then user, item, rating and epoch seconds apart by tabs, as RecBole has it.
# Without GORSE only Tidecast is measured. Gorse (Apache 2.0): go install github.com/gorse-io/gorse/cmd/gorse-in-one@v0.4.15;
# it gets stores of SQLite, and GORSE_WAIT seconds (120) after the import to make its recommendations.
set -eu
dir=${1:?give a folder outside the clone}
seconds=${2:-30}
connections=${3:-8}
ratings=$(readlink -f "${RATINGS:?say where the ratings of ml-100k lie}")
python=none
. "$(dirname "$0")/environment.sh"
served=
trap '[ -z "$served" ] || kill "$served" 2>/dev/null' EXIT
ask() {
  "$java" -Xmx256m -cp "$classes" dev.tidecast.bench.ServePeer "$@"
}
ready() { # waits until the address answers, two minutes at most
  for _ in $(seq 240); do
    curl -sf -o /dev/null "$1" && return
    kill -0 "$served" 2>/dev/null || break
    sleep .5
  done
  echo "$1 does not answer; see the logs in $dir" >&2
  exit 1
}

mkdir -p "$dir/tidecast"
cat >"$dir/tidecast/tidecast.yaml" <<YAML
name: ml-100k
sources: [{files: [$ratings]}]
format: {type: tsv}
mapping:
  user: "user_id:token"
  item: "item_id:token"
  time: {column: "timestamp:float", format: epoch-seconds}
  behaviour: purchase
recipe: demo-30d
YAML
out=$dir/tidecast/out
if ! [ -d "$out/registry" ]; then
  ./tidecast train -c "$dir/tidecast/tidecast.yaml" --out "$out" --model interest-network >"$dir/train.log" 2>&1
  model=$(find "$out/registry" -mindepth 1 -maxdepth 1 -type d -name 'interest-network*' -printf '%f\n' | head -n 1)
  ./tidecast models promote "$model" --out "$out" --override "to be measured under load" >>"$dir/train.log" 2>&1
fi
rm -rf "$out/live"
./tidecast serve -c "$dir/tidecast/tidecast.yaml" --out "$out" --port 8097 >"$dir/tidecast.log" 2>&1 &
served=$!
ready http://127.0.0.1:8097/readyz
ask tidecast 8097 "$ratings" "$connections" "$seconds"
kill "$served"
wait "$served" || true
served=

if [ -z "${GORSE:-}" ]; then
  echo "gorse: not measured, GORSE names no binary"
  exit
fi
rm -rf "$dir/gorse"
mkdir -p "$dir/gorse"
cat >"$dir/gorse/config.toml" <<TOML
[database]
data_store = "sqlite://$dir/gorse/data.db"
cache_store = "sqlite://$dir/gorse/cache.db"
[master]
host = "127.0.0.1"
port = 8096
http_host = "127.0.0.1"
http_port = 8098
[recommend.data_source]
positive_feedback_types = ["purchase"]
TOML
"$GORSE" --config "$dir/gorse/config.toml" >"$dir/gorse.log" 2>&1 &
served=$!
ready http://127.0.0.1:8098/api/health/live
ask gorse 8098 "$ratings" "$connections" "$seconds" "${GORSE_WAIT:-120}"
