package dev.tidecast.app.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Published and known figures, as the list gives them.
 *
 * @param datasets in the order of the table
 */
public record Expectations(List<KnownDataset> datasets) {
    private static final String LIST = "/verify/expectations.yaml";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Expectations {
        datasets = List.copyOf(datasets);
    }

    /** How the files of a data set are written. */
    public enum Layout {
        /** Tables, as the configuration says. */
        @JsonProperty("table")
        TABLE,
        /** A user and its items in their order on each line; read as a table of user and item. */
        @JsonProperty("sequences")
        SEQUENCES
    }

    /** Who is judged on what. */
    public enum Protocol {
        /** A window after a cut for all users. */
        @JsonProperty("window")
        WINDOW,
        /** Each user's last item. */
        @JsonProperty("leave-one-out")
        LEAVE_ONE_OUT,
        /** The next item within each session after the cut. */
        @JsonProperty("session")
        SESSION,
        /** No judging: parameters of a model fitted at the cut. */
        @JsonProperty("fit")
        FIT
    }

    /**
     * A data set and what is known of it.
     *
     * @param files below the folder that the user names; all are needed
     * @param configuration a tidecast.yaml in which {@code {0}}, {@code {1}} ... stand for the files' paths
     */
    public record KnownDataset(
            String name, List<String> files, @Nullable Layout layout, String configuration, List<KnownRun> runs) {
        public KnownDataset {
            files = List.copyOf(files);
            runs = List.copyOf(runs);
        }

        boolean sequences() {
            return layout == Layout.SEQUENCES;
        }
    }

    /**
     * One protocol on one data set.
     *
     * @param cut an instant; absent with leave-one-out
     * @param behaviour judged
     */
    public record KnownRun(
            Protocol protocol,
            @Nullable String cut,
            @JsonProperty("horizon-days") int horizonDays,
            String behaviour,
            List<Known> expect) {
        public KnownRun {
            expect = List.copyOf(expect);
            if ((cut == null) != (protocol == Protocol.LEAVE_ONE_OUT)) {
                throw new IllegalArgumentException("a run needs a cut unless its protocol is leave-one-out: " + expect);
            }
        }

        /** Epoch seconds. */
        long instant() {
            return Instant.parse(java.util.Objects.requireNonNull(cut)).getEpochSecond();
        }
    }

    /**
     * A figure.
     *
     * @param model as recipes name it
     * @param measure a measure's word, or {@code tensor[index]} of what the model stores, with the protocol fit
     * @param within how far it may be off: {@code .005}, or {@code 2%} of it
     * @param source who says so, and how to get it
     * @param slow whether it takes more than about a minute, so that {@code --fast} leaves it out
     */
    public record Known(String model, String measure, double figure, String within, String source, boolean slow) {
        private static final Pattern WITHIN = Pattern.compile("(\\d*\\.?\\d+)(%?)");

        public Known {
            if (!WITHIN.matcher(within).matches() || source.isBlank()) {
                throw new IllegalArgumentException(model + " " + measure + ": within \"" + within
                        + "\" must be a number or a percentage such as 2%, and" + " the source must be named");
            }
        }

        /** How far off is allowed, in the figure's own unit. */
        public double tolerance() {
            boolean relative = within.endsWith("%");
            double number = Double.parseDouble(within.replace("%", ""));
            return relative ? Math.abs(figure) * number / 100 : number;
        }
    }

    /** The list that comes with the program. */
    public static Expectations known() {
        try (InputStream list = Expectations.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is missing from the program");
            }
            return YAML.readValue(list, Expectations.class);
        } catch (IOException damaged) {
            throw new IllegalStateException(LIST + " can't be read: " + damaged.getMessage(), damaged);
        }
    }
}
