package dev.tidecast.app.intake;

import dev.tidecast.app.intake.Proposal.BehaviourGuess;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.FileFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a proposal as a commented {@code tidecast.yaml}; every guess carries its reason. */
public final class ProposalText {
    private final Proposal proposal;
    private final Path folder;
    private final StringBuilder yaml = new StringBuilder();

    ProposalText(Proposal proposal, Path configuration) {
        this.proposal = proposal;
        Path parent = configuration.toAbsolutePath().normalize().getParent();
        this.folder = parent == null ? configuration.toAbsolutePath() : parent;
    }

    /** Ten rows as they will be understood. */
    public MappedRows rows() {
        return new MappedRows(proposal);
    }

    /** The whole file. */
    public String yaml() {
        yaml.setLength(0);
        line(String.format(
                Locale.ROOT,
                "# Proposed by \"tidecast init\" from the first %,d rows; check it, then run \"tidecast prepare\".",
                proposal.sample().rows().size()));
        line("name: " + proposal.name());
        line("timezone: " + proposal.zone() + "   # of times without an offset; days begin at its midnight");
        line("sources:");
        line("  - files: [" + proposal.files().stream().map(this::path).collect(Collectors.joining(", ")) + "]");
        line(format());
        mapping();
        catalogue();
        cleaning();
        recipe();
        return yaml.toString();
    }

    private String path(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path shown = absolute.startsWith(folder) ? folder.relativize(absolute) : absolute;
        return quoted(shown.toString());
    }

    private String format() {
        Sample sample = proposal.sample();
        StringBuilder format =
                new StringBuilder("format: {type: ").append(sample.kind().name().toLowerCase(Locale.ROOT));
        if (!sample.encoding().equals(StandardCharsets.UTF_8)) {
            format.append(", encoding: ").append(sample.encoding().name());
        }
        if (sample.delimiter() != null) {
            format.append(", delimiter: \"")
                    .append(sample.delimiter().replace("\t", "\\t"))
                    .append('"');
        }
        if (sample.kind() != FileFormat.Kind.JSONL && sample.kind() != FileFormat.Kind.PARQUET) {
            format.append(", header: ").append(sample.header());
        }
        if (!sample.header()) {
            format.append(", columns: [")
                    .append(sample.columns().stream().map(ProposalText::quoted).collect(Collectors.joining(", ")))
                    .append(']');
        }
        return format.append('}').toString();
    }

    private void mapping() {
        line("mapping:");
        role("user", Role.USER);
        role("item", Role.ITEM);
        if (proposal.column(Role.ITEM).isEmpty()) {
            line("  # item: none found, so only whether and how much is forecast, not what");
        }
        String year =
                proposal.answers().year() == null || !proposal.time().word().equals("month-day")
                        ? ""
                        : ", year: " + proposal.answers().year();
        line("  time: {column: " + quoted(proposal.column(Role.TIME).orElseThrow()) + ", format: "
                + quoted(proposal.time().word()) + year + "}   # "
                + proposal.time().explanation());
        behaviour(proposal.behaviour());
        if (proposal.column(Role.PRICE).isPresent()) {
            role("quantity", Role.QUANTITY);
            role("price", Role.PRICE);
        } else if (proposal.column(Role.VALUE).isPresent()) {
            line("  price: " + quoted(proposal.column(Role.VALUE).orElseThrow())
                    + "   # the value of a whole row; so its number of pieces is not mapped, or it would count twice");
            proposal.column(Role.QUANTITY).ifPresent(column -> line("  # quantity: " + quoted(column)));
        } else {
            role("quantity", Role.QUANTITY);
        }
        role("currency", Role.CURRENCY);
        role("order", Role.ORDER);
        role("session", Role.SESSION);
        role("query", Role.QUERY);
        unused();
    }

    private void unused() {
        String unused = proposal.sample().columns().stream()
                .filter(column -> !proposal.columns().containsValue(column))
                .filter(column -> !column.equals(proposal.behaviour().column()))
                .map(column -> quoted(column.replaceAll("\\s+", " ")))
                .collect(Collectors.joining(", "));
        if (!unused.isEmpty()) {
            line("  # not read: " + unused);
        }
    }

    private void behaviour(BehaviourGuess guess) {
        Behaviour always = guess.always();
        String column = guess.column();
        if (always != null || column == null) {
            line("  behaviour: " + (always == null ? "" : always.word()) + "   # all rows: " + guess.reason());
            return;
        }
        String words = guess.words().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> quoted(entry.getKey()) + ": " + entry.getValue().word())
                .collect(Collectors.joining(", "));
        line("  behaviour: {column: " + quoted(column) + ", words: {" + words + "}}   # " + guess.reason());
    }

    private void role(String key, Role role) {
        proposal.column(role)
                .ifPresent(column -> line("  " + key + ": " + quoted(column) + "   # "
                        + proposal.reasons().get(role)));
    }

    private void catalogue() {
        List<String> parts =
                Map.of("title", Role.TITLE, "category", Role.CATEGORY, "brand", Role.BRAND).entrySet().stream()
                        .filter(entry -> proposal.column(entry.getValue()).isPresent())
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + ": "
                                + quoted(proposal.column(entry.getValue()).orElseThrow()))
                        .toList();
        if (!parts.isEmpty() && proposal.column(Role.ITEM).isPresent()) {
            line("catalogue: {" + String.join(", ", parts) + "}   # columns of the log itself");
        }
    }

    private void cleaning() {
        line("cleaning:");
        boolean letters = proposal.column(Role.ITEM)
                .map(column ->
                        proposal.sample().column(proposal.sample().columns().indexOf(column)))
                .filter(codes -> codes.stream().anyMatch(code -> code.matches(".*\\d[a-z]")))
                .filter(codes -> codes.stream().anyMatch(code -> code.matches(".*\\d[A-Z]")))
                .isPresent();
        line("  item-case: " + (letters ? "upper   # codes end in letters of either case" : "keep"));
        proposal.column(Role.ORDER)
                .map(column ->
                        proposal.sample().column(proposal.sample().columns().indexOf(column)))
                .filter(orders -> orders.stream().anyMatch(order -> order.matches("C\\d+")))
                .ifPresent(
                        orders -> line("  cancellations: {orders: 'C', action: apply}   # some orders begin with C"));
        line("  duplicates: {action: fold, within: " + resolution()
                + "}   # repeats of user, item, behaviour and time count as one");
    }

    private String resolution() {
        String word = proposal.time().word();
        if (word.equals("date") || word.equals("month-day") || (word.contains("dd") && !word.contains("HH"))) {
            return "1d";
        }
        String column = proposal.column(Role.TIME).orElseThrow();
        boolean minutes = proposal.sample().column(proposal.sample().columns().indexOf(column)).stream()
                .allMatch(cell -> cell.endsWith(":00"));
        return minutes ? "1m" : "1s";
    }

    private void recipe() {
        Behaviour target = proposal.behaviour().target();
        if (target == Behaviour.PURCHASE) {
            line("recipe: retail-30d   # what each customer will buy in the next 30 days");
        } else {
            line("recipe: {name: " + target.word() + "-30d, target: {behaviour: " + target.word()
                    + ", horizon-days: 30}}   # the log has no purchases");
        }
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }

    /** A word as YAML needs it. */
    private static String quoted(String text) {
        return text.matches("[\\p{L}_][\\p{L}\\p{N}_./-]*") && !text.matches("(?i)true|false|null|yes|no|on|off")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
