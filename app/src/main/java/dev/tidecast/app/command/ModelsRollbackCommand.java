package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.registry.Promotion;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code models rollback}: back to the model that was promoted before. */
@Command(
        name = "rollback",
        description = "Go back to the model that was promoted before the present one.",
        footer = {"%nExample:", "  ./tidecast models rollback --out shop/out"})
final class ModelsRollbackCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RegistryOptions options = new RegistryOptions();

    ModelsRollbackCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Promotion promotion = options.registry().rollback(Instant.now(), System.getProperty("user.name", "unknown"));
        if (options.json()) {
            options.print(console, promotion);
        } else {
            console.line("Back to " + promotion.id() + " from " + promotion.previous()
                    + ": forecasts are made with it from now on.");
        }
        return ExitCode.OK.code();
    }
}
