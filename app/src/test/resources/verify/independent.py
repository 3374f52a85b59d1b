"""Figures for verify/expectations.yaml by an implementation of its own (numpy, no code shared with Tidecast).

python3 independent.py DIR ml-1m|s3rec_beauty|yoochoose_100k|tmall

Ties share their expected gain, as in Tidecast. Leave-one-out: the last item of each user is judged (users of three items or
more, last items met before left out), models are fitted without the last two, the history is no candidate.
"""
import csv
import datetime
import gzip
import math
import sys
from collections import Counter, defaultdict

import numpy as np


def sequences(path):
    with gzip.open(path, "rt") as lines:
        return [line.split()[1:] for line in lines]


def gains(scores, target):
    """ndcg@10, hit-rate@10, recall@20, reciprocal rank; a target among t equals after g better ones, mean over its ranks."""
    s = scores[target]
    better = int((scores > s).sum())
    equal = int((scores == s).sum())
    ranks = np.arange(better + 1, better + equal + 1)
    return (
        float(np.where(ranks <= 10, 1 / np.log2(ranks + 1.0), 0).mean()),
        float((ranks <= 10).mean()),
        float((ranks <= 20).mean()),
        float((1.0 / ranks).mean()),
    )


def show(name, figures):
    mean = np.mean(figures, axis=0)
    print(f"{name:22s} n {len(figures)} ndcg@10 {mean[0]:.4f} hit-rate@10 {mean[1]:.4f} recall@20 {mean[2]:.4f} mrr {mean[3]:.4f}", flush=True)


def leave_one_out(path):
    users = sequences(path)
    items = {item: n for n, item in enumerate(dict.fromkeys(i for u in users for i in u))}
    users = [[items[i] for i in u] for u in users]
    judged = [u for u in users if len(u) >= 3 and u[-1] not in u[:-1]]
    fit = np.zeros((len(users), len(items)), np.float32)
    popularity = np.zeros(len(items))
    for row, u in enumerate(users):
        for i in u[:-2] if len(u) >= 3 else u:
            fit[row, i] = 1
        for i in set(u[:-1] if len(u) >= 3 else u):
            popularity[i] += 1

    def judge(name, score):
        figures = []
        for u in judged:
            scores = score(u[:-1]).astype(np.float64).copy()
            scores[u[:-1]] = -np.inf
            figures.append(gains(scores, u[-1]))
        show(name, figures)

    judge("popular", lambda history: popularity)
    if len(items) > 5000:
        return  # dense items x items matrices would take gigabytes
    gram = (fit.T @ fit).astype(np.float64)
    counts = np.diag(gram).copy()
    similarity = gram / (np.sqrt(np.outer(counts, counts)) + 10)
    np.fill_diagonal(similarity, 0)
    keep = 200
    nearest = np.argpartition(-similarity, keep, axis=1)[:, :keep]
    knn = np.zeros_like(similarity)
    rows = np.arange(len(items))[:, None]
    knn[rows, nearest] = similarity[rows, nearest]  # row i: its neighbours
    judge("item-knn", lambda history: knn[:, history].sum(axis=1))
    p = np.linalg.inv(gram + 300 * np.eye(len(items)))
    b = -p / np.diag(p)
    np.fill_diagonal(b, 0)
    judge("ease, all weights", lambda history: b[history].sum(axis=0))
    strongest = np.argpartition(-np.abs(b), keep, axis=0)[:keep]
    kept = np.zeros_like(b)
    columns = np.arange(len(items))[None, :]
    kept[strongest, columns] = b[strongest, columns]
    judge("ease, 200 an item", lambda history: kept[history].sum(axis=0))


def clicks(path):
    with gzip.open(path, "rt") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield row["SessionId"], row["ItemId"], math.floor(float(row["Time"]))


