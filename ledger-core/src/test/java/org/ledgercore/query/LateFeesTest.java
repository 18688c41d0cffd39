package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.testing.LedgerExtension;

/** The example of docs/queries.md, run. */
class LateFeesTest {

  // @start region="late-fees"
  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void lateFees_countOnTheirOwnDay() throws Exception {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    Account bank = ledger.openAccount(NewAccount.asset("bank", eur));
    Account school = ledger.openAccount(NewAccount.liability("payable:school", eur));
    LocalDate april = LocalDate.of(2026, 4, 1);

    RecordedEntry fees = ledger.post(entry("fees", april, bank, school)).orThrow();
    ledger.post(entry("late", april.minusDays(1), bank, school)).orThrow();

    Queries queries = ledger.queries();
    AsOf march = AsOf.effective(april.minusDays(1));
    Money eight = Money.of("8.00", eur);
    assertThat(queries.balance(school, march).posted()).isEqualTo(eight);
    assertThat(queries.balance(school, march.atEntry(fees.number())).posted().isZero()).isTrue();
    assertThat(queries.balance(school, AsOf.recorded(fees.recordedAt())).asOfEntry())
        .isEqualTo(fees.number());
    assertThat(queries.rollUp(school.path(), AsOf.now()).getFirst().credits()).isEqualTo(1600);

    EntryFilter ofTheCase = EntryFilter.all().on(school).correlatedWith("case-7");
    assertThat(queries.entries(ofTheCase, Paging.first(50)).entries()).hasSize(2);
    assertThat(queries.statementPage(school, EntryRange.all(), Paging.first(1)).closing())
        .isEqualTo(eight);

    AtomicLong credits = new AtomicLong();
    queries.forEachLine( // millions of lines in flat memory, until it says false
        school, EntryRange.all(), line -> credits.addAndGet(line.amount().minor()) < 1_000_000);
    assertThat(credits).hasValue(1600);

    Queries here = queries.knowing(ledger.newestEntry(), Duration.ofSeconds(5)); // own writes
    assertThat(here.balance(school).posted()).isEqualTo(Money.of("16.00", eur));
    Queries tomorrow = queries.knowing(fees.number() + 99, Duration.ofMillis(10));
    assertThatThrownBy(() -> tomorrow.balance(bank)).isInstanceOf(NotYetRecordedException.class);
    assertThatThrownBy(() -> queries.statement(school, april, april.minusDays(1), march))
        .isInstanceOf(InvalidInputException.class);

    FeedConsumer mail = ledger.feed().consumer("mail");
    try (Connection connection = DB.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      assertThat(mail.next(connection, 100, entry -> {})).isEqualTo(5);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static JournalEntry entry(String key, LocalDate day, Account debit, Account credit) {
    return JournalEntry.on(day)
        .key(key)
        .correlatedWith("case-7")
        .debit(debit, Money.of("8.00", debit.unit()))
        .credit(credit, Money.of("8.00", credit.unit()))
        .build();
  }

  // @end

  @Test
  void guide_showsThisTest() throws Exception {
    Path root = Path.of(System.getProperty("ledger.root", ".."));
    String source =
        Files.readString(
            root.resolve("ledger-core/src/test/java/org/ledgercore/query/LateFeesTest.java"));
    int from = source.indexOf('\n', source.indexOf("// @start region")) + 1;
    int to = source.indexOf("  // @end\n", from);
    String region = source.substring(from, to).stripTrailing().stripIndent();
    assertThat(Files.readString(root.resolve("docs/queries.md"))).contains(region);
  }
}
