package dev.tidecast.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.tidecast.app.Chromium;
import dev.tidecast.app.api.KeyRing;
import dev.tidecast.app.api.Role;
import dev.tidecast.app.api.Routes;
import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.LiveEvent;
import dev.tidecast.event.Behaviour;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo shop page in a real browser, with the service under the same host. */
class BeaconTest {
    private static final Path PAGE = Path.of("..", "examples", "shop-page");

    @TempDir
    private static Path folder;

    private static Browser chromium;
    private static ConsoleShop shop;

    @BeforeAll
    static void open() throws IOException {
        chromium = Chromium.open();
        Path out = Files.createDirectories(folder.resolve("out"));
        KeyRing.Created key = KeyRing.read(out.resolve("keys.json"))
                .create("shop page", Role.PUBLIC_BEACON, Instant.now(), new SecureRandom());
        key.ring().write(out.resolve("keys.json"));
        Routes page = routes -> {
            routes.get("/shop/", context -> context.html(read("index.html").replace("PUBLIC_KEY", key.text())));
            routes.get(
                    "/shop/shop.js",
                    context -> context.contentType("text/javascript").result(read("shop.js")));
            routes.get(
                    "/shop/shop.css", context -> context.contentType("text/css").result(read("shop.css")));
        };
        shop = ConsoleShop.open(out, page);
    }

    private static String read(String name) {
        try {
            return Files.readString(PAGE.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @AfterAll
    static void close() {
        if (shop != null) {
            shop.close();
        }
    }

    private static List<LiveEvent> stored() {
        List<LiveEvent> events = new ArrayList<>();
        shop.service()
                .store()
                .eachUser((user, all) ->
                        all.stream().map(EventStore.Stored::event).forEach(events::add));
        return events;
    }

    private static void await(Page page, int events) {
        for (int k = 0; k < 100 && stored().size() < events; k++) {
            page.waitForTimeout(50);
        }
        assertThat(stored()).hasSize(events);
    }

    private static Page visit(BrowserContext context, AtomicInteger sent) {
        Page page = context.newPage();
        page.onRequest(request -> {
            if (request.url().contains("/v1/events")) {
                sent.incrementAndGet();
            }
        });
        page.navigate(shop.at("/shop/"));
        return page;
    }

    @Test
    void it_is_smaller_than_two_kilobytes() throws IOException {
        try (InputStream in = Objects.requireNonNull(BeaconTest.class.getResourceAsStream("beacon.js"))) {
            assertThat(in.readAllBytes().length).isLessThan(2_048);
        }
    }

    @Test
    void what_a_visitor_does_is_stored_once_after_consent_also_when_the_service_was_away() {
        BrowserContext context = chromium.newContext();
        AtomicInteger sent = new AtomicInteger();
        Page page = visit(context, sent);
        page.evaluate("() => { tidecast.search('heart'); tidecast.cart('85123A'); }");
        page.waitForTimeout(600);
        assertThat(sent).as("requests before consent").hasValue(0);
        assertThat(page.evaluate("() => localStorage.length"))
                .as("kept before consent")
                .isEqualTo(0);
        page.click("#yes");
        await(page, 2);
        page.waitForCondition(
                () -> sent.get() > 0); // the browser tells of a request only when asked, after the shop has it
        assertThat(sent).as("both in one batch").hasValue(1);

        AtomicInteger tries = new AtomicInteger();
        context.route("**/v1/events*", route -> {
            if (tries.incrementAndGet() == 1) {
                route.fulfill(new Route.FulfillOptions().setStatus(503));
            } else {
                route.resume();
            }
        });
        page.click("[data-item='22423'] button");
        await(page, 4); // a view by the pointer, and the cart
        assertThat(tries.get()).as("tries").isGreaterThan(1);
        context.unroute("**/v1/events*");

        page.click("#buy");
        page.navigate("about:blank"); // at once: only sendBeacon gets it out
        await(page, 5);
        List<LiveEvent> all = stored();
        assertThat(all).extracting(LiveEvent::user).containsOnly(all.getFirst().user());
        LiveEvent purchase = all.stream()
                .filter(each -> each.behaviour() == Behaviour.PURCHASE)
                .findFirst()
                .orElseThrow();
        assertThat(purchase.item()).isEqualTo("22423");
        assertThat(purchase.price()).isEqualTo(12.75);
        assertThat(all)
                .filteredOn(each -> each.behaviour() == Behaviour.SEARCH)
                .extracting(LiveEvent::query)
                .containsExactly("heart");
        context.close();
    }

    @Test
    void whoever_refuses_or_asks_not_to_be_tracked_is_not() {
        int before = stored().size();
        AtomicInteger sent = new AtomicInteger();
        BrowserContext refusing = chromium.newContext();
        Page page = visit(refusing, sent);
        page.click("#no");
        page.click("[data-item='47566'] button");
        BrowserContext untracked = chromium.newContext();
        untracked.addInitScript(
                "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})");
        Page other = visit(untracked, sent);
        other.click("#yes");
        other.click("[data-item='47566'] button");
        other.waitForTimeout(600);
        assertThat(sent).hasValue(0);
        assertThat(stored()).hasSize(before);
        assertThat(other.evaluate("() => localStorage.length")).isEqualTo(0);
        refusing.close();
        untracked.close();
    }

    @Test
    void the_key_of_a_page_opens_nothing_else() {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions());
        Page page = visit(context, new AtomicInteger());
        Object status = page.evaluate("async () => (await fetch('/v1/users/c12345/history?key=' + "
                + "document.querySelector('script').dataset.key)).status");
        assertThat(status).isEqualTo(403);
        context.close();
    }
}
