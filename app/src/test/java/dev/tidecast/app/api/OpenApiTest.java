package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description says what the service does. */
class OpenApiTest {
    private static final Set<String> PARTS_OF_A_PAGE =
            Set.of("/docs/start.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/favicon-32x32.png");

    @TempDir
    Path out;

    @Test
    void the_description_names_every_route_and_no_other() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            JsonNode description =
                    new YAMLMapper().readTree(shop.get("/openapi.yaml").body());
            SortedSet<String> described = new TreeSet<>();
            description
                    .get("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(method -> described.add(method.toUpperCase() + " " + path.getKey())));
            SortedSet<String> routes = shop.server().routes();
            routes.removeIf(route -> PARTS_OF_A_PAGE.contains(route.substring(route.indexOf(' ') + 1)));
            assertThat(described).isEqualTo(routes);
        }
    }

    @Test
    void references_within_the_description_lead_somewhere() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            JsonNode description =
                    new YAMLMapper().readTree(shop.get("/openapi.yaml").body());
            for (JsonNode reference : description.findValues("$ref")) {
                assertThat(description.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse();
            }
            assertThat(shop.get("/docs").body()).contains("swagger-ui");
            assertThat(shop.get("/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        }
    }
}
