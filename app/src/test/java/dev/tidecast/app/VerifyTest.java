package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
    @TempDir
    Path folder;

    @Test
    void anEmptyFolderIsToldDataSetByDataSetAndVerifiesNothing() {
        Program program = Program.run("verify", folder);
        assertThat(program.code()).as(program.all()).isEqualTo(3);
        assertThat(program.out()).contains("online-retail", "skipped", "Skipped: ml-1m, not in", "0 passed, 0 failed");
    }

    @Test
    void wrongNamesAreToldWithThoseThatExist() {
        assertThat(Program.run("verify", folder.resolve("absent")).err()).contains("there is no folder");
        Program program = Program.run("verify", folder, "--only", "netflix");
        assertThat(program.code()).isEqualTo(3);
        assertThat(program.err()).contains("netflix", "ml-1m");
    }

    @Test
    @Tag("slow")
    void allKnownFiguresComeOut() {
        String data = System.getenv("TIDECAST_TEST_DATA");
        Assumptions.assumeTrue(data != null, "TIDECAST_TEST_DATA is not set: nothing to verify on");
        Program program = Program.run("verify", data);
        assertThat(program.code()).as(program.all()).isZero();
    }
}
