/**
 * Beside the rooms: where an artefact came from, and how it is written so that a crash leaves the old or the new.
 *
 * <p>Takes: bytes and facts. Gives: {@link dev.tidecast.provenance.Artefact} writing (temporary name, fsync, rename),
 * SHA-256 sums and the {@code Provenance} record. Invariant: no half-written artefact is ever read. Read first: {@link
 * dev.tidecast.provenance.Artefact}.
 */
@NullMarked
package dev.tidecast.provenance;

import org.jspecify.annotations.NullMarked;
