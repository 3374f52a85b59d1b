package dev.tidecast.app.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Serves HTTPS with certificates that are read again when their files change; TLS 1.2 and 1.3. */
public final class Tls implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Tls.class.getName());
    private static final long LOOK_MILLIS = 2_000;

    private final PemFiles files;
    private final String password;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final Thread watcher;
    private long read;

    /**
     * Reads the files.
     *
     * @throws GeneralSecurityException if they are not what they should be; the message says what to do
     */
    public Tls(PemFiles files) throws IOException, GeneralSecurityException {
        this.files = files;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
        this.read = files.changed();
        context.setKeyStore(store());
        context.setKeyManagerPassword(password);
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.setSniRequired(false);
        this.watcher = Thread.ofPlatform().name("tidecast-tls").daemon().unstarted(this::watch);
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return files.read(password.toCharArray());
    }

    /** A connector of {@code server}; starts to watch the files. */
    public Connector connector(Server server, HttpConfiguration plain, String host, int port) {
        HttpConfiguration secure = new HttpConfiguration(plain);
        SecureRequestCustomizer customizer = new SecureRequestCustomizer(false);
        customizer.setStsMaxAge(31_536_000);
        secure.addCustomizer(customizer);
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        watcher.start();
        return connector;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                lookAgain();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes up changed files; where they are broken or only one is written yet, what was good goes on. */
    synchronized boolean lookAgain() {
        try {
            long changed = files.changed();
            if (changed == read) {
                return false;
            }
            KeyStore store = store();
            context.reload(factory -> factory.setKeyStore(store));
            read = changed;
            LOG.info("new certificates are in use");
            return true;
        } catch (Exception broken) {
            LOG.log(
                    Level.WARNING,
                    "the changed certificates are of no use, the old ones go on: {0}",
                    broken.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
