"""The training step of bench/peers/run.sh in Python's PyTorch, written the usual way: embedding, two-layer LSTM(128), a
softmax over all items by cross_entropy, Adam. Prints: variant, threads, median seconds of a step, median processor seconds,
NDCG@10 of the last item of each walk (full ranking, history excluded) after the last epoch."""
import statistics
import sys
import time

import numpy
import torch
import torch.nn.functional as F
from torch import nn

ITEMS, WIDTH, BATCH, EPOCHS, RATE = 3417, 128, 128, 5, 0.01


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.items = nn.Embedding(ITEMS, WIDTH)
        nn.init.normal_(self.items.weight, std=0.02)
        self.trunk = nn.LSTM(WIDTH, WIDTH, 2, batch_first=True)
        self.projection = nn.Linear(WIDTH, WIDTH, bias=False)

    def forward(self, read):
        states, _ = self.trunk(self.items(read) * WIDTH ** 0.5)
        return self.projection(states) @ self.items.weight.T  # [B x T x V]


def step(forward, optimiser, walks, autocast):
    optimiser.zero_grad()
    with torch.autocast("cpu", torch.bfloat16, enabled=autocast):
        logits = forward(walks[:, :-1])
        loss = F.cross_entropy(logits.reshape(-1, ITEMS), walks[:, 1:].reshape(-1))
    loss.backward()
    optimiser.step()


def ndcg(network, walks):
    gains = []
    with torch.no_grad():
        for part in walks.split(64):
            scores = network(part[:, :-1])[:, -1]
            own = scores.gather(1, part[:, -1:])
            scores.scatter_(1, part[:, :-1], -torch.inf)
            rank = (scores >= own).sum(1).clamp(min=1)
            met = (part[:, :-1] == part[:, -1:]).any(1)  # not judged
            gains.append(torch.where(rank <= 10, 1 / torch.log2(rank + 1.0), 0.0)[~met])
    return torch.cat(gains).mean().item()


def main(folder, variant, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    walks = torch.from_numpy(numpy.load(folder + "/walks.npy")).view(-1, 52).long()
    learn = walks[:, :-1]
    network = Network()
    optimiser = torch.optim.Adam(network.parameters(), RATE)
    forward = torch.compile(network) if variant == "compile" else network
    wall, processor = [], []
    for epoch in range(EPOCHS):
        order = torch.randperm(len(learn))
        for k in range(0, len(order), BATCH):
            start, spent = time.perf_counter(), time.process_time()
            step(forward, optimiser, learn[order[k : k + BATCH]], variant == "autocast")
            if epoch > 0:
                wall.append(time.perf_counter() - start)
                processor.append(time.process_time() - spent)
    figures = statistics.median(wall), statistics.median(processor), ndcg(network, walks)
    print("pytorch-%s,%d,%.4f,%.4f,%.4f" % (variant, threads, *figures), flush=True)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
