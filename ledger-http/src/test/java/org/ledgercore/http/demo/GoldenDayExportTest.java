package org.ledgercore.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Balance;
import org.ledgercore.interchange.AccountNames;
import org.ledgercore.interchange.ImportFile;
import org.ledgercore.interchange.JournalExport;
import org.ledgercore.interchange.JournalImport;
import org.ledgercore.money.Money;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.testing.PlainTextPrograms;
import org.ledgercore.testing.TestLedger;

/** The golden day comes to the same balances in hledger, in beancount, and in a second ledger. */
class GoldenDayExportTest {

  @TempDir Path folder;

  private final TestLedger test = TestLedger.fresh();

  @BeforeEach
  void play() {
    GoldenDay day = new GoldenDay(test.ledger());
    day.open();
    day.steps().forEach(step -> day.run(step).orThrow());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void hledger_computesTheSameBalances() throws Exception {
    Path file = folder.resolve("day.journal");
    try (Writer out = Files.newBufferedWriter(file)) {
      new JournalExport(test.ledger()).hledger(out);
    }
    if (PlainTextPrograms.isThere("hledger", "hledger")) {
      assertThat(paths(PlainTextPrograms.hledgerBalances(file), AccountNames::fromHledger))
          .isEqualTo(balances(test.ledger()));
    }
  }

  @Test
  void beancount_computesTheSameBalances() throws Exception {
    Path file = folder.resolve("day.beancount");
    try (Writer out = Files.newBufferedWriter(file)) {
      new JournalExport(test.ledger()).beancount(out);
    }
    if (PlainTextPrograms.isThere("bean-check", "beancount")) {
      assertThat(paths(PlainTextPrograms.beancountBalances(file), AccountNames::fromBeancount))
          .isEqualTo(balances(test.ledger()));
    }
  }

  @Test
  void secondLedger_importsTheSameBalances() throws IOException {
    Path file = folder.resolve("day.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      new JournalExport(test.ledger()).csv(out);
    }
    try (TestLedger other = TestLedger.fresh()) {
      other.ledger().openUnit(GoldenDay.IQD);
      new JournalImport(other.ledger())
          .history(ImportFile.of(file), "ann", "a second ledger")
          .orThrow();
      assertThat(balances(other.ledger())).isEqualTo(balances(test.ledger())).isNotEmpty();
      other.checkInvariants();
    }
  }

  private static Map<String, BigDecimal> balances(Ledger ledger) {
    Map<String, BigDecimal> balances = new TreeMap<>();
    for (Balance balance : ledger.trialBalance().balances()) {
      Money signed = TrialBalance.signed(balance);
      if (!signed.isZero()) {
        String name = balance.account().path() + " " + signed.unit();
        balances.put(name, new BigDecimal(signed.toDecimal()).stripTrailingZeros());
      }
    }
    return balances;
  }

  /** From the names of a program, each with its unit, to ours. */
  private static Map<String, BigDecimal> paths(
      Map<String, String> balances, Function<String, AccountPath> path) {
    Map<String, BigDecimal> ours = new TreeMap<>();
    balances.forEach((name, amount) -> {
      int unit = name.lastIndexOf(' ');
      BigDecimal number = new BigDecimal(amount).stripTrailingZeros();
      if (number.signum() != 0) {
        ours.put(path.apply(name.substring(0, unit)) + name.substring(unit), number);
      }
    });
    return ours;
  }
}
