/**
 * Measurements, not deployed.
 *
 * <p>Takes: the other modules. Gives: times, by JMH ({@code java -cp ... org.openjdk.jmh.Main EvaluationBench}).
 * Invariant: data is made here, seeded; nothing is read from the network. Read first: {@link
 * dev.tidecast.bench.EvaluationBench}.
 */
@NullMarked
package dev.tidecast.bench;

import org.jspecify.annotations.NullMarked;
