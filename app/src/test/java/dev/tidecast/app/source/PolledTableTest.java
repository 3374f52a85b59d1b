package dev.tidecast.app.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.FileFormat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real PostgreSQL. */
class PolledTableTest {
    @TempDir
    private Path folder;

    private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Feeds feeds(EmbeddedPostgres postgres) {
        return new Feeds(
                List.of(),
                List.of(),
                List.of(new TableFeed(
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        null,
                        "select * from events where id > ? order by id",
                        "id",
                        100,
                        Shop.source(Path.of("shop"), FileFormat.Kind.CSV),
                        Duration.ofMillis(20))));
    }

    @Test
    void rowsComeOnceEachAlsoThoseThatWereCommittedLate() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .start()) {
            run(postgres, "create table events (id bigint primary key, \"user\" text, item text, time timestamptz)");
            run(
                    postgres,
                    "insert into events select k, 'ann', 'i' || k, '2026-01-02 03:04:05+01' from generate_series(1, 6000) k"
                            + " where k <> 5990");
            try (Shop shop = new Shop(folder.resolve("store"));
                    LiveSources sources = LiveSources.start(feeds(postgres), shop.intake)) {
                Shop.await("the rows", () -> shop.store.appended() == 5_999);
                run(postgres, "insert into events values (5990, 'ann', 'late', '2026-01-02 03:04:05+01')");
                Shop.await("the late row", () -> shop.store.appended() == 6_000);
                assertThat(shop.store.events("ann").getFirst().event().time()).isEqualTo(1767319445L);
            }
            run(postgres, "insert into events values (6001, 'ann', 'next', '2026-01-02 03:04:06+01')");
            try (Shop shop = new Shop(folder.resolve("store"));
                    LiveSources sources = LiveSources.start(feeds(postgres), shop.intake)) {
                Shop.await("the next row", () -> shop.store.appended() == 6_001);
                Thread.sleep(100);
                assertThat(shop.items("ann"))
                        .hasSize(6_001)
                        .doesNotHaveDuplicates()
                        .contains("late", "next");
            }
        }
    }
}
