package dev.tidecast.app.intake;

import dev.tidecast.app.intake.Proposal.BehaviourGuess;
import dev.tidecast.event.Behaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the beginning of a log and proposes what its columns mean. */
public final class Guesser {
    private final Answers answers;

    public Guesser(Answers answers) {
        this.answers = answers;
    }

    /**
     * A proposal for files of one kind.
     *
     * @throws NotALogException if they hold no log of events
     * @throws OpenQuestionException if something must be known that the files don't tell
     */
    public ProposalText propose(List<Path> files, Path configuration) throws IOException {
        Sample sample = SampleReader.read(files.getFirst());
        for (Path file : files.subList(1, files.size())) {
            Sample other = SampleReader.read(file);
            if (!other.columns().equals(sample.columns())) {
                throw new NotALogException(file + " has other columns than " + files.getFirst() + " ("
                        + String.join(", ", other.columns())
                        + "): propose from the log's own files, and add a catalogue"
                        + " or customer table by hand under \"catalogue\" or \"customers\"");
            }
        }
        return new ProposalText(proposal(files, sample), configuration);
    }

    private Proposal proposal(List<Path> files, Sample sample) {
        Columns found = new Columns(sample, answers);
        Map<Role, String> columns = new EnumMap<>(Role.class);
        Map<Role, String> reasons = new EnumMap<>(Role.class);
        List<String> names = new ArrayList<>(sample.columns());
        for (Role role : Role.values()) {
            found.of(role).ifPresent(index -> {
                if (!sample.header()) {
                    names.set(index, role.name().toLowerCase(java.util.Locale.ROOT));
                }
                columns.put(role, names.get(index));
                reasons.put(role, reason(role, sample, index));
            });
        }
        if (!columns.containsKey(Role.TIME)) {
            throw new NotALogException(sample.file() + " is not a log of events: none of its columns ("
                    + String.join(", ", sample.columns()) + ") holds times that are understood. "
                    + "If one does, describe it by hand under mapping.time");
        }
        if (!columns.containsKey(Role.USER)) {
            throw new OpenQuestionException(
                    "Which column of " + sample.file() + " tells the customer (" + String.join(", ", names) + ")?",
                    "--user COLUMN");
        }
        int timeIndex = found.of(Role.TIME).orElseThrow();
        TimeGuess time = TimeGuess.of(sample.column(timeIndex))
                .orElseThrow(() -> new NotALogException("column " + names.get(timeIndex) + " of " + sample.file()
                        + " holds no times that are understood, such as \""
                        + sample.column(timeIndex).getFirst() + "\""));
        BehaviourGuess behaviour = behaviour(sample, columns, found);
        if (time.word().equals("month-day") && answers.year() == null) {
            throw new OpenQuestionException(
                    "Of which year are months and days such as \""
                            + sample.column(timeIndex).getFirst() + "\" in " + sample.file() + "?",
                    "--year 2013");
        }
        return new Proposal(files, sample.named(names), columns, reasons, time, behaviour, answers);
    }

    private static String reason(Role role, Sample sample, int index) {
        if (sample.header()) {
            return "by its name";
        }
        int different = new HashSet<>(sample.column(index)).size();
        return switch (role) {
            case USER -> "column " + (index + 1) + " changes least from row to row (" + different + " different)";
            case ITEM -> "column " + (index + 1) + " has the most different codes (" + different + ")";
            case CATEGORY -> "column " + (index + 1) + ": each item always has the same one";
            case VALUE -> "column " + (index + 1) + " has decimals, as money does";
            default -> "column " + (index + 1) + ", by its content";
        };
    }

    private BehaviourGuess behaviour(Sample sample, Map<Role, String> columns, Columns found) {
        Behaviour said = answers.behaviour();
        if (said != null) {
            return new BehaviourGuess(null, Map.of(), said, "as you said");
        }
        if (columns.containsKey(Role.BEHAVIOUR)) {
            return words(
                    sample,
                    columns.getOrDefault(Role.BEHAVIOUR, ""),
                    found.of(Role.BEHAVIOUR).orElseThrow());
        }
        if (columns.containsKey(Role.RATING)) {
            return new BehaviourGuess(null, Map.of(), Behaviour.RATING, "there is a column of ratings");
        }
        for (Role role : List.of(Role.ORDER, Role.VALUE, Role.PRICE, Role.QUANTITY)) {
            if (columns.containsKey(role)) {
                return new BehaviourGuess(
                        null, Map.of(), Behaviour.PURCHASE, "there is " + columns.get(role) + ", as purchases have");
            }
        }
        throw new OpenQuestionException(
                "What did the users of " + sample.file() + " do: impression, view, search, favourite, cart, purchase, "
                        + "return or rating?",
                "--behaviour purchase");
    }

    private BehaviourGuess words(Sample sample, String column, int index) {
        Set<String> cells = new TreeSet<>(sample.column(index));
        if (answers.words().keySet().containsAll(cells)) {
            return new BehaviourGuess(column, answers.words(), null, "as you said");
        }
        if (BehaviourWords.isTmall(sample.columns())
                && BehaviourWords.tmallCodes().keySet().containsAll(cells)) {
            return new BehaviourGuess(
                    column,
                    BehaviourWords.tmallCodes(),
                    null,
                    "columns and codes are those of the Tmall contest of 2014");
        }
        Map<String, Behaviour> meanings = BehaviourWords.meanings(cells);
        if (!meanings.isEmpty() && meanings.keySet().containsAll(cells)) {
            return new BehaviourGuess(column, meanings, null, "the words say so");
        }
        String some = String.join(", ", cells.stream().limit(8).toList());
        throw new OpenQuestionException(
                "What do the values of " + column + " mean (" + some + (cells.size() > 8 ? ", ..." : "") + ")?",
                "--words " + cells.iterator().next() + "=view,...");
    }
}
