"""RecBole 1.2.1's GRU4Rec or SASRec (its defaults, full softmax) on a log of users and items in order: NDCG@10 of each user's
last item and last but one, as training goes on.

Usage: quality.py LOG FOLDER MODEL THREADS EPOCHS SECONDS EVERY
Trains for at most EPOCHS epochs and SECONDS of processor time, judges every EVERY steps and after each epoch, and prints a line
each: model, threads, steps, epochs, seconds of processor time, seconds, then NDCG@10 of the last items and of those before them
with the history among the candidates, which is RecBole's way, and without it. The times are of the whole process but its judging.
Goes on from FOLDER/MODEL.pt, which holds the last line's state, with a new pass.
"""

import os
import sys
import time

import numpy as np
import torch
from recbole.config import Config
from recbole.data import create_dataset, data_preparation
from recbole.utils import get_model, get_trainer, init_seed

TOP = 10


def settings(log, folder, model):
    return Config(
        model=model,
        dataset=log,
        config_dict={
            "data_path": folder,
            "load_col": {"inter": ["user_id", "item_id", "timestamp"]},
            "eval_args": {"split": {"LS": "valid_and_test"}, "order": "TO", "mode": "full"},
            "loss_type": "CE",
            "train_neg_sample_args": None,
            "metrics": ["NDCG"],
            "topk": [TOP],
            "valid_metric": "NDCG@10",
            "checkpoint_dir": folder + "/saved",
            "use_gpu": False,
            "state": "ERROR",
            "seed": 1,
        },
    )


def histories(frame):
    """All items of each user in order, whatever the length that a model reads."""
    found = {}
    frame = frame.sort_values(["user_id", "timestamp"], kind="stable")
    for user, item in zip(frame["user_id"].tolist(), frame["item_id"].tolist()):
        found.setdefault(user, []).append(item)
    return found


def judge(model, data, met):
    """NDCG@10 of the targets of data among all items, and among those that the user hasn't met before."""
    gains = []
    model.eval()
    with torch.no_grad():
        for batch, _, _, targets in data:
            scores = model.full_sort_predict(batch).numpy()
            scores[:, 0] = -np.inf
            for row, (user, target) in enumerate(zip(batch["user_id"].tolist(), targets.tolist())):
                before = met[user][: met[user].index(target)]
                better = scores[row] >= scores[row, target]
                ranks = better.sum(), better.sum() - better[np.unique(before)].sum()
                gains.append([1 / np.log2(rank + 1) if rank <= TOP else 0 for rank in ranks])
    model.train()
    return np.mean(gains, axis=0)


def main(log, folder, name, threads, epochs, seconds, every):
    torch.set_num_threads(threads)
    config = settings(log, folder, name)
    init_seed(1, True)
    dataset = create_dataset(config)
    met = histories(dataset.inter_feat)
    train, validation, test = data_preparation(config, dataset)
    model = get_model(name)(config, train._dataset)
    trainer = get_trainer(config["MODEL_TYPE"], name)(config, model)
    state = f"{folder}/{name}.pt"
    clock = Clock()
    steps = 0
    if os.path.exists(state):
        steps, clock.spent, clock.wall, weights, optimizer, random = torch.load(state)
        model.load_state_dict(weights)
        trainer.optimizer.load_state_dict(optimizer)
        torch.set_rng_state(random)
    model.train()
    clock.start()
    while steps < epochs * len(train) and clock.spent < seconds:
        for batch in train:
            trainer.optimizer.zero_grad()
            model.calculate_loss(batch).backward()
            trainer.optimizer.step()
            steps += 1
            clock.stop()
            over = clock.spent >= seconds
            if over or steps % every == 0 or steps % len(train) == 0:
                figures = [*judge(model, test, met), *judge(model, validation, met)]
                parts = [name, threads, steps, f"{steps / len(train):.3f}", f"{clock.spent:.1f}", f"{clock.wall:.1f}"]
                print(*parts, *(f"{each:.4f}" for each in figures), sep=",", flush=True)
                kept = (steps, clock.spent, clock.wall, model.state_dict(), trainer.optimizer.state_dict())
                torch.save((*kept, torch.get_rng_state()), state)
            if over:
                return
            clock.start()


class Clock:
    """Sums up processor time and time, from the start of the process."""

    def __init__(self):
        self.spent, self.wall = time.process_time(), time.perf_counter() - START

    def start(self):
        self.began = time.process_time(), time.perf_counter()

    def stop(self):
        self.spent += time.process_time() - self.began[0]
        self.wall += time.perf_counter() - self.began[1]


START = time.perf_counter()
main(*sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5]), float(sys.argv[6]), int(sys.argv[7]))
