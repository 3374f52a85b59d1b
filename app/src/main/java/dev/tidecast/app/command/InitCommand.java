package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.intake.Answers;
import dev.tidecast.app.intake.Guesser;
import dev.tidecast.app.intake.OpenQuestionException;
import dev.tidecast.app.intake.ProposalText;
import dev.tidecast.event.Behaviour;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code init}: looks at a log and proposes a configuration. */
@Command(
        name = "init",
        description = "Look at a log and propose a tidecast.yaml, with the reason for each guess.",
        footer = {
            "%nExamples:",
            "  ./tidecast init orders.csv.gz",
            "  ./tidecast init log.csv --year 2013 --words 0=view,1=purchase"
        })
public final class InitCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of the log, all with the same columns.")
    private List<Path> files = List.of();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "tidecast.yaml",
            description = "Where to write (default: ./tidecast.yaml).")
    private Path config = Path.of("tidecast.yaml");

    @Option(names = "--force", description = "Overwrite the configuration if it exists.")
    private boolean force;

    @Option(names = "--user", paramLabel = "COLUMN", description = "The column of the customer.")
    private @Nullable String user;

    @Option(names = "--item", paramLabel = "COLUMN", description = "The column of the item.")
    private @Nullable String item;

    @Option(names = "--time", paramLabel = "COLUMN", description = "The column of the time.")
    private @Nullable String time;

    @Option(names = "--behaviour", paramLabel = "WORD", description = "What all rows are: purchase, view, rating ...")
    private @Nullable String behaviour;

    @Option(
            names = "--words",
            split = ",",
            paramLabel = "CODE=WORD",
            description = "What the shop's own words mean: 0=view,1=purchase.")
    private Map<String, String> words = new LinkedHashMap<>();

    @Option(names = "--year", paramLabel = "YEAR", description = "The year of a log that writes months and days only.")
    private @Nullable Integer year;

    @Option(names = "--timezone", paramLabel = "ZONE", description = "Of times without an offset (default: UTC).")
    private @Nullable String timezone;

    public InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (Files.exists(config) && !force) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    config + " exists: keep it, name another with --config FILE, or overwrite it with --force");
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new CommandLine.ParameterException(new CommandLine(this), "no such file: " + file);
            }
        }
        Answers answers = answers();
        ProposalText proposal;
        try {
            proposal = new Guesser(answers).propose(files, config);
        } catch (OpenQuestionException open) {
            proposal = new Guesser(asked(answers, open)).propose(files, config);
        }
        show(proposal);
        Artefact.writeText(config, proposal.yaml());
        console.line("Written to " + config + ". Next: ./tidecast prepare" + (isDefault() ? "" : " -c " + config));
        return ExitCode.OK.code();
    }

    private boolean isDefault() {
        return config.equals(Path.of("tidecast.yaml"));
    }

    private void show(ProposalText proposal) {
        console.heading("Proposed configuration");
        proposal.yaml().lines().forEach(console::line);
        console.heading("The first rows as they will be understood");
        proposal.rows().table().print(console);
        console.line("");
    }

    private Answers answers() {
        try {
            Map<String, Behaviour> meanings = new LinkedHashMap<>();
            words.forEach((word, meaning) -> meanings.put(word, Behaviour.of(meaning)));
            return new Answers(
                    user,
                    item,
                    time,
                    behaviour == null ? null : Behaviour.of(behaviour),
                    meanings,
                    year,
                    timezone == null ? null : ZoneId.of(timezone));
        } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
            throw new CommandLine.ParameterException(new CommandLine(this), wrong.getMessage(), wrong);
        }
    }

    /** Asks the one question on a terminal; elsewhere the question's own message names the option. */
    private Answers asked(Answers before, OpenQuestionException open) {
        java.io.Console terminal = System.console();
        if (!console.live() || terminal == null || !terminal.isTerminal()) {
            throw open;
        }
        String answer = terminal.readLine("%s ", open.question());
        if (answer == null || answer.isBlank()) {
            throw open;
        }
        switch (open.option().split(" ")[0]) {
            case "--year" -> year = Integer.valueOf(answer.strip());
            case "--user" -> user = answer.strip();
            case "--behaviour" -> behaviour = answer.strip();
            case "--words" -> {
                for (String pair : answer.split(",")) {
                    String[] sides = pair.split("=", 2);
                    words.put(sides[0].strip(), sides.length < 2 ? "" : sides[1].strip());
                }
            }
            default -> throw open;
        }
        return answers().equals(before) ? before : answers();
    }
}
