"""Values that ReferenceFiguresTest holds the measures to: python reference.py > reference.json

scikit-learn and scipy are the reference; hit rate, reciprocal rank, recall and precision of ties, which they do not
define, are the mean over all orders of the ties that are drawn.
"""

import json

import numpy as np
from scipy.stats import wilcoxon
from sklearn import metrics

rng = np.random.default_rng(7)


def ranking(levels, count, targets):
    """One user's ranking: scores with few levels have many ties."""
    scores = rng.integers(0, levels, count).astype(float)
    truth = np.zeros(count)
    truth[rng.choice(count, targets, replace=False)] = 1
    case = {"scores": scores.tolist(), "targets": np.flatnonzero(truth).tolist()}
    case["ndcg@10"] = metrics.ndcg_score([truth], [scores], k=10)
    case["ndcg@20"] = metrics.ndcg_score([truth], [scores], k=20)
    case["auroc"] = metrics.roc_auc_score(truth, scores)
    if len(set(scores)) == count:
        case["map"] = metrics.average_precision_score(truth, scores)
    broken = np.zeros(5)
    orders = 20000
    for _ in range(orders):
        order = np.lexsort((rng.random(count), -scores))
        hit = truth[order]
        first = np.flatnonzero(hit)[0] + 1
        ranks = np.flatnonzero(hit) + 1
        broken += [
            hit[:10].any(),
            1 / first,
            hit[:20].sum() / targets,
            hit[0],
            np.mean(np.arange(1, targets + 1) / ranks),
        ]
    for name, value in zip(["hit-rate@10", "mrr", "recall@20", "accuracy", "map-sampled"], broken / orders):
        case[name] = float(value)
    return case


def binary(count, decimals):
    """Probabilities with ties and what came."""
    probability = np.round(rng.beta(1.2, 2.5, count), decimals)
    came = rng.random(count) < np.clip(probability * 0.8 + 0.1, 0, 1)
    told = probability >= 0.5
    case = {"probability": probability.tolist(), "came": came.tolist()}
    case["auroc"] = metrics.roc_auc_score(came, probability)
    case["averagePrecision"] = metrics.average_precision_score(came, probability)
    case["logLoss"] = metrics.log_loss(came, probability)
    case["brier"] = metrics.brier_score_loss(came, probability)
    case["accuracy"] = metrics.accuracy_score(came, told)
    case["precision"] = metrics.precision_score(came, told)
    case["recall"] = metrics.recall_score(came, told)
    case["f1"] = metrics.f1_score(came, told)
    case["confusion"] = metrics.confusion_matrix(came, told).ravel().tolist()
    false, true, _ = metrics.roc_curve(came, probability, drop_intermediate=False)
    case["roc"] = np.column_stack([false, true]).tolist()
    precision, recall, _ = metrics.precision_recall_curve(came, probability)
    case["precisionRecall"] = np.column_stack([recall, precision])[::-1][1:].tolist()
    return case


def signed_rank(count, decimals):
    """Paired differences with ties and zeros."""
    difference = np.round(rng.normal(0.1, 0.5, count), decimals)
    kept = difference[difference != 0]
    result = wilcoxon(kept, zero_method="wilcox", correction=False, method="asymptotic")
    return {
        "differences": difference.tolist(),
        "statistic": float(result.statistic),
        "p": float(result.pvalue),
        "pairs": len(kept),
    }


def directions(count):
    """Three directions, told and come."""
    told = rng.integers(0, 3, count)
    came = np.where(rng.random(count) < 0.5, told, rng.integers(0, 3, count))
    return {
        "told": told.tolist(),
        "came": came.tolist(),
        "macroF1": metrics.f1_score(came, told, average="macro"),
        "f1": metrics.f1_score(came, told, average=None).tolist(),
    }


print(
    json.dumps(
        {
            "rankings": [ranking(5, 40, 3), ranking(3, 25, 8), ranking(10**9, 60, 6), ranking(2, 30, 1)],
            "binary": [binary(60, 1), binary(90, 2)],
            "signedRank": [signed_rank(40, 1), signed_rank(200, 2), signed_rank(30, 6)],
            "directions": [directions(80), directions(7)],
        }
    )
)
