"""Item-kNN and EASE on ml-1m, written apart from Tidecast: the last item of each user is held out, what was seen before
is no candidate, ties take the later place. Prints NDCG@10 and recall@10 and @20.

    python bench/peers/ml1m_neighbours.py $TIDECAST_TEST_DATA/ml-1m/ml-1m_sequences.txt.gz   # needs numpy and scipy
"""
import gzip
import sys

import numpy as np
import scipy.sparse as sp

users = [list(map(int, line.split()[1:])) for line in gzip.open(sys.argv[1], "rt")]
items = {item: number for number, item in enumerate(sorted({i for row in users for i in row}))}
seen = [sorted({items[i] for i in row[:-1]}) for row in users]
held = np.array([items[row[-1]] for row in users])
rows = np.repeat(np.arange(len(users)), [len(s) for s in seen])
x = sp.csr_matrix((np.ones(len(rows)), (rows, np.concatenate(seen))), shape=(len(users), len(items)))
gram = (x.T @ x).toarray()


def item_knn(neighbours=200, shrinkage=10.0):
    norm = np.sqrt(np.diag(gram))
    similar = gram / (np.outer(norm, norm) + shrinkage)
    np.fill_diagonal(similar, 0)
    for target in range(len(items)):  # each item keeps its nearest
        column = similar[:, target]
        column[np.argsort(-column, kind="stable")[neighbours:]] = 0
    return similar


def ease(ridge=300.0, strongest=None, signed=True):
    p = np.linalg.inv(gram + ridge * np.eye(len(items)))
    b = -p / np.diag(p)
    np.fill_diagonal(b, 0)
    if strongest:
        b = b if signed else np.maximum(b, 0)
        for target in range(len(items)):
            column = b[:, target]
            column[np.argsort(-np.abs(column), kind="stable")[strongest:]] = 0
    return b


def judge(name, weights):
    scores = x @ weights
    own = scores[np.arange(len(users)), held]
    scores[x.nonzero()] = -np.inf
    place = (scores >= own[:, None]).sum(axis=1) - 1
    ndcg = np.where(place < 10, 1 / np.log2(place + 2), 0).mean()
    print(f"{name:28s} NDCG@10 {ndcg:.4f}  recall@10 {(place < 10).mean():.4f}  recall@20 {(place < 20).mean():.4f}")


repeated = sum(row[-1] in row[:-1] for row in users)
print(len(users), "users,", len(items), "items,", repeated, "held-out items seen before")
judge("item-knn 200, shrinkage 10", item_knn())
judge("ease 300", ease())
judge("ease 300, 200 above 0", ease(strongest=200, signed=False))
judge("ease 300, 200 strongest", ease(strongest=200))
