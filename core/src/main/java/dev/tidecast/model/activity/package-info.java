/**
 * What a history tells of a user's activity, and models that tell from it whether users act.
 *
 * <p>Takes: histories as of an anchor. Gives: {@link dev.tidecast.model.activity.UserFeatures} (one row a user) and
 * {@link dev.tidecast.model.activity.CandidateFeatures} (one row for a user and an item), the columns of logistic
 * regression here and of the boosted trees in module trees; {@link dev.tidecast.model.activity.ActivityExamples}, rows
 * at calendar anchors with what the window after them brought. Invariant: a row depends on nothing after its anchor, and
 * no window ends after the cut. Read first: {@link dev.tidecast.model.activity.UserFeatures}.
 */
@NullMarked
package dev.tidecast.model.activity;

import org.jspecify.annotations.NullMarked;
