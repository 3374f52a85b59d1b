#!/bin/sh
# Processor time to quality: RecBole 1.2.1's GRU4Rec on ml-100k and its SASRec on ml-1m (defaults, full softmax, leave-one-out,
# full ranking), then Tidecast's models of the next item on the same logs. Writes DIR/quality.csv and DIR/quality.md: processor
# time and NDCG@10 of both, judged with the history among the candidates, as RecBole does, and without it.
# usage: bench/peers/quality.sh DIR [THREADS [EPOCHS [SECONDS]]]
#   THREADS of both sides (1), EPOCHS of GRU4Rec (30), SECONDS of processor time for SASRec (3600)
# Goes on where it was interrupted; delete DIR/quality to begin anew. DIR lies outside the clone and holds the Python environment;
# TIDECAST_TEST_DATA names the folder with ml-100k and ml-1m.
set -eu
dir=${1:?give a folder outside the clone}
threads=${2:-1}
epochs=${3:-30}
seconds=${4:-3600}
: "${TIDECAST_TEST_DATA:?it names the folder with ml-100k and ml-1m}"
python=recbole
. "$(dirname "$0")/environment.sh"
logs=$dir/quality
mkdir -p "$logs/ml-100k" "$logs/ml-1m"
touch "$logs/theirs.csv"
gunzip -c "$TIDECAST_TEST_DATA/ml-100k/ml-100k.inter.gz" >"$logs/ml-100k/ml-100k.inter"
gunzip -c "$TIDECAST_TEST_DATA/ml-1m/ml-1m_sequences.txt.gz" | awk '
  BEGIN { print "user_id:token\titem_id:token\ttimestamp:float" }
  { for (k = 2; k <= NF; k++) print $1 "\t" $k "\t" k - 1 }' >"$logs/ml-1m/ml-1m.inter"
theirs() { # log model epochs seconds steps-between-judgements
  (cd "$logs" && OMP_NUM_THREADS=$threads "$dir/recbole/bin/python" "$home/bench/peers/quality.py" \
    "$1" "$logs" "$2" "$threads" "$3" "$4" "$5" 2>>"$logs/theirs.log") | tee -a "$logs/theirs.csv"
}
ours() { # log key=value ...: once
  [ -f "$logs/ours-$1.txt" ] && return
  "$java" -Xmx2g -XX:+UseSerialGC --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp "$classes" \
    dev.tidecast.bench.LeaveOneOutBench "$@" "threads=$threads" precision=mixed 2>>"$logs/ours.log" | tee "$logs/ours-$1.part"
  mv "$logs/ours-$1.part" "$logs/ours-$1.txt"
}
ours ml-100k trunk=lstm layers=1 size=128 embedding=64 length=100 dropout=.3 epochs=10 batch=32 rate=.004
ours ml-1m trunk=lstm layers=1 size=128 embedding=64 length=200 dropout=.2 epochs=3 batch=32 rate=.004
theirs ml-100k GRU4Rec "$epochs" 1000000 1000000
theirs ml-1m SASRec 1000 "$seconds" 100
"$dir/recbole/bin/python" "$home/bench/peers/quality_table.py" "$logs" >"$dir/quality.md"
cat "$dir/quality.md"
