package dev.tidecast.progress;

import java.util.function.Consumer;

/** Where long work tells how far it is; one task at a time, from one thread. */
public interface Progress {
    /** Starts a task of {@code total} units; 0 if the number is not known. */
    void begin(String task, long total, String unit);

    void advance(long by);

    void end();

    /** A line for the log, shown whole: an epoch's figures, a step that was skipped. */
    void line(String text);

    /** Tells nobody. */
    static Progress silent() {
        return lines(text -> {});
    }

    /** Tells {@code reader} the lines, and nobody how far the work is. */
    static Progress lines(Consumer<String> reader) {
        return new Progress() {
            @Override
            public void begin(String task, long total, String unit) {}

            @Override
            public void advance(long by) {}

            @Override
            public void end() {}

            @Override
            public void line(String text) {
                reader.accept(text);
            }
        };
    }
}
