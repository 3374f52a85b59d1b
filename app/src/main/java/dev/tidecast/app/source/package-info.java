/**
 * Sources that go on while the service runs: files that grow, topics of Kafka, tables of a database.
 *
 * <p>Takes: what {@code live} of {@code tidecast.yaml} names. Gives: rows to the intake, each batch together with the place
 * at which reading goes on. Invariant: a source that is killed and started again neither loses nor doubles a row. Read
 * first: {@code LiveSource}, then {@code FollowedFile}.
 */
@NullMarked
package dev.tidecast.app.source;

import org.jspecify.annotations.NullMarked;
