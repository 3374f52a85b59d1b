package dev.tidecast.app.command;

import dev.tidecast.app.config.Models;
import dev.tidecast.model.Judging;
import dev.tidecast.model.Recipe;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a backtest judges, where the command line says other than the recipe. */
public final class BacktestOptions {
    @Option(
            names = "--cuts",
            paramLabel = "N",
            description = "Judge at N cuts, the last one horizon before the log's end.")
    private @Nullable Integer cuts;

    @Option(names = "--spacing", paramLabel = "DAYS", description = "Days between one cut and the next: 14d.")
    private @Nullable String spacing;

    @Option(names = "--horizon", paramLabel = "DAYS", description = "Length of the window that is judged: 30d.")
    private @Nullable String horizon;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "window (default), leave-one-out or session; the latter two compare with published work.")
    private @Nullable String protocol;

    @Option(
            names = "--models",
            paramLabel = "NAMES",
            split = ",",
            description = "Judge these models only: popular,tifu-knn; or all.")
    private List<String> models = new ArrayList<>();

    @Option(names = "--staleness", description = "Judge old models and old states too, at the last cut.")
    private boolean staleness;

    /**
     * The recipe as the options change it.
     *
     * @throws IllegalArgumentException if one is not allowed; the message says what is
     */
    Recipe over(Recipe recipe) {
        int days = horizon == null ? recipe.target().horizonDays() : days("--horizon", horizon);
        Judging old = recipe.judging();
        Judging judging = new Judging(
                old.facets(),
                old.behaviours(),
                protocol == null ? old.protocol() : protocol(protocol),
                staleness || old.staleness(),
                old.budgetMinutes());
        List<String> named = models.isEmpty() ? recipe.models() : Models.meant(models);
        named.forEach(Models::known);
        return new Recipe(
                recipe.name(),
                recipe.seed(),
                recipe.threads(),
                new Target(recipe.target().behaviour(), days),
                recipe.horizons(),
                named,
                new Recipe.Cuts(
                        cuts == null ? recipe.cuts().count() : cuts,
                        spacing == null ? recipe.cuts().spacingDays() : days("--spacing", spacing)),
                recipe.bootstrapResamples(),
                recipe.network(),
                recipe.counters(),
                judging,
                recipe.promotion());
    }

    /** A number of days, as 14 or as 14d. */
    static int days(String option, String text) {
        if (!text.matches("[1-9]\\d{0,3}d?")) {
            throw new IllegalArgumentException(
                    option + " is \"" + text + "\": a number of days is expected, as in " + option + " 14d");
        }
        return Integer.parseInt(text.replace("d", ""));
    }

    private static Judging.Protocol protocol(String text) {
        return Arrays.stream(Judging.Protocol.values())
                .filter(each -> word(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--protocol is \"" + text + "\": use one of "
                        + Arrays.stream(Judging.Protocol.values())
                                .map(BacktestOptions::word)
                                .toList()));
    }

    private static String word(Judging.Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
