package dev.tidecast.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.tidecast.app.Chromium;
import dev.tidecast.app.api.KeyRing;
import dev.tidecast.app.api.Role;
import dev.tidecast.app.live.LiveEvent;
import dev.tidecast.event.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page of the console in a real browser; pictures are left in target/screenshots. */
class ConsoleInBrowserTest {
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final String USER = "/users/c12345";

    @TempDir
    private static Path folder;

    private static Browser chromium;
    private static ConsoleShop shop;
    /** Of each key the browser's cookies once it has signed in. */
    private static final Map<String, String> visits = new HashMap<>();

    private static String admin;
    private static String reader;

    @BeforeAll
    static void open() throws IOException {
        chromium = Chromium.open();
        Files.createDirectories(SHOTS);
        shop = ConsoleShop.open(folder.resolve("out"));
        KeyRing.Created made = KeyRing.read(keys()).create("boss", Role.ADMIN, Instant.now(), new SecureRandom());
        KeyRing.Created second = made.ring().create("analyst", Role.READ, Instant.now(), new SecureRandom());
        admin = made.text();
        reader = second.text();
        second.ring().write(keys());
    }

    private static Path keys() {
        return folder.resolve("out").resolve("keys.json");
    }

    @AfterAll
    static void close() {
        if (shop != null) {
            shop.close();
        }
    }

    private static Page signedIn(String key, ColorScheme scheme, int width, String language, List<String> complaints) {
        Page page = page(scheme, width, language, visits.get(key), complaints);
        if (!visits.containsKey(key)) {
            signIn(page, key);
            visits.put(key, page.context().storageState());
        }
        page.bringToFront();
        return page;
    }

