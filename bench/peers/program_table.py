"""The Markdown table of bench/peers/program.sh from its CSV: round, variant, threads, seconds, seconds of an epoch, accuracy."""
import csv
import statistics
import sys
from collections import defaultdict

runs = defaultdict(list)
for row in csv.reader(open(sys.argv[1])):
    runs[int(row[2]), row[1]].append([float(value) for value in row[3:6]])
print("| threads | variant | training, s | an epoch, ms | Tidecast's speed: training | an epoch | accuracy |")
print("|---|---|---|---|---|---|---|")
for (threads, name), found in sorted(runs.items(), key=lambda entry: (entry[0][0], entry[0][1] != "tidecast")):
    whole, epoch, accuracy = ([row[k] for row in found] for k in range(3))
    ours = [statistics.median(column) for column in zip(*runs[threads, "tidecast"])]
    print(
        f"| {threads} | {name} | {statistics.median(whole):.2f} [{min(whole):.2f}, {max(whole):.2f}] |"
        f" {statistics.median(epoch) * 1e3:.0f} | {statistics.median(whole) / ours[0]:.2f} |"
        f" {statistics.median(epoch) / ours[1]:.2f} | {statistics.median(accuracy):.3f} |"
    )
