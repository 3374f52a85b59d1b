package dev.tidecast.model;

/** Of the numbers that are multiplied in training. */
public enum Precision {
    /** Single floats. */
    SINGLE,
    /** Factors in bfloat16, sums and parameters in single floats. */
    MIXED
}
