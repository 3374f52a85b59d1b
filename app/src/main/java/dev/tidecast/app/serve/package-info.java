/**
 * The service without its wire: which model is in charge of which users' states, and what is asked of it.
 *
 * <p>Takes: a {@link dev.tidecast.app.serve.ModelSource}, the live store of {@code app.live}. Gives: answers, each made
 * on one of a bounded number of platform threads. Invariant: an answer comes from one {@link
 * dev.tidecast.app.serve.Standing}, however often the model is changed meanwhile. Read first: {@link
 * dev.tidecast.app.serve.Service}.
 */
@NullMarked
package dev.tidecast.app.serve;

import org.jspecify.annotations.NullMarked;
