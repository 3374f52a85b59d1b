package dev.tidecast.neural;

import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.interest.RepeatTerm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One member of the repeat term as it was after each epoch, with the epochs' losses; stored so that a killed training
 * need not train it again.
 *
 * @param members by epoch
 * @param losses by epoch
 */
record RepeatEpochs(List<RepeatTerm.Member> members, List<Double> losses) {
    private static final String RUN = "run";
    private static final String LOSSES = "losses";

    RepeatEpochs {
        members = List.copyOf(members);
        losses = List.copyOf(losses);
    }

    void write(Path file, String run) throws IOException {
        Map<String, StoredTensor> tensors = new TreeMap<>();
        for (int epoch = 0; epoch < members.size(); epoch++) {
            RepeatTerm.Member member = members.get(epoch);
            tensors.put(epoch + ".weights", StoredTensor.of(member.weights(), member.weights().length));
            tensors.put(epoch + ".shift", StoredTensor.of(member.shift(), member.shift().length));
            tensors.put(epoch + ".output", StoredTensor.of(member.output(), member.output().length));
            tensors.put(epoch + ".bias", StoredTensor.of(member.bias(), member.bias().length));
        }
        double[] all = losses.stream().mapToDouble(Double::doubleValue).toArray();
        tensors.put(LOSSES, StoredTensor.of(all, all.length));
        new SafeTensors(tensors, Map.of(RUN, run)).write(file);
    }

    /** What {@link #write} stored for this run; empty where there is none, or only that of another. */
    static Optional<RepeatEpochs> read(Path file, String run) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SafeTensors stored = SafeTensors.read(file);
        if (!stored.text(RUN).equals(run)) {
            return Optional.empty();
        }
        List<RepeatTerm.Member> members = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (double loss : stored.tensor(LOSSES).doubles()) {
            int epoch = losses.size();
            losses.add(loss);
            members.add(new RepeatTerm.Member(
                    stored.tensor(epoch + ".weights").floats(),
                    stored.tensor(epoch + ".shift").floats(),
                    stored.tensor(epoch + ".output").floats(),
                    stored.tensor(epoch + ".bias").floats()));
        }
        return Optional.of(new RepeatEpochs(members, losses));
    }
}
