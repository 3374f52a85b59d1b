package dev.tidecast.app.registry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidecast.app.registry.Promotion.Action;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registry's folder: one folder a model version, the attempts, the promotions. */
public final class Registry {
    private static final String MANIFEST = "manifest.json";
    private static final String MODEL = "model";
    private static final Object WITHIN_THIS_PROCESS = new Object();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;
    private final Promotions promotions;
    private final Journal<Attempt> attempts;

    private Registry(Path folder) {
        this.folder = folder;
        this.promotions = new Promotions(folder);
        this.attempts = new Journal<>(folder.resolve("attempts.jsonl"), Attempt.class);
    }

    /** The registry of an output folder; nothing is created before something is written. */
    public static Registry of(Path outputFolder) {
        return new Registry(outputFolder.resolve("registry"));
    }

    @FunctionalInterface
    private interface Change<T> {
        T make() throws IOException;
    }

    /** One change at a time, over all processes; the system frees the lock of a killed one. */
    private <T> T exclusively(Change<T> change) throws IOException {
        Files.createDirectories(folder);
        synchronized (WITHIN_THIS_PROCESS) {
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("the lock of " + folder + " was lost: run again");
                }
                return change.make();
            }
        }
    }

    /** Takes a trained model in: its files are linked, or copied where links can't be made. */
    public ModelVersion register(Path model, ModelVersion version) throws IOException {
        return exclusively(() -> {
            Path target = folder.resolve(version.id());
            Artefact.recover(target);
            if (Files.exists(target) && damaged(read(version.id())).isEmpty()) {
                return read(version.id());
            }
            Artefact.writeFolder(target, fresh -> {
                VersionFiles.link(model, fresh.resolve(MODEL));
                Files.writeString(fresh.resolve(MANIFEST), text(version));
            });
            return version;
        });
    }

    /** Adds to a version what a backtest said of it; {@code figures} writes every user's own into a file. */
    public void judged(String id, Judgement judgement, Artefact.Content figures) throws IOException {
        exclusively(() -> {
            Artefact.writeFile(figures(id), figures);
            Artefact.writeText(folder.resolve(id).resolve(MANIFEST), text(read(id).judged(judgement)));
            return id;
        });
    }

    /** Records a look at judged windows. */
    public void attempted(Attempt attempt) throws IOException {
        exclusively(() -> {
            attempts.append(attempt);
            return attempt;
        });
    }

    public List<Attempt> attempts() throws IOException {
        return attempts.read();
    }

    /** How often the windows on which a version was judged have been looked at; none if it was not judged. */
    public Optional<Attempt.Looks> looks(ModelVersion version) throws IOException {
        Judgement judgement = version.judgement();
        return judgement == null
                ? Optional.empty()
                : Optional.of(Attempt.looks(
                        attempts(),
                        judgement.cuts().stream().map(cut -> cut.cut()).collect(java.util.stream.Collectors.toSet()),
                        version.behaviour(),
                        version.horizonDays()));
    }

    /** All versions, the latest first. */
    public List<ModelVersion> versions() throws IOException {
        List<ModelVersion> versions = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path each : all.toList()) {
                    String name = each.getFileName().toString();
                    if (!name.contains(".tidecast-") && Files.exists(each.resolve(MANIFEST))) {
                        versions.add(read(name));
                    }
                }
            }
        }
        versions.sort(Comparator.comparing(ModelVersion::registered).reversed().thenComparing(ModelVersion::id));
        return versions;
    }

    /**
     * A version by its id, the beginning of its id, or its model's name, which means the latest of that name.
     *
     * @throws IllegalArgumentException if none or several are meant
     */
    public ModelVersion find(String wanted) throws IOException {
        List<ModelVersion> versions = versions();
        Optional<ModelVersion> exact = versions.stream()
                .filter(each -> each.id().equals(wanted) || each.model().equals(wanted))
                .findFirst();
        List<ModelVersion> beginning =
                versions.stream().filter(each -> each.id().startsWith(wanted)).toList();
        if (exact.isPresent() || beginning.size() == 1) {
            return exact.orElseGet(beginning::getFirst);
        }
        List<String> ids = (beginning.isEmpty() ? versions : beginning)
                .stream().map(ModelVersion::id).toList();
        throw new IllegalArgumentException((beginning.isEmpty() ? "no model is called \"" : "several are called \"")
                + wanted + "\": "
                + (ids.isEmpty()
                        ? "none is registered, train one with \"./tidecast train\""
                        : "there are " + String.join(", ", ids))
                + (beginning.isEmpty() && !ids.isEmpty()
                        ? "; \"./tidecast train --model NAME\" trains and registers another"
                        : ""));
    }

    private ModelVersion read(String id) throws IOException {
        return JSON.readValue(Files.readString(folder.resolve(id).resolve(MANIFEST)), ModelVersion.class);
    }

    private static String text(ModelVersion version) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(version);
    }

    /** Where a version's files lie. */
    public Path model(ModelVersion version) {
        return folder.resolve(version.id()).resolve(MODEL);
    }

    /** Where the figures of every user lie that a version was judged by. */
    public Path figures(String id) {
        return folder.resolve(id).resolve("figures.safetensors");
    }

    /** The files of a version that are missing, changed, or too many; empty where all is as it was registered. */
    public List<String> damaged(ModelVersion version) throws IOException {
        Map<String, String> now = VersionFiles.checksums(model(version));
        Map<String, String> all = new TreeMap<>(now);
        all.putAll(version.files());
        return all.keySet().stream()
                .filter(file ->
                        !java.util.Objects.equals(now.get(file), version.files().get(file)))
                .toList();
    }

    /** The promoted one, empty where none was ever promoted. */
    public Optional<Promotion> current() throws IOException {
        return promotions.current();
    }

    /** All promotions, the first one first. */
    public List<Promotion> history() throws IOException {
        return promotions.history();
    }

    /**
     * Serves a version from now on.
     *
     * @param reason of an override; null where nothing speaks against it
     * @param overridden what speaks against it
     */
    public Promotion promote(
            ModelVersion version, Instant time, String who, @Nullable String reason, List<String> overridden)
            throws IOException {
        return exclusively(() -> move(Action.PROMOTE, version, time, who, reason, overridden));
    }

    /**
     * Serves what was promoted before the current one again.
     *
     * @throws IllegalArgumentException if there is none, or its files are damaged
     */
    public Promotion rollback(Instant time, String who) throws IOException {
        return exclusively(() -> {
            List<String> standing = Promotion.standing(history());
            if (standing.size() < 2) {
                throw new IllegalArgumentException(
                        standing.isEmpty()
                                ? "no model was promoted yet: there is nothing to go back to"
                                : standing.getFirst()
                                        + " is the first that was promoted: there is nothing to go back to; promote"
                                        + " another with \"./tidecast models promote ID\"");
            }
            ModelVersion before = find(standing.get(standing.size() - 2));
            List<String> damaged = damaged(before);
            if (!damaged.isEmpty()) {
                throw new IllegalArgumentException("can't go back to " + before.id()
                        + ": these of its files are not as they were registered: " + String.join(", ", damaged));
            }
            return move(Action.ROLLBACK, before, time, who, null, List.of());
        });
    }

    private Promotion move(
            Action action, ModelVersion to, Instant time, String who, @Nullable String reason, List<String> overridden)
            throws IOException {
        Optional<Promotion> now = current();
        Promotion next = new Promotion(
                now.map(Promotion::number).orElse(0) + 1,
                action,
                to.id(),
                to.model(),
                now.map(Promotion::id).orElse(null),
                time.toString(),
                who,
                reason,
                overridden);
        promotions.move(next);
        return next;
    }
}
