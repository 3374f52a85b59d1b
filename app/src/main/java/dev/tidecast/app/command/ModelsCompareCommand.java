package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Console.Stress;
import dev.tidecast.app.console.Table;
import dev.tidecast.app.registry.Compared;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.evaluate.Estimate;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code models compare}: two versions side by side, user by user. */
@Command(
        name = "compare",
        description = "Compare two models by all measures, with the interval of their difference on the same users.",
        footer = {"%nExample:", "  ./tidecast models compare interest-network tifu-knn"})
final class ModelsCompareCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RegistryOptions options = new RegistryOptions();

    @Parameters(index = "0", paramLabel = "A", description = "A model's id or name.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "Another's.")
    private String second = "";

    ModelsCompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Registry registry = options.registry();
        Compared compared = Compared.of(registry, registry.find(first), registry.find(second));
        if (options.json()) {
            options.print(console, compared);
            return ExitCode.OK.code();
        }
        print(compared);
        return ExitCode.OK.code();
    }

    private void print(Compared compared) {
        console.heading(compared.first() + " against " + compared.second());
        Table table = new Table()
                .left("measure")
                .right(compared.first())
                .right(compared.second())
                .left("difference with 95 % interval");
        for (Compared.Row row : compared.rows()) {
            table.row(
                    row.measure(),
                    ModelsListCommand.figure("%.4f", row.first()),
                    ModelsListCommand.figure("%.4f", row.second()),
                    difference(row.difference()));
        }
        table.print(console);
        if (compared.unpaired() != null) {
            console.line("");
            console.line("No difference is told: " + compared.unpaired() + ".");
        }
    }

    private String difference(@Nullable Estimate estimate) {
        if (estimate == null || estimate.low() == null || estimate.high() == null) {
            return "-";
        }
        String text = ModelsListCommand.figure("%+.4f", estimate.mean()) + " ("
                + ModelsListCommand.figure("%+.4f", estimate.low()) + " to "
                + ModelsListCommand.figure("%+.4f", estimate.high()) + ")";
        if (estimate.low() > 0) {
            return console.stressed(Stress.GOOD, text);
        }
        return estimate.high() < 0 ? console.stressed(Stress.BAD, text) : text;
    }
}