def sessions(folder):
    """VS-SKNN (Ludewig and Jannach 2018; idf 2021): 500 neighbours, position weights p / L, 1 / (L + 1 - p*), 1 + ln idf."""
    rows = list(clicks(f"{folder}/yoochoose-clicks-100k_train_full.txt.gz"))
    cut = max(row[2] for row in rows)
    rows += list(clicks(f"{folder}/yoochoose-clicks-100k_test.txt.gz"))
    by_session = defaultdict(list)
    for number, (session, item, time) in enumerate(rows):
        by_session[session].append((time, number, item))
    trained, judged = {}, []
    for session, events in by_session.items():
        events.sort()
        past = [e for e in events if e[0] <= cut]
        if past:
            trained[session] = past
    known = {e[2] for past in trained.values() for e in past}
    for session, events in by_session.items():
        events = [e for e in events if e[0] <= cut or e[2] in known]
        if len(events) > 1 and events[0][0] > cut:
            judged.append([e[2] for e in events])
    items = {item: n for n, item in enumerate(sorted(known))}
    baskets = [set(e[2] for e in past) for past in trained.values()]
    begun = [past[0][0] for past in trained.values()]
    having = defaultdict(list)
    for number, basket in enumerate(baskets):
        for item in basket:
            having[item].append(number)
    worth = np.ones(len(items))
    for item, number in items.items():
        worth[number] += math.log(len(baskets) / len(having[item]))
    popular = np.zeros(len(items))
    for item, number in items.items():
        popular[number] = len(having[item])
    figures, popularity = [], []
    for session in judged:
        for end in range(1, len(session)):
            seen = session[:end]
            position = {item: p for p, item in enumerate(dict.fromkeys(reversed(seen)))}
            order = list(dict.fromkeys(reversed(seen)))[::-1]  # distinct, by last occurrence
            length = len(order)
            similarity, latest = Counter(), {}
            for p, item in enumerate(order, 1):
                for other in having[item]:
                    similarity[other] += p / length
                    latest[other] = p
            scores = np.zeros(len(items))
            # Of equals the later session comes first.
            ranked = sorted(similarity.items(), key=lambda each: (-each[1], -begun[each[0]]))[:500]
            for other, weight in ranked:
                for item in baskets[other]:
                    scores[items[item]] += weight / (length + 1 - latest[other])
            figures.append(gains(scores * worth, items[session[end]]))
            popularity.append(gains(popular, items[session[end]]))
    show("session-knn", figures)
    show("popular", popularity)
    markov(trained.values(), [events for events in by_session.values() if events[0][0] > cut], items)


def markov(trained, tested, items):
    """First-order chain over the moments of a session, each transition shared by the next one's items; 5 of popularity."""
    def moments(events):
        by_time = {}
        for time, _, item in events:
            if item in items:
                by_time.setdefault(time, {})[items[item]] = None
        return [list(each) for each in by_time.values()]

    follows, leaving, days = defaultdict(Counter), Counter(), set()
    for number, past in enumerate(trained):
        for time, _, item in past:
            days.add((number, items[item], time // 86400))
        steps = moments(past)
        for before, after in zip(steps, steps[1:]):
            for a in before:
                leaving[a] += 1
                for b in after:
                    follows[a][b] += 1 / len(after)
    popular = np.bincount([item for _, item, _ in days], minlength=len(items)) / len(days)
    figures = []
    for events in tested:
        events = [e for e in events if e[2] in items]
        for end in range(1, len(events)):
            last = moments(events[:end])[-1]
            scores = np.zeros(len(items))
            for a in last:
                row = 5 * popular
                for b, count in follows[a].items():
                    row[b] += count
                scores += row / (leaving[a] + 5) / len(last)
            figures.append(gains(scores.astype(np.float32), items[events[end][2]]))
    show("markov", figures)


def tmall(path):
    """Window after day 92: brands bought within 30 days; active days with half-life 30, popular-30d as the last resort."""
    start = datetime.date(2013, 4, 15)
    events = set()
    with gzip.open(path, "rt") as lines:
        for row in csv.DictReader(lines):
            month, day = map(int, row["visit_datetime"].split("-"))
            events.add((row["user_id"], row["brand_id"], row["type"], (datetime.date(2013, month, day) - start).days))
    cut = 92
    brands = {b: n for n, b in enumerate(sorted({b for _, b, _, day in events if day <= cut}))}
    known = {u for u, _, _, day in events if day <= cut}
    targets = defaultdict(set)
    popular = np.zeros(len(brands))
    own = defaultdict(lambda: np.zeros(len(brands)))
    weighted = defaultdict(lambda: np.zeros(len(brands)))
    weights = {"0": 1, "1": 4, "2": 2, "3": 3}
    for user, brand, kind, day in events:
        if day > cut:
            if kind == "1" and brand in brands and user in known:
                targets[user].add(brands[brand])
            continue
        decayed = 2 ** (-(cut - day) / 30)
        weighted[user][brands[brand]] += weights[kind] * decayed
        if kind == "1":
            own[user][brands[brand]] += decayed
            popular[brands[brand]] += day > cut - 30
    for name, score in (
        ("popular-30d", lambda user: popular),
        ("personal-frequency", lambda user: own[user] + 1e-6 * popular),
        ("weighted frequency", lambda user: weighted[user] + 1e-6 * popular),
    ):
        figures = []
        for user, wanted in targets.items():
            scores = score(user)
            shared = [gains(scores, target) for target in wanted]
            ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(10, len(wanted)) + 1))
            figures.append((sum(g[0] for g in shared) / ideal, 0, sum(g[2] for g in shared) / len(wanted), 0))
        show(name, figures)


if __name__ == "__main__":
    root, name = sys.argv[1:3]
    if name == "ml-1m":
        leave_one_out(f"{root}/ml-1m/ml-1m_sequences.txt.gz")
    elif name == "s3rec_beauty":
        leave_one_out(f"{root}/s3rec_beauty/Beauty.txt.gz")
    elif name == "yoochoose_100k":
        sessions(f"{root}/yoochoose_100k")
    elif name == "tmall":
        tmall(f"{root}/tmall_prize2014/t_alibaba_data.csv.gz")
    else:
        sys.exit(f"no data set is called {name}")
