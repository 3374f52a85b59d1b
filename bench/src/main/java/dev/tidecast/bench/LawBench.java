package dev.tidecast.bench;

import dev.tidecast.evaluate.BinaryReport;
import dev.tidecast.evaluate.Calibration;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.interest.WindowLaw;
import dev.tidecast.model.interest.WindowLawTrainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the law of counts is worth at several cuts: calibration of the probability of a purchase within 30 days, how many
 * active days it expects for one that came, and how many users' counts lay within the interval of 80 %, beside what the law
 * itself promises. Arguments: the folder of a prepared dataset, then cuts, each a number of days before the log's end.
 */
public final class LawBench {
    private static final long DAY = 86_400;
    private static final int WEEK = 7;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    private LawBench() {}

    /** Prints one line a cut. */
    public static void main(String[] arguments) {
        Dataset whole = DatasetFolder.open(Path.of(arguments[0]));
        for (int argument = 1; argument < arguments.length; argument++) {
            int days = Integer.parseInt(arguments[argument]);
            System.out.println(days + " days before the end: " + judged(whole, whole.asOf() - days * DAY));
        }
    }

    private static String judged(Dataset whole, long cut) {
        Dataset visible = whole.asOf(cut);
        Dataset later = whole.asOf(cut + TARGET.seconds());
        WindowLaw law = new WindowLawTrainer(Progress.silent(), 1).fit(visible, TARGET);
        int[] users = IntStream.range(0, visible.userCount())
                .filter(user -> !visible.history(user).isEmpty())
                .toArray();
        double[] told = new double[users.length];
        boolean[] came = new boolean[users.length];
        double expected = 0;
        long counted = 0;
        int within = 0;
        double promised = 0;
        double[] week = new double[users.length];
        boolean[] cameInWeek = new boolean[users.length];
        for (int i = 0; i < users.length; i++) {
            CountLaw.Part part = law.of(visible.history(users[i])).part(TARGET.behaviour(), 1);
            int count = activeDays(later.history(users[i]), cut);
            told[i] = part.probability(TARGET.horizonDays());
            came[i] = count > 0;
            week[i] = part.probability(WEEK);
            cameInWeek[i] = activeDays(whole.asOf(cut + WEEK * DAY).history(users[i]), cut) > 0;
            expected += part.expected(TARGET.horizonDays());
            counted += count;
            int low = part.quantile(.1, TARGET.horizonDays());
            int high = part.quantile(.9, TARGET.horizonDays());
            within += count >= low && count <= high ? 1 : 0;
            promised += part.between(low, high, TARGET.horizonDays());
        }
        Calibration inWeek = BinaryReport.of(week, cameInWeek, 1).calibration();
        BinaryReport report = BinaryReport.of(told, came, 1);
        return String.format(
                Locale.ROOT,
                "users %d, calibration error %.4f beside %.4f, mean told %.4f, came %.4f, expected days %.0f, came %d"
                        + " (%.3f), within the interval %.4f, promised %.4f,"
                        + " error within a week %.4f beside %.4f",
                users.length,
                report.calibration().error(),
                report.calibration().perfectError(),
                mean(told),
                IntStream.range(0, came.length).filter(i -> came[i]).count() / (double) came.length,
                expected,
                counted,
                expected / counted,
                within / (double) users.length,
                promised / users.length,
                inWeek.error(),
                inWeek.perfectError());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Days after the cut with the behaviour. */
    private static int activeDays(History history, long cut) {
        Set<Long> days = new HashSet<>();
        for (int p = history.size() - 1; p >= 0 && history.time(p) > cut; p--) {
            if (history.behaviour(p) == TARGET.behaviour()) {
                days.add(Math.floorDiv(history.time(p), DAY));
            }
        }
        return days.size();
    }
}
