package dev.tidecast.model.inference;

/**
 * What a recurrent trunk remembers of one history after its last step: hidden and cell [L x H], and its output [H]. Only
 * the LSTM uses its cells.
 */
public final class RecurrentState {
    final float[] hidden;
    final float[] cell;
    final float[] output;

    /** Takes hidden [L x H], cell [L x H] and output [H], row-major; all are copied. */
    public RecurrentState(float[] hidden, float[] cell, float[] output) {
        if (hidden.length != cell.length || output.length == 0 || hidden.length % output.length != 0) {
            throw new IllegalArgumentException("recurrent state: hidden has " + hidden.length + " values, cell "
                    + cell.length + ", output " + output.length + "; expected L x H, L x H and H");
        }
        this.hidden = hidden.clone();
        this.cell = cell.clone();
        this.output = output.clone();
    }

    /** Hidden states of all layers, [L x H], a copy. */
    public float[] hidden() {
        return hidden.clone();
    }

    /** Cell states of all layers, [L x H], a copy. */
    public float[] cell() {
        return cell.clone();
    }

    /** What heads read, [H], a copy; zeros before the first step. */
    public float[] output() {
        return output.clone();
    }
}
