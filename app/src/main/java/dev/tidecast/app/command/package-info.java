/**
 * The verbs, one class each.
 *
 * <p>Takes options; gives an exit code and what a person sees. Invariant: a verb holds no logic of forecasting, it
 * brings its inputs up to date, calls a door and shows the outcome. Read first: {@link
 * dev.tidecast.app.command.CommonOptions}, then {@link dev.tidecast.app.command.PrepareCommand}.
 */
@NullMarked
package dev.tidecast.app.command;

import org.jspecify.annotations.NullMarked;
