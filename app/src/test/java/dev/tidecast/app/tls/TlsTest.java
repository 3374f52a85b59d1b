package dev.tidecast.app.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private PemFiles pem() {
        return new PemFiles(folder.resolve("chain.pem"), folder.resolve("key.pem"));
    }

    /** Writes a fresh key and its certificate as PEM files. */
    private void write(String name, String algorithm, long at) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        int code = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Files.writeString(
                pem().chain(), armour("CERTIFICATE", keys.getCertificate("a").getEncoded()));
        Files.writeString(
                pem().key(), armour("PRIVATE KEY", keys.getKey("a", PASSWORD).getEncoded()));
        Files.setLastModifiedTime(pem().key(), FileTime.fromMillis(at));
        Files.setLastModifiedTime(pem().chain(), FileTime.fromMillis(at));
    }

    private static String armour(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }

    private static String served(int port) throws IOException, GeneralSecurityException {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Anyone()}, null);
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void changed_files_are_taken_up_and_broken_ones_are_not() throws Exception {
        write("first", "EC", 1_000_000);
        Server server = new Server();
        try (Tls tls = new Tls(pem())) {
            ServerConnector connector =
                    (ServerConnector) tls.connector(server, new HttpConfiguration(), "127.0.0.1", 0);
            server.addConnector(connector);
            server.start();
            assertThat(served(connector.getLocalPort())).isEqualTo("CN=first");
            write("second", "RSA", 2_000_000);
            assertThat(tls.lookAgain()).isTrue();
            assertThat(served(connector.getLocalPort())).isEqualTo("CN=second");
            Files.writeString(pem().key(), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
            assertThatThrownBy(() -> new Tls(pem())).hasMessageContaining("openssl pkcs8 -topk8");
            assertThat(tls.lookAgain()).isFalse();
            assertThat(served(connector.getLocalPort())).isEqualTo("CN=second");
        } finally {
            server.stop();
        }
    }
}
