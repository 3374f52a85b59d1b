package dev.tidecast.model.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * The vector of a picture: a histogram of its colours and one of its edges by place, each of length 1.
 *
 * <p>Colours: shares of 8 hues x 3 saturations x 3 brightnesses, by their square roots. Edges: histograms of oriented
 * gradients (Dalal and Triggs, "Histograms of Oriented Gradients for Human Detection", CVPR 2005), 8 directions without
 * sign in 6 x 6 cells, normalised as one block, clipped at .2 and normalised again. It tells colour and outline; it knows
 * nothing of what is shown.
 */
public final class PictureVector {
    private static final int HUES = 8;
    private static final int LEVELS = 3;
    private static final int COLOURS = HUES * LEVELS * LEVELS;
    private static final int CELLS = 6;
    private static final int CELL = Pixels.SIDE / CELLS;
    private static final int DIRECTIONS = 8;
    private static final float CLIP = .2f;

    /** D: 72 colours and 288 edges. */
    public static final int WIDTH = COLOURS + CELLS * CELLS * DIRECTIONS;

    private PictureVector() {}

    /** The vector [D] of a picture. */
    public static float[] of(BufferedImage picture) {
        Pixels pixels = new Pixels(picture);
        float[] vector = new float[WIDTH];
        for (int y = 0; y < Pixels.SIDE; y++) {
            for (int x = 0; x < Pixels.SIDE; x++) {
                vector[colour(pixels, x, y)]++;
                addEdge(pixels, x, y, vector);
            }
        }
        scale(vector);
        return vector;
    }

    private static void scale(float[] vector) {
        for (int c = 0; c < COLOURS; c++) {
            vector[c] = (float) Math.sqrt(vector[c]);
        }
        normalise(vector, 0, COLOURS);
        normalise(vector, COLOURS, WIDTH);
        for (int e = COLOURS; e < WIDTH; e++) {
            vector[e] = Math.min(CLIP, vector[e]);
        }
        normalise(vector, COLOURS, WIDTH);
    }

    /** The bin of a pixel's hue, saturation and brightness; pixels without colour are all of hue 0. */
    private static int colour(Pixels pixels, int x, int y) {
        float red = pixels.red(x, y);
        float green = pixels.green(x, y);
        float blue = pixels.blue(x, y);
        float high = Math.max(red, Math.max(green, blue));
        float range = high - Math.min(red, Math.min(green, blue));
        int saturation = high == 0 ? 0 : level(range / high);
        int hue = saturation == 0 ? 0 : hue(red, green, blue, high, range);
        return (hue * LEVELS + saturation) * LEVELS + level(high);
    }

    /** The bin of a hue, by its place on a circle of 6 parts. */
    private static int hue(float red, float green, float blue, float high, float range) {
        float hue = (red - green) / range + 4;
        if (high == red) {
            hue = (green - blue) / range;
        } else if (high == green) {
            hue = (blue - red) / range + 2;
        }
        return Math.floorMod((int) Math.floor((hue + .5f) / 6 * HUES), HUES);
    }

    private static int level(float share) {
        return Math.min(LEVELS - 1, (int) (share * LEVELS));
    }

    /** Adds a pixel's gradient to its cell, shared between the two nearest directions. */
    private static void addEdge(Pixels pixels, int x, int y, float[] vector) {
        float right = pixels.grey(x + 1, y) - pixels.grey(x - 1, y);
        float down = pixels.grey(x, y + 1) - pixels.grey(x, y - 1);
        float strength = (float) Math.sqrt(right * right + down * down);
        double turn = Math.atan2(down, right) / Math.PI * DIRECTIONS; // a half circle has all directions
        int lower = (int) Math.floor(turn);
        float share = (float) (turn - lower);
        int cell = COLOURS + (y / CELL * CELLS + x / CELL) * DIRECTIONS;
        vector[cell + Math.floorMod(lower, DIRECTIONS)] += strength * (1 - share);
        vector[cell + Math.floorMod(lower + 1, DIRECTIONS)] += strength * share;
    }

    private static void normalise(float[] vector, int from, int to) {
        double square = 0;
        for (int d = from; d < to; d++) {
            square += vector[d] * vector[d];
        }
        if (square == 0) {
            Arrays.fill(vector, from, to, 0);
            return;
        }
        float factor = (float) (1 / Math.sqrt(square));
        for (int d = from; d < to; d++) {
            vector[d] *= factor;
        }
    }
}
