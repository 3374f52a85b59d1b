package dev.tidecast.event;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of one kind and what their columns mean.
 *
 * @param files absolute paths, globs already resolved and sorted
 * @param from rows before it are left out as {@code OUTSIDE_RANGE}; epoch seconds, null for no bound
 * @param until rows at or after it are left out; epoch seconds, null for no bound
 */
public record LogSource(
        List<Path> files,
        FileFormat format,
        Mapping mapping,
        @Nullable Long from,
        @Nullable Long until) {
    public LogSource {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a source without files: name at least one file or glob that exists");
        }
        if (from != null && until != null && from >= until) {
            throw new IllegalArgumentException("from " + from + " is not before until " + until);
        }
    }

    /** Other files with the same meaning. */
    public LogSource withFiles(List<Path> others) {
        return new LogSource(others, format, mapping, from, until);
    }

    /** The same files with another meaning. */
    public LogSource withMapping(Mapping other) {
        return new LogSource(files, format, other, from, until);
    }

    /** The same rows as far as they are of {@code instant}, epoch seconds, or later. */
    public LogSource notBefore(long instant) {
        return new LogSource(files, format, mapping, from == null ? instant : Math.max(from, instant), until);
    }

    /** The same rows as far as they are from before {@code instant}, epoch seconds. */
    public LogSource before(long instant) {
        return new LogSource(files, format, mapping, from, until == null ? instant : Math.min(until, instant));
    }
}
