package dev.tidecast.app.web;

import dev.tidecast.app.report.Figures;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of a page in the reader's language, and its ways to write numbers and times. Immutable. */
public final class Say {
    /** Languages that there are words in. */
    static final List<String> LANGUAGES = List.of("en", "zh");

    private final Locale locale;
    private final ResourceBundle words;
    private final ZoneId zone;

    private Say(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
        this.words = ResourceBundle.getBundle(
                "dev.tidecast.app.web.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** In a language; English where there are no words in it. */
    static Say in(String language, ZoneId zone) {
        return new Say("zh".equals(language) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH, zone);
    }

    /** For the attribute {@code lang}. */
    public String lang() {
        return locale.toLanguageTag();
    }

    /** The other language, for the switch. */
    public String other() {
        return locale.equals(Locale.ENGLISH) ? "zh" : "en";
    }

    /** The words under a key, with {@code values} in their places. */
    public String t(String key, Object... values) {
        String pattern = words.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }

    /** The words for one of a closed set, such as {@code behaviour.view}. */
    public String word(String kind, String word) {
        String key = kind + "." + word.replace(' ', '-');
        return words.containsKey(key) ? words.getString(key) : word;
    }

    /**
     * What the doctor's finding of that code is called, or with {@code part} what to do; empty where there are no words of
     * the reader's language, and the finding's own are to be shown.
     */
    public String finding(String code, String part) {
        for (String each : List.of(code, code.replaceFirst("-.*", ""))) {
            String key = "doctor." + each + part;
            if (words.containsKey(key)) {
                return words.getString(key);
            }
        }
        return "";
    }

    /** What a measure is called: {@code new-item-ndcg@10}. */
    String metric(String code) {
        for (String scope : List.of("new-item", "repeat", "explore")) {
            if (code.startsWith(scope + "-")) {
                return t("scope." + scope) + ": " + Figures.metric(code.substring(scope.length() + 1));
            }
        }
        return Figures.metric(code);
    }

    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** A probability: {@code 12%}, {@code 3.4%}, {@code <0.1%}, {@code >99%}. */
    public String percent(double probability) {
        if (probability > 0 && probability < .001) {
            return "<0.1%";
        }
        if (probability > .995 && probability < 1) {
            return ">99%";
        }
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(probability < .1 ? 1 : 0);
        return format.format(probability);
    }

    /** A change in percent, with its sign. */
    public String change(double part) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        return (part < 0 ? "−" : "+") + format.format(Math.abs(part));
    }

    /** Percentage points of a change, with its sign. */
    public String points(double change) {
        return (change < 0 ? "−" : "+") + String.format(locale, "%.1f", Math.abs(100 * change));
    }

    public String number(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(value < 10 ? 2 : value < 100 ? 1 : 0);
        return format.format(value);
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** A time of the shop. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** An ISO instant of a file, as a time of the shop. */
    public String time(String instant) {
        return time(Instant.parse(instant));
    }

    /** How long, in its largest unit. */
    public String span(long seconds) {
        long size = Math.max(0, seconds);
        return size < 120
                ? t("span.seconds", size)
                : size < 7_200
                        ? t("span.minutes", size / 60)
                        : size < 172_800 ? t("span.hours", size / 3_600) : t("span.days", size / 86_400);
    }
}
