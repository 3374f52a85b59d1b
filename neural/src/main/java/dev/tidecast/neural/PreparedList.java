package dev.tidecast.neural;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes each element when it is asked for, and meanwhile, on another thread, the one after it; for one pass in order. */
final class PreparedList<F, T> extends AbstractList<T> {
    private final List<F> from;
    private final Function<F, T> making;
    private @Nullable CompletableFuture<T> ahead;
    private int which = -1;

    PreparedList(List<F> from, Function<F, T> making) {
        this.from = from;
        this.making = making;
    }

    @Override
    public T get(int index) {
        CompletableFuture<T> ready = ahead;
        boolean hit = ready != null && which == index;
        F next = index + 1 < from.size() ? from.get(index + 1) : null;
        ahead = next == null ? null : CompletableFuture.supplyAsync(() -> making.apply(next));
        which = index + 1;
        return hit && ready != null ? ready.join() : making.apply(from.get(index));
    }

    @Override
    public int size() {
        return from.size();
    }
}
