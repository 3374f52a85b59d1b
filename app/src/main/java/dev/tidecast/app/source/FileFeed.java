package dev.tidecast.app.source;

import dev.tidecast.event.LogSource;
import java.time.Duration;

/**
 * A file that something appends to.
 *
 * @param source the one file, its format (CSV, TSV or JSON lines in UTF-8) and mapping
 * @param every pause between looks
 */
public record FileFeed(LogSource source, Duration every) {
    public FileFeed {
        Feeds.requirePause(every);
        if (source.files().size() != 1) {
            throw new IllegalArgumentException(source.files().size() + " files to follow: one is expected");
        }
        switch (source.format().kind()) {
            case CSV, TSV, JSONL -> {}
            case FIXED, PARQUET ->
                throw new IllegalArgumentException(
                        source.files().getFirst() + " can't be followed: csv, tsv and jsonl files can");
        }
        if (!source.format().encoding().equals(java.nio.charset.StandardCharsets.UTF_8)) {
            throw new IllegalArgumentException(
                    "a file in " + source.format().encoding() + " can't be followed: write it in UTF-8");
        }
    }
}
