/**
 * Encryption of the wire from PEM files, as certificate services write them.
 *
 * <p>Takes: a file with the chain of certificates and one with the private key. Gives: a connector for the server. Invariant:
 * files that change are taken up without a restart, and broken ones never replace good ones. Read first: {@code Tls}.
 */
@NullMarked
package dev.tidecast.app.tls;

import org.jspecify.annotations.NullMarked;
