package dev.tidecast.app.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Promotes two models in turn until it is killed; says a dot when it begins. */
final class PromotingLoop {
    private PromotingLoop() {}

    public static void main(String... arguments) throws IOException {
        Registry registry = Registry.of(Path.of(arguments[0]));
        for (int turn = 0; turn < 1_000_000; turn++) {
            ModelVersion version = registry.find(turn % 2 == 0 ? "tifu-knn" : "interest-network");
            registry.promote(version, Instant.EPOCH, "loop", null, List.of());
            if (turn == 0) {
                System.out.print('.');
                System.out.flush();
            }
        }
    }
}
