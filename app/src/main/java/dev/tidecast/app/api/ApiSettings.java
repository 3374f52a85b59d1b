package dev.tidecast.app.api;

import java.nio.file.Path;

/**
 * How the service is reached.
 *
 * @param host name or address to listen at
 * @param port 0 takes a free one
 * @param out the output folder, with keys and audit log
 * @param atOnce requests at a time; more are told to come later
 * @param rate requests a second of one caller
 */
public record ApiSettings(String host, int port, Path out, int atOnce, double rate) {
    public ApiSettings {
        if (port < 0 || port > 65_535 || atOnce < 1 || !(rate > 0)) {
            throw new IllegalArgumentException("port " + port + ", " + atOnce + " requests at once, " + rate
                    + " a second: 0 to 65535, 1 or more and above 0 are allowed");
        }
    }

    /** The usual limits. */
    public static ApiSettings of(String host, int port, Path out) {
        return new ApiSettings(host, port, out, 1_024, 20_000);
    }
}
