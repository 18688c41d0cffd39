package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertBalance;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PartRejection;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;

/** Reversals whole and in part, capped by what is left and linked both ways. */
class ReversalTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 4, 1);

  private Ledger ledger;
  private Account bank;
  private Account school;
  private Account fees;

  @BeforeEach
  void openBooks() {
    ledger = DB.ledger();
    ledger.openUnit(EUR);
    bank = ledger.openAccount(NewAccount.asset("bank", EUR));
    school = ledger.openAccount(NewAccount.liability("school", EUR).neverOverdrawn());
    fees = ledger.openAccount(NewAccount.income("fees", EUR));
  }

  @Test
  void reverse_inPartThenTheRest_isCappedAndLinked() {
    long before = ledger.balance(school).posted().minor();
    // @start region="reversal"
    long sale =
        ledger
            .post(
                JournalEntry.on(DAY)
                    .key("sale-1")
                    .debit(bank, euro("100.00"))
                    .credit(school, euro("98.00"))
                    .credit(fees, euro("2.00"))
                    .build())
            .orThrow()
            .number();

    Part third =
        Part.rest(EntryKey.of("back-1"), DAY)
            .taking(List.of(euro("30.00"), euro("30.00"), euro("0.00"))); // leg by leg
    assertAccepted(ledger.reverse(sale, third));
    assertReplayed(ledger.reverse(sale, third));
    assertRejected(
        ledger.reverse(
            sale,
            Part.rest(EntryKey.of("back-2"), DAY)
                .taking(List.of(euro("70.01"), euro("68.00"), euro("2.01")))),
        PartRejection.MoreThanIsLeft.class);

    Outcome rest = ledger.reverse(sale, "back-3", DAY); // all that is left
    assertThat(rest.orThrow().entry().metadata())
        .containsEntry("ledger.reverses", Long.toString(sale));
    assertThat(ledger.reversalsOf(sale)).hasSize(2).contains(rest.orThrow().number());
    assertRejected(ledger.reverse(sale, "back-4", DAY), PartRejection.NothingLeft.class);
    // @end
    assertThat(rest.orThrow().entry().postings())
        .extracting(leg -> leg.signed())
        .containsExactly(-7_000L, 6_800L, 200L);
    assertReplayed(ledger.reverse(sale, "back-3", DAY));
    assertThat(ledger.balance(school).posted().minor()).isEqualTo(before);
  }

  @Test
  void reverse_whatCannotBe_isRefused() {
    long sale = post("r1", bank, school, "5.00");
    long back = ledger.reverse(sale, "r1-back", DAY).orThrow().number();

    assertThat(why(ledger.reverse(back, "r2", DAY)))
        .isEqualTo(new PartRejection.NotReversible(back, "a reversal"));
    assertThat(why(ledger.reverse(1, "r2", DAY)))
        .isEqualTo(new PartRejection.NotReversible(1, "a record"));
    assertThat(why(ledger.reverse(1_000_000, "r2", DAY)))
        .isEqualTo(new PartRejection.NoSuchEntry(1_000_000));
    assertRejected(ledger.reverse(sale, "r1", DAY), Rejection.KeyReused.class);
    assertThatThrownBy(() -> ledger.post(ledger.entry(back).entry()))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> JournalEntry.undated().with("ledger.reverses", "1"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void reverse_amountsThatAreNoPart_areRefused() {
    long sale = post("n1", bank, school, "5.00");
    Part part = Part.rest(EntryKey.of("n2"), null);

    for (List<Money> amounts :
        List.of(
            List.of(euro("1.00")),
            List.of(euro("0.00"), euro("0.00")),
            List.of(euro("1.00"), euro("2.00")),
            List.of(Money.of("1.00", Unit.fiat("USD", 2)), euro("1.00")))) {
      assertRejected(
          ledger.reverse(sale, part.taking(amounts)), PartRejection.PartDoesNotFit.class);
    }
    assertThat(why(ledger.reverse(sale, part.taking(List.of(euro("5.01"), euro("5.01"))))))
        .isEqualTo(new PartRejection.MoreThanIsLeft(sale, 0, euro("5.00"), euro("5.01")));
    assertThatThrownBy(() -> part.taking(List.of(euro("-1.00"), euro("-1.00"))))
        .isInstanceOf(InvalidInputException.class);
    assertAccepted(ledger.reverse(sale, part));
  }

  @Test
  void reverse_keepsFloors() {
    long sale = post("f1", bank, school, "5.00");
    post("f2", school, bank, "5.00");

    assertRejected(ledger.reverse(sale, "f3", DAY), Rejection.InsufficientFunds.class);
    post("f4", bank, school, "5.00");
    assertAccepted(ledger.reverse(sale, "f3", DAY));
    assertBalance(ledger, school, "0.00");
  }

  @Test
  void reverse_manyAtOnce_neverMoreThanTheEntry() throws Exception {
    long sale = post("m1", bank, school, "5.00");
    List<Callable<Outcome>> calls =
        IntStream.range(0, 12)
            .<Callable<Outcome>>mapToObj(i ->
                () ->
                    ledger.reverse(
                        sale,
                        Part.rest(EntryKey.of("m" + i + "-back"), null)
                            .taking(List.of(euro("1.00"), euro("1.00")))))
            .toList();
    int accepted = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> answer : executor.invokeAll(calls)) {
        accepted += answer.get() instanceof Outcome.Accepted ? 1 : 0;
      }
    }
    assertThat(accepted).isEqualTo(5);
    assertThat(ledger.reversalsOf(sale)).hasSize(5);
    assertBalance(ledger, school, "0.00");
  }

  private long post(String key, Account debit, Account credit, String amount) {
    return ledger
        .post(
            JournalEntry.on(DAY)
                .key(key)
                .debit(debit, euro(amount))
                .credit(credit, euro(amount))
                .build())
        .orThrow()
        .number();
  }

  private static Rejection why(Outcome outcome) {
    return ((Outcome.Rejected) outcome).why();
  }

  private static Money euro(String amount) {
    return Money.of(amount, EUR);
  }
}
