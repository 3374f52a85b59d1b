package dev.tidecast.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A baseline's folder: one safetensors file whose texts hold the model's name and settings. */
final class BaselineFile {
    private static final String NAME = "weights.safetensors";
    private static final String MODEL = "model";

    private BaselineFile() {}

    static void write(Path folder, String model, Map<String, String> settings, Map<String, StoredTensor> tensors)
            throws IOException {
        Map<String, String> texts = new TreeMap<>(settings);
        texts.put(MODEL, model);
        new SafeTensors(tensors, texts).write(folder.resolve(NAME));
    }

    static SafeTensors read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new IOException(folder + " holds no " + NAME + ": save a model there first");
        }
        return SafeTensors.read(file);
    }

    static String model(SafeTensors file) {
        return file.text(MODEL);
    }
}
