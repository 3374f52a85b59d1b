package dev.tidecast.model.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.model.Recipe;

/**
 * Size and kind of a trunk: what its stored weights don't tell.
 *
 * @param kind which network
 * @param inputs values of a step, D
 * @param hidden values of a state, H; attention trunks have H = D
 * @param depth layers or blocks
 * @param residual recurrent trunks: whether layers above the first are pre-norm residuals; attention trunks always are
 * @param heads attention heads, 1 for recurrent trunks
 * @param length attention trunks: the most steps that they read, L; recurrent trunks read any number and have 0
 */
public record TrunkShape(
        Recipe.Trunk kind, int inputs, int hidden, int depth, boolean residual, int heads, int length) {
    /** From this many layers a recurrent trunk is residual and normalised unless it is asked to be plain. */
    public static final int RESIDUAL_DEPTH = 4;

    public TrunkShape {
        if (inputs < 1 || hidden < 1 || depth < 1 || heads < 1) {
            throw new IllegalArgumentException("a trunk of " + inputs + " inputs, " + hidden + " hidden units, " + depth
                    + " layers and " + heads + " heads; each must be at least 1");
        }
        if (kind.recurrent()) {
            requireRecurrent(heads, length);
        } else {
            requireAttention(inputs, hidden, heads, length);
        }
    }

    private static void requireRecurrent(int heads, int length) {
        if (heads != 1 || length != 0) {
            throw new IllegalArgumentException("a recurrent trunk has 1 head and length 0 (it reads any number of"
                    + " steps); got " + heads + " heads and length " + length);
        }
    }

    private static void requireAttention(int inputs, int hidden, int heads, int length) {
        if (inputs != hidden || hidden % heads != 0 || length < 1) {
            throw new IllegalArgumentException("an attention trunk gives as many values as it reads, a multiple of its"
                    + " heads, over at least 1 step; got " + inputs + " inputs, " + hidden + " hidden units, " + heads
                    + " heads and length " + length);
        }
    }

    /** A recurrent trunk, residual from {@value #RESIDUAL_DEPTH} layers. */
    public static TrunkShape recurrent(Recipe.Trunk kind, int inputs, int hidden, int depth) {
        return new TrunkShape(kind, inputs, hidden, depth, depth >= RESIDUAL_DEPTH, 1, 0);
    }

    /** An attention trunk of {@code depth} blocks over the last {@code length} steps. */
    public static TrunkShape attention(Recipe.Trunk kind, int size, int depth, int heads, int length) {
        return new TrunkShape(kind, size, size, depth, true, heads, length);
    }

    /** The shape as it is stored beside the weights. */
    public String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a trunk's shape is numbers and words", impossible);
        }
    }

    /** Reads what {@link #json} wrote. */
    public static TrunkShape parse(String json) {
        try {
            return new ObjectMapper().readValue(json, TrunkShape.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("'" + json + "' is not a trunk's shape: " + wrong.getMessage(), wrong);
        }
    }

    /** Values of a head. */
    public int headSize() {
        return hidden / heads;
    }
}
