package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertBalance;
import static org.ledgercore.testing.LedgerAssertions.assertInBalance;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/** The assertions pass when they should, and say what was there when they fail. */
class LedgerAssertionsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void outcomesAndBalances() {
    SmallBooks books = SmallBooks.in(DB.ledger());
    Outcome accepted = DB.ledger().post(books.deposit("in", 10_000));
    Outcome replayed = DB.ledger().post(books.deposit("in", 10_000));
    Outcome rejected = DB.ledger().post(books.payout("out", 10_001));

    assertThat(assertAccepted(accepted).number()).isEqualTo(4);
    assertThat(assertReplayed(replayed).number()).isEqualTo(4);
    Rejection.InsufficientFunds why = assertRejected(rejected, Rejection.InsufficientFunds.class);
    assertThat(why.after().minor()).isEqualTo(-1);
    assertBalance(DB.ledger(), books.school(), "100.00");
    assertInBalance(DB.ledger());
    assertThatThrownBy(() -> assertAccepted(replayed))
        .hasMessage("should have been accepted, but was replayed as entry 4");
    assertThatThrownBy(() -> assertReplayed(accepted)).hasMessageContaining("accepted as entry 4");
    assertThatThrownBy(() -> assertRejected(rejected, Rejection.KeyReused.class))
        .hasMessageContaining("refused by KeyReused, but was refused: INSUFFICIENT_FUNDS");
    assertThatThrownBy(() -> assertBalance(DB.ledger(), books.bank(), "1"))
        .hasMessageContaining("should stand at 1.00 EUR, but has 100.00 EUR");
  }
}
