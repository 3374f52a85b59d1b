"""The Markdown table of bench/peers/quality.sh: RecBole's last line of each model beside Tidecast's run on the same log."""
import csv
import platform
import re
import sys

folder = sys.argv[1]
theirs = {row[0]: row for row in csv.reader(open(folder + "/theirs.csv"))}
model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
print(f"{model}, {platform.system()}; processor time of whole processes in seconds, without RecBole's judging\n")
print("| log | model | epochs | processor time, s | NDCG@10, history among the candidates | without it | times as long |")
print("|---|---|---|---|---|---|---|")
for log, name in (("ml-100k", "GRU4Rec"), ("ml-1m", "SASRec")):
    _, _, _, epochs, spent, _, among, without, *_ = theirs[name]
    text = open(f"{folder}/ours-{log}.txt").read()
    trunk = re.search(r"kind=(\w+)", text)[1]
    own = float(re.search(r"start ([\d.]+) s", text)[1])
    figures = re.search(r"test: ndcg@10 ([\d.]+).*candidates ndcg@10 ([\d.]+)", text)
    passed = len(re.findall(r"Epoch \d+/", text))
    print(f"| {log} | Tidecast, {trunk} | {passed} | {own:.1f} | {figures[2]} | {figures[1]} | 1 |")
    print(f"| {log} | RecBole, {name} | {float(epochs):.2f} | {float(spent):.1f} | {among} | {without} | {float(spent) / own:.0f} |")
