package dev.tidecast.app.console;

import dev.tidecast.progress.Progress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows a bar with rate and time left on a terminal once a task has taken two seconds; elsewhere one plain line when
 * such a task ends. Confined to one thread.
 */
public final class ConsoleProgress implements Progress {
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private final Console console;
    private @Nullable Task task;
    private @Nullable ProgressBar bar;

    private record Task(String name, long total, String unit, long began) {}

    private long done;

    public ConsoleProgress(Console console) {
        this.console = console;
    }

    @Override
    public void begin(String name, long total, String unit) {
        end();
        task = new Task(name, total, unit, System.nanoTime());
        done = 0;
    }

    @Override
    public void advance(long by) {
        done += by;
        Task current = task;
        if (current == null || !console.live()) {
            return;
        }
        if (bar == null && System.nanoTime() - current.began > PATIENCE) {
            bar = bar(current);
        }
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    private ProgressBar bar(Task current) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(current.name)
                .setInitialMax(current.total == 0 ? -1 : current.total)
                .setUnit(" " + current.unit, 1)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setMaxRenderedLength(console.width())
                .startsFrom(done, Duration.ofNanos(System.nanoTime() - current.began))
                .setConsumer(new ConsoleProgressBarConsumer(console.err(), console.width()));
        if (current.total == 0) {
            builder.hideEta();
        }
        return builder.build();
    }

    @Override
    public void end() {
        Task ended = task;
        if (bar != null) {
            bar.close();
            bar = null;
        }
        task = null;
        if (ended == null) {
            return;
        }
        double seconds = (System.nanoTime() - ended.began) / 1e9;
        if (!console.live() && seconds * 1e9 > PATIENCE) {
            line(String.format(
                    Locale.ROOT,
                    "%s: %,d %s in %.1f s (%,.0f a second)",
                    ended.name,
                    done,
                    ended.unit,
                    seconds,
                    done / seconds));
        }
    }

    @Override
    public void line(String text) {
        if (bar != null) {
            console.err().print("\r" + " ".repeat(console.width() - 1) + "\r");
        }
        console.err().println(text);
    }
}
