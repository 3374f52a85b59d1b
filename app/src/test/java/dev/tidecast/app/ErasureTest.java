package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.command.ServeCommand;
import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.serve.ServiceSettings.Clock;
import dev.tidecast.sequence.DatasetFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is erased stays so: in the log when it is prepared anew, and in a store that is restored from before. */
class ErasureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Console SILENT = Console.plain(
            new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()));

    @TempDir
    private Path folder;

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JSON.readTree(answer.body());
    }

    private static Served served(Path config, Path out) throws Exception {
        return Served.api(ServeCommand.service(Configuration.read(config), out, Clock.LOG, SILENT), out);
    }

    private static int events(Served served, String user) throws Exception {
        return json(served.get("/v1/users/" + user + "/history")).get("size").asInt();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    @Test
    @Tag("slow")
    void an_erased_user_comes_back_neither_from_the_files_nor_from_an_old_backup() throws Exception {
        Path config = SmallLog.write(folder, 20, "{threads: 1, models: [personal-frequency]}");
        Path out = folder.resolve("out");
        String user;
        String backup;
        try (Served served = served(config, out)) {
            user = served.service().standing().visible().users().get(3);
            int before = events(served, user);
            assertThat(before).isPositive();
            json(served.post(
                    "/v1/events",
                    "{\"user\":\"" + user + "\",\"item\":\"85123A\",\"behaviour\":\"view\",\"id\":\"one\"}"));
            assertThat(events(served, user)).isEqualTo(before + 1);
            backup = json(served.post("/v1/backups", "")).get("name").asText();
            JsonNode receipt = json(served.send(
                    HttpRequest.newBuilder(served.at("/v1/users/" + user)).DELETE()));
            assertThat(receipt.get("inPreparedLog").asBoolean()).isTrue();
            assertThat(events(served, user)).isZero();
        }
        Program prepared = Program.run("prepare", "-c", config, "--out", out);
        assertThat(prepared.code()).as(prepared.all()).isZero();
        assertThat(DatasetFolder.open(out.resolve("dataset")).users().indexOf(user))
                .isNegative();
        Path store = out.resolve("live").resolve("store");
        Files.move(store, out.resolve("live").resolve("away"));
        copy(out.resolve("backups").resolve(backup).resolve("store"), store);
        try (Served served = served(config, out)) {
            assertThat(events(served, user)).isZero();
            assertThat(served.service().standing().visible().users().indexOf(user))
                    .isNegative();
            String other = served.service().standing().visible().users().get(4);
            assertThat(events(served, other)).isPositive();
        }
    }
}
