package org.ledgercore.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.PlainTextPrograms;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;
import org.ledgercore.testing.TestSize;

/**
 * Random entries, exported, come to the same balances in hledger and beancount as in the ledger.
 * {@code -Dledger.test.exported=10000} exports more of them.
 */
class JournalExportTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @TempDir static Path folder;

  private static final int ENTRIES =
      TestSize.of("ledger.test.exported", 1_000, new TestSize.Full(10_000));

  private static final List<Unit> UNITS =
      List.of(
          Unit.fiat("EUR", 2),
          Unit.fiat("JPY", 0),
          Unit.fiat("IQD", 3),
          Unit.eMoney("X8", 8),
          Unit.points("STARS"));

  private static final List<String> PATHS =
      List.of(
          "bank",
          "bank:main",
          "fee_income",
          "a:B-c_d.e",
          "a:x-cb",
          "a:école",
          "a:Ünter:ß",
          "a:7:学校",
          "a:-",
          "a:_",
          "a:X-c",
          "a:.d-",
          "a:𝒳");

  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "a;b ; c",
          "two  spaces | pipe",
          "date:2020-13-45",
          "[2026-99-99]",
          "\"quoted\" \\ back\\",
          "line\nbreak\r\ttab",
          "(code) ! * = 5 EUR",
          "{cost} @ 5 @@ 6",
          "#tag ^link",
          "שלום 😀",
          "sep\u2028\u2029\u0085end",
          "; comment",
          "x\u0001y");

  @BeforeAll
  static void fill() {
    Random random = new Random(4711);
    Ledger ledger = DB.ledger();
    List<List<Account>> accounts = new ArrayList<>();
    for (Unit unit : UNITS) {
      ledger.openUnit(unit);
      List<Account> ofUnit = new ArrayList<>();
      for (int i = 0; i < PATHS.size(); i++) {
        AccountType type = AccountType.values()[(i + UNITS.indexOf(unit)) % 5];
        NewAccount account = NewAccount.of(type, PATHS.get(i), unit);
        ofUnit.add(ledger.openAccount(i % 4 == 0 ? account.contra() : account));
      }
      accounts.add(ofUnit);
    }
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(entry(random, accounts, "k" + i + TEXTS.get(i % TEXTS.size())));
    }
    ledger.postAll(entries).forEach(outcome -> outcome.orThrow());
  }

  private static JournalEntry entry(Random random, List<List<Account>> accounts, String key) {
    EntryBuilder entry =
        JournalEntry.on(SmallBooks.DAY.plusDays(random.nextInt(400) - 200))
            .key(new EntryKey("import/a b", key))
            .kind("kind:" + random.nextInt(3))
            .describedAs(TEXTS.get(random.nextInt(TEXTS.size())))
            .with("a&b=c " + random.nextInt(2), TEXTS.get(random.nextInt(TEXTS.size())));
    for (int unit = random.nextInt(2); unit < UNITS.size(); unit += 1 + random.nextInt(4)) {
      List<Account> ofUnit = accounts.get(unit);
      int from = random.nextInt(ofUnit.size());
      int to = (from + 1 + random.nextInt(ofUnit.size() - 1)) % ofUnit.size();
      long minor = random.nextInt(10) == 0 ? 1_000_000_000_000_000L : 1 + random.nextInt(1_000_000);
      Money amount = Money.ofMinor(minor, UNITS.get(unit));
      entry.debit(ofUnit.get(from), amount).credit(ofUnit.get(to), amount);
    }
    return entry.build();
  }

  @Test
  void hledger_computesTheSameBalances() throws Exception {
    Path file = export("export.journal", (export, out) -> export.hledger(out));
    Map<String, BigDecimal> expected = new TreeMap<>();
    for (Balance balance : DB.ledger().trialBalance().balances()) {
      Account account = balance.account();
      put(expected, AccountNames.hledger(account.type(), account.path()), balance);
    }
    assertThat(Files.readString(file)).contains("account assets:bank\n");
    if (PlainTextPrograms.isThere("hledger", "hledger")) {
      assertThat(numbers(PlainTextPrograms.hledgerBalances(file))).isEqualTo(expected);
    }
  }

  @Test
  void beancount_computesTheSameBalances() throws Exception {
    Path file = export("export.beancount", (export, out) -> export.beancount(out));
    Map<String, BigDecimal> expected = new TreeMap<>();
    for (Balance balance : DB.ledger().trialBalance().balances()) {
      Account account = balance.account();
      put(expected, AccountNames.beancount(account.type(), account.path()), balance);
    }
    assertThat(Files.readString(file)).contains("1900-01-01 open Assets:Bank\n");
    if (PlainTextPrograms.isThere("bean-check", "beancount")) {
      assertThat(numbers(PlainTextPrograms.beancountBalances(file))).isEqualTo(expected);
    }
  }

  @Test
  void csv_hasARowPerPostingAndTheTextsAsTheyWere() throws IOException {
    StringWriter out = new StringWriter();
    new JournalExport(DB.ledger()).csv(out);
    List<String> fields = fields(out.toString());
    int columns = 14;
    assertThat(fields.size() % columns).isZero();
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = columns; row < fields.size(); row += columns) {
      JournalEntry entry = DB.ledger().entry(Long.parseLong(fields.get(row))).entry();
      assertThat(fields.get(row + 4)).isEqualTo(entry.key().text());
      assertThat(fields.get(row + 7)).isEqualTo(entry.description());
      BigDecimal amount = new BigDecimal(fields.get(row + 11));
      sum = fields.get(row + 10).equals("DEBIT") ? sum.add(amount) : sum.subtract(amount);
    }
    assertThat(sum).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void csv_importedIntoAnEmptyLedger_givesTheSameEntriesAndBalances() throws IOException {
    Path file = export("export.csv", (export, out) -> export.csv(out));
    try (TestLedger other = TestLedger.fresh()) {
      UNITS.forEach(other.ledger()::openUnit);
      new JournalImport(other.ledger())
          .history(ImportFile.of(file), "ann", "moved house")
          .orThrow();
      assertThat(entries(other.ledger())).isEqualTo(entries(DB.ledger()));
      assertThat(balances(other.ledger())).isEqualTo(balances(DB.ledger()));
      other.checkInvariants();
    }
  }

  private static List<JournalEntry> entries(Ledger ledger) {
    List<JournalEntry> entries = new ArrayList<>();
    ledger
        .chain()
        .entries(
            new EntryRange(1, ledger.newestEntry()),
            recorded -> {
              if (!recorded.entry().postings().isEmpty()) {
                entries.add(recorded.entry());
              }
            });
    return entries;
  }

  /** Of accounts that moved; the others are not in a journal. */
  private static Map<String, Money> balances(Ledger ledger) {
    Map<String, Money> balances = new TreeMap<>();
    for (Balance balance : ledger.trialBalance().balances()) {
      String name = balance.account().type() + " " + balance.account().normalSide();
      balances.put(balance.account() + " " + name, balance.posted());
    }
    return balances;
  }

  @Test
  void names_ofBothPrograms_leadBackToThePath() {
    List<String> names = new ArrayList<>();
    for (String path : PATHS) {
      AccountPath known = AccountPath.of(path);
      for (AccountType type : AccountType.values()) {
        String beancount = AccountNames.beancount(type, known);
        assertThat(beancount).matches("[A-Z][a-z]+(:[A-Z0-9][A-Za-z0-9-]*)+");
        assertThat(AccountNames.fromBeancount(beancount)).isEqualTo(known);
        assertThat(AccountNames.fromHledger(AccountNames.hledger(type, known))).isEqualTo(known);
        names.add(beancount);
      }
    }
    assertThat(names).doesNotHaveDuplicates();
    assertThat(AccountNames.beancount(AccountType.LIABILITY, AccountPath.of("merchant_payable:x")))
        .isEqualTo("Liabilities:Merchant--payable:X");
  }

  private interface Exporting {
    void write(JournalExport export, Writer out) throws IOException;
  }

  private static Path export(String name, Exporting exporting) throws IOException {
    Path file = folder.resolve(name);
    try (Writer out = Files.newBufferedWriter(file)) {
      exporting.write(new JournalExport(DB.ledger()), out);
    }
    return file;
  }

  private static void put(Map<String, BigDecimal> into, String name, Balance balance) {
    Money signed = TrialBalance.signed(balance);
    if (!signed.isZero()) {
      String key = name + " " + signed.unit().code();
      into.put(key, new BigDecimal(signed.toDecimal()).stripTrailingZeros());
    }
  }

  private static Map<String, BigDecimal> numbers(Map<String, String> balances) {
    Map<String, BigDecimal> numbers = new TreeMap<>();
    balances.forEach((name, amount) -> {
      BigDecimal number = new BigDecimal(amount).stripTrailingZeros();
      if (number.signum() != 0) {
        numbers.put(name, number);
      }
    });
    return numbers;
  }

  /** All fields of all rows of RFC 4180 text. */
  private static List<String> fields(String csv) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
        if (doubled) {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == '\n')) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (quoted || c != '\r') {
        field.append(c);
      }
    }
    return fields;
  }
}
