package dev.tidecast.app.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.app.config.Models;
import dev.tidecast.app.verify.Expectations.Known;
import dev.tidecast.app.verify.Expectations.KnownDataset;
import dev.tidecast.app.verify.Expectations.KnownRun;
import dev.tidecast.app.verify.Expectations.Layout;
import dev.tidecast.app.verify.Expectations.Protocol;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final String SEQUENCES = """
            name: made-up
            sources: [{files: [{0}]}]
            format: {type: csv, delimiter: ",", header: true}
            mapping: {user: user, item: item, time: order, behaviour: view}
            cleaning: {duplicates: {action: keep}}
            recipe: {name: next-item, target: {behaviour: view, horizon-days: 1}}
            """;

    @TempDir
    Path folder;

    /** Nine users whose last item is the commonest but for what they had; a tenth whose last is the rarest of four. */
    private KnownDataset sequences(double figure, boolean slow) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int user = 0; user < 9; user++) {
            lines.add(user + " 1 2 3 4");
        }
        lines.add("9 4 3 2 1");
        Files.write(folder.resolve("made-up.txt"), lines);
        Known known = new Known("popular", "mrr", figure, ".001", "worked by hand", slow);
        KnownRun run = new KnownRun(Protocol.LEAVE_ONE_OUT, null, 1, "view", List.of(known));
        return new KnownDataset("made-up", List.of("made-up.txt"), Layout.SEQUENCES, SEQUENCES, List.of(run));
    }

    private Outcome verify(KnownDataset known, boolean fast) throws IOException {
        Verification verification = new Verification(
                folder, fast, (recipe, model) -> Baselines.byName(model, new CholeskyInverse()), 1, Progress.silent());
        List<Outcome> outcomes = verification.verify(known, folder);
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    @Test
    void aFigureThatComesOutPassesAndOneThatDriftsFails() throws IOException {
        // The history is excluded, so the last item is the only candidate left: rank 1 for all.
        Outcome right = verify(sequences(1, false), false);
        assertThat(right.measured()).isEqualTo(1.0);
        assertThat(right.passed()).isTrue();
        assertThat(right.failed()).isFalse();
        Outcome wrong = verify(sequences(.99, false), false);
        assertThat(wrong.passed()).isFalse();
        assertThat(wrong.failed()).isTrue();
        assertThat(folder.toFile().list()).containsExactly("made-up.txt");
    }

    @Test
    void whatIsAbsentOrSlowIsToldAndNeitherPassesNorFails() throws IOException {
        Outcome slow = verify(sequences(1, true), true);
        assertThat(slow.skipped()).isTrue();
        assertThat(slow.note()).contains("--fast");
        KnownDataset known = sequences(1, false);
        Files.delete(folder.resolve("made-up.txt"));
        Outcome absent = verify(known, false);
        assertThat(absent.skipped()).isTrue();
        assertThat(absent.note()).contains("not in", "made-up.txt");
        assertThat(absent.passed() || absent.failed()).isFalse();
    }

    @Test
    void theListNamesModelsThatExistAndSources() {
        Expectations known = Expectations.known();
        assertThat(known.datasets())
                .extracting(KnownDataset::name)
                .contains("online-retail", "tmall", "ml-1m", "s3rec_beauty", "yoochoose_100k");
        known.datasets().stream()
                .flatMap(each -> each.runs().stream())
                .flatMap(run -> run.expect().stream())
                .forEach(each -> {
                    assertThat(Models.known(each.model())).isEqualTo(each.model());
                    assertThat(each.source()).hasSizeGreaterThan(9);
                    assertThat(each.tolerance()).isPositive();
                });
    }

    @Test
    void tolerancesAreAbsoluteOrShares() {
        assertThat(new Known("ease", "mrr", .5, "2%", "a paper", false).tolerance())
                .isEqualTo(.01);
        assertThat(new Known("ease", "mrr", .5, ".005", "a paper", false).tolerance())
                .isEqualTo(.005);
        assertThatThrownBy(() -> new Known("ease", "mrr", .5, "about", "a paper", false))
                .hasMessageContaining("within \"about\"");
    }
}
