package dev.tidecast.model.content;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.ActiveDays;
import dev.tidecast.model.Model;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.model.words.VisibleTexts;
import dev.tidecast.model.words.Word2Vec;
import dev.tidecast.model.words.WordVectors;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A fitted {@link ContentKnnTrainer}: what turns titles into vectors, and how their likeness is summed. */
public final class ContentKnn implements Model {
    private static final String FILE = "weights.safetensors";
    private static final int POPULAR_DAYS = 30;

    private final ContentKnnTrainer settings;
    private final TextEncoder encoder;
    private final Behaviour behaviour;

    ContentKnn(ContentKnnTrainer settings, TextEncoder encoder, Behaviour behaviour) {
        this.settings = settings;
        this.encoder = encoder;
        this.behaviour = behaviour;
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param tokeniser the one that it was fitted with
     * @throws IOException if there is none, or it was fitted with another tokeniser
     */
    public static ContentKnn load(Path folder, Tokeniser tokeniser) throws IOException {
        SafeTensors file = SafeTensors.read(folder.resolve(FILE));
        if (!file.text("model").equals(ContentKnnTrainer.NAME)) {
            throw new IOException(
                    folder + " holds a model called " + file.text("model") + ", not " + ContentKnnTrainer.NAME);
        }
        if (!file.text("tokeniser").equals(tokeniser.name())) {
            throw new IOException(folder + " was fitted to words of the tokeniser " + file.text("tokeniser")
                    + ", and this one is " + tokeniser.name() + ": train again");
        }
        TextEncoder encoder = TextEncoder.of(
                WordVectors.of(file, folder),
                TextEncoder.Weighting.valueOf(file.text("weighting")),
                file.tensor("weights").floats(),
                file.tensor("direction").floats());
        return new ContentKnn(settings(file, tokeniser), encoder, Behaviour.of(file.text("behaviour")));
    }

    private static ContentKnnTrainer settings(SafeTensors file, Tokeniser tokeniser) {
        return new ContentKnnTrainer(
                tokeniser,
                Word2Vec.standard(), // read and not trained again
                Integer.parseInt(file.text("minimum")),
                Double.parseDouble(file.text("identity")),
                TextEncoder.Weighting.valueOf(file.text("weighting")),
                Integer.parseInt(file.text("neighbours")),
                Double.parseDouble(file.text("power")),
                Double.parseDouble(file.text("half-life-days")),
                Double.parseDouble(file.text("popularity")));
    }

    @Override
    public String name() {
        return ContentKnnTrainer.NAME;
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, StoredTensor> tensors = new TreeMap<>(encoder.vectors().tensors());
        tensors.put("weights", StoredTensor.of(encoder.weights(), encoder.weights().length));
        tensors.put("direction", StoredTensor.of(encoder.direction(), encoder.width()));
        Map<String, String> texts = new TreeMap<>();
        texts.put("model", name());
        texts.put("tokeniser", settings.tokeniser().name());
        texts.put("weighting", encoder.weighting().name());
        texts.put("behaviour", behaviour.word());
        texts.put("minimum", Integer.toString(settings.minimum()));
        texts.put("neighbours", Integer.toString(settings.neighbours()));
        texts.put("identity", Double.toString(settings.identity()));
        texts.put("power", Double.toString(settings.power()));
        texts.put("half-life-days", Double.toString(settings.halfLifeDays()));
        texts.put("popularity", Double.toString(settings.popularity()));
        encoder.vectors().saveWords(folder);
        new SafeTensors(tensors, texts).write(folder.resolve(FILE));
    }

    /** The vectors of the titles of the items that are visible. */
    public Modality titles(Dataset visible) {
        return encoder.modality("title", VisibleTexts.titles(visible, settings.tokeniser()));
    }

    @Override
    public Scorer scorer(Dataset visible) {
        Modality titles = titles(visible);
        SparseRows nearest = raised(ContentNeighbours.of(titles, settings.neighbours()));
        ActiveDays active = new ActiveDays(visible, behaviour);
        float[] selling = selling(visible);
        float[] own = new float[visible.itemCount()];
        return (history, scores) -> {
            Arrays.fill(scores, 0);
            active.read(history);
            weigh(active, visible.asOf(), own);
            for (int i = 0; i < active.size(); i++) {
                int item = active.item(i);
                if (own[item] > 0 && titles.present()[item]) {
                    nearest.addRow(item, own[item], scores);
                    scores[item] += own[item]; // an item is as like itself as can be
                }
                own[item] = 0;
            }
            for (int item = 0; item < scores.length; item++) {
                scores[item] *= selling[item];
            }
        };
    }

    /** Adds what each active day is worth to its item. */
    private void weigh(ActiveDays active, long asOf, float[] own) {
        for (int i = 0; i < active.size(); i++) {
            double age = (asOf - active.time(i)) / 86_400.0;
            own[active.item(i)] += (float) Math.exp(-Math.log(2) * age / settings.halfLifeDays());
        }
    }

    /** What each item's score is multiplied with, [V]. */
    private float[] selling(Dataset visible) {
        float[] selling = Popularity.trailing(visible, behaviour, POPULAR_DAYS);
        for (int item = 0; item < selling.length; item++) {
            selling[item] = (float) Math.pow(selling[item] + .5, settings.popularity());
        }
        return selling;
    }

    private SparseRows raised(SparseRows cosines) {
        float[] value = new float[cosines.value().length];
        for (int e = 0; e < value.length; e++) {
            value[e] = (float) Math.pow(cosines.value()[e], settings.power());
        }
        return new SparseRows(cosines.columns(), cosines.from(), cosines.column(), value);
    }
}
