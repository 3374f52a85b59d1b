package dev.tidecast.app.api;

import dev.tidecast.app.serve.ModelSource;

/** What another service has loaded. */
record LoadedAlready(Loaded loaded) implements ModelSource {
    @Override
    public Loaded load() {
        return loaded;
    }

    @Override
    public String state() {
        return "";
    }
}
