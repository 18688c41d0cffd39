package org.ledgercore.capturefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.money.InvalidInputException;

/** One flat JSON object: what RFC 8259 allows of it, and nothing else. */
class FlatJsonTest {

  @Test
  void object_isReadAsText() {
    assertThat(FlatJson.of("{\"a\":\"x\",\"b\":-1.50e+2,\"c\":true,\"d\":null,\"e\":\"\"}"))
        .isEqualTo(Map.of("a", "x", "b", "-1.50e+2", "c", "true"));
    assertThat(FlatJson.of(" \t{ \"a\" :\t1 , \"b\": 0.0 } \r"))
        .isEqualTo(Map.of("a", "1", "b", "0.0"));
    assertThat(FlatJson.of("{}")).isEmpty();
  }

  @Test
  void escapes_areWhatTheyMean() {
    assertThat(FlatJson.of("{\"\\u0061\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"}"))
        .isEqualTo(Map.of("a", "\"\\/\b\f\n\r\té😀"));
  }

  @Test
  void numbers_keepTheirDigits() {
    assertThat(FlatJson.of("{\"a\":123456789012345678901234567890}"))
        .isEqualTo(Map.of("a", "123456789012345678901234567890"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                       | must be a JSON object",
        "[1]                      | must be a JSON object",
        "{                        | must have names in quotes",
        "{a:1}                    | must have names in quotes",
        "{'a':1}                  | must have names in quotes",
        "{\"a\"}                  | must have a colon behind a name",
        "{\"a\":1 \"b\":2}        | must have a comma between members",
        "{\"a\":1,}               | must have names in quotes",
        "{,}                      | must have names in quotes",
        "{\"a\":1}}               | must end with its object",
        "{\"a\":1}{\"a\":1}       | must end with its object",
        "{\"a\":1,\"a\":1}        | must have each name once",
        "{\"a\":null,\"a\":1}     | must have each name once",
        "{\"a\":1,\"\\u0061\":2}  | must have each name once",
        "{\"a\":{\"b\":1}}        | must have no nested values",
        "{\"a\":[1]}              | must have no nested values",
        "{\"a\":\"x}              | must close its quotes",
        "{\"a\":\"x\\             | must close its quotes",
        "{\"a\":\"\\x\"}          | must use JSON's own escapes",
        "{\"a\":\"\\u12g4\"}      | must have four hexadecimal digits behind \\u",
        "{\"a\":\"\\u12\"}        | must have four hexadecimal digits behind \\u",
        "{\"a\":\"\\u１２３４\"}     | must have four hexadecimal digits behind \\u",
      })
  void whatIsNoFlatObject_isRefused(String text, String rule) {
    assertThatThrownBy(() -> FlatJson.of(text))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refused -> {
              assertThat(refused.field()).isEqualTo("line");
              assertThat(refused.rule()).isEqualTo(rule);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "+1",
        "1.",
        ".5",
        "-",
        "1e",
        "1e+",
        "--1",
        "0x10",
        "NaN",
        "Infinity",
        "1_000",
        "1,5",
        "True",
        "nul",
        "nullx",
        "",
        "１",
        "1 2",
        "/*1*/1",
      })
  void whatIsNoValue_isRefused(String word) {
    assertThatThrownBy(() -> FlatJson.of("{\"a\":" + word + "}"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void controlCharacters_mustBeEscaped() {
    assertThatThrownBy(() -> FlatJson.of("{\"a\":\"x\u0001y\"}"))
        .hasMessageStartingWith("line: must escape control characters");
  }

  @Test
  void everyBeginningOfAnObject_isRefused() {
    String whole = "{\"r\":\"a\\u00e9\",\"n\":-12.50,\"t\":true}";
    for (int end = 0; end < whole.length(); end++) {
      String part = whole.substring(0, end);
      assertThatThrownBy(() -> FlatJson.of(part)).isInstanceOf(InvalidInputException.class);
    }
    assertThat(FlatJson.of(whole)).hasSize(3);
  }
}
