/**
 * The service's door: HTTP in, JSON out, no model logic.
 *
 * <p>Takes: requests with a key. Gives: answers of the live room, problems in the form of RFC 9457. Invariant: nothing is
 * answered without the role that it needs, and no answer tells a path, a stack trace or a secret. Read first: {@code
 * KeyRing}.
 */
@NullMarked
package dev.tidecast.app.api;

import org.jspecify.annotations.NullMarked;
