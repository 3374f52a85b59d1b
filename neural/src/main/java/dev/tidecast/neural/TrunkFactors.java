package dev.tidecast.neural;

/** What the trunk knows of items and of queries; shared by the threads of a step. */
record TrunkFactors(ItemFactors items, QueryFactors queries) implements AutoCloseable {
    static TrunkFactors of(TrunkNetwork.Settings settings) {
        return new TrunkFactors(
                new ItemFactors(settings.content()),
                new QueryFactors(settings.steps().queries()));
    }

    @Override
    public void close() {
        items.close();
        queries.close();
    }
}
