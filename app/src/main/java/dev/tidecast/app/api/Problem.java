package dev.tidecast.app.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what was wrong and what to do.
 *
 * @param status of HTTP
 * @param title what was wrong, the same for all of its kind
 * @param detail the value, what is allowed and what to do; null if the title says it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(int status, String title, @Nullable String detail) {
    private static final String TYPE = "application/problem+json";

    /** Answers with this problem. */
    public void answer(Context context) {
        context.status(status).json(this).contentType(TYPE);
    }
}
