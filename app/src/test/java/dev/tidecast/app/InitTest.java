package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.config.Configuration;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.TimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
    @TempDir
    Path folder;

    private Path config() {
        return folder.resolve("tidecast.yaml");
    }

    private static Path testData(String name) {
        String root = System.getenv("TIDECAST_TEST_DATA");
        Assumptions.assumeTrue(root != null, "TIDECAST_TEST_DATA is not set: no logs to look at");
        Path file = Path.of(String.valueOf(root)).resolve(name);
        Assumptions.assumeTrue(Files.exists(file), file + " is absent");
        return file;
    }

    private Configuration proposed(String name, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("init", testData(name), "--config", config()));
        arguments.addAll(List.of(options));
        Program program = Program.run(arguments.toArray());
        assertThat(program.err()).isEmpty();
        assertThat(program.code()).isZero();
        assertThat(program.out()).contains("The first rows as they will be understood");
        return Configuration.read(config());
    }

    private static Mapping mapping(Configuration configuration) {
        return configuration.log().sources().getFirst().mapping();
    }

    @Test
    void onlineRetailIsUnderstood() {
        Configuration configuration = proposed("online_retail/online_retail.csv.gz");
        Mapping mapping = mapping(configuration);
        assertThat(mapping.user()).containsExactly("CustomerID");
        assertThat(mapping.item()).isEqualTo("StockCode");
        assertThat(mapping.quantity()).isEqualTo("Quantity");
        assertThat(mapping.price()).isEqualTo("UnitPrice");
        assertThat(mapping.order()).isEqualTo("InvoiceNo");
        assertThat(mapping.behaviour().constant()).isEqualTo(Behaviour.PURCHASE);
        assertThat(configuration.rules().cancellation()).hasToString("C");
        assertThat(configuration.rules().duplicateResolutionSeconds()).isEqualTo(60);
        assertThat(configuration.rules().itemUpperCase()).isTrue();
    }

    @Test
    void tmallAsksForItsYearAndIsUnderstoodWithIt() {
        Program asking = Program.run("init", testData("tmall_prize2014/t_alibaba_data.csv.gz"), "--config", config());
        assertThat(asking.code()).isEqualTo(2);
        assertThat(asking.err()).contains("Of which year", "--year 2013");
        assertThat(config()).doesNotExist();
        Mapping mapping = mapping(proposed("tmall_prize2014/t_alibaba_data.csv.gz", "--year", 2013));
        assertThat(mapping.item()).isEqualTo("brand_id");
        assertThat(mapping.timeFormat().kind()).isEqualTo(TimeFormat.Kind.MONTH_DAY);
        assertThat(mapping.timeFormat().year()).isEqualTo(2013);
        assertThat(mapping.behaviour().words())
                .isEqualTo(Map.of(
                        "0", Behaviour.VIEW, "1", Behaviour.PURCHASE, "2", Behaviour.FAVOURITE, "3", Behaviour.CART));
    }

    @Test
    void movieLensIsUnderstoodAsRatings() {
        Configuration configuration = proposed("ml-100k/ml-100k.inter.gz");
        Mapping mapping = mapping(configuration);
        assertThat(mapping.user()).containsExactly("user_id:token");
        assertThat(mapping.item()).isEqualTo("item_id:token");
        assertThat(mapping.timeFormat().kind()).isEqualTo(TimeFormat.Kind.EPOCH_SECONDS);
        assertThat(mapping.behaviour().constant()).isEqualTo(Behaviour.RATING);
        assertThat(configuration.recipe().target().behaviour()).isEqualTo(Behaviour.RATING);
    }

    @Test
    void aFileOfSequencesIsNoLog() {
        Program program = Program.run("init", testData("ml-1m/ml-1m_sequences.txt.gz"), "--config", config());
        assertThat(program.code()).isEqualTo(3);
        assertThat(program.err()).contains("is not a log of events", "one whole sequence a line");
    }

    @Test
    void taobaoWithoutHeaderIsUnderstoodByItsContent() {
        Configuration configuration = proposed("taobao_userbehavior_head/UserBehavior_head.csv.gz");
        FileFormat format = configuration.log().sources().getFirst().format();
        assertThat(format.columns()).containsExactly("user", "item", "category", "behaviour", "time");
        assertThat(mapping(configuration).behaviour().words())
                .isEqualTo(Map.of(
                        "pv",
                        Behaviour.VIEW,
                        "buy",
                        Behaviour.PURCHASE,
                        "cart",
                        Behaviour.CART,
                        "fav",
                        Behaviour.FAVOURITE));
    }

    @Test
    void cdnowHasPurchasesButNoItems() {
        Configuration configuration = proposed("cdnow/CDNOW_master.txt.gz");
        Mapping mapping = mapping(configuration);
        assertThat(configuration.log().sources().getFirst().format().kind()).isEqualTo(FileFormat.Kind.FIXED);
        assertThat(mapping.user()).containsExactly("customer_id");
        assertThat(mapping.item()).isNull();
        assertThat(mapping.timeFormat().pattern()).isEqualTo("yyyyMMdd");
        assertThat(mapping.price()).isEqualTo("dollar_value");
        assertThat(mapping.behaviour().constant()).isEqualTo(Behaviour.PURCHASE);
    }

    @Test
    void completeJourneyIsUnderstood() {
        Mapping mapping = mapping(proposed("completejourney/transactions_sample.csv.gz"));
        assertThat(mapping.user()).containsExactly("household_id");
        assertThat(mapping.item()).isEqualTo("product_id");
        assertThat(mapping.order()).isEqualTo("basket_id");
    }

    @Test
    void parquetAndZstdAreLookedIntoLikeText() throws IOException {
        String text = "customer_id,sku,sold_at,qty,price\nk\u00e4the,i1,2020-01-01 10:00:00,1,1.5\n"
                + "b,i2,2020-01-02 11:00:00,2,3\n";
        Path csv = Files.writeString(folder.resolve("log.csv"), text);
        Path parquet = folder.resolve("log.parquet");
        Map<String, String> types = new java.util.LinkedHashMap<>();
        List.of("customer_id", "sku").forEach(name -> types.put(name, "VARCHAR"));
        types.put("sold_at", "TIMESTAMP");
        types.put("qty", "INTEGER");
        types.put("price", "DOUBLE");
        dev.tidecast.data.ParquetFile.fromCsv(csv, types, parquet);
        Path zstd = folder.resolve("log.csv.zst");
        Files.write(zstd, zstd(text.getBytes(java.nio.charset.Charset.forName("windows-1252"))));
        for (Path log : List.of(parquet, zstd)) {
            Program program = Program.run("init", log, "--config", config(), "--force", "--behaviour", "purchase");
            assertThat(program.err()).isEmpty();
            assertThat(program.out()).contains("k\u00e4the", "2020-01-02");
            Mapping mapping = mapping(Configuration.read(config()));
            assertThat(mapping.user()).containsExactly("customer_id");
            assertThat(mapping.item()).isEqualTo("sku");
            assertThat(mapping.time()).isEqualTo("sold_at");
            Program prepared = Program.run("prepare", "-c", config(), "--out", folder.resolve("out"));
            assertThat(prepared.err()).doesNotContain("rror");
            assertThat(prepared.code()).isZero();
            assertThat(prepared.out()).contains("What became of 2 rows");
        }
        Files.write(parquet, new byte[] {1, 2, 3});
        Program damaged = Program.run("init", parquet, "--config", config(), "--force");
        assertThat(damaged.code()).isEqualTo(3);
        assertThat(damaged.err()).contains("can't read " + parquet).doesNotContain("\tat ");
    }

    /** A zstd frame (RFC 8878) with one block that is not compressed. */
    private static byte[] zstd(byte[] bytes) {
        int block = 1 | bytes.length << 3;
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0});
        out.writeBytes(new byte[] {(byte) block, (byte) (block >> 8), (byte) (block >> 16)});
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    @Test
    void anExistingConfigurationIsKeptUnlessForced() throws IOException {
        Path log = Files.writeString(folder.resolve("log.csv"), "user,item,time,price\nu,i,2020-01-01,1.5\n");
        Files.writeString(config(), "mine");
        Program kept = Program.run("init", log, "--config", config());
        assertThat(kept.code()).isEqualTo(2);
        assertThat(kept.err()).contains("exists", "--force");
        assertThat(config()).hasContent("mine");
        assertThat(Program.run("init", log, "--config", config(), "--force").code())
                .isZero();
        assertThat(Files.readString(config())).contains("user: user", "files: [log.csv]");
    }

    @Test
    void whatCanNotBeKnownIsAskedWithTheOptionThatAnswersIt() throws IOException {
        Path log = Files.writeString(folder.resolve("log.csv"), "who,item,time\nu,i,2020-01-01\n");
        Program asking = Program.run("init", log, "--config", config());
        assertThat(asking.code()).isEqualTo(2);
        assertThat(asking.err()).contains("--user COLUMN");
        Program next = Program.run("init", log, "--config", config(), "--user", "who");
        assertThat(next.err()).contains("--behaviour purchase");
        assertThat(Program.run("init", log, "--config", config(), "--user", "who", "--behaviour", "view")
                        .code())
                .isZero();
    }
}
