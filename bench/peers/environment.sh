# Sourced by the comparisons beside it, with dir set: checks the folder, makes the Python environment once and compiles the
# benchmarks. Sets home (the clone), dir (absolute), java and classes; leaves the shell in the clone.
home=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
case $dir/ in "$home"/*) echo "$dir lies inside the clone: choose another" >&2; exit 2 ;; esac
if ! [ -x "$dir/venv/bin/python" ]; then
  python3 -m venv "$dir/venv"
  "$dir/venv/bin/pip" install -q recbole==1.2.1 'numpy<2' 'pandas<2.3' 'scipy<1.13' torch==2.2.2 setuptools
fi
cd "$home"
mvn -q -o -B compile dependency:build-classpath -pl bench -am -Dspotless.check.skip \
  -Dmdep.outputFile="$dir/classpath" -Dmdep.includeScope=runtime >/dev/null
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=$home/bench/target/classes:$home/core/target/classes:$(cat "$dir/classpath")
