package dev.tidecast.app;

import dev.tidecast.app.command.BacktestCommand;
import dev.tidecast.app.command.DemoCommand;
import dev.tidecast.app.command.DoctorCommand;
import dev.tidecast.app.command.ExitCode;
import dev.tidecast.app.command.ForecastCommand;
import dev.tidecast.app.command.InitCommand;
import dev.tidecast.app.command.KeysCommand;
import dev.tidecast.app.command.ModelsCommand;
import dev.tidecast.app.command.PrepareCommand;
import dev.tidecast.app.command.ReportCommand;
import dev.tidecast.app.command.ServeCommand;
import dev.tidecast.app.command.TrainCommand;
import dev.tidecast.app.command.TuneCommand;
import dev.tidecast.app.command.VerifyCommand;
import dev.tidecast.app.config.ConfigurationException;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.store.CodeVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** The program {@code tidecast}. */
@Command(
        name = "tidecast",
        description = "Forecasts how each shopper's interests will move, from the shop's own event log.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CommandLine.HelpCommand.class,
        footer = {
            "%nExamples:",
            "  ./tidecast demo                 the whole way on a real shop's log",
            "  ./tidecast init orders.csv.gz   propose a configuration for your own log",
            "  ./tidecast forecast 17850       what will customer 17850 buy?"
        })
public final class Main {
    @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
    private boolean version;

    public static void main(String... arguments) {
        System.exit(run(Console.ofProcess(), arguments));
    }

    /** Runs one command line and gives its exit code; throws nothing. */
    public static int run(Console console, String... arguments) {
        Locale.setDefault(Locale.ROOT);
        boolean debug = Arrays.asList(arguments).contains("--debug");
        try {
            return commandLine(console).execute(arguments);
        } catch (Throwable error) {
            return failed(console, error, debug);
        }
    }

    private static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new InitCommand(console))
                .addSubcommand(new PrepareCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new TrainCommand(console))
                .addSubcommand(new BacktestCommand(console))
                .addSubcommand(new TuneCommand(console))
                .addSubcommand(new ForecastCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(ModelsCommand.of(console))
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new KeysCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new DemoCommand(console));
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((wrong, arguments) -> misused(console, wrong, line, arguments))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((error, command, result) ->
                        failed(console, error, result.originalArgs().contains("--debug")));
        describe(line);
        return line;
    }

    private static void describe(CommandLine line) {
        CommandLine.Model.CommandSpec spec = line.getCommandSpec();
        spec.version("tidecast " + CodeVersion.running() + ", Java " + Runtime.version());
        for (CommandLine each : line.getSubcommands().values()) {
            add(each.getCommandSpec());
            each.getSubcommands().values().forEach(inner -> add(inner.getCommandSpec()));
        }
        add(spec);
    }

    private static void add(CommandLine.Model.CommandSpec spec) {
        if (spec.name().equals("help")) {
            return;
        }
        spec.addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help with an example and exit.")
                .build());
        spec.addOption(CommandLine.Model.OptionSpec.builder("--debug")
                .type(boolean.class)
                .description("On an error show the stack trace too.")
                .build());
        spec.usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.descriptions().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                text -> text.substring(0, 1),
                                text -> text.substring(2),
                                (left, right) -> left,
                                java.util.LinkedHashMap::new)))
                .optionListHeading("%nOptions:%n")
                .sortOptions(false);
    }

    private static int misused(
            Console console, CommandLine.ParameterException wrong, CommandLine line, String[] arguments) {
        console.err().println("tidecast: " + wrong.getMessage());
        console.err().println("\"./" + verb(line, arguments) + " --help\" shows what is allowed, with an example.");
        return ExitCode.USAGE.code();
    }

    /** The command that was meant, {@code tidecast models promote}. */
    private static String verb(CommandLine line, String[] arguments) {
        CommandLine meant = line;
        for (String word : arguments) {
            CommandLine inner = meant.getSubcommands().get(word);
            if (inner == null) {
                break;
            }
            meant = inner;
        }
        return meant.getCommandSpec().qualifiedName();
    }

    private static int failed(Console console, Throwable error, boolean debug) {
        if (error instanceof ConfigurationException wrong) {
            int count = wrong.problems().size();
            console.err()
                    .println("tidecast: " + count + (count == 1 ? " problem" : " problems") + " in the configuration:");
            wrong.problems().forEach(problem -> console.err().println("  " + problem));
        } else {
            console.err().println("tidecast: " + ExitCode.message(error));
        }
        if (debug) {
            error.printStackTrace(console.err());
        }
        return ExitCode.of(error).code();
    }
}
