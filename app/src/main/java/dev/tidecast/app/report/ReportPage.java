package dev.tidecast.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidecast.provenance.Artefact;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the page; templates are compiled by the build, so that this needs no compiler. */
public final class ReportPage {
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new com.fasterxml.jackson.databind.module.SimpleModule()
                    .addSerializer(
                            java.time.LocalDate.class,
                            com.fasterxml.jackson.databind.ser.std.ToStringSerializer.instance))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private ReportPage() {}

    /**
     * Writes one HTML file that needs nothing beside it; an older one is replaced at once.
     *
     * @throws IOException if the file can't be written; the older one then stands
     */
    public static void write(ReportContent content, Path file) throws IOException {
        Artefact.writeText(file, render(content));
    }

    static String render(ReportContent content) throws IOException {
        TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
        templates.setTrimControlStructures(true);
        StringOutput page = new StringOutput(1 << 21);
        Map<String, Object> parameters = Map.of(
                "content", content,
                "style", resource("report.css"),
                "data", chartData(content),
                "charts", script(resource(CHARTS)),
                "drawing", script(resource("report.js")));
        templates.render("report.jte", parameters, page);
        return page.toString();
    }

    /** What the charts draw, as JSON that can't end the script element that it stands in. */
    private static String chartData(ReportContent content) throws JsonProcessingException {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("learning", content.learning());
        if (content.activity() != null) {
            data.put("activity", content.activity());
        }
        if (content.slices() != null) {
            data.put("slices", content.slices());
        }
        if (content.repeatExplore() != null) {
            data.put("repeatExplore", content.repeatExplore());
        }
        if (content.reliability() != null) {
            data.put("reliability", content.reliability());
        }
        data.put("whether", content.proof().whether());
        data.put("groups", content.proof().slices());
        if (content.proof().staleness() != null) {
            data.put("staleness", content.proof().staleness());
        }
        return JSON.writeValueAsString(data)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String script(String source) {
        return source.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("the program lacks its own part " + name + ": build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
