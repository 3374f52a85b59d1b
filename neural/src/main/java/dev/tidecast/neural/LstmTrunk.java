package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.inference.LayerNorm;
import dev.tidecast.model.inference.LstmInference;
import dev.tidecast.model.inference.LstmLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * LSTM sequence encoder (Hochreiter and Schmidhuber, 1997): step vectors [T x B x D] in, a state after each step [T x B
 * x H] out.
 *
 * <p>Parameters, by layer l: {@code NAME.lstm.l.input} [4H x D or H], {@code .state} [4H x H], {@code .bias} [4H], rows
 * in torch's gate order i, f, g, o; from {@value LstmInference#RESIDUAL_DEPTH} layers {@code NAME.norm.l.gain} and
 * {@code .shift} [H] too, for the layout that {@link LstmInference} describes.
 */
public final class LstmTrunk {
    private static final double NORM_EPSILON = 1e-5;

    private final Settings settings;
    private final FlatParameters parameters;

    /**
     * Size of a trunk.
     *
     * @param name first part of its parameters' names, such as {@code trunk}
     * @param inputs values of a step, D
     * @param hidden units of each layer, H
     * @param depth layers, L
     */
    public record Settings(String name, int inputs, int hidden, int depth) {
        public Settings {
            if (inputs < 1 || hidden < 1 || depth < 1) {
                throw new IllegalArgumentException("trunk '" + name + "' has " + inputs + " inputs, " + hidden
                        + " hidden units and " + depth + " layers; each must be at least 1");
            }
        }

        boolean residual() {
            return depth >= LstmInference.RESIDUAL_DEPTH;
        }

        /** The parameters that a trunk of this size has. */
        public List<ParameterShape> shapes() {
            ParameterShape.Start uniform = new ParameterShape.Start.Uniform((float) (1 / Math.sqrt(hidden)));
            List<ParameterShape> shapes = new ArrayList<>();
            for (int l = 0; l < depth; l++) {
                long read = l == 0 ? inputs : hidden;
                shapes.add(new ParameterShape(layer(l) + ".input", new long[] {4L * hidden, read}, uniform));
                shapes.add(new ParameterShape(layer(l) + ".state", new long[] {4L * hidden, hidden}, uniform));
                shapes.add(new ParameterShape(
                        layer(l) + ".bias", new long[] {4L * hidden}, new ParameterShape.Start.ForgetGateOpen()));
            }
            for (int l = 0; residual() && l < depth; l++) {
                long[] sizes = {hidden};
                shapes.add(new ParameterShape(norm(l) + ".gain", sizes, new ParameterShape.Start.Constant(1)));
                shapes.add(new ParameterShape(norm(l) + ".shift", sizes, new ParameterShape.Start.Constant(0)));
            }
            return shapes;
        }

        private String layer(int l) {
            return name + ".lstm." + l;
        }

        private String norm(int l) {
            return name + ".norm." + l;
        }
    }

    /** A trunk on {@code parameters}, which hold {@link Settings#shapes()} among others. */
    public LstmTrunk(Settings settings, FlatParameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
        settings.shapes().forEach(shape -> parameters.parameter(shape.name()));
    }

    /**
     * Runs histories of equal length from a zero state; call within a {@code PointerScope}.
     *
     * @param x steps [T x B x D]; batches are uniform (histories of one length), never padded
     * @param dropout applied between layers; {@link Dropout#none} but in training
     * @return the states after each step [T x B x H]
     */
    public Tensor forward(Tensor x, Dropout dropout) {
        if (x.dim() != 3 || x.size(2) != settings.inputs()) {
            throw new IllegalArgumentException("trunk '" + settings.name() + "' reads [T x B x " + settings.inputs()
                    + "], but got a tensor of " + x.dim() + " dimensions, the last of " + x.size(-1));
        }
        Tensor zero = torch.zeros(1, x.size(1), settings.hidden()); // [1 x B x H]
        Tensor y = layer(0, x, zero); // [T x B x H]
        for (int l = 1; l < settings.depth(); l++) {
            if (settings.residual()) {
                Tensor z = layer(l, norm(l - 1, y), zero); // [T x B x H]
                y = y.add(dropout.apply(z));
            } else {
                y = layer(l, dropout.apply(y), zero);
            }
        }
        return settings.residual() ? norm(settings.depth() - 1, y) : y;
    }

    private Tensor layer(int l, Tensor x, Tensor zero) {
        Tensor input = parameters.parameter(settings.layer(l) + ".input"); // [4H x D]
        Tensor state = parameters.parameter(settings.layer(l) + ".state"); // [4H x H]
        Tensor bias = parameters.parameter(settings.layer(l) + ".bias"); // [4H]
        // torch adds two biases; one suffices, the other is held at 0.
        TensorVector weights = new TensorVector(input, state, bias, torch.zeros_like(bias));
        return torch.lstm(x, new TensorVector(zero, zero), weights, true, 1, 0, false, false, false)
                .get0();
    }

    private Tensor norm(int l, Tensor y) {
        TensorOptional gain = new TensorOptional(parameters.parameter(settings.norm(l) + ".gain")); // [H]
        TensorOptional shift = new TensorOptional(parameters.parameter(settings.norm(l) + ".shift")); // [H]
        return torch.layer_norm(y, new long[] {settings.hidden()}, gain, shift, NORM_EPSILON, false);
    }

    /** The same trunk for Java alone, from stored weights. */
    public static LstmInference inference(Settings settings, Map<String, StoredTensor> weights, FloatKernels kernels) {
        List<LstmLayer> layers = new ArrayList<>();
        List<LayerNorm> norms = new ArrayList<>();
        for (int l = 0; l < settings.depth(); l++) {
            String layer = settings.layer(l);
            layers.add(new LstmLayer(
                    l == 0 ? settings.inputs() : settings.hidden(),
                    settings.hidden(),
                    Checkpoint.require(weights, layer + ".input").floats(),
                    Checkpoint.require(weights, layer + ".state").floats(),
                    Checkpoint.require(weights, layer + ".bias").floats()));
            if (settings.residual()) {
                float[] gain =
                        Checkpoint.require(weights, settings.norm(l) + ".gain").floats();
                norms.add(new LayerNorm(
                        gain,
                        Checkpoint.require(weights, settings.norm(l) + ".shift").floats()));
            }
        }
        return new LstmInference(layers, norms, kernels);
    }
}
