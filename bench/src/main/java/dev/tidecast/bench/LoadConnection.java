package dev.tidecast.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept connection that sends a request and waits for its answer; plain sockets, so that the client costs little. */
final class LoadConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String host;

    LoadConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        host = "Host: 127.0.0.1:" + port + "\r\n";
    }

    /** Sends and gives the status of the answer. */
    int get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\n" + host + "\r\n");
        return answer();
    }

    int post(String path, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        send("POST " + path + " HTTP/1.1\r\n" + host + "Content-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n" + body);
        return answer();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private int answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).trim());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the service closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
