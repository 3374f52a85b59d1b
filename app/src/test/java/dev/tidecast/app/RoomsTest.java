package dev.tidecast.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house has one direction: a room knows only rooms before it. */
class RoomsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tidecast");

    private static final List<String> ROOMS = List.of("event", "clean", "sequence", "model", "forecast");

    @Test
    void aRoomKnowsOnlyRoomsBeforeIt() {
        for (int room = 0; room < ROOMS.size(); room++) {
            String[] later = ROOMS.subList(room + 1, ROOMS.size()).stream()
                    .map(name -> "dev.tidecast." + name + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.tidecast." + ROOMS.get(room) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(HOUSE);
            }
        }
    }

    @Test
    void evaluationStandsBesideAndNoRoomKnowsIt() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOMS.stream()
                        .map(name -> "dev.tidecast." + name + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tidecast.evaluate..", "dev.tidecast.doctor..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.tidecast.evaluate..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tidecast.doctor..")
                .check(HOUSE);
    }

    @Test
    void provenanceAndProgressKnowNoRoom() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.tidecast.provenance..", "dev.tidecast.progress..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                ROOMS.stream(),
                                Stream.of("evaluate", "doctor", "data", "text", "neural", "trees", "app"))
                        .map(name -> "dev.tidecast." + name + "..")
                        .toArray(String[]::new))
                .check(HOUSE);
    }

    @Test
    void modulesPointOneWay() {
        String[] core = Stream.concat(ROOMS.stream(), Stream.of("evaluate", "doctor", "provenance", "progress"))
                .map(name -> "dev.tidecast." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(core)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tidecast.data..",
                        "dev.tidecast.text..",
                        "dev.tidecast.neural..",
                        "dev.tidecast.trees..",
                        "dev.tidecast.app..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.tidecast.text..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tidecast.data..", "dev.tidecast.neural..", "dev.tidecast.trees..", "dev.tidecast.app..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.tidecast.data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tidecast.neural..", "dev.tidecast.trees..", "dev.tidecast.app..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.tidecast.neural..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tidecast.data..", "dev.tidecast.trees..", "dev.tidecast.app..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.tidecast.trees..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tidecast.data..", "dev.tidecast.neural..", "dev.tidecast.app..")
                .check(HOUSE);
    }

    @Test
    void eachNativeEngineHasOneOwner() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidecast.data..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidecast.neural..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidecast.text..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..", "com.ibm.icu..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidecast.trees..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ml.dmlc..")
                .check(HOUSE);
    }

    @Test
    void theDomainNeedsTheJdkAndJacksonOnly() {
        String[] core = Stream.concat(ROOMS.stream(), Stream.of("evaluate", "doctor", "provenance", "progress"))
                .map(name -> "dev.tidecast." + name + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAnyPackage(core)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.imageio..",
                        "jdk.incubator.vector..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..",
                        "dev.tidecast..",
                        "")
                .check(HOUSE);
    }
}
