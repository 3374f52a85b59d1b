#!/bin/sh
# Times a whole backtest of given scores (6,000 users x 3,417 items, all measures, 1,000 resamples) beside RecBole 1.2.1's
# evaluation of full rankings and the same bootstrap in numpy, in turns on this machine, and prints the ratio.
# usage: bench/peers/evaluate.sh DIR [ROUNDS]
# DIR lies outside the clone and holds the Python environment (made once, about 3 GB: PyPI's torch brings its CUDA parts).
set -eu
dir=${1:?give a folder outside the clone}
rounds=${2:-3}
python=recbole
. "$(dirname "$0")/environment.sh"
ours() {
  "$java" -Xmx2g --add-modules=jdk.incubator.vector \
    -cp "$classes" dev.tidecast.bench.EvaluationPeer "$@"
}
ours write "$dir/data"
: >"$dir/times"
round=1
while [ "$round" -le "$rounds" ]; do
  ours judge | tee -a "$dir/times"
  (cd "$dir" && "$dir/recbole/bin/python" "$home/bench/peers/evaluate.py" "$dir/data") | tee -a "$dir/times"
  round=$((round + 1))
done
awk '{ n[$1]++; t[$1, n[$1]] = $2 }
  function middle(k,   i, j, x) {
    for (i = 1; i <= n[k]; i++) for (j = i + 1; j <= n[k]; j++)
      if (t[k, j] < t[k, i]) { x = t[k, i]; t[k, i] = t[k, j]; t[k, j] = x }
    return t[k, int((n[k] + 1) / 2)]
  }
  END { printf "RecBole with numpy takes %.1f times as long (medians of %d rounds in turns)\n", middle("recbole") / middle("tidecast"), n["tidecast"] }' "$dir/times"
