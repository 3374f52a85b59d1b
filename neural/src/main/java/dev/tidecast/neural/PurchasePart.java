package dev.tidecast.neural;

/**
 * B users of one step, laid out day by day: row t x B + b is day t of user b.
 *
 * @param days T
 * @param x what was done, float[T x B x F]
 * @param came whether the target behaviour came in the window, 1 or 0, [B]
 * @param scale 1 / users of the whole step
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read by one thread
record PurchasePart(int days, float[] x, float[] came, double scale) {}
