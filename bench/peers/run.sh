#!/bin/sh
# Times one training step (2 x LSTM(128), 128 histories x 50 steps, 3,417 items, softmax over all, Adam) of Tidecast beside the
# same network written the usual way in Python's PyTorch, in turns on this machine, and writes DIR/step.md: medians, spread,
# ratio, share of the machine's matrix product, NDCG@10 that both end with.
# usage: bench/peers/run.sh DIR [ROUNDS] [THREADS ...]      goes on where it was interrupted; delete DIR/step.csv to begin anew
# DIR lies outside the clone and holds the Python environment (made once, about 3 GB: PyPI's torch brings its CUDA parts).
set -eu
dir=${1:?give a folder outside the clone}
rounds=${2:-3}
[ $# -gt 2 ] && { shift 2; threads=$*; } || threads="1 2"
python=torch
. "$(dirname "$0")/environment.sh"
ours() {
  "$java" -Xmx2g --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    -cp "$classes" dev.tidecast.bench.StepPeer "$@" 2>>"$dir/step.log"
}
theirs() { # variant threads
  OMP_NUM_THREADS=$2 "$dir/torch/bin/python" "$home/bench/peers/step.py" "$dir/data" "$1" "$2" 2>>"$dir/step.log"
}
variant() { # name threads: one measurement, a line of CSV
  case $1 in
    tidecast) ours train "$2" single ;;
    tidecast-mixed) ours train "$2" mixed ;;
    pytorch-malloc)
      MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=2147483647 MALLOC_TOP_PAD_=67108864 \
        theirs plain "$2" | sed 's/^pytorch-plain/pytorch-malloc/' ;;
    product) ours product "$2" ;;
    *) theirs "${1#pytorch-}" "$2" ;;
  esac
}
[ -f "$dir/data/walks.npy" ] || ours write "$dir/data"
touch "$dir/step.csv"
round=1
while [ "$round" -le "$rounds" ]; do
  for count in $threads; do
    for name in product tidecast tidecast-mixed pytorch-plain pytorch-malloc pytorch-autocast pytorch-compile; do
      grep -q "^$round,$name,$count," "$dir/step.csv" && continue
      line=$(variant "$name" "$count") || line="$name,$count,,," # such as no compiler for torch.compile
      echo "$round,$line" | tee -a "$dir/step.csv"
    done
  done
  round=$((round + 1))
done
python3 "$home/bench/peers/step_table.py" "$dir/step.csv" >"$dir/step.md"
cat "$dir/step.md"
