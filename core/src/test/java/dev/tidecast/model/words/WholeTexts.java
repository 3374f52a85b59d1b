package dev.tidecast.model.words;

import java.util.List;

/** Cuts nothing: a tokeniser that is not the one with which a model was fitted. */
public record WholeTexts() implements Tokeniser {
    @Override
    public List<String> tokens(String text) {
        return List.of(text);
    }

    @Override
    public String name() {
        return "whole";
    }
}
