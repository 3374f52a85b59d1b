package dev.tidecast.model.image;

import java.awt.image.BufferedImage;

/** A picture shrunk or stretched to {@link #SIDE} x {@link #SIDE} pixels; each is the mean of the area it covers. */
final class Pixels {
    /** Pixels of a side. */
    static final int SIDE = 48;

    private static final int CHANNELS = 3;

    /** Red, green and blue from 0 to 1, [SIDE x SIDE x 3]. */
    private final float[] values = new float[SIDE * SIDE * CHANNELS];

    Pixels(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] row = picture.getRGB(0, 0, width, height, null, 0, width);
        for (int y = 0; y < SIDE; y++) {
            int top = y * height / SIDE;
            int bottom = Math.max(top + 1, (y + 1) * height / SIDE);
            for (int x = 0; x < SIDE; x++) {
                int left = x * width / SIDE;
                int right = Math.max(left + 1, (x + 1) * width / SIDE);
                average(row, width, left, right, top, bottom, (y * SIDE + x) * CHANNELS);
            }
        }
    }

    private void average(int[] argb, int width, int left, int right, int top, int bottom, int to) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = argb[y * width + x];
                red += pixel >> 16 & 0xff;
                green += pixel >> 8 & 0xff;
                blue += pixel & 0xff;
            }
        }
        float full = 255f * (right - left) * (bottom - top);
        values[to] = red / full;
        values[to + 1] = green / full;
        values[to + 2] = blue / full;
    }

    float red(int x, int y) {
        return values[(y * SIDE + x) * CHANNELS];
    }

    float green(int x, int y) {
        return values[(y * SIDE + x) * CHANNELS + 1];
    }

    float blue(int x, int y) {
        return values[(y * SIDE + x) * CHANNELS + 2];
    }

    /** Brightness from 0 to 1 by the weights of ITU-R BT.601; the nearest pixel beyond the border. */
    float grey(int x, int y) {
        int column = Math.clamp(x, 0, SIDE - 1);
        int line = Math.clamp(y, 0, SIDE - 1);
        return .299f * red(column, line) + .587f * green(column, line) + .114f * blue(column, line);
    }
}
