package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn and watched is what the service counts. */
class DashboardTest {
    private static final Path DASHBOARD = Path.of("..", "deploy", "grafana-dashboard.json");
    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final Pattern METRIC = Pattern.compile("\\b(?:tidecast|jvm|process|system)_[a-z_]+");

    @TempDir
    Path out;

    private static Set<String> metrics(String text) {
        Set<String> names = new TreeSet<>();
        Matcher found = METRIC.matcher(text);
        while (found.find()) {
            names.add(found.group());
        }
        return names;
    }

    @Test
    void every_metric_of_the_dashboard_and_of_the_alarms_is_one_that_the_service_gives() throws Exception {
        Set<String> wanted = new TreeSet<>();
        for (JsonNode query : new ObjectMapper().readTree(DASHBOARD.toFile()).findValues("expr")) {
            wanted.addAll(metrics(query.asText()));
        }
        assertThat(wanted).isNotEmpty();
        wanted.addAll(metrics(Files.readString(OPERATIONS)));
        try (TestShop shop = TestShop.open(out)) {
            shop.get("/healthz");
            Set<String> given = new TreeSet<>();
            for (String line : shop.get("/metrics").body().lines().toList()) {
                if (!line.startsWith("#")) {
                    given.add(line.replaceAll("[ {].*", ""));
                }
            }
            assertThat(given).containsAll(wanted);
        }
    }
}
