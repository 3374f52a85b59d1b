package dev.tidecast.app.command;

import dev.tidecast.app.config.ConfigurationException;
import dev.tidecast.app.intake.NotALogException;
import dev.tidecast.app.intake.OpenQuestionException;
import dev.tidecast.app.store.OutputFolder.UnusableFolderException;
import dev.tidecast.event.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What the process ends with. */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "the work failed: disk full, folder not writable, no memory, a bug"),
    USAGE(2, "wrong options or configuration"),
    BAD_DATA(3, "the data can't be used: damaged, no log, too short for what is asked"),
    NOT_STARTED(4, "the launcher found no JDK or could not build"),
    REFUSED(5, "the model has not earned its promotion");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** For picocli: {@code "0:done"}, ... */
    public static List<String> descriptions() {
        List<String> lines = new ArrayList<>();
        for (ExitCode each : values()) {
            lines.add(each.code + ":" + each.meaning);
        }
        return lines;
    }

    /** What an error that ended a command means. */
    public static ExitCode of(Throwable error) {
        return switch (error) {
            case ConfigurationException ignored -> USAGE;
            case OpenQuestionException ignored -> USAGE;
            case NotALogException ignored -> BAD_DATA;
            case BadInputException ignored -> BAD_DATA;
            case UnusableFolderException ignored -> FAILED;
            case IllegalArgumentException ignored -> BAD_DATA;
            case UncheckedIOException ignored -> FAILED;
            case IOException ignored -> FAILED;
            default -> FAILED;
        };
    }

    /** One message without a stack trace. */
    public static String message(Throwable error) {
        if (error instanceof OutOfMemoryError) {
            return "not enough memory (" + error.getMessage() + "): give more, as in TIDECAST_MEMORY=4g ./tidecast ...";
        }
        Throwable cause = error instanceof UncheckedIOException && error.getCause() != null ? error.getCause() : error;
        String text = cause.getMessage();
        if (text != null && text.contains("No space left on device")) {
            return "the disk is full: " + text + "; free some space and run again, nothing half-written will be read";
        }
        return switch (cause) {
            case java.nio.file.NoSuchFileException missing -> "no such file: " + missing.getFile();
            case java.nio.file.AccessDeniedException denied -> "no permission: " + denied.getFile();
            case java.nio.file.FileSystemException other -> other.getFile() + ": " + other.getReason();
            case IOException other -> told(other);
            case ConfigurationException other -> told(other);
            case IllegalArgumentException other -> told(other);
            case NotALogException other -> told(other);
            case BadInputException other -> told(other);
            case OpenQuestionException other -> told(other);
            case UnusableFolderException other -> told(other);
            default -> unexpected(cause);
        };
    }

    private static String told(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    private static String unexpected(Throwable error) {
        return told(error) + " (" + error.getClass().getSimpleName() + "; --debug shows where)";
    }
}
