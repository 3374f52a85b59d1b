package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A fitted {@link SessionKnnTrainer}: all sessions by time, and by item. */
final class SessionKnn implements Model {
    private final SessionKnnTrainer settings;
    private final Behaviour behaviour;
    private final SessionTable table;
    private final SparseRows byItem;
    private final float[] worth;

    SessionKnn(SessionKnnTrainer settings, Behaviour behaviour, SessionTable table) {
        this.settings = settings;
        this.behaviour = behaviour;
        this.table = table;
        this.byItem = table.items().transposed();
        this.worth = new float[byItem.rows()];
        for (int item = 0; item < worth.length; item++) {
            int with = Math.max(1, byItem.from()[item + 1] - byItem.from()[item]);
            double rarity = Math.log(Math.max(1, table.user().length) / (double) with);
            worth[item] = (float) (1 + settings.idfWeight() * rarity);
        }
    }

    static Model load(SafeTensors file) {
        SessionKnnTrainer settings = new SessionKnnTrainer(
                Integer.parseInt(file.text("neighbours")),
                Integer.parseInt(file.text("recent")),
                Double.parseDouble(file.text("idf-weight")));
        SessionTable table = SessionTable.of(file, Integer.parseInt(file.text("items")));
        return new SessionKnn(settings, Behaviour.of(file.text("behaviour")), table);
    }

    @Override
    public String name() {
        return SessionKnnTrainer.NAME;
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        texts.put("neighbours", Integer.toString(settings.neighbours()));
        texts.put("recent", Integer.toString(settings.recent()));
        texts.put("idf-weight", Double.toString(settings.idfWeight()));
        texts.put("behaviour", behaviour.word());
        texts.put("items", Integer.toString(table.items().columns()));
        BaselineFile.write(folder, name(), texts, table.tensors());
    }

    @Override
    public Scorer scorer(Dataset visible) {
        return new Nearest(visible);
    }

    private final class Nearest implements Scorer {
        private final SessionReader reader;
        private final int[] similarity = new int[table.user().length]; // L x similarity, a whole number
        private final int[] latest = new int[similarity.length];
        private final long[] keys = new long[similarity.length];
        private int size;

        Nearest(Dataset visible) {
            this.reader = new SessionReader(visible, behaviour);
        }

        @Override
        public void score(History history, float[] scores) {
            Arrays.fill(scores, 0);
            int last = reader.read(history).sessions() - 1;
            if (last < 0) {
                return;
            }
            compare(history.user(), last);
            int candidates = Math.min(size, settings.recent());
            Selection.smallestFirst(keys, size, candidates);
            for (int i = 0; i < candidates; i++) {
                int session = -(int) keys[i];
                keys[i] = (long) -similarity[session] << 32 | Integer.MAX_VALUE - session; // ties: the later first
                similarity[session] = 0;
            }
            for (int i = candidates; i < size; i++) {
                similarity[-(int) keys[i]] = 0;
            }
            int count = Math.min(candidates, settings.neighbours());
            Selection.smallestFirst(keys, candidates, count);
            Arrays.sort(keys, 0, count);
            int length = reader.from(last + 1) - reader.from(last);
            for (int i = 0; i < count; i++) {
                int session = Integer.MAX_VALUE - (int) keys[i];
                float weight = (float) -(keys[i] >> 32) / length / (length + 1 - latest[session]);
                table.items().addRow(session, weight, scores);
            }
            for (int item = 0; item < Math.min(scores.length, worth.length); item++) {
                scores[item] *= worth[item];
            }
        }

        /** Fills keys[0 .. size) with the latest sessions of each item of the current one. */
        private void compare(int user, int current) {
            size = 0;
            for (int p = reader.from(current); p < reader.from(current + 1); p++) {
                int item = reader.item(p);
                if (item >= byItem.rows()) {
                    continue;
                }
                int position = p - reader.from(current) + 1;
                int end = byItem.from()[item + 1];
                int start = Math.max(byItem.from()[item], end - settings.recent() - 1); // one may be the current
                for (int e = end - 1; e >= start; e--) {
                    int session = byItem.column()[e];
                    if (table.user()[session] == user && table.key()[session] == reader.key(current)) {
                        continue;
                    }
                    if (similarity[session] == 0) {
                        keys[size++] = -session;
                    }
                    similarity[session] += position;
                    latest[session] = position; // positions ascend
                }
            }
        }
    }
}
