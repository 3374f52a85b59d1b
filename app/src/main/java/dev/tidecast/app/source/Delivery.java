package dev.tidecast.app.source;

import dev.tidecast.app.live.EventReader.Row;
import dev.tidecast.app.live.Intake;
import dev.tidecast.app.live.OverloadedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** How one source hands over rows; it waits where the store is busy. Confined to the source's thread. */
final class Delivery {
    private static final long PAUSE_MILLIS = 200;

    private final Intake intake;
    private final SourceState state;

    Delivery(Intake intake, SourceState state) {
        this.intake = intake;
        this.state = state;
    }

    Intake intake() {
        return intake;
    }

    /** Returns when all rows that were taken and the offsets are on disk together. */
    void store(List<Row> rows, Map<String, Long> offsets) throws InterruptedException {
        while (true) {
            try {
                intake.takeRows(rows, offsets).get();
                long taken =
                        rows.stream().map(Row::event).filter(Objects::nonNull).count();
                state.read(taken, rows.size() - taken, intake.now());
                return;
            } catch (OverloadedException busy) {
                Thread.sleep(PAUSE_MILLIS);
            } catch (ExecutionException failed) {
                throw new IllegalStateException("the rows could not be stored: " + failed.getMessage(), failed);
            }
        }
    }

    /** The source answers, whether or not it had rows. */
    void alive() {
        state.well();
    }
}
