package org.ledgercore.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4180, read strictly. */
class CsvRowsTest {

  @Test
  void rows_ofEveryKind() throws IOException {
    assertThat(rows("a,b\r\nc,d\r\n")).containsExactly("1 [a, b]", "2 [c, d]");
    assertThat(rows("a,b\nc,d")).containsExactly("1 [a, b]", "2 [c, d]");
    assertThat(rows("\"a,b\",\"c\"\"d\"\r\n")).containsExactly("1 [a,b, c\"d]");
    assertThat(rows("\"a\r\nb\",c\r\nd,\r\n")).containsExactly("1 [a\r\nb, c]", "3 [d, ]");
    assertThat(rows(",\r\n\"\",\"\"")).containsExactly("1 [, ]", "2 [, ]");
    assertThat(rows("é,😀𐀀\n")).containsExactly("1 [é, 😀𐀀]");
    assertThat(rows("")).isEmpty();
    assertThat(rows("\n")).containsExactly("1 []");
  }

  @Test
  void row_longerThanTheBuffer_isRead() throws IOException {
    String text = "x".repeat(20_000);
    assertThat(rows(text + "," + text + "\n")).containsExactly("1 [" + text + ", " + text + "]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`a,b\"c\n`, column 2, 1, must be quoted as a whole",
        "`a\n\"b\"c\n`, column 1, 2, must end with its quote",
        "`a,\"b`, column 2, 1, must have a closing quote",
        "`a\rb\n`, column 1, 1, must have a line feed behind",
        "`a\r,b\n`, column 1, 1, must have a line feed behind",
      })
  void fault_isRefusedWithLineAndColumn(String csv, String field, int line, String rule) {
    assertThatThrownBy(() -> rows(csv))
        .isInstanceOfSatisfying(
            ImportRefusal.class,
            refusal -> {
              assertThat(refusal.of("f").line()).isEqualTo(line);
              assertThat(refusal.of("f").field()).isEqualTo(field);
              assertThat(refusal.of("f").rule()).startsWith(rule);
            });
  }

  @Test
  void bytesThatAreNotUtf8_areRefusedOnTheirLine() {
    for (byte[] bytes :
        List.of(
            "a\nb,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
            new byte[] {'a', '\n', 'b', ',', (byte) 0xf0, (byte) 0x9f},
            new byte[] {'a', '\n', 'b', ',', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'})) {
      assertThatThrownBy(() -> rows(bytes))
          .isInstanceOfSatisfying(
              ImportRefusal.class,
              refusal -> {
                assertThat(refusal.of("f").line()).isEqualTo(2);
                assertThat(refusal.of("f").sentence()).contains("column 2: must be UTF-8");
              });
    }
  }

  @Test
  void endlessRow_isRefused() {
    assertThatThrownBy(() -> rows("\"" + "x".repeat(4_000_001)))
        .hasMessageContaining("must end a row of at most 4000000 characters");
    assertThatThrownBy(() -> rows(",".repeat(64))).hasMessageContaining("at most 64");
  }

  private static List<String> rows(String csv) throws IOException {
    return rows(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> rows(byte[] csv) throws IOException {
    ImportFile file = new ImportFile("f", () -> new ByteArrayInputStream(csv));
    List<String> found = new ArrayList<>();
    try (ImportFile.Reading reading = file.read()) {
      while (reading.rows().next()) {
        found.add(reading.rows().line() + " " + reading.rows().fields());
      }
    }
    return found;
  }
}
