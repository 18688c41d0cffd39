package org.ledgercore.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text: what PostgreSQL could not give back byte for byte is refused, everything else is kept. */
class TextTest {

  private static final String EMOJI = "😀";

  static Stream<String> storable() {
    return Stream.of(
        "a",
        " ",
        "\r\n\t",
        "caf\u00e9",
        "cafe\u0301",
        EMOJI,
        "\u202etxet",
        "zero\u200bwidth",
        "\ufeff",
        "\uffff",
        "\u0001\u007f\u0085",
        "?",
        "\\u0000");
  }

  @ParameterizedTest
  @MethodSource("storable")
  void required_keepsItAsItIs(String text) {
    assertThat(Text.required("field", text, 10)).isSameAs(text);
    assertThat(Text.optional("field", text, 10)).isSameAs(text);
  }

  @Test
  void required_empty_refused() {
    assertThatThrownBy(() -> Text.required("kind", "", 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("kind: must not be empty: ");
  }

  @Test
  void optional_empty_isKept() {
    assertThat(Text.optional("description", "", 5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\u0000", "\u0000a", "a\u0000b"})
  void nul_refused(String text) {
    assertThatThrownBy(() -> Text.optional("key", text, 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("key: must not contain NUL: " + text.replace("\u0000", "\\u0000"));
  }

  @Test
  void unpairedSurrogate_refused() {
    String high = EMOJI.substring(0, 1);
    String low = EMOJI.substring(1);
    for (String text :
        new String[] {
          high, low, "a" + high, low + high, high + "a", high + high, high + high + low, low + "a"
        }) {
      assertThatThrownBy(() -> Text.required("key", text, 5))
          .as("surrogates in %s", text.chars().mapToObj(Integer::toHexString).toList())
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("key: must not contain an unpaired surrogate: ")
          .hasMessageContaining("\\ud");
    }
  }

  @Test
  void length_isCountedInCodePoints() {
    assertThat(Text.required("key", "x".repeat(5), 5)).hasSize(5);
    assertThat(Text.required("key", EMOJI.repeat(5), 5)).hasSize(10);
    assertThatThrownBy(() -> Text.required("key", "x".repeat(6), 5))
        .hasMessage("key: must have at most 5 code points: xxxxxx");
    assertThatThrownBy(() -> Text.required("key", EMOJI.repeat(6), 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("key: must have at most 5 code points: ");
    assertThatThrownBy(() -> Text.optional("key", "xxxx" + EMOJI + "x", 5))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void message_namesFieldRuleAndValue() {
    InvalidInputException refusal = new InvalidInputException("amount", "must be positive", -5);
    assertThat(refusal).hasMessage("amount: must be positive: -5");
    assertThat(refusal.field()).isEqualTo("amount");
    assertThat(refusal.rule()).isEqualTo("must be positive");
    assertThat(refusal.value()).isEqualTo("-5");
  }

  @Test
  void message_escapesWhatWouldBreakALogLine() {
    assertThat(new InvalidInputException("key", "rule", "a\r\n\u0000\u009f" + EMOJI).value())
        .isEqualTo("a\\u000d\\u000a\\u0000\\u009f\\ud83d\\ude00");
  }

  @Test
  void message_shortensWhatIsLong() {
    assertThat(new InvalidInputException("key", "rule", "x".repeat(80)).value())
        .isEqualTo("x".repeat(80));
    assertThat(new InvalidInputException("key", "rule", "x".repeat(100_000)))
        .hasMessage("key: rule: " + "x".repeat(80) + "… (100000 characters)");
  }
}
