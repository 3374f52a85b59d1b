package dev.tidecast.app.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chain of certificates and its private key.
 *
 * @param chain PEM, the server's own certificate first
 * @param key PEM, PKCS #8, not encrypted
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
public record PemFiles(Path chain, Path key) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** A store with both, under {@code password}, which never leaves memory. */
    KeyStore read(char[] password) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chain)));
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException(chain + " holds no certificate: PEM (BEGIN CERTIFICATE) is expected");
        }
        Certificate[] ordered = certificates.toArray(new Certificate[0]);
        PrivateKey secret = privateKey();
        if (!secret.getAlgorithm().equals(ordered[0].getPublicKey().getAlgorithm())) {
            throw new GeneralSecurityException("the key in " + key + " (" + secret.getAlgorithm()
                    + ") is not that of the first certificate in " + chain + " ("
                    + ordered[0].getPublicKey().getAlgorithm() + ")");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", secret, password, ordered);
        return store;
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
        String text = Files.readString(key, StandardCharsets.US_ASCII);
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            throw new GeneralSecurityException(
                    key + " holds no private key that can be read: PKCS #8 without a password"
                            + " (BEGIN PRIVATE KEY) is expected, as \"openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW\" writes it");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException another) {
                continue;
            }
        }
        throw new GeneralSecurityException("the private key in " + key + " is of no kind known here: " + ALGORITHMS);
    }

    /** When either file was last changed; epoch milliseconds. */
    long changed() throws IOException {
        return Math.max(
                Files.getLastModifiedTime(chain).toMillis(),
                Files.getLastModifiedTime(key).toMillis());
    }
}
