package dev.tidecast.neural;

import dev.tidecast.model.inference.FloatKernels;

/** The loss of one row from the logits of its target and of its negatives; gradients replace the logits. */
sealed interface RowLoss {
    /**
     * Replaces the first {@code count} logits of {@code row} by the gradients of the loss times {@code scale}, row[count], the
     * target's logit, included. Negatives at minus infinity don't count.
     *
     * @return the loss times {@code scale}
     */
    double apply(float[] row, int count, double scale);

    /** -log of the target's share in the softmax of target and negatives. */
    record Softmax(FloatKernels kernels) implements RowLoss {
        @Override
        public double apply(float[] row, int count, double scale) {
            float max = kernels.max(row, count + 1);
            double target = (double) row[count] - max;
            double sum = kernels.expAndSum(row, count + 1, max);
            kernels.scale(row, count + 1, (float) (scale / sum));
            row[count] -= (float) scale;
            return scale * (Math.log(sum) - target);
        }
    }

    /**
     * -(beta log sigmoid(target) + sum of log(1 - sigmoid(negative))) / (1 + M): binary cross entropy for beta = 1, gBCE
     * (Petrov and Macdonald 2023) for beta = a (t (1 - 1/a) + 1/a), a = the share of all other items that is drawn.
     */
    record Binary(FloatKernels kernels, double beta) implements RowLoss {
        /** beta for {@code draws} negatives of {@code catalogue} items at calibration t. */
        static double beta(int draws, int catalogue, double t) {
            double a = Math.min(1, draws / (catalogue - 1.0));
            return a * (t * (1 - 1 / a) + 1 / a);
        }

        @Override
        public double apply(float[] row, int count, double scale) {
            double each = scale / (1 + count);
            double loss = 0;
            for (int k = 0; k < count; k++) {
                loss += softplus(row[k]);
            }
            double target = row[count];
            kernels.sigmoid(row, 0, count);
            kernels.scale(row, count, (float) each);
            row[count] = (float) (-each * beta / (1 + Math.exp(target)));
            return each * (loss + beta * softplus(-target));
        }

        private static double softplus(double x) {
            return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        }
    }
}
