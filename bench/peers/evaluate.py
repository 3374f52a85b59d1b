"""RecBole 1.2.1's evaluation of full rankings and a bootstrap in numpy, on scores and targets that are given.

What is timed is what RecBole's trainer does after a model has scored: for each batch, Collector.eval_batch_collect (top-k,
positives, and for GAUC the ranks of all items), then Evaluator.evaluate; then 1,000 resamples of the users by the
per-user figures that RecBole computes. Items are numbered from 1 there, 0 being padding. Its ItemCoverage and GiniIndex are
left out: in 1.2.1 Collector.get_data_struct fails on the number of items that they ask for.
"""

import sys
import time

import numpy as np
import torch
from recbole.config import Config
from recbole.evaluator import Collector, Evaluator
from recbole.evaluator.register import metrics_dict
from recbole.data.interaction import Interaction

USERS, ITEMS, AFTER, WARM, TIMED = 6000, 3417, 12, 1, 3
METRICS = ["Recall", "MRR", "NDCG", "Hit", "Precision", "MAP", "GAUC", "ShannonEntropy"]
BATCH = 256


def settings():
    config = Config(
        model="BPR",
        dataset="ml-100k",
        config_dict={
            "metrics": METRICS,
            "topk": [10, 20],
            "eval_args": {"split": {"RS": [8, 1, 1]}, "order": "RO", "group_by": "user", "mode": "full"},
            "valid_metric": "MRR@10",
            "state": "ERROR",
            "use_gpu": False,
        },
    )
    return config


def evaluate(config, scores, users, items):
    collector = Collector(config)
    for start in range(0, USERS, BATCH):
        rows = slice(start, min(USERS, start + BATCH))
        batch = scores[rows].clone()
        batch[:, 0] = -np.inf
        inside = (users >= rows.start) & (users < rows.stop)
        collector.eval_batch_collect(batch, Interaction({}), users[inside] - rows.start, items[inside])
    struct = collector.get_data_struct()
    figures = Evaluator(config).evaluate(struct)
    per_user = []
    for name in METRICS[:6]:
        metric = metrics_dict[name.lower()](config)
        pos_index, pos_len = metric.used_info(struct)
        full = metric.metric_info(pos_index, pos_len) if name not in ("MRR", "Hit", "Precision") else metric.metric_info(pos_index)
        per_user += [full[:, 9], full[:, 19]]
    return figures, np.stack(per_user, axis=1)


def bootstrap(per_user, seed=1, resamples=1000):
    random = np.random.default_rng(seed)
    means = np.empty((resamples, per_user.shape[1]))
    for resample in range(resamples):
        weight = np.bincount(random.integers(0, len(per_user), len(per_user)), minlength=len(per_user))
        means[resample] = weight @ per_user / len(per_user)
    return np.quantile(means, [0.025, 0.975], axis=0)


def main(folder):
    torch.set_num_threads(2)
    numbers = np.load(folder + "/numbers.npy")
    drawn = np.load(folder + "/targets.npy").reshape(USERS, AFTER)
    scores = torch.zeros(USERS, ITEMS + 1)
    for user in range(USERS):
        scores[user, 1:] = torch.from_numpy(numbers[user % (len(numbers) - ITEMS + 1) :][:ITEMS])
    pairs = np.unique(np.stack([np.repeat(np.arange(USERS), AFTER), drawn.ravel() + 1]), axis=1)
    users, items = torch.from_numpy(pairs[0]), torch.from_numpy(pairs[1])
    config = settings()
    seconds = []
    for run in range(WARM + TIMED):
        start = time.perf_counter()
        figures, per_user = evaluate(config, scores, users, items)
        middle = time.perf_counter()
        bootstrap(per_user)
        if run >= WARM:
            seconds.append((time.perf_counter() - start, middle - start))
    seconds.sort()
    whole, ranking = seconds[TIMED // 2]
    print(
        f"recbole {whole:.3f} s ({ranking:.3f} s without the bootstrap), recall@20 {figures['recall@20']:.6f},"
        f" ndcg@10 {figures['ndcg@10']:.6f}, auroc {figures['gauc']:.6f}"
    )


main(sys.argv[1])
