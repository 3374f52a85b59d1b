package dev.tidecast.model;

/** What computes the steps of a training; the key {@code network.device} of a recipe. */
public enum Device {
    /** A GPU where the build holds its natives and the machine has one, else the processors. */
    AUTO,
    /** The processors. */
    CPU,
    /** A GPU by CUDA; an error where there is none. */
    CUDA
}
