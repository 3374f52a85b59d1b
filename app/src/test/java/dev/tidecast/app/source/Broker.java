package dev.tidecast.app.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Kafka broker in a process of its own, with one node that is also its controller. */
final class Broker implements AutoCloseable {
    private static final Path CLASS_PATH = Path.of("..", "broker", "target", "class-path.txt");

    private final Process process;
    private final int port;

    private Broker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Broker start(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.exists(CLASS_PATH), "no class path of a broker (mvn -pl broker generate-resources writes it)");
        String classPath = Files.readString(CLASS_PATH).strip();
        int port = freePort();
        int controller = freePort();
        Path properties = Files.writeString(Files.createDirectories(folder).resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                log.dirs=%3$s
                num.network.threads=1
                num.io.threads=2
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.coordinator.threads=1
                log.cleaner.enable=false
                """.formatted(
                        port, controller, folder.resolve("log")));
        java(
                        folder,
                        classPath,
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "-t",
                        "AAAAAAAAAAAAAAAAAAAAAA",
                        "-c",
                        properties.toString())
                .waitFor(30, TimeUnit.SECONDS);
        return new Broker(java(folder, classPath, "kafka.Kafka", properties.toString()), port);
    }

    private static Process java(Path folder, String classPath, String... command) throws IOException {
        List<String> line = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classPath),
                        Stream.of(command))
                .toList();
        Path output = folder.resolve("broker.log");
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
