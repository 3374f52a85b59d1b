# Sourced by the comparisons beside it, with dir set and python naming the environment that is needed (recbole, torch, keras, none):
# checks the folder, makes the environment once and compiles the benchmarks. Sets home (the clone), dir (absolute), java and
# classes; leaves the shell in the clone.
home=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
case $dir/ in "$home"/*) echo "$dir lies inside the clone: choose another" >&2; exit 2 ;; esac
case $python in
  recbole) packages='recbole==1.2.1 numpy<2 pandas<2.3 scipy<1.13 torch==2.2.2 setuptools' ;;
  torch) packages='torch==2.10.0 numpy' ;;
  keras) packages='tensorflow-cpu==2.21.0' ;;
  none) packages= ;;
esac
if [ -n "$packages" ] && ! [ -x "$dir/$python/bin/python" ]; then
  python3 -m venv "$dir/$python"
  # shellcheck disable=SC2086 # words on purpose
  "$dir/$python/bin/pip" install -q $packages
fi
cd "$home"
mvn -q -o -B compile dependency:build-classpath -pl bench -am -Dspotless.check.skip \
  -Dmdep.outputFile="$dir/classpath" -Dmdep.includeScope=runtime >/dev/null
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=$home/bench/target/classes:$home/core/target/classes:$(cat "$dir/classpath")
