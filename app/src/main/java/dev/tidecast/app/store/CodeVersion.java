package dev.tidecast.app.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * What is running.
 *
 * @param version of the release
 * @param commit of the clone that it was built from; "none" where it was built without one
 * @param sources hash of the sources, so that a changed program does its steps again; the version where it is unknown
 */
public record CodeVersion(String version, String commit, String sources) {
    /** The running program's. */
    public static CodeVersion running() {
        Properties built = new Properties();
        try (InputStream in = CodeVersion.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                built.load(in);
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        String version = built.getProperty("version", "unknown");
        String sources = System.getProperty("tidecast.code", "");
        return new CodeVersion(version, built.getProperty("commit", "none"), sources.isEmpty() ? version : sources);
    }

    @Override
    public String toString() {
        return commit.equals("none")
                ? version
                : version + " (" + commit.substring(0, Math.min(12, commit.length())) + ")";
    }
}
