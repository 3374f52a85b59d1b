package dev.tidecast.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One kept connection that sends a request and waits for its answer; plain sockets, so that the client costs little. */
final class LoadConnection implements AutoCloseable {
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;

    private final Socket socket;
    private final InputStream in;
    private final String host;
    private byte[] answer = new byte[1 << 14];
    private int filled;
    private int head;

    LoadConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = socket.getInputStream();
        host = "Host: 127.0.0.1:" + port + "\r\n";
    }

    /** Sends and gives the status of the answer. */
    int get(String path) throws IOException {
        return answer("GET " + path + " HTTP/1.1\r\n" + host + "\r\n");
    }

    int post(String path, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return answer("POST " + path + " HTTP/1.1\r\n" + host + "Content-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n" + body);
    }

    /** What the last answer said, from a word on; empty without it. */
    String said(String from) {
        String body = new String(answer, head, filled - head, StandardCharsets.UTF_8);
        int at = body.indexOf(from);
        return at < 0 ? "" : body.substring(at);
    }

    private int answer(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        filled = 0;
        head = 0;
        while (head == 0) {
            more();
            head = afterHead();
        }
        for (int length = length(); length < 0 ? !endsWithLastChunk() : filled < head + length; ) {
            more();
        }
        return Integer.parseInt(new String(answer, STATUS_AT, 3, StandardCharsets.US_ASCII));
    }

    private void more() throws IOException {
        if (filled == answer.length) {
            answer = Arrays.copyOf(answer, filled * 2);
        }
        int read = in.read(answer, filled, answer.length - filled);
        if (read < 0) {
            throw new IOException("the service closed the connection");
        }
        filled += read;
    }

    private int afterHead() {
        for (int at = 3; at < filled; at++) {
            if (answer[at] == '\n' && answer[at - 2] == '\n') {
                return at + 1;
            }
        }
        return 0;
    }

    private boolean endsWithLastChunk() {
        return filled >= head + LAST_CHUNK.length
                && Arrays.equals(answer, filled - LAST_CHUNK.length, filled, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    /** What the head says, -1 where the body comes in chunks. */
    private int length() {
        for (int at = 0; at + LENGTH.length < head; at++) {
            int same = 0;
            while (same < LENGTH.length
                    && (answer[at + same] | (answer[at + same] >= 'A' ? 0x20 : 0)) == LENGTH[same]) {
                same++;
            }
            if (same == LENGTH.length) {
                int end = at + same;
                while (answer[end] != '\r') {
                    end++;
                }
                return Integer.parseInt(
                        new String(answer, at + same, end - at - same, StandardCharsets.US_ASCII).trim());
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
