package dev.tidecast.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script[^>]*>.*?</script>");

    @Test
    void writesEveryPartOfACompleteRun(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        ReportPage.write(MadeUpContent.complete(), file);
        String page = Files.readString(file);
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains(
                        "<html lang=\"en\">",
                        "<main",
                        "<h1>A made-up shop</h1>",
                        "The promoted model, interest-network, beats counting on this log.");
        for (String part : List.of(
                "leaderboard",
                "stages",
                "slices",
                "repeat",
                "customers",
                "reliability",
                "cleaning",
                "activity",
                "learning",
                "served",
                "facets",
                "slices-recency",
                "purchase",
                "churn",
                "directions",
                "staleness",
                "doctor",
                "absent",
                "provenance")) {
            assertThat(page).contains("aria-labelledby=\"" + part + "\"");
        }
        assertThat(folder).isDirectoryContaining("glob:**report.html").isDirectoryNotContaining("glob:**tidecast-tmp");
    }

    @Test
    void needsNothingFromANetwork() throws IOException {
        String outsideScripts =
                SCRIPT.matcher(ReportPage.render(MadeUpContent.complete())).replaceAll("");
        assertThat(outsideScripts).doesNotContain("http://", "https://", "<link", "src=", "@import", "url(");
    }

    @Test
    void everyChartHasATableWithTheSameFigures() throws IOException {
        String page = ReportPage.render(MadeUpContent.complete());
        String body = SCRIPT.matcher(page).replaceAll("");
        Matcher charts = Pattern.compile("class=\"chart[\" ]").matcher(body);
        int count = 0;
        while (charts.find()) {
            count++;
            String rest = body.substring(charts.end());
            assertThat(rest.indexOf("<details>")).isBetween(0, rest.indexOf("</section>"));
        }
        assertThat(count).isEqualTo(12);
    }

    @Test
    void textOfAShopNeverBecomesMarkup() throws IOException {
        String attack = "</script><script>alert('x')</script><img src=x onerror=alert(1)>\" onload=\"alert(2) & \u2028";
        String page = ReportPage.render(MadeUpContent.named(attack));
        String body = SCRIPT.matcher(page).replaceAll("");
        assertThat(body).doesNotContain("<script", "<img").doesNotContainPattern("<[^<>]*\" onload=\"");
        assertThat(page.split("<script", -1).length - 1)
                .isEqualTo(ReportPage.render(MadeUpContent.complete()).split("<script", -1).length - 1);
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() throws IOException {
        String page = ReportPage.render(MadeUpContent.least());
        String body = SCRIPT.matcher(page).replaceAll("");
        assertThat(body)
                .contains("was not measured", "The log spans 3 days")
                .doesNotContain("Leaderboard", "class=\"chart", "null");
    }

    @Test
    void aLossIsSaidAsPlainlyAsAGain() {
        Verdict loss = Verdict.of(
                "The model that forecasts, interest-network,",
                false,
                "weighted-counters",
                "ndcg@10",
                new Score(.3, .28, .32, new Score.Difference(-.02, -.03, -.01)));
        assertThat(loss.outcome()).isEqualTo(Verdict.Outcome.LOSES);
        assertThat(loss.sentence())
                .isEqualTo(
                        "The model that forecasts, interest-network, does not beat counting on this log: use weighted-counters instead.");
        assertThat(loss.detail()).contains("−.020", "−.030 to −.010");
    }

    @Test
    void aDifferenceThatMayBeChanceIsNotCalledAGain() {
        Verdict even = Verdict.of(
                "The model that forecasts, interest-network,",
                false,
                "weighted-counters",
                "ndcg@10",
                new Score(.3, .28, .32, new Score.Difference(.002, -.003, .01)));
        assertThat(even.outcome()).isEqualTo(Verdict.Outcome.EVEN);
    }

    @Test
    void cleaningThatDoesNotAddUpIsRefused() {
        assertThatThrownBy(() -> new CleaningPart(10, 7, List.of(), List.of(), List.of()))
                .hasMessageContaining("7 rows and 10 were read");
    }
}
