/**
 * The only room that knows DuckDB: files become a dataset in one SQL pipeline.
 *
 * <p>Takes: an {@link dev.tidecast.event.EventLog} and {@link dev.tidecast.clean.CleaningRules}. Gives: the folder
 * {@code dataset/}, {@code rejects.parquet} and {@code cleaning.json}, through the door
 * {@link dev.tidecast.data.Preparation}; raw rows through {@link dev.tidecast.data.DuckDbEventSource}, vectors of items
 * through {@link dev.tidecast.data.ParquetVectors}. Invariant: every
 * row of every file is an interaction, folded into one, applied to one, or a reject with its reason; the SQL row rules
 * and their Java twin judge alike. Read first: {@link dev.tidecast.data.Preparation}.
 */
@NullMarked
package dev.tidecast.data;

import org.jspecify.annotations.NullMarked;
