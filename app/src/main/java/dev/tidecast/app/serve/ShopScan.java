package dev.tidecast.app.serve;

import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.app.serve.ShopWide.Target;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question of all users of a standing, as of its instant: in blocks, between which other questions have their
 * turn. Beyond a number of users every so many-th is asked and stands for the others.
 */
final class ShopScan {
    private static final int BLOCK = 32;
    private static final long PAUSE_MILLIS = 50;

    private final Service service;
    private final Standing on;
    private final Question question;
    private final int mostUsers;

    ShopScan(Service service, Standing on, Question question, int mostUsers) {
        this.service = service;
        this.on = on;
        this.question = question;
        this.mostUsers = mostUsers;
    }

    /** Work on one user of a block. */
    @FunctionalInterface
    private interface Visit {
        void user(Forecaster forecaster, int user, History history);
    }

    FacetIndex index() {
        return ask(desk -> desk.forecaster(on, question).index());
    }

    boolean tellsCounts() {
        return ask(desk -> desk.forecaster(on, question).tellsCounts());
    }

    /** The users who are asked: all, or every so many-th. */
    private int[] users() {
        int all = on.visible().userCount();
        int step = Math.max(1, (all + mostUsers - 1) / mostUsers);
        return IntStream.iterate(0, user -> user < all, user -> user + step).toArray();
    }

    /** How many users are asked. */
    int asked() {
        return users().length;
    }

    /** What is known of the sum over all users from those who were asked; null if all were. */
    @Nullable
    Sample sample(List<Target> asked) {
        int users = on.visible().userCount();
        return asked() == users ? null : Sample.of(asked, asked(), users);
    }

    /** Users by the probability (or share) of a value, the likeliest first. */
    List<Target> members(int value) {
        List<Target> members = new ArrayList<>();
        visit((forecaster, user, history) -> {
            String name = on.visible().users().get(user);
            double chance = forecaster.chance(history, value);
            if (chance > 0 && service.tellsOf(on, name)) {
                synchronized (members) {
                    members.add(new Target(name, chance));
                }
            }
        });
        members.sort(
                Comparator.comparingDouble((Target each) -> -each.probability()).thenComparing(Target::user));
        return members;
    }

    /**
     * What is expected of all users within the longest horizon, by value.
     *
     * @param within half the width of the 95 % interval of each; 0 where all users were asked
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one answer
    record Expected(double[] sums, double[] within) {}

    Expected expected(int values) {
        double[] sums = new double[values];
        double[] squares = new double[values];
        visit((forecaster, user, history) -> {
            double[] one = new double[values];
            forecaster.addExpected(history, one);
            synchronized (sums) {
                for (int value = 0; value < values; value++) {
                    sums[value] += one[value];
                    squares[value] += one[value] * one[value];
                }
            }
        });
        int users = on.visible().userCount();
        int asked = asked();
        double[] within = new double[values];
        for (int value = 0; value < values; value++) {
            within[value] = Sample.within(sums[value], squares[value], asked, users);
            sums[value] *= (double) users / asked;
        }
        return new Expected(sums, within);
    }

    private void visit(Visit visit) {
        Dataset visible = on.visible();
        int[] users = users();
        IntStream.rangeClosed(0, (users.length - 1) / BLOCK)
                .forEach(block -> ask(desk -> {
                    Forecaster forecaster = desk.forecaster(on, question);
                    List<History> next = Arrays.stream(users)
                            .skip((long) block * BLOCK)
                            .limit(BLOCK)
                            .mapToObj(visible::history)
                            .toList();
                    forecaster.expectChances(next);
                    for (int k = 0; k < next.size(); k++) {
                        visit.user(forecaster, users[block * BLOCK + k], next.get(k));
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
