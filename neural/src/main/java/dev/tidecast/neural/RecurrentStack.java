package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * How layers of a recurrent trunk stand on each other. Plain: y_l = layer_l(y_(l-1)). Residual: y_0 = layer_0(x), y_l =
 * y_(l-1) + layer_l(norm_l(y_(l-1))), output = norm_L(y_(L-1)).
 *
 * <p>Parameters: {@code NAME.KIND.l.input} [G x D or H], {@code .state} [G x H], {@code .bias} [G] with G = H for each gate;
 * where residual {@code NAME.norm.l.gain} and {@code .shift} [H].
 */
final class RecurrentStack {
    static final double NORM_EPSILON = 1e-5;

    private final String name;
    private final TrunkShape shape;
    private final FlatParameters parameters;

    /** Runs layer {@code l} over all steps, [T x B x D or H] to [T x B x H]. */
    @FunctionalInterface
    interface Layer {
        Tensor run(int l, Tensor x);
    }

    RecurrentStack(String name, TrunkShape shape, FlatParameters parameters) {
        this.name = name;
        this.shape = shape;
        this.parameters = parameters;
    }

    /** The parameters of all layers, biases as {@code bias} says. */
    static List<ParameterShape> shapes(String name, TrunkShape shape, ParameterShape.Start bias, List<String> biases) {
        long h = shape.hidden();
        long g = shape.kind().gates() * h;
        ParameterShape.Start uniform = new ParameterShape.Start.Uniform((float) (1 / Math.sqrt(h)));
        List<ParameterShape> shapes = new ArrayList<>();
        for (int l = 0; l < shape.depth(); l++) {
            String layer = name + "." + shape.kind().word() + "." + l;
            long read = l == 0 ? shape.inputs() : h;
            shapes.add(new ParameterShape(layer + ".input", new long[] {g, read}, uniform));
            shapes.add(new ParameterShape(layer + ".state", new long[] {g, h}, uniform));
            biases.forEach(each -> shapes.add(new ParameterShape(layer + "." + each, new long[] {g}, bias)));
        }
        for (int l = 0; shape.residual() && l < shape.depth(); l++) {
            shapes.addAll(normShapes(name + ".norm." + l, h));
        }
        return shapes;
    }

    /** Gain and shift of a layer norm of {@code width} values. */
    static List<ParameterShape> normShapes(String norm, long width) {
        return List.of(
                new ParameterShape(norm + ".gain", new long[] {width}, new ParameterShape.Start.Constant(1)),
                new ParameterShape(norm + ".shift", new long[] {width}, new ParameterShape.Start.Constant(0)));
    }

    /** The parameter {@code part} of layer {@code l}. */
    Tensor parameter(int l, String part) {
        return parameters.parameter(name + "." + shape.kind().word() + "." + l + "." + part);
    }

    /** States before the first step, zeros [1 x B x H]. */
    Tensor zero(Tensor x) {
        return Placement.beside(x, torch.zeros(1, x.size(1), shape.hidden()));
    }

    /** From steps [T x B x D] to states [T x B x H]. */
    Tensor forward(Tensor x, Dropout dropout, Layer layer) {
        requireSteps(name, shape, x);
        Tensor y = layer.run(0, x); // [T x B x H]
        for (int l = 1; l < shape.depth(); l++) {
            if (shape.residual()) {
                Tensor z = layer.run(l, norm(parameters, name + ".norm." + (l - 1), y)); // [T x B x H]
                y = y.add(dropout.apply(z));
            } else {
                y = layer.run(l, dropout.apply(y));
            }
        }
        return shape.residual() ? norm(parameters, name + ".norm." + (shape.depth() - 1), y) : y;
    }

    static void requireSteps(String name, TrunkShape shape, Tensor x) {
        if (x.dim() != 3 || x.size(2) != shape.inputs()) {
            throw new IllegalArgumentException("trunk '" + name + "' reads [T x B x " + shape.inputs()
                    + "], but got a tensor of " + x.dim() + " dimensions, the last of " + x.size(-1));
        }
    }

    /** Layer norm of the last dimension (Ba et al. 2016). */
    static Tensor norm(FlatParameters parameters, String norm, Tensor y) {
        TensorOptional gain = new TensorOptional(parameters.parameter(norm + ".gain")); // [H]
        TensorOptional shift = new TensorOptional(parameters.parameter(norm + ".shift")); // [H]
        return torch.layer_norm(y, new long[] {y.size(-1)}, gain, shift, NORM_EPSILON, false);
    }
}
