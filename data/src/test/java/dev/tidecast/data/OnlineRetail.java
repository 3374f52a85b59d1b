package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.Catalogue;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.TimeFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** The bundled log and the rules of the demo. */
final class OnlineRetail {
    private OnlineRetail() {}

    static EventLog log() {
        TimeFormat format = new TimeFormat(TimeFormat.Kind.PATTERN, "yyyy-MM-dd HH:mm:ss", null, ZoneOffset.UTC);
        Mapping mapping = new Mapping(
                List.of("CustomerID"),
                "StockCode",
                "InvoiceDate",
                format,
                Mapping.BehaviourMapping.always(Behaviour.PURCHASE),
                "Quantity",
                "UnitPrice",
                null,
                "InvoiceNo",
                null,
                null,
                null);
        Path folder =
                Path.of("..", "examples", "online-retail").toAbsolutePath().normalize();
        long until = Instant.parse("2010-12-01T00:00:00Z").getEpochSecond();
        return new EventLog(
                "online-retail",
                List.of(
                        new LogSource(
                                List.of(folder.resolve("online_retail_2009-2010.csv.gz")),
                                FileFormat.csv(),
                                mapping,
                                null,
                                until),
                        new LogSource(
                                List.of(folder.resolve("online_retail.csv.gz")),
                                FileFormat.csv(),
                                mapping,
                                null,
                                null)),
                new Catalogue(null, FileFormat.csv(), "StockCode", "Description", null, "", null, null, null, null),
                null);
    }

    static CleaningRules rules(CleaningRules.Cancellations cancellations) {
        return new CleaningRules(
                Instant.parse("2000-01-01T00:00:00Z").getEpochSecond(),
                Instant.parse("2012-01-01T00:00:00Z").getEpochSecond(),
                true,
                Pattern.compile("\\d{5}"),
                Pattern.compile("C"),
                cancellations,
                CleaningRules.Duplicates.FOLD,
                60,
                CleaningRules.OutlierAction.CAP,
                0,
                0,
                0,
                0);
    }
}
