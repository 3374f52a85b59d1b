package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.Served;
import dev.tidecast.app.serve.ModelSource;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.DatasetBuilder.ItemTexts;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Target;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that the model never saw are read by what the shop says of them. */
class NewItemTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USERS = 60;
    private static final int ITEMS = 20;
    private static final List<String> COLOURS =
            List.of("red", "blue", "green", "white", "black", "pink", "grey", "gold", "brown", "cream");

    @TempDir
    Path out;

    /** Half of the users buy lanterns, half teapots; weighted counters know who goes with whom. */
    private record Families() implements ModelSource {
        @Override
        public Loaded load() {
            Dataset dataset = dataset();
            WeightedCounters model =
                    new WeightedCountersTrainer(new CholeskyInverse()).fit(dataset, new Target(Behaviour.PURCHASE, 30));
            return new Loaded(
                    "counters-1",
                    model.name(),
                    "the counters",
                    model,
                    dataset,
                    "families",
                    Served.RULES,
                    FittedRules.fit(dataset, Served.RULES));
        }

        @Override
        public String state() {
            return "one";
        }

        private static Dataset dataset() {
            SplittableRandom random = new SplittableRandom(3);
            DatasetBuilder builder = new DatasetBuilder();
            for (int row = 0; row < 3_000; row++) {
                int user = random.nextInt(USERS);
                int item = random.nextInt(COLOURS.size()) + (user % 2) * COLOURS.size();
                builder.add(
                        user, item, Behaviour.PURCHASE.ordinal(), TestShop.END - (3_000L - row) * 5_000, 1, 5, row, -1);
            }
            List<String> none = Collections.nCopies(ITEMS, "");
            return builder.build(
                    "families",
                    ZoneOffset.UTC,
                    true,
                    IntStream.range(0, USERS).mapToObj(u -> "user" + u).toList(),
                    new ItemTexts(
                            IntStream.range(0, ITEMS).mapToObj(i -> "item" + i).toList(),
                            IntStream.range(0, ITEMS)
                                    .mapToObj(i -> COLOURS.get(i % COLOURS.size())
                                            + (isLantern("item" + i) ? " lantern" : " teapot"))
                                    .toList(),
                            none,
                            none),
                    List.of());
        }
    }

    private static boolean isLantern(String item) {
        return Integer.parseInt(item.substring(4)) < COLOURS.size();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void buys(TestShop shop, String user, String item) throws Exception {
        json(shop.post(
                "/v1/events", "{\"user\":\"" + user + "\",\"item\":\"" + item + "\",\"behaviour\":\"purchase\"}"));
    }

    /** The sum of the shares of all known lanterns, or of one item. */
    private static double share(TestShop shop, String user, String wanted) throws Exception {
        double sum = 0;
        for (JsonNode each :
                json(shop.get("/v1/users/" + user + "/forecast?k=100")).get("items")) {
            String item = each.get("item").asText();
            boolean counts =
                    wanted.equals("lanterns") ? item.startsWith("item") && isLantern(item) : item.equals(wanted);
            sum += counts ? each.get("share").asDouble() : 0;
        }
        return sum;
    }

    @Test
    void an_unknown_item_raises_the_family_that_its_title_names_and_is_wanted_by_it() throws Exception {
        try (TestShop shop = TestShop.open(out, new Families())) {
            json(
                    shop.send(
                            HttpRequest.newBuilder(shop.at("/v1/items"))
                                    .PUT(
                                            BodyPublishers.ofString(
                                                    "[{\"id\":\"huge\",\"title\":\"Huge lantern\"},"
                                                            + "{\"id\":\"fine\",\"title\":\"Fine teapots\"},{\"id\":\"odd\",\"title\":\"Something else\"}]"))));
            shop.service().refresh();
            buys(shop, "ann", "huge");
            buys(shop, "bob", "fine");
            buys(shop, "cid", "odd");
            double ofLantern = share(shop, "ann", "lanterns");
            double ofNothing = share(shop, "cid", "lanterns");
            double ofTeapot = share(shop, "bob", "lanterns");
            assertThat(ofLantern).isGreaterThan(1.2 * ofNothing);
            assertThat(ofTeapot).isLessThan(ofNothing);
            buys(shop, "dan", "item3");
            buys(shop, "eve", "item13");
            assertThat(share(shop, "dan", "huge")).isGreaterThan(1.2 * share(shop, "eve", "huge"));
            assertThat(share(shop, "eve", "fine")).isGreaterThan(1.2 * share(shop, "dan", "fine"));
        }
    }

    private static HttpResponse<String> put(TestShop shop, String items) throws Exception {
        return shop.send(HttpRequest.newBuilder(shop.at("/v1/items")).PUT(BodyPublishers.ofString(items)));
    }

    @Test
    void a_vector_says_more_of_a_new_item_than_its_title() throws Exception {
        try (TestShop shop = TestShop.open(out, new Families())) {
            String vectors = IntStream.range(0, ITEMS)
                    .mapToObj(i -> "{\"id\":\"item" + i + "\",\"vector\":[" + (isLantern("item" + i) ? "5,1," : "5,0,")
                            + i * .01 + "]}")
                    .collect(Collectors.joining(
                            ",", "[", ",{\"id\":\"fine\",\"title\":\"Fine teapots\",\"vector\":[5,1,0]}]"));
            json(put(shop, vectors));
            shop.service().refresh();
            assertThat(json(shop.get("/v1/items?limit=1"))
                            .at("/items/0/vectorLength")
                            .asInt())
                    .isEqualTo(3);
            buys(shop, "dan", "item3");
            buys(shop, "eve", "item13");
            assertThat(share(shop, "dan", "fine")).isGreaterThan(1.2 * share(shop, "eve", "fine"));
        }
    }

    @Test
    void vectors_are_numbers_of_one_length() throws Exception {
        try (TestShop shop = TestShop.open(out, new Families())) {
            for (String vector :
                    List.of("[]", "[0,0]", "[1e39]", "[null]", "[\"1\"]", "[[1]]", "1", "\"AAAA\"", "[NaN]")) {
                HttpResponse<String> answer = put(shop, "[{\"id\":\"new\",\"vector\":" + vector + "}]");
                assertThat(answer.statusCode()).as(vector).isEqualTo(400);
            }
            json(put(shop, "[{\"id\":\"new\",\"vector\":[1,2]}]"));
            assertThat(put(shop, "[{\"id\":\"other\",\"vector\":[1,2,3]}]").body())
                    .contains("[2, 3] numbers");
            assertThat(put(shop, "[{\"id\":\"n\",\"vector\":[1]},{\"id\":\"o\",\"vector\":[1,2]}]")
                            .statusCode())
                    .isEqualTo(400);
            json(put(shop, "[{\"id\":\"new\",\"vector\":[1,2,3]}]"));
        }
    }

    @Test
    void texts_of_items_are_texts() throws Exception {
        try (TestShop shop = TestShop.open(out, new Families())) {
            for (String value : List.of("1", "1.5", "true", "[]", "{}")) {
                assertThat(put(shop, "[{\"id\":\"new\",\"image\":" + value + "}]")
                                .statusCode())
                        .as(value)
                        .isEqualTo(400);
            }
        }
    }
}
