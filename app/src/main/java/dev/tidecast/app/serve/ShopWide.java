package dev.tidecast.app.serve;

import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.forecast.Direction;
import dev.tidecast.forecast.Question;
import dev.tidecast.model.Likeness;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers that take a look at all users; each is worked out once a standing, and several may wait for it. Shared. */
public final class ShopWide {
    private static final int MOST_KEPT = 32;
    private static final long SECONDS = 20;
    private static final int MOST_USERS = 20_000;

    private final Service service;
    private final int mostUsers;
    private final Map<Object, CompletableFuture<?>> answers = new LinkedHashMap<>();

    public ShopWide(Service service) {
        this(service, MOST_USERS);
    }

    /** Of up to {@code mostUsers} users all are asked, of more a sample of so many. */
    public ShopWide(Service service, int mostUsers) {
        this.service = service;
        this.mostUsers = mostUsers;
    }

    private record Key(long standing, Question question, String what) {}

    /**
     * Who will want a value.
     *
     * @param members the likeliest first, of those who were asked
     * @param probabilities false if the model tells shares only
     * @param sample null if all users were asked
     */
    public record Audience(
            Standing on,
            String name,
            List<Target> members,
            boolean probabilities,
            @Nullable Sample sample) {}

    /** One user, and how likely. */
    public record Target(String user, double probability) {}

    /**
     * How a value moves shop-wide: active days of all users expected within the horizon, and those of the last one.
     *
     * @param direction of its part of the shop as a whole, which itself may rise or fade with the season
     * @param within half the width of the 95 % interval of what is expected, where a sample was asked; else 0
     * @param moved active days in the last window's measure that it gains against moving with the whole
     */
    public record Trend(String name, double expected, double within, double last, Direction direction, double moved) {}

    /**
     * All values with anything expected or had, in the order of their numbers.
     *
     * @param asked how many users were asked
     * @param users how many there are
     * @param expected of all values together
     * @param last of all values together
     */
    public record Trends(int asked, int users, double expected, double last, List<Trend> values) {
        public Trends {
            values = List.copyOf(values);
        }
    }

    /** All who may want the value of that name. */
    public Audience audience(Question question, String name) {
        Standing on = service.standing();
        return kept(new Key(on.number(), question, name), () -> {
            ShopScan scan = new ShopScan(service, on, question, mostUsers);
            FacetIndex index = scan.index();
            int value = FacetNames.find(on.visible(), index, name);
            List<Target> members = scan.members(value);
            return new Audience(on, name, members, scan.tellsCounts(), scan.sample(members));
        });
    }

    /** How all values of the question's facet move. */
    public Trends trends(Question asked) {
        Question question = new Question(asked.behaviour(), List.of(asked.days()), asked.facet(), 1);
        Standing on = service.standing();
        return kept(new Key(on.number(), question, "/trends"), () -> {
            ShopScan scan = new ShopScan(service, on, question, mostUsers);
            FacetIndex index = scan.index();
            double[] last = last(on.visible(), index, question);
            ShopScan.Expected expected = scan.expected(index.size());
            double scale = scan.tellsCounts() ? 1 : sum(last) / Math.max(1e-9, sum(expected.sums()));
            double whole = sum(expected.sums()) * scale;
            double growth = whole / Math.max(1e-9, sum(last));
            List<Trend> trends = new ArrayList<>();
            for (int value = 0; value < index.size(); value++) {
                double next = expected.sums()[value] * scale;
                if (next > 0 || last[value] > 0) {
                    double level = growth > 0 ? next / growth : next;
                    trends.add(new Trend(
                            FacetNames.of(on.visible(), index, value),
                            next,
                            expected.within()[value] * scale,
                            last[value],
                            Direction.of(level, last[value]),
                            level - last[value]));
                }
            }
            return new Trends(scan.asked(), on.visible().userCount(), whole, sum(last), trends);
        });
    }

    /** What is like what among the standing's users. */
    public Likeness likeness(Standing on) {
        return kept(
                new Key(on.number(), service.standard(), "/likeness"),
                () -> service.ask(desk -> Likeness.of(on.visible())));
    }

    private static double sum(double[] values) {
        return java.util.Arrays.stream(values).sum();
    }

    /** By value, active days of all users with the behaviour in the window that ends now. */
    private static double[] last(Dataset visible, FacetIndex index, Question question) {
        double[] sums = new double[index.size()];
        long from = visible.asOf() - question.days() * 86_400L;
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            java.util.Set<Long> met = new java.util.HashSet<>();
            for (int p = history.size() - 1; p >= 0 && history.time(p) > from; p--) {
                int value = history.item(p) < 0 ? -1 : index.of(history.item(p));
                boolean counts = value >= 0 && history.behaviour(p) == question.behaviour();
                if (counts && met.add(value * 100_000L + history.time(p) / 86_400)) {
                    sums[value]++;
                }
            }
        }
        return sums;
    }

    @SuppressWarnings("unchecked") // a key is used for one kind of answer
    private <T> T kept(Key key, Supplier<T> work) {
        CompletableFuture<T> answer;
        synchronized (answers) {
            answer = (CompletableFuture<T>) answers.get(key);
            if (answer == null || answer.isCompletedExceptionally()) {
                CompletableFuture<T> fresh = new CompletableFuture<>();
                answers.remove(key);
                answers.put(key, fresh);
                if (answers.size() > MOST_KEPT) {
                    answers.remove(answers.keySet().iterator().next());
                }
                Thread.ofVirtual().start(() -> complete(fresh, work));
                answer = fresh;
            }
        }
        try {
            return answer.copy().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new OverloadedException("all users are being asked, which takes a while");
        }
    }

    private static <T> void complete(CompletableFuture<T> answer, Supplier<T> work) {
        try {
            answer.complete(work.get());
        } catch (RuntimeException failed) {
            answer.completeExceptionally(failed);
        }
    }
}
