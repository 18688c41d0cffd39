package org.ledgercore.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.facts.Fact;
import org.ledgercore.interchange.ImportOutcome.Imported;
import org.ledgercore.interchange.ImportOutcome.Refused;
import org.ledgercore.interchange.ImportOutcome.Stopped;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.query.EntryRange;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;

/** A history comes in whole, once, in its order, or not at all. */
class HistoryImportTest {

  private static final String HEADER =
      "effective_date,key,account,currency,side,amount,type,description\n";
  private static final String GOOD =
      HEADER
          + "2025-01-01,a,bank,EUR,DEBIT,10.00,ASSET,first\n"
          + "2025-01-01,a,purse:ann,EUR,CREDIT,10.00,LIABILITY,first\n"
          + "2025-01-02,b,purse:ann,EUR,DEBIT,4.00,,\n"
          + "2025-01-02,b,fees,EUR,CREDIT,4.00,INCOME,\n";
  private static final int MANY = 2_500;

  private final TestLedger test = opened();

  private static TestLedger opened() {
    TestLedger fresh = TestLedger.fresh();
    fresh.ledger().openUnit(SmallBooks.EUR);
    return fresh;
  }

  @AfterEach
  void close() {
    test.checkInvariants();
    test.close();
  }

  @Test
  void goodFile_isPosted_andReplayed() throws IOException {
    Imported done = history("h.csv", GOOD).orThrow();
    assertThat(done.entries()).isEqualTo(2);
    assertThat(done.replayed()).isZero();
    assertThat(balance("purse:ann")).isEqualTo(Money.of("6.00", SmallBooks.EUR));
    assertThat(balance("fees")).isEqualTo(Money.of("4.00", SmallBooks.EUR));
    assertThat(test.ledger().entry(7).entry().description()).isEmpty();
    assertThat(test.ledger().entry(7).effectiveDate()).isEqualTo(LocalDate.of(2025, 1, 2));

    long newest = test.ledger().newestEntry();
    assertThat(history("h.csv", GOOD).orThrow().replayed()).isEqualTo(2);
    assertThat(history("again.csv", GOOD).orThrow().replayed()).isEqualTo(2);
    assertThat(test.ledger().newestEntry()).isEqualTo(newest + 2); // the records of again.csv

    List<Fact> said = test.ledger().facts().history(FactRef.of("import", "h.csv"));
    assertThat(said)
        .extracting(fact -> fact.values().get("state"))
        .containsExactly("started", "finished");
    assertThat(said.getLast().values())
        .containsEntry("digest", done.file().toString())
        .containsEntry("entries", "2")
        .containsEntry("postings", "4");
    assertThat(said.getLast().actor()).isEqualTo("ann");
  }

  @Test
  void otherFileUnderTheSameName_isRefused() throws IOException {
    history("h.csv", GOOD).orThrow();
    Refused refused = (Refused) history("h.csv", GOOD + "\n");
    assertThat(refused.sentence()).startsWith("h.csv: file: must be the one that was imported as");
  }

  @Test
  void factOfAnImport_isOnlyTheLedgersToRecord() {
    assertThatThrownBy(() -> JournalEntry.fact(FactRef.of("import", "h.csv")))
        .isInstanceOf(InvalidInputException.class);
  }

