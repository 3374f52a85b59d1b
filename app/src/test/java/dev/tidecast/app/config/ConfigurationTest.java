package dev.tidecast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.TimeFormat;
import dev.tidecast.model.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final String WHOLE = """
            name: shop
            timezone: Europe/London
            sources:
              - files: [old.csv]
                until: 2010-12-01
              - files: [new*.csv]
                mapping: {user: [Customer, Device]}
            format: {type: csv, encoding: GBK, delimiter: ";", header: true, decimal: ",", thousands: "."}
            mapping:
              user: Customer
              item: Code
              time: {column: Day, format: "dd.MM.yyyy HH:mm"}
              behaviour: {column: type, words: {0: view, 1: purchase}}
              quantity: Pieces
              order: Invoice
            catalogue: {title: Text}
            cleaning:
              item-case: upper
              products: '\\d{5}'
              cancellations: {orders: 'C', action: drop}
              duplicates: {action: fold, within: 1m}
              outliers: {action: reject, z: 8}
              minimum: {user-events: 2}
            recipe: {target: {behaviour: view, horizon-days: 7}, network: {optimiser: adamw}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        for (String name : List.of("old.csv", "new1.csv", "new2.csv")) {
            Files.writeString(folder.resolve(name), "Customer;Code\n");
        }
    }

    private Configuration read(String yaml) throws IOException {
        return Configuration.read(Files.writeString(folder.resolve("tidecast.yaml"), yaml));
    }

    @Test
    void everySettingReachesItsRecord() throws IOException {
        Configuration configuration = read(WHOLE);
        LogSource old = configuration.log().sources().get(0);
        LogSource recent = configuration.log().sources().get(1);
        assertThat(configuration.log().name()).isEqualTo("shop");
        assertThat(old.until()).isEqualTo(Instant.parse("2010-12-01T00:00:00Z").getEpochSecond());
        assertThat(old.format().encoding().name()).isEqualTo("GBK");
        assertThat(old.format().thousands()).isEqualTo('.');
        assertThat(old.mapping().user()).containsExactly("Customer");
        assertThat(recent.mapping().user()).containsExactly("Customer", "Device");
        assertThat(recent.mapping().behaviour().words()).containsEntry("0", Behaviour.VIEW);
        assertThat(recent.mapping().timeFormat())
                .isEqualTo(
                        new TimeFormat(TimeFormat.Kind.PATTERN, "dd.MM.yyyy HH:mm", null, ZoneId.of("Europe/London")));
        assertThat(recent.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("new1.csv", "new2.csv");
        CleaningRules rules = configuration.rules();
        assertThat(rules.duplicateResolutionSeconds()).isEqualTo(60);
        assertThat(rules.cancellations()).isEqualTo(CleaningRules.Cancellations.DROP);
        assertThat(rules.outlierZ()).isEqualTo(8);
        assertThat(configuration.recipe().target().behaviour()).isEqualTo(Behaviour.VIEW);
        assertThat(configuration.recipe().network().optimiser()).isEqualTo(Recipe.Optimiser.ADAMW);
    }

    @Test
    void whatIsNotSaidHasADefault() throws IOException {
        Configuration configuration = read("""
                sources: [{files: [old.csv]}]
                mapping: {user: u, time: t, behaviour: purchase}
                """);
        assertThat(configuration.log().sources().getFirst().format().kind()).isEqualTo(FileFormat.Kind.CSV);
        assertThat(configuration.rules().cancellations()).isEqualTo(CleaningRules.Cancellations.APPLY);
        assertThat(configuration.recipe().name()).isEqualTo("retail-30d");
        assertThat(configuration.recipe().models()).isEqualTo(Models.STANDARD);
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirPlace() {
        assertThatThrownBy(() -> read("""
                        name: shop
                        timezone: Europe/Londn
                        sources:
                          - files: [absent.csv]
                        maping: {}
                        mapping:
                          user: u
                          time: {column: t, format: epoch-secnds}
                          behaviour: bought
                        cleaning:
                          dublicates: {action: fold}
                          products: '['
                        recipe: {network: {layers: many}, models: [popluar]}
                        """)).isInstanceOfSatisfying(ConfigurationException.class, wrong -> {
            String text = String.join("\n", wrong.problems());
            assertThat(text)
                    .contains("tidecast.yaml:2:11: timezone is \"Europe/Londn\"", "did you mean Europe/London?")
                    .contains("tidecast.yaml:4:12: no file \"absent.csv\"")
                    .contains("tidecast.yaml:5:1: unknown key \"maping\": did you mean \"mapping\"?")
                    .contains("epoch-seconds, epoch-millis")
                    .contains("unknown behaviour \"bought\"")
                    .contains("unknown key \"cleaning.dublicates\": did you mean \"duplicates\"?")
                    .contains("no regular expression")
                    .contains("recipe.network.layers is \"many\": a whole number is expected")
                    .contains("did you mean popular?");
            assertThat(wrong.problems())
                    .hasSizeGreaterThanOrEqualTo(9)
                    .allMatch(line -> line.matches("(?s).*:\\d+:\\d+: .*"));
        });
    }

    @Test
    void whatMustBeThereIsMissed() {
        assertThatThrownBy(() -> read("name: shop\n"))
                .hasMessageContaining("sources: a list with at least one entry")
                .hasMessageContaining("mapping.user is missing")
                .hasMessageContaining("mapping.time is missing")
                .hasMessageContaining("mapping.behaviour is missing");
    }

    @Test
    void brokenYamlIsToldWithItsPlace() {
        assertThatThrownBy(() -> read("name: [a\nsources: }\n"))
                .hasMessageContaining("tidecast.yaml:2:")
                .hasMessageContaining("not YAML");
        assertThatThrownBy(() -> read("")).hasMessageContaining("the file is empty");
    }

    @Test
    void aKeyThatIsWrittenTwiceIsRefused() {
        assertThatThrownBy(() -> read(WHOLE + "name: other\n")).hasMessageContaining("already given in line 1");
    }
}
