"""The Markdown table of bench/peers/run.sh from its CSV: round, variant, threads, seconds, processor seconds, NDCG@10 (for
`product`: GFLOP/s in place of seconds)."""
import csv
import platform
import statistics
import sys
from collections import defaultdict

GFLOP = 26.8  # of one step: 16.8 softmax and its gradients, 10.0 both layers and the projection

runs = defaultdict(list)
for row in csv.reader(open(sys.argv[1])):
    if row[3]:
        runs[row[1], int(row[2])].append([float(value or "nan") for value in row[3:6]])
model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
print(f"{model}, {platform.system()}; medians of runs in turns, their spread in brackets\n")
print("| threads | variant | step, ms | processor time, ms | Tidecast's speed | in mixed precision | NDCG@10 | share of the product |")
print("|---|---|---|---|---|---|---|---|")
for (name, threads), found in sorted(runs.items(), key=lambda entry: (entry[0][1], not entry[0][0].startswith("tidecast"), entry[0][0])):
    if name == "product":
        continue
    wall, spent, ndcg = ([row[k] for row in found] for k in range(3))
    ours, mixed = (statistics.median(row[0] for row in runs[each, threads]) for each in ("tidecast", "tidecast-mixed"))
    speed = statistics.median(row[0] for row in runs["product", threads])
    middle = statistics.median(wall)
    print(
        f"| {threads} | {name} | {middle * 1e3:.0f} [{min(wall) * 1e3:.0f}, {max(wall) * 1e3:.0f}] |"
        f" {statistics.median(spent) * 1e3:.0f} | {middle / ours:.2f} | {middle / mixed:.2f} | {statistics.median(ndcg):.4f} |"
        f" {GFLOP / middle / speed * 100:.0f} % |"
    )
