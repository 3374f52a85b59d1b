package dev.tidecast.neural;

import dev.tidecast.model.interest.ExploreTerm;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * E as one step of the trunk reads and scores with it; call within the step's {@code PointerScope}.
 *
 * @param table rows that are read, part of autograd [n x d]
 * @param bags which of them each row of the batch reads
 * @param scored E [V x d] with its gradient, cut from autograd
 * @param kind how gradients get back to the parameters
 */
record StepItems(Tensor table, TrunkBatch.Bags bags, ItemRows scored, Kind kind) {
    private enum Kind {
        /** The items' own embeddings, which autograd reaches itself. */
        OWN,
        /** Made of content too: autograd is handed both gradients. */
        COMPOSED,
        /** Only the rows that are read are part of autograd, so that no gradient is [V x d]. */
        TOUCHED
    }

    static StepItems of(FlatParameters parameters, ItemFactors factors, TrunkBatch.Bags read, Dropout dropout) {
        if (factors.composed()) {
            Tensor e = factors.of(parameters, dropout);
            Tensor values = e.detach().contiguous();
            return new StepItems(e, read, new ItemRows(values, torch.zeros_like(values), null), Kind.COMPOSED);
        }
        ItemRows rows = parameters.rows(ExploreTerm.ITEMS);
        if (rows.touched() == null) {
            return new StepItems(parameters.parameter(ExploreTerm.ITEMS), read, rows, Kind.OWN);
        }
        long[] numbers = read.numbers();
        Tensor own = rows.values()
                .index_select(0, AttentionStack.longs(numbers, numbers.length))
                .set_requires_grad(true);
        long[] each = new long[numbers.length];
        Arrays.setAll(each, k -> k);
        return new StepItems(own, new TrunkBatch.Bags(read.starts(), each), rows, Kind.TOUCHED);
    }

    /**
     * Carries gradients back: by directions [A x d], and by what of E autograd can't reach alone.
     *
     * @param read the batch's own bags, as given to {@link #of}
     */
    void carryBack(WindowSoftmax.WindowLoss loss, Tensor directions, TrunkBatch.Bags read) {
        if (kind == Kind.COMPOSED) {
            directions
                    .mul(loss.requireHidden())
                    .sum()
                    .add(table.mul(scored.gradient()).sum())
                    .backward();
            return;
        }
        loss.carryBack(directions);
        if (kind == Kind.TOUCHED) {
            scored.add(read.numbers(), table.grad());
        }
    }
}
