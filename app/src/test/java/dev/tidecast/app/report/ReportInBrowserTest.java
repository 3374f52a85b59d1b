package dev.tidecast.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.tidecast.app.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser; pictures of it are left in target/screenshots. */
class ReportInBrowserTest {
    private static final Path SHOTS = Path.of("target", "screenshots");

    private static Browser chromium;
    private static Path file;

    @BeforeAll
    static void open() throws IOException {
        chromium = Chromium.open();
        file = Files.createDirectories(SHOTS).resolve("report.html").toAbsolutePath();
        ReportPage.write(MadeUpContent.complete(), file);
    }

    private static Page page(ColorScheme scheme, int width, List<String> complaints) {
        BrowserContext context = chromium.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
        Page page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().startsWith("file:")) {
                complaints.add("asked the network for " + request.url());
            }
        });
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.navigate(file.toUri().toString());
        return page;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Test
    void everyoneCanReadItInLightAndEveryChartIsDrawnAndShrinksToThePaper() {
        List<String> complaints = new ArrayList<>();
        Page page = page(ColorScheme.LIGHT, 1280, complaints);
        canBeRead(page, "light", complaints);
        everyChartIsDrawn(page);
        chartsShrinkToThePaper(page);
        page.context().close();
    }

    @Test
    void everyoneCanReadItInTheDarkAndItPrints() throws IOException {
        List<String> complaints = new ArrayList<>();
        Page page = page(ColorScheme.DARK, 1280, complaints);
        canBeRead(page, "dark", complaints);
        Path printed = SHOTS.resolve("report.pdf");
        page.pdf(new Page.PdfOptions().setPath(printed).setFormat("A4").setPrintBackground(true));
        assertThat(Files.size(printed)).isGreaterThan(20_000);
        page.context().close();
    }

    private static void canBeRead(Page page, String name, List<String> complaints) {
        shoot(page, "report-" + name);
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(each -> each.getId() + " (" + each.getImpact() + "): "
                                        + each.getNodes().getFirst().getHtml()))
                .isEmpty();
        assertThat(complaints).isEmpty();
    }

    private static void everyChartIsDrawn(Page page) {
        Object empty = page.evaluate(
                "() => [...document.querySelectorAll('.chart')].filter(c => c.querySelectorAll('svg path').length < 3)"
                        + ".map(c => c.id || c.outerHTML.slice(0, 80))");
        assertThat((List<?>) empty).isEmpty();
        assertThat(page.querySelectorAll(".chart")).hasSize(12);
    }

    @Test
    void itFitsAPhone() {
        Page page = page(ColorScheme.LIGHT, 390, new ArrayList<>());
        shoot(page, "report-phone");
        Object overflow = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) overflow).intValue()).isNotPositive();
        page.context().close();
    }

    /** Paper is narrower than the screen that charts were drawn for, and nobody draws them anew. */
    private static void chartsShrinkToThePaper(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        Object wider =
                page.evaluate("() => [...document.querySelectorAll('.chart')].filter(c => { c.style.width = '300px';"
                        + " return c.querySelector('svg').getBoundingClientRect().width > 301; }).length");
        assertThat(((Number) wider).intValue()).isZero();
    }
}
