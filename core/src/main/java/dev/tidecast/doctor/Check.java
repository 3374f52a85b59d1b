package dev.tidecast.doctor;

import java.util.List;

/**
 * Looks for one kind of defect; one small file each.
 *
 * @param <T> what it looks at: a {@link Subject}, or the raw rows in the room that reads them
 */
@FunctionalInterface
public interface Check<T> {
    /** What was found; empty if the log is free of it or can't show it. */
    List<Finding> look(T log);
}
