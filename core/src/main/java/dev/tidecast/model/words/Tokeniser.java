package dev.tidecast.model.words;

import java.util.List;

/** Cuts a text into the words that vectors are made of; immutable and shared between threads. */
public interface Tokeniser {
    /** The words of {@code text} in their order; the same text gives the same words always. None holds white space. */
    List<String> tokens(String text);

    /** What makes two tokenisers equal, kept beside a model: word vectors of one are of no use with another. */
    String name();
}
