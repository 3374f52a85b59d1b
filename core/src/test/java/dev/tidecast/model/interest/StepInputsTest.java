package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.model.StepInput;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.model.words.QueryWords;
import dev.tidecast.model.words.WholeTexts;
import dev.tidecast.sequence.Vocabulary;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepInputsTest {
    private static final StepInputs INPUTS = new StepInputs(
            EnumSet.of(StepInput.QUERY, StepInput.PRICE), new QueryWords(new PlainTokeniser(), List.of("cup", "红")));

    @Test
    void whatIsStoredIsReadBack() throws IOException {
        StepInputs read = StepInputs.of(INPUTS.facts(), new PlainTokeniser());
        assertThat(read.which()).isEqualTo(INPUTS.which());
        assertThat(read.words().words()).containsExactly("cup", "红");
        assertThat(read.words().in(Vocabulary.of(List.of("a lamp", "红 cup"))).apply(1))
                .containsExactly(1, 0);
        assertThat(StepInputs.of(Map.of(), new PlainTokeniser()).which())
                .as("a model of before")
                .isEmpty();
        assertThat(StepInputs.none().facts()).isEmpty();
    }

    @Test
    void queriesThatWereCutByAnotherTokeniserAreRefused() {
        assertThatThrownBy(() -> StepInputs.of(INPUTS.facts(), new WholeTexts()))
                .isInstanceOf(IOException.class)
                .hasMessage("the model read queries by the tokeniser plain, and this one is whole: train again");
    }
}
