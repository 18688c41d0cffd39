package org.ledgercore.capturefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of CSV, quotes and all. */
class CsvFieldsTest {

  @Test
  void fields_areCutAtSeparators() {
    assertThat(fields("a;b;c")).containsExactly("a", "b", "c");
    assertThat(fields("")).containsExactly("");
    assertThat(fields(";")).containsExactly("", "");
    assertThat(fields(" a ;b")).containsExactly(" a ", "b");
  }

  @Test
  void quotes_keepSeparatorsAndQuotes() {
    assertThat(fields("\"a;b\";c")).containsExactly("a;b", "c");
    assertThat(fields("\"\";\"\"\"\"")).containsExactly("", "\"");
    assertThat(fields("\"a\"\"b\"")).containsExactly("a\"b");
  }

  @Test
  void badQuotes_areRefused() {
    assertThatThrownBy(() -> fields("\"a;b")).hasMessageStartingWith("line: must close its quotes");
    assertThatThrownBy(() -> fields("\"a\"\""))
        .hasMessageStartingWith("line: must close its quotes");
    assertThatThrownBy(() -> fields("\"a\"b;c"))
        .hasMessageStartingWith("line: must have a separator behind a closing quote");
    assertThatThrownBy(() -> fields("a\"b;c"))
        .hasMessageStartingWith("line: must have no quote inside a field without quotes");
  }

  private static List<String> fields(String line) {
    return CsvFields.of(line, ';');
  }
}
