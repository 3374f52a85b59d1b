package dev.tidecast.bench;

import dev.tidecast.progress.Progress;
import java.util.Locale;

/** Prints each line with the seconds since the start. */
record Printed(long start) implements Progress {
    @Override
    public void begin(String task, long total, String unit) {}

    @Override
    public void advance(long by) {}

    @Override
    public void end() {}

    @Override
    public void line(String text) {
        System.out.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - start) / 1e9, text);
    }
}
