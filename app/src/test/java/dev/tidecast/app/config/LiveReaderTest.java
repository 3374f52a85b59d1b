package dev.tidecast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.app.source.Feeds;
import dev.tidecast.app.source.TableFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReaderTest {
    private static final String HEAD = """
            sources: [{files: [log.csv]}]
            mapping: {user: u, item: i, time: t, behaviour: view}
            """;

    @TempDir
    private Path folder;

    private Feeds read(String live) throws IOException {
        Files.writeString(folder.resolve("log.csv"), "u,i,t\n");
        Path file = folder.resolve("tidecast.yaml");
        Files.writeString(file, HEAD + live);
        return Configuration.read(file).feeds();
    }

    @Test
    void all_kinds_of_sources_are_read() throws IOException {
        Feeds feeds = read("""
                live:
                  files:
                    - {path: in/events.jsonl, every: 250ms, format: {type: jsonl}}
                  kafka:
                    - {servers: "a:1,b:2", topics: [one, two], from: latest, properties: {security.protocol: SSL}}
                  jdbc:
                    - name: web-shop
                      url: jdbc:postgresql://db/shop
                      user: tidecast
                      password-variable: SHOP_PASSWORD
                      query: select * from events where id > ? order by id
                      mapping: {user: customer}
                """);
        assertThat(feeds.files().getFirst().every()).isEqualTo(Duration.ofMillis(250));
        assertThat(feeds.topics().getFirst().topics()).containsExactly("one", "two");
        assertThat(feeds.topics().getFirst().latest()).isTrue();
        TableFeed table = feeds.tables().getFirst();
        assertThat(table.source().mapping().user()).isEqualTo(List.of("customer"));
        assertThat(table.source().mapping().item()).isEqualTo("i");
        assertThat(table.cursor()).isEqualTo("id");
    }

    @Test
    void without_live_nothing_is_followed() throws IOException {
        assertThat(read("")).isEqualTo(Feeds.none());
    }

    @Test
    void unknown_keys_and_passwords_in_addresses_are_refused() {
        assertThatThrownBy(() -> read("""
                live:
                  kafka: [{servers: a, topics: [t], grup: x}]
                  jdbc: [{name: n, url: "jdbc:postgresql://db/shop?password=x", query: "select ?"}]
                """))
                .hasMessageContaining("unknown key \"live.kafka[1].grup\"")
                .hasMessageContaining("password-variable")
                .message()
                .doesNotContain("password=x");
    }
}
