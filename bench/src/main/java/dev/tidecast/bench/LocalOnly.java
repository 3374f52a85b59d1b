package dev.tidecast.bench;

import dev.tidecast.model.SymmetricInverse;

/** No inverse of any size, so that co-occurrence is solved item by item, as in a large catalogue. */
final class LocalOnly implements SymmetricInverse {
    @Override
    public int mostRows() {
        return 0;
    }

    @Override
    public float[] invert(float[] matrix, int n) {
        throw new IllegalStateException("asked for an inverse of " + n + " rows");
    }
}
