package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code models}: what was trained, how it was judged, and which one is served. */
@Command(
        name = "models",
        description = "Show the models that were trained and how they were judged; choose the one that is served.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "%nExamples:",
            "  ./tidecast models list",
            "  ./tidecast models show interest-network",
            "  ./tidecast models promote interest-network",
            "  ./tidecast models compare interest-network tifu-knn",
            "  ./tidecast models rollback"
        })
public final class ModelsCommand {
    private ModelsCommand() {}

    /** The verb with its own verbs. */
    public static CommandLine of(Console console) {
        ModelsCommand models = new ModelsCommand();
        return new CommandLine(models)
                .addSubcommand(new ModelsListCommand(console))
                .addSubcommand(new ModelsShowCommand(console))
                .addSubcommand(new ModelsPromoteCommand(console))
                .addSubcommand(new ModelsRollbackCommand(console))
                .addSubcommand(new ModelsCompareCommand(console));
    }
}
