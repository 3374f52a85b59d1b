#!/bin/sh
# Times the article's program (2 x LSTM(128), sigmoid, binary cross entropy, Adam, ten epochs in batches of 32 on 700 users x 30
# days) of Tidecast beside Keras, in turns, each in a process of its own: seconds of the whole training, loading and building of
# graphs included, and the median epoch after the first. Writes DIR/program.csv and DIR/program.md.
# usage: bench/peers/program.sh DIR [ROUNDS] [THREADS ...]      DIR lies outside the clone and holds the Python environment
set -eu
dir=${1:?give a folder outside the clone}
rounds=${2:-3}
[ $# -gt 2 ] && { shift 2; threads=$*; } || threads="1 2"
python=keras
. "$(dirname "$0")/environment.sh"
ours() {
  "$java" -Xmx1g --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    -cp "$classes" dev.tidecast.bench.ProgramPeer "$@" 2>>"$dir/program.log"
}
[ -f "$dir/program/days.npy" ] || ours write "$dir/program"
touch "$dir/program.csv"
round=1
while [ "$round" -le "$rounds" ]; do
  for count in $threads; do
    for name in tidecast keras; do
      grep -q "^$round,$name[^,]*,$count," "$dir/program.csv" && continue
      case $name in
        tidecast) line=$(ours train "$count") ;;
        keras) line=$("$dir/keras/bin/python" "$home/bench/peers/program.py" "$dir/program" "$count" 2>>"$dir/program.log") ;;
      esac
      echo "$round,$line" | tee -a "$dir/program.csv"
    done
  done
  round=$((round + 1))
done
python3 "$home/bench/peers/program_table.py" "$dir/program.csv" >"$dir/program.md"
cat "$dir/program.md"
