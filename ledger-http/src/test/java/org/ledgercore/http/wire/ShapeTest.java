package org.ledgercore.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.chart.Side;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;

/** What a request may hold, line by line: the answer names the field and the rule. */
class ShapeTest {

  record Leg(String account, Side side, Amount amount) {}

  record Order(
      String key,
      long number,
      @Nullable LocalDate day,
      @Nullable Instant at,
      @Nullable Boolean isFinal,
      List<Leg> legs,
      @Nullable Map<String, String> notes) {}

  private static final String GOOD =
      """
      {"key": "k", "number": 5, "day": "2026-03-31", "at": "2026-03-31T10:00:00Z", "isFinal": true,
       "legs": [{"account": "bank", "side": "DEBIT",
                 "amount": {"value": "1.50", "currency": "EUR"}}],
       "notes": {"who": "me"}}
      """;

  private static Order read(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return (Order) Shape.of(Order.class).read(Map.of(), Json.read(utf8));
  }

  @Test
  void read_aWholeRequest_givesTheRecord() {
    assertThat(read(GOOD))
        .isEqualTo(
            new Order(
                "k",
                5,
                LocalDate.of(2026, 3, 31),
                Instant.parse("2026-03-31T10:00:00Z"),
                true,
                List.of(new Leg("bank", Side.DEBIT, new Amount("1.50", "EUR"))),
                Map.of("who", "me")));
  }

  @Test
  void read_whatMayBeMissing_mayAlsoBeNull() {
    assertThat(read("{\"key\":\"k\",\"number\":0,\"day\":null,\"legs\":[]}"))
        .isEqualTo(new Order("k", 0, null, null, null, List.of(), null));
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "number": 5 | "number": 5.0 | number | whole number
          "number": 5 | "number": 5e2 | number | whole number
          "number": 5 | "number": "5" | number | a number
          "number": 5 | "number": 9223372036854775808 | number | fit 64 bits
          "number": 5 | "number": true | number | a number
          "number": 5 | "number": null | number | given
          "number": 5, | " ":0, | ' ' | no such field
          "key": "k", | "key": "k", "key": "k", | body | strict JSON
          "key": "k", | "kez": "k", "key": "k", | kez | no such field
          "key": "k", | "key": 5, | key | a string
          "day": "2026-03-31" | "day": "2026-02-30" | day | a date
          "day": "2026-03-31" | "day": "31.3.2026" | day | a date
          "at": "2026-03-31T10:00:00Z" | "at": "2026-03-31" | at | an instant
          "isFinal": true | "isFinal": "true" | isFinal | true or false
          "side": "DEBIT" | "side": "debit" | legs[0].side | one of
          "value": "1.50" | "value": 1.50 | legs[0].amount.value | a string
          "value": "1.50" | "value": "1e2" | legs[0].amount.value | plain decimal
          "value": "1.50" | "value": "" | legs[0].amount.value | plain decimal
          "value": "1.50" | "value": " 1" | legs[0].amount.value | plain decimal
          "value": "1.50" | "value": "+1" | legs[0].amount.value | plain decimal
          "value": "1.50" | "value": "1." | legs[0].amount.value | plain decimal
          "value": "1.50" | "value": "NaN" | legs[0].amount.value | plain decimal
          "value": "1.50" | "value": null | legs[0].amount.value | given
          "value": "1.50", | '' | legs[0].amount.value | given
          "account": "bank", | "account": "bank", "x": 1, | legs[0].x | no such field
          "notes": {"who": "me"} | "notes": {"who": 1} | notes.who | a string
          "notes": {"who": "me"} | "notes": [] | notes | an object
          """)
  void read_aBrokenRule_namesFieldAndRule(String part, String instead, String field, String rule) {
    assertThat(GOOD).contains(part);
    InvalidInputException why =
        catchThrowableOfType(InvalidInputException.class, () -> read(GOOD.replace(part, instead)));

    assertThat(why.field()).isEqualTo(field);
    assertThat(why.rule()).contains(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''            | must be a JSON value
          {             | must be strict JSON
          {} {}         | must be strict JSON
          {} x          | must be strict JSON
          {"a":01}      | must be strict JSON
          {"a":NaN}     | must be strict JSON
          {"a":1,}      | must be strict JSON
          /**/{}        | must be strict JSON
          []            | must be an object
          "x"           | must be an object
          """)
  void read_notOneStrictObject_isRefused(String json, String rule) {
    String text = json.replace('‘', '\'');
    InvalidInputException why = catchThrowableOfType(InvalidInputException.class, () -> read(text));

    assertThat(why.field()).isEqualTo("body");
    assertThat(why.rule()).isEqualTo(rule);
  }

  @Test
  void read_tooDeepOrTooLong_isRefused() {
    String deep = "{\"key\":" + "[".repeat(40) + "]".repeat(40) + "}";
    String digits = "{\"number\":" + "1".repeat(100) + "}";

    assertThat(catchThrowableOfType(InvalidInputException.class, () -> read(deep)).rule())
        .isEqualTo("must be strict JSON");
    assertThat(catchThrowableOfType(InvalidInputException.class, () -> read(digits)).rule())
        .isEqualTo("must be strict JSON");
  }

  @Test
  void read_bytesThatAreNotUtf8_areRefused() {
    byte[][] broken = {
      {'"', (byte) 0xC0, (byte) 0x80, '"'},
      {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'},
      "{}".getBytes(StandardCharsets.UTF_16)
    };
    for (byte[] bytes : broken) {
      assertThat(catchThrowableOfType(InvalidInputException.class, () -> Json.read(bytes)))
          .isNotNull();
    }
  }

  @Test
  void read_aLoneSurrogate_isRefused() {
    String json = GOOD.replace("\"key\": \"k\"", "\"key\": \"\\ud800\"");

    assertThat(catchThrowableOfType(InvalidInputException.class, () -> read(json)).field())
        .isEqualTo("key");
  }

  @Test
  void read_textsOfTheAddress_areReadByType() {
    record Wanted(long number, @Nullable Boolean whole, @Nullable String name) {}

    assertThat(Shape.of(Wanted.class).read(Map.of("number", "7", "whole", "true"), null))
        .isEqualTo(new Wanted(7, true, null));
    assertThat(
            catchThrowableOfType(
                    InvalidInputException.class,
                    () -> Shape.of(Wanted.class).read(Map.of("number", "7.0"), null))
                .field())
        .isEqualTo("number");
    assertThat(
            catchThrowableOfType(
                    InvalidInputException.class,
                    () -> Shape.of(Wanted.class).read(Map.of("number", "7", "no", "x"), null))
                .field())
        .isEqualTo("no");
  }

  record Inner(@Nullable Instant at, List<Side> sides) {}

  record Outer(List<Inner> inner, @Nullable LocalDate day, Duration within, Amount amount) {}

  @Test
  void read_recordsOfOtherPackages_comeBackAsTheyWereWritten() {
    Outer outer =
        new Outer(
            List.of(
                new Inner(null, List.of(Side.DEBIT, Side.CREDIT)),
                new Inner(Instant.parse("2026-03-31T10:00:00Z"), List.of())),
            LocalDate.of(2026, 3, 31),
            Duration.ofMinutes(30),
            new Amount("1.50", "EUR"));
    byte[] json = Json.write(outer);

    assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"within\":\"PT30M\"");
    assertThat(Shape.of(Outer.class).read(Map.of(), Json.read(json))).isEqualTo(outer);
  }
}
