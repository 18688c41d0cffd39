package org.ledgercore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.testing.Invariants;
import org.ledgercore.testing.TestServer;

/** The ceiling is a fair one only if what it copies is a valid ledger. */
class CeilingTest {

  @Test
  void itsRowsAreThoseTheLedgerWouldWriteAndVerify() throws SQLException {
    Traffic traffic = Traffic.named("capture", 100);
    try (Server server = Server.at(Optional.of(TestServer.shared().url()));
        Database copied = server.fresh(traffic);
        Database posted = server.fresh(traffic)) {
      long openings = copied.number("select max(entry_no) from ledger.journal_entry");
      Ceiling.copy(copied, Ceiling.prepare(copied, traffic, 3));
      try (Ledger ceiling = copied.open();
          Ledger ledger = posted.open()) {
        new Bulk(ledger, traffic, 0).entries(1, reached -> {});
        Invariants.check(copied.dataSource(), Database.SCHEMA, ceiling);
        assertThat(ceiling.newestEntry()).isEqualTo(openings + 3 * Ceiling.BATCH);
        for (long i = 0; i < 100; i++) {
          assertThat(ceiling.entry(openings + 1 + i).entry())
              .isEqualTo(ledger.entry(traffic.entry(i).key()).orElseThrow().entry());
        }
      }
    }
  }

  @Test
  void itIsShort() throws IOException {
    Path source =
        Path.of(
            System.getProperty("ledger.root"),
            "benchmarks/src/main/java/org/ledgercore/benchmarks/Ceiling.java");
    assertThat(Files.readAllLines(source)).hasSizeLessThan(150);
  }
}