  /** The row that comes third and fourth, and what is wrong with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-01-02,c,bank,EUR,DEBIT,1.00,,|6|postings|must be at least 2",
        "2025-01-02,a,bank,EUR,DEBIT,1.00,,;2025-01-02,a,fees,EUR,CREDIT,1.00,,"
            + "|6|key|must not be used twice",
        "2025-01-02,c,bank,EUR,DEBIT,1.00,,;2025-01-02,c,fees,EUR,CREDIT,2.00,,"
            + "|6|postings|debits must equal credits",
        "2025-01-02,c,bank,EUR,DEBIT,1.00,,;2025-01-03,c,fees,EUR,CREDIT,1.00,,"
            + "|7|effective_date|must be the same on all rows",
        "2025-01-02,c,bank,EUR,DEBIT,1.00,,;2025-01-02,c,fees,EUR,CREDIT,1.00,,x"
            + "|7|description|must be the same on all rows",
        "2025-1-2,c,bank,EUR,DEBIT,1.00,,|6|effective_date|must be a date such as",
        "1899-12-31,c,bank,EUR,DEBIT,1.00,,|6|effective_date|must be 1900-01-01",
        ",c,bank,EUR,DEBIT,1.00,,|6|effective_date|must be a date such as",
        "2025-01-02,,bank,EUR,DEBIT,1.00,,|6|key|must not be empty",
        "2025-01-02,c,bank,EUR,debit,1.00,,|6|side|must be DEBIT or CREDIT",
        "2025-01-02,c,bank,EUR,DEBIT,1.001,,|6|amount|must have at most 2 decimals",
        "2025-01-02,c,bank,EUR,DEBIT,1e3,,|6|amount|must be a plain decimal",
        "2025-01-02,c,bank,EUR,DEBIT,0.00,,|6|amount|must be positive",
        "2025-01-02,c,bank,EUR,DEBIT,-1.00,,|6|amount|must be positive",
        "2025-01-02,c,bank,USD,DEBIT,1.00,,|6|currency|must be a unit that is open",
        "2025-01-02,c,Bank,EUR,DEBIT,1.00,,|6|account|must read class",
        "2025-01-02,c,till,EUR,DEBIT,1.00,,|6|type|must be given for an account",
        "2025-01-02,c,till,EUR,DEBIT,1.00,BANK,|6|type|must be ASSET",
        "2025-01-02,c,bank,EUR,DEBIT,1.00,INCOME,|6|type|must be ASSET, which",
        "2025-01-02,c,bank,EUR,DEBIT,1.00|6|row|must have 8 fields",
        "2025-01-02,c,bank,EUR,DEBIT,1.00,,\"x|6|column 8|must have a closing quote",
      })
  void fault_isRefusedAsAWhole(String rows, long line, String field, String rule)
      throws IOException {
    Refused refused = (Refused) history("h.csv", GOOD + rows.replace(";", "\n") + "\n");
    assertThat(refused.sentence()).startsWith("h.csv line " + line + ": " + field + ": " + rule);
    assertThat(test.ledger().newestEntry()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|header|must have the column",
        "effective_date,key,account,currency,side|header|must have the column: amount",
        "effective_date,key,account,currency,side,amount,iban|header|must be columns of",
        "key,key|header|must name a column once",
      })
  void header_mustNameItsColumns(String header, String field, String rule) throws IOException {
    Refused refused = (Refused) history("h.csv", (header == null ? "" : header) + "\n");
    assertThat(refused.sentence()).startsWith("h.csv line 1: " + field + ": ");
    assertThat(refused.sentence()).contains(header == null ? "" : rule);
  }

  @Test
  void whatTheLedgerWouldRefuse_isRefusedBefore() throws IOException {
    Ledger ledger = test.ledger();
    ledger.openAccount(NewAccount.liability("purse:ann", SmallBooks.EUR).neverOverdrawn());
    String overdrawn = GOOD.replace("4.00", "10.01");
    assertThat(((Refused) history("o.csv", overdrawn)).sentence())
        .isEqualTo(
            "o.csv line 4: amount: must leave purse:ann in EUR at 0.00 EUR or more: -0.01 EUR");

    ledger.periods().close(LocalDate.of(2025, 1, 1), "ann", "done");
    assertThat(((Refused) history("h.csv", GOOD)).sentence())
        .isEqualTo(
            "h.csv line 2: effective_date: must be after 2025-01-01, the last closed day:"
                + " 2025-01-01");
    ledger.periods().reopen(LocalDate.of(2025, 1, 1), "ann", "not yet");

    ledger.subjects().declare(Set.of("payer"), Set.of(), true, "ann", "strict").orThrow();
    String noted = GOOD.replace("type,description", "type,metadata").replace("first", "note=x");
    assertThat(((Refused) history("h.csv", noted)).sentence())
        .startsWith("h.csv line 2: metadata: ")
        .endsWith("METADATA_REFUSED");

    AccountRef purse = new AccountRef(AccountPath.of("purse:ann"), "EUR");
    ledger.accounts().freeze(purse, AccountStatus.FROZEN, new Act("k", "ann", "lost")).orThrow();
    assertThat(((Refused) history("h.csv", GOOD)).sentence())
        .isEqualTo("h.csv line 2: account: must be open: purse:ann in EUR is FROZEN");
  }

  @Test
  void balances_areAssertedBeforeAnythingIsPosted() throws IOException {
    String balances =
        "account,currency,side,amount\nbank,EUR,DEBIT,10.00\npurse:ann,EUR,CREDIT,6.00\n";
    assertThat(((Refused) asserted(balances)).sentence())
        .isEqualTo("b.csv: account: must have a row, with CREDIT 4.00 EUR: fees in EUR");
    assertThat(((Refused) asserted(balances + "fees,EUR,CREDIT,4.01\n")).sentence())
        .isEqualTo(
            "b.csv line 4: amount: must be what the entries lead to, CREDIT 4.00 EUR:"
                + " CREDIT 4.01 EUR");
    assertThat(test.ledger().newestEntry()).isEqualTo(1);
    asserted(balances + "fees,EUR,CREDIT,4.00\n").orThrow();
    asserted(balances + "fees,EUR,CREDIT,4.00\n").orThrow();
  }

  private ImportOutcome asserted(String balances) throws IOException {
    return new JournalImport(test.ledger())
        .history(file("h.csv", GOOD), file("b.csv", balances), "ann", "moved house");
  }

  /** Bytes of the third reading, the one that posts, after which something happens. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100_000, 200_000, 1_000_000})
  void interruptedImport_resumed_givesTheSameJournal(int bytes) throws IOException {
    String csv = many();
    AtomicInteger readings = new AtomicInteger();
    ImportFile broken =
        new ImportFile(
            "h.csv",
            () -> {
              InputStream in = bytes(csv);
              return readings.incrementAndGet() < 3 ? in : new BreakingStream(in, bytes);
            });
    if (bytes < csv.length()) {
      assertThatThrownBy(() -> new JournalImport(test.ledger()).history(broken, "ann", "moved"))
          .isInstanceOf(IOException.class)
          .hasMessage("the disk is gone");
    }
    test.reopen();
    resumesToTheSame(csv);
  }

  @Test
  void closedLedger_resumed_givesTheSameJournal() throws IOException {
    String csv = many();
    AtomicInteger readings = new AtomicInteger();
    ImportFile closing =
        new ImportFile(
            "h.csv",
            () -> {
              InputStream in = bytes(csv);
              return readings.incrementAndGet() < 3
                  ? in
                  : new BreakingStream(in, 200_000) {
                    @Override
                    void end() {
                      test.ledger().close();
                    }
                  };
            });
    assertThatThrownBy(() -> new JournalImport(test.ledger()).history(closing, "ann", "moved"))
        .isInstanceOf(IllegalStateException.class);
    test.reopen();
    assertThat(test.ledger().newestEntry()).isGreaterThan(1_000).isLessThan(MANY);
    resumesToTheSame(csv);
  }

  private void resumesToTheSame(String csv) throws IOException {
    Imported resumed =
        new JournalImport(test.ledger()).history(file("h.csv", csv), "ann", "moved").orThrow();
    assertThat(resumed.entries()).isEqualTo(MANY);
    try (TestLedger other = opened()) {
      new JournalImport(other.ledger()).history(file("h.csv", csv), "ann", "moved").orThrow();
      assertThat(digests(test.ledger())).isEqualTo(digests(other.ledger()));
    }
  }

  @Test
  void booksChangedInBetween_stopTheImport_whichGoesOnLater() throws IOException {
    String csv = many();
    AccountRef bank = new AccountRef(AccountPath.of("bank"), "EUR");
    AtomicInteger readings = new AtomicInteger();
    ImportFile freezing =
        new ImportFile(
            "h.csv",
            () -> {
              InputStream in = bytes(csv);
              return readings.incrementAndGet() < 3
                  ? in
                  : new BreakingStream(in, 200_000) {
                    @Override
                    void end() {
                      Act act = new Act("stop", "ben", "suspicion");
                      test.ledger().accounts().freeze(bank, AccountStatus.FROZEN, act).orThrow();
                    }
                  };
            });
    Stopped stopped = (Stopped) new JournalImport(test.ledger()).history(freezing, "ann", "moved");
    assertThat(stopped.entries()).isEqualTo(1_000);
    assertThat(stopped.why().line()).isEqualTo(2_002);
    assertThat(stopped.why().value()).isEqualTo("ACCOUNT_FROZEN");

    test.ledger().accounts().unfreeze(bank, new Act("on", "ben", "cleared")).orThrow();
    Imported rest =
        new JournalImport(test.ledger()).history(file("h.csv", csv), "ann", "moved").orThrow();
    assertThat(rest).extracting(Imported::entries, Imported::replayed).contains(2_500L, 1_000L);
  }

  @Test
  void entriesThatWereThereBefore_areCountedOnce() throws IOException {
    history("first.csv", GOOD).orThrow();
    String more =
        GOOD
            + "2025-01-03,c,bank,EUR,DEBIT,1.00,,\n"
            + "2025-01-03,c,purse:ann,EUR,CREDIT,1.00,,\n";
    String balances =
        "account,currency,side,amount\n"
            + "bank,EUR,DEBIT,11.00\npurse:ann,EUR,CREDIT,7.00\nfees,EUR,CREDIT,4.00\n";
    Imported done =
        new JournalImport(test.ledger())
            .history(file("more.csv", more), file("b.csv", balances), "ann", "one more")
            .orThrow();
    assertThat(done).extracting(Imported::entries, Imported::replayed).contains(3L, 2L);
    Refused other = (Refused) history("other.csv", more.replace("first", "second"));
    assertThat(other.sentence())
        .isEqualTo(
            "other.csv line 2: key: must not be used for other content, as by entry 6: entry/a");
  }

  /** Fails at the end of so many bytes. */
  private static class BreakingStream extends FilterInputStream {
    private int left;

