package org.ledgercore.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.interchange.ImportOutcome.Imported;
import org.ledgercore.money.Money;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;
import org.ledgercore.testing.TestSize;

/**
 * A long history comes in against its balances, and again as a replay. {@code
 * -Dledger.test.imported=1000000} makes it longer, {@code -Dledger.test.heap=128m} the heap
 * smaller.
 */
class HistorySizeTest {

  private static final int ENTRIES =
      TestSize.of("ledger.test.imported", 3_000, new TestSize.Full(1_000_000));
  private static final int PURSES = 200;
  private static final int PER_DAY = 500;

  @TempDir Path folder;

  @Test
  void history_ofManyEntries_isImportedOnce() throws IOException {
    ImportFile history = ImportFile.of(writeHistory());
    ImportFile balances = ImportFile.of(writeBalances());
    try (TestLedger test = TestLedger.fresh()) {
      test.ledger().openUnit(SmallBooks.EUR);
      JournalImport imports = new JournalImport(test.ledger());

      long began = System.nanoTime();
      Imported done = imports.history(history, balances, "ann", "moved house").orThrow();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(done.entries()).isEqualTo(ENTRIES);
      assertThat(done.replayed()).isZero();
      assertThat(imports.history(history, balances, "ann", "moved house").orThrow().replayed())
          .isEqualTo(ENTRIES);
      long verifying = System.nanoTime();
      assertThat(test.ledger().verify().isProved()).isTrue();
      System.out.printf(
          "imported %,d entries of %,d bytes in %d ms, proved in %d ms, heap %d MB%n",
          ENTRIES,
          Files.size(folder.resolve("history.csv")),
          took.toMillis(),
          Duration.ofNanos(System.nanoTime() - verifying).toMillis(),
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  /** Entry i brings 10.00 to purse i mod 200, less 0.25. */
  private Path writeHistory() throws IOException {
    Path file = folder.resolve("history.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("effective_date,key,account,currency,side,amount,type,description\r\n");
      for (int i = 0; i < ENTRIES; i++) {
        LocalDate day = LocalDate.of(2019, 1, 1).plusDays(i / PER_DAY);
        String start = day + ",capture-" + i + ",";
        String end = ",\"Captured, number " + i + "\"\r\n";
        out.write(start + "bank:main,EUR,DEBIT,10.00,ASSET" + end);
        out.write(start + "purse:p" + i % PURSES + ",EUR,CREDIT,9.75,LIABILITY" + end);
        out.write(start + "fees,EUR,CREDIT,0.25,INCOME" + end);
      }
    }
    return file;
  }

  private Path writeBalances() throws IOException {
    Path file = folder.resolve("balances.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("account,currency,side,amount\r\n");
      out.write("bank:main,EUR,DEBIT," + cents(ENTRIES, 1_000) + "\r\n");
      out.write("fees,EUR,CREDIT," + cents(ENTRIES, 25) + "\r\n");
      for (int purse = 0; purse < PURSES; purse++) {
        int entries = (ENTRIES - purse + PURSES - 1) / PURSES;
        out.write("purse:p" + purse + ",EUR,CREDIT," + cents(entries, 975) + "\r\n");
      }
    }
    return file;
  }

  private static String cents(int entries, long each) {
    return Money.ofMinor(entries * each, SmallBooks.EUR).toDecimal();
  }
}
