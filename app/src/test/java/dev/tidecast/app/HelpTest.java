package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "prepare",
                "doctor",
                "train",
                "backtest",
                "tune",
                "forecast",
                "report",
                "models",
                "verify",
                "demo"
            })
    void everyVerbShowsAnExampleAndItsExitCodes(String verb) {
        Program help = Program.run(verb, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("Example", "./tidecast " + verb, "Exit codes:", "--debug")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "promote", "rollback", "compare"})
    void everyVerbOnModelsShowsAnExampleAndItsExitCodes(String verb) {
        Program help = Program.run("models", verb, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Example", "./tidecast models " + verb, "Exit codes:", "--debug", "--json");
        assertThat(Program.run("models").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "init",
                "prepare",
                "doctor",
                "train",
                "backtest",
                "tune",
                "forecast",
                "report",
                "models",
                "models list",
                "models show",
                "models promote",
                "models rollback",
                "models compare",
                "serve",
                "keys",
                "keys create",
                "keys list",
                "keys revoke",
                "verify",
                "demo"
            })
    void examplesCanBeCopiedAsLinesAndWhatAnOptionTakesIsNamed(String verb) {
        String help =
                Program.run((Object[]) (verb + " --help").strip().split(" ")).out();
        assertThat(help.substring(help.indexOf("Example")).lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("  "));
        assertThat(help).doesNotContain("=<");
    }

    @Test
    void theProgramTellsItsVersion() {
        Program version = Program.run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).startsWith("tidecast ");
    }

    @Test
    void wrongUseNamesTheHelpOfTheCommandThatWasMeant() {
        assertThat(Program.run("forecast").err()).contains("\"./tidecast forecast --help\"");
        assertThat(Program.run("models", "promote", "a", "--override").err())
                .contains("\"./tidecast models promote --help\"");
    }

    @Test
    void wrongUseIsToldInOneMessage() {
        Program wrong = Program.run("forecst");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("forecst", "--help").doesNotContain("Exception");
        assertThat(Program.run().code()).isEqualTo(2);
    }
}
