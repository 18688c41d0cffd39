package org.ledgercore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RowTest {

  @Test
  void aRowWithACeilingIsJudgedByItsRatio() {
    Row row = Row.of("transfer", 80_000, "entries/s").underCeiling(100_000).atLeast(0.75);
    assertThat(row.json())
        .isEqualTo(
            "{\"benchmark\":\"transfer\",\"value\":80000.0000,\"unit\":\"entries/s\","
                + "\"ceiling\":100000.0000,\"baseline\":null,\"ratio\":0.8000,"
                + "\"bar\":\"≥ 0.750 × ceiling\",\"holds\":true}");
    assertThat(row.text()).contains("80,000", "100,000", "holds");
    assertThat(row.butOnlyIf(false).text()).contains("FAILS");
  }

  @Test
  void aRowWithoutARatioIsJudgedByItsValue() {
    assertThat(Row.of("cpu", 5.1, "µs/entry").atMost(5).json()).endsWith("\"holds\":false}");
    assertThat(Row.of("hot", 50, "entries/s").against(2).atLeast(20).json())
        .contains("\"baseline\":2.0000,\"ratio\":25.0000,\"bar\":\"≥ 20.0 × baseline\"")
        .endsWith("\"holds\":true}");
  }

  @Test
  void aFigureOnlyHasNoBar() {
    assertThat(Row.of("growth.wal", 300, "bytes/entry").json())
        .endsWith("\"bar\":null,\"holds\":null}");
  }

  @Test
  void textIsEscaped() {
    assertThat(Row.failed("say \"it\"\n", new IOException()).json())
        .startsWith("{\"benchmark\":\"say \\\"it\\\"\\u000a\",\"value\":null");
  }
}
