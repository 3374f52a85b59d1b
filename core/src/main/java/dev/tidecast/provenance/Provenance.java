package dev.tidecast.provenance;

import org.jspecify.annotations.Nullable;

/**
 * Where an artefact comes from; written beside it.
 *
 * @param dataHash SHA-256 of the dataset's manifest, or of the sources for the dataset itself
 * @param recipe the recipe's name
 * @param recipeHash SHA-256 of all its settings
 * @param seed of all randomness
 * @param code version and, where it was built from a clone, the commit
 * @param engine the native engine and its version; "none" where none took part
 * @param jdk vendor and version of the Java runtime
 * @param parent hash of the artefact that this one was made from; null for the first
 */
public record Provenance(
        String dataHash,
        String recipe,
        String recipeHash,
        long seed,
        String code,
        String engine,
        String jdk,
        @Nullable String parent) {
    /** The running Java: vendor and version. */
    public static String runningJdk() {
        return System.getProperty("java.vendor") + " " + Runtime.version();
    }
}
