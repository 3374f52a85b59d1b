package dev.tidecast.app.serve;

import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.app.serve.ShopWide.Target;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question of all users of a standing, as of its instant: in blocks, between which other questions have their
 * turn. Beyond a number of users every so many-th is asked and stands for the others.
 */
final class ShopScan {
    private static final int MOST_USERS = 20_000;
    private static final int BLOCK = 32;
    private static final long PAUSE_MILLIS = 50;

    private final Service service;
    private final Standing on;
    private final Question question;

    ShopScan(Service service, Standing on, Question question) {
        this.service = service;
        this.on = on;
        this.question = question;
    }

    /** Work on one user of a block. */
    @FunctionalInterface
    private interface Visit {
        void user(Forecaster forecaster, int user, History history);
    }

    /** How many users one asked user stands for. */
    int step() {
        return Math.max(1, (on.visible().userCount() + MOST_USERS - 1) / MOST_USERS);
    }

    FacetIndex index() {
        return ask(desk -> desk.forecaster(on, question).index());
    }

    boolean tellsCounts() {
        return ask(desk -> desk.forecaster(on, question).tellsCounts());
    }

    /** Users by the probability (or share) of a value, the likeliest first. */
    List<Target> members(int value) {
        List<Target> members = new ArrayList<>();
        visit((forecaster, user, history) -> {
            String name = on.visible().users().get(user);
            double chance = forecaster.of(history, 1, each -> each == value).interests().stream()
                    .mapToDouble(Interest::chance)
                    .findFirst()
                    .orElse(0);
            if (chance > 0 && !service.erasures().contains(name)) {
                synchronized (members) {
                    members.add(new Target(name, chance));
                }
            }
        });
        members.sort(
                Comparator.comparingDouble((Target each) -> -each.probability()).thenComparing(Target::user));
        return members;
    }

    /** By value, what is expected of all users within the longest horizon. */
    double[] expected(int values) {
        double[] sums = new double[values];
        visit((forecaster, user, history) -> {
            double[] one = new double[values];
            forecaster.addExpected(history, one);
            synchronized (sums) {
                for (int value = 0; value < values; value++) {
                    sums[value] += one[value] * step();
                }
            }
        });
        return sums;
    }

    private void visit(Visit visit) {
        Dataset visible = on.visible();
        int[] users = IntStream.iterate(0, user -> user < visible.userCount(), user -> user + step())
                .toArray();
        IntStream.rangeClosed(0, (users.length - 1) / BLOCK)
                .forEach(block -> ask(desk -> {
                    Forecaster forecaster = desk.forecaster(on, question);
                    for (int k = block * BLOCK; k < Math.min(users.length, (block + 1) * BLOCK); k++) {
                        visit.user(forecaster, users[k], visible.history(users[k]));
                    }
                    return block;
                }));
    }

    /** Waits for its turn as long as it takes. */
    private <T extends @Nullable Object> T ask(Workers.Task<T> task) {
        while (true) {
            try {
                return service.ask(task);
            } catch (OverloadedException busy) {
                pause(busy);
            }
        }
    }

    private void pause(OverloadedException busy) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (service.stopping() || Thread.currentThread().isInterrupted()) {
            throw busy;
        }
    }
}
