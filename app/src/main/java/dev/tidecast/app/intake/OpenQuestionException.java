package dev.tidecast.app.intake;

/** Something can't be known from the files and nobody is there to ask; {@link #option} answers it. */
public final class OpenQuestionException extends RuntimeException {
    private final String question;
    private final String option;

    public OpenQuestionException(String question, String option) {
        super(question + " Answer with " + option + ".");
        this.question = question;
        this.option = option;
    }

    public String question() {
        return question;
    }

    /** The option with an example of its value: {@code --year 2013}. */
    public String option() {
        return option;
    }
}
