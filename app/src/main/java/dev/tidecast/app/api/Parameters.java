package dev.tidecast.app.api;

import dev.tidecast.event.Behaviour;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's address; what is not allowed ends it with a problem that says what is. */
final class Parameters {
    private static final int MOST_LETTERS = 2_000;

    private final Context context;

    /** Of a request that may have those named, and a key. */
    Parameters(Context context, String... allowed) {
        this.context = context;
        Set<String> names = Set.of(allowed);
        for (String name : context.queryParamMap().keySet()) {
            if (!names.contains(name) && !name.equals("key")) {
                throw wrong(
                        "an unknown parameter",
                        "allowed are " + names.stream().sorted().toList());
            }
        }
    }

    private static ProblemException wrong(String title, String detail) {
        return new ProblemException(400, title, detail);
    }

    /** A part of the path: the name of a user or an item. */
    static String name(Context context, String part) {
        String name = context.pathParam(part);
        if (name.isBlank() || name.length() > 1_000 || name.indexOf('\0') >= 0) {
            throw wrong("this is no name of a " + part, "1 to 1000 characters without NUL are allowed");
        }
        return name;
    }

    @Nullable
    String text(String name) {
        List<String> values = context.queryParams(name);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || values.getFirst().length() > MOST_LETTERS) {
            throw wrong(
                    name + " is there twice or too long",
                    "once is allowed, with up to " + MOST_LETTERS + " characters");
        }
        return values.getFirst();
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    int integer(String name, int least, int most, int otherwise) {
        String text = text(name);
        try {
            int value = text == null ? otherwise : Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, like a number out of range.
        }
        throw wrong(name + " is not allowed", least + " to " + most + " is allowed");
    }

    @Nullable
    Double number(String name, double least, double most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, like a number out of range.
        }
        throw wrong(name + " is not allowed", "a number from " + least + " to " + most + " is allowed");
    }

    boolean flag(String name) {
        return parsed(name, "false", "true or false is allowed", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    @Nullable
    Long instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text).getEpochSecond();
        } catch (DateTimeException unreadable) {
            throw wrong(name + " is no instant", "one of UTC such as 2011-10-01T12:00:00Z is allowed");
        }
    }

    Behaviour behaviour(Behaviour otherwise) {
        return parsed("behaviour", otherwise.word(), "a behaviour such as view or purchase is allowed", Behaviour::of);
    }

    /** What {@code reader} makes of a text that it may refuse. */
    <T> T parsed(String name, String otherwise, String allowed, Function<String, T> reader) {
        try {
            return reader.apply(text(name, otherwise));
        } catch (IllegalArgumentException refused) {
            throw wrong(name + " is not allowed", allowed);
        }
    }
}
