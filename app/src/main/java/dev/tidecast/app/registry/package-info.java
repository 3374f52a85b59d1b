/**
 * The registry: every model that was trained, where it comes from, how it was judged, and which one is served.
 *
 * <p>Takes: a trained model's folder, its lineage, a backtest's results. Gives: versions, what speaks against promoting
 * one, the promoted one. Invariant: a kill between any two writes leaves the old or the new promotion, and no look at a
 * judged window goes uncounted. Read first: {@link dev.tidecast.app.registry.ModelVersion}, then {@link
 * dev.tidecast.app.registry.Registry}.
 */
@NullMarked
package dev.tidecast.app.registry;

import org.jspecify.annotations.NullMarked;