    BreakingStream(InputStream in, int bytes) {
      super(in);
      left = bytes;
    }

    void end() throws IOException {
      throw new IOException("the disk is gone");
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (left == 0) {
        left = -1;
        end();
      }
      int wanted = left < 0 ? length : Math.min(left, length);
      int read = super.read(into, from, wanted);
      left = left < 0 ? left : left - Math.max(read, 0);
      return read;
    }
  }

  private static String many() {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < MANY; i++) {
      LocalDate day = LocalDate.of(2020, 1, 1).plusDays(i / 3);
      String amount = (1 + i % 97) + ".0" + i % 10;
      csv.append(day + ",k" + i + ",bank,EUR,DEBIT," + amount + ",ASSET,number " + i + "\n");
      csv.append(day + ",k" + i + ",purse:p" + i % 7 + ",EUR,CREDIT," + amount);
      csv.append(",LIABILITY,number " + i + "\n");
    }
    return csv.toString();
  }

  private static List<Digest> digests(Ledger ledger) {
    List<Digest> digests = new ArrayList<>();
    ledger
        .chain()
        .entries(
            new EntryRange(1, ledger.newestEntry()),
            recorded -> digests.add(recorded.entry().digest()));
    return digests;
  }

  private ImportOutcome history(String name, String csv) throws IOException {
    return new JournalImport(test.ledger()).history(file(name, csv), "ann", "moved house");
  }

  private Money balance(String path) {
    Ledger ledger = test.ledger();
    return ledger
        .balance(ledger.account(new AccountRef(AccountPath.of(path), "EUR")).orElseThrow())
        .posted();
  }

  private static ImportFile file(String name, String csv) {
    return new ImportFile(name, () -> bytes(csv));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
