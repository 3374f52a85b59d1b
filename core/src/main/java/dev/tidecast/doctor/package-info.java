/**
 * Beside the rooms: what in a log will cost accuracy, and how much.
 *
 * <p>Takes: a {@link dev.tidecast.sequence.Dataset} with what is to be asked of it, and findings from whoever knows more
 * (the raw rows). Gives: {@link dev.tidecast.doctor.DoctorReport}. Invariant: a check reads and changes nothing; a
 * finding carries its figures, evidence and what to do; a log without defects has no finding. Read first: {@link
 * dev.tidecast.doctor.Check}, then {@link dev.tidecast.doctor.DatasetChecks}.
 */
@NullMarked
package dev.tidecast.doctor;

import org.jspecify.annotations.NullMarked;
