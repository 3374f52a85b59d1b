/**
 * The page that shows a run: one HTML file that works from disk.
 *
 * <p>Takes: what the output folder holds (cleaning report, dataset, backtest, details of training and forecasts).
 * Gives: {@link dev.tidecast.app.report.ReportContent}, plain values, and through {@link
 * dev.tidecast.app.report.ReportPage} a self-contained page. Invariant: no text of a shop reaches the page unescaped,
 * nothing is fetched from a network, and a part that was not measured is absent rather than empty. Read first: {@link
 * dev.tidecast.app.report.ReportContent}.
 */
@NullMarked
package dev.tidecast.app.report;

import org.jspecify.annotations.NullMarked;
