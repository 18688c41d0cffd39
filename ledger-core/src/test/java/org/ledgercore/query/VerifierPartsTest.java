package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Part;
import org.ledgercore.money.Money;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.Tampering;

/** What {@code verify} says when the tables of holds and reversals do not tell what happened. */
class VerifierPartsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

  /**
   * Entries 1 to 3 open the books, 4 is a deposit of 10.00, 5 reserves 6.00, 6 settles 2.00 of it,
   * 7 lets the rest go, 8 reverses 1.00 of the deposit, 9 reserves 3.00.
   */
  private static Ledger books(String schema) {
    Ledger ledger = Ledger.open(DB.dataSource(), LedgerOptions.defaults().withSchema(schema));
    SmallBooks books = SmallBooks.in(ledger);
    ledger.post(books.deposit("four", 1_000)).orThrow();
    ledger.holds().hold(books.payout("five", 600), FAR).orThrow();
    ledger.holds().settle(5, part("six", 200)).orThrow();
    ledger.holds().voidHold(5, "seven").orThrow();
    ledger.reverse(4, part("eight", 100)).orThrow();
    ledger.holds().hold(books.payout("nine", 300), FAR).orThrow();
    return ledger;
  }

  private static Part part(String key, long minor) {
    Money amount = Money.ofMinor(minor, SmallBooks.EUR);
    return Part.rest(EntryKey.of(key), LocalDate.of(2026, 4, 1)).taking(List.of(amount, amount));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "select 1                                                             | ",
        "update hold set remaining = '{500,-500}' where version = 2           | entry 6",
        "update hold set remaining = '{500,-500}' where version = 1           | entry 5",
        "update hold set state = 'SETTLED' where version = 3                  | entry 7",
        "update hold set state = 'VOIDED', remaining = '{0,0}' where entry_no = 9 | entry 9",
        "update hold set expires_at = expires_at + interval '1 s' where version = 1 | entry 5",
        "update hold set version = 4 where version = 3                        | entry 7",
        "delete from hold where entry_no = 9                                  | entry 9",
        "insert into hold select 9, 2, 'OPEN', '{300,-300}', expires_at, 10 from hold"
            + " where entry_no = 9                                            | hold",
        "update reversal set reversed = '{200,200}'                           | entry 8",
        "update reversal set entry_no = 6                                     | entry 8",
        "delete from reversal                                                 | entry 8",
        "insert into reversal values (4, 2, '{200,200}', 10)                  | reversal",
        "update posting set pending = '{0,301}' where entry_no = 9 and account_id = 1 | posting 12",
        "update posting set pending = null where entry_no = 6                 | posting 5"
      })
  void verify_oneThingChanged_isFound(String sql, String where) throws Exception {
    String schema = DB.newSchema();
    try (Ledger ledger = books(schema)) {
      Tampering.in(DB.dataSource(), schema, sql);
      Verification found = ledger.verify();
      if (where == null) {
        assertThat(found.problem()).isEmpty();
        assertThat(found.entries()).isEqualTo(9);
      } else {
        assertThat(found.problem().map(Verification.Problem::where)).contains(where);
      }
    }
  }
}