    private static Page page(
            ColorScheme scheme, int width, String language, @Nullable String visit, List<String> complaints) {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale(language)
                .setStorageState(visit));
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        return page;
    }

    private static void signIn(Page page, String key) {
        page.navigate(shop.at("/users"));
        assertThat(page.url()).endsWith("/sign-in?to=%2Fusers");
        page.fill("#key", key);
        page.click("main button");
        page.waitForURL("**/users");
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve("console-" + name + ".png"))
                .setFullPage(true));
    }

    private static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(each -> page.url() + " " + each.getId() + ": "
                                + each.getNodes().getFirst().getHtml())
                        .toList();
    }

    private static void settle(Page page, String path) {
        page.navigate(shop.at(path));
        if (path.startsWith(USER)) {
            page.waitForSelector("#forecast .bars");
        }
    }

    @Test
    void every_page_can_be_read_by_everyone_in_light_on_a_wide_screen() {
        everyPageCanBeRead(ColorScheme.LIGHT);
    }

    @Test
    @Tag("slow")
    void every_page_can_be_read_by_everyone_in_the_dark_on_a_phone_in_chinese() {
        everyPageCanBeRead(ColorScheme.DARK);
    }

    private static void everyPageCanBeRead(ColorScheme scheme) {
        List<String> paths = List.of(
                "/",
                "/users",
                USER,
                "/audiences?facet=item&behaviour=purchase&horizon=30&of=85123&least=1&size=40",
                "/trends",
                "/models",
                "/data?reason=missing-user",
                "/keys");
        List<String> complaints = new ArrayList<>();
        List<String> barriers = new ArrayList<>();
        boolean narrow = scheme == ColorScheme.DARK;
        Page page = signedIn(admin, scheme, narrow ? 390 : 1280, narrow ? "zh-CN" : "en-GB", complaints);
        for (String path : paths) {
            settle(page, path);
            String name = path.replaceAll("\\?.*", "").replaceAll("[^a-z]+", "");
            shoot(page, (name.isEmpty() ? "overview" : name) + (narrow ? "-dark-phone-zh" : ""));
            barriers.addAll(barriers(page));
            Object overflow = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
            assertThat(((Number) overflow).intValue()).as(path).isNotPositive();
        }
        page.context().close();
        assertThat(barriers).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_users_forecast_says_why_and_moves_with_an_event_that_was_not() {
        List<String> complaints = new ArrayList<>();
        Page page = signedIn(reader, ColorScheme.LIGHT, 1280, "en-GB", complaints);
        settle(page, USER);
        page.click("#forecast .bars li:first-child summary");
        page.waitForSelector("#forecast .grounds li");
        page.selectOption("#forecast #facet", "category");
        page.waitForSelector("#forecast .bars li .item:text('Home')");
        page.selectOption("#did", "purchase");
        page.fill("#item", "85137");
        page.click("form[aria-labelledby=if] button");
        page.waitForSelector("#changed .bars li");
        assertThat(page.locator("#changed .change").first()).containsText("+");
        assertThat(page.textContent("#changed .notice")).contains("Wooden", "purchase");
        shoot(page, "user-what-if");
        assertThat(barriers(page)).isEmpty();
        assertThat(complaints).isEmpty();
        page.context().close();
    }

    @Test
    void the_pulse_moves_when_events_come_in() {
        Page page = signedIn(reader, ColorScheme.LIGHT, 1280, "en-GB", new ArrayList<>());
        page.navigate(shop.at("/"));
        Locator rate = page.locator("#pulse .big").first();
        String before = page.locator("#pulse .big").nth(1).textContent();
        assertThat(rate).hasText("0");
        for (int k = 0; k < 40; k++) {
            shop.takes(new LiveEvent(
                    "c12345", "85124", Behaviour.VIEW, shop.now(), 1, Double.NaN, null, null, null, false));
        }
        assertThat(page.locator("#pulse .big").nth(1)).not().hasText(before);
        assertThat(rate).not().hasText("0");
        page.context().close();
    }

    @Test
    void what_an_admin_changes_at_the_console_is_on_record() throws Exception {
        Page boss = signedIn(admin, ColorScheme.LIGHT, 1280, "en-GB", new ArrayList<>());
        boss.navigate(shop.at("/keys"));
        boss.fill("#name", "for the record");
        boss.selectOption("#role", "read");
        boss.click("form[action='/keys/create'] button");
        boss.waitForSelector("code.key");
        assertThat(Files.readString(folder.resolve("out").resolve("audit.jsonl")))
                .contains("\"action\":\"key-create\"", "\"role\":\"admin\"")
                .doesNotContain("for the record");
        boss.context().close();
    }

    @Test
    void it_is_used_by_keyboard_alone() {
        Page page = signedIn(reader, ColorScheme.LIGHT, 1280, "en-GB", new ArrayList<>());
        page.navigate(shop.at("/users"));
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("q");
        page.keyboard().type("12345");
        assertThat(page.locator("#found .cards a")).hasCount(1);
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.waitForSelector("#forecast .bars");
        assertThat(page.url()).endsWith(USER);
        page.context().close();
    }

    @Test
    void keys_are_made_and_revoked_by_admins_alone_and_a_revoked_one_ends_its_visit() {
        Page boss = signedIn(admin, ColorScheme.LIGHT, 1280, "en-GB", new ArrayList<>());
        boss.navigate(shop.at("/keys"));
        boss.fill("#name", "newsletter");
        boss.selectOption("#role", "read");
        boss.click("form[action='/keys/create'] button");
        String text = boss.textContent("code.key");
        Page other = signedIn(text, ColorScheme.LIGHT, 1280, "en-GB", new ArrayList<>());
        assertThat(other.navigate(shop.at("/keys")).status()).isEqualTo(403);
        boss.navigate(shop.at("/keys"));
        boss.click("[aria-label='Revoke the key of newsletter']");
        assertThat(boss.locator("tbody tr").first()).containsText("revoked");
        other.waitForTimeout(1_100); // the ring is looked at once a second
        other.navigate(shop.at("/users"));
        assertThat(other.url()).contains("/sign-in");
        boss.context().close();
        other.context().close();
    }

    @Test
    void rejected_rows_are_leafed_through_by_reason() {
        Page page = signedIn(reader, ColorScheme.LIGHT, 1280, "en-GB", new ArrayList<>());
        page.navigate(shop.at("/data"));
        page.click(".funnel a:text('missing-user')");
        assertThat(page.locator(".dense tbody tr")).hasCount(25);
        assertThat(page.locator(".dense tbody th").first()).hasText("log.csv:6");
        page.click(".pages a");
        assertThat(page.locator(".dense tbody tr")).hasCount(15);
        assertThat(page.locator(".dense tbody th").first()).hasText("log.csv:31");
        page.navigate(shop.at("/data?reason=duplicate"));
        assertThat(page.locator(".dense")).hasCount(0);
        page.context().close();
    }

    @Test
    void forms_of_other_sites_change_nothing() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder form = HttpRequest.newBuilder(URI.create(shop.at("/keys/create")))
                    .header("Authorization", "Bearer " + admin)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("name=thief&role=admin&token=guessed"));
            HttpResponse<String> answer = client.send(form.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(KeyRing.read(keys()).keys()).noneMatch(key -> key.name().equals("thief"));
        }
    }

    @Test
    void an_audience_is_exported() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder ask = HttpRequest.newBuilder(URI.create(
                            shop.at("/audiences.csv?facet=item&behaviour=purchase&horizon=30&of=85123&size=5")))
                    .header("Authorization", "Bearer " + reader);
            HttpResponse<String> answer = client.send(ask.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
            assertThat(answer.body().lines()).hasSize(6).first().isEqualTo("user,probability");
            assertThat(answer.body().lines().skip(1)).allMatch(line -> line.matches("\"c\\d+\",0\\.\\d{6}"));
        }
    }
}
