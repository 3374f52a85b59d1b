/**
 * The program.
 *
 * <p>Takes a command line; gives an exit code. Invariant: an error is one clear message on standard error, never a
 * stack trace unless {@code --debug} asks for it. Read first: {@link dev.tidecast.app.Main}, then one class a verb in
 * {@link dev.tidecast.app.command}.
 */
@NullMarked
package dev.tidecast.app;

import org.jspecify.annotations.NullMarked;
