package org.ledgercore.reconciliation.threeway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.RedeemStep;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payments.RefundStep;
import org.ledgercore.payments.RemittanceStep;
import org.ledgercore.query.EntryRange;
import org.ledgercore.reconciliation.matching.Item;

/** What was released to a bank and not confirmed, failed or tried again, as of an entry. */
final class InFlight {

  private final Ledger ledger;
  private final int days;

  /** With so many days until something is late. */
  InFlight(Ledger ledger, int days) {
    this.ledger = ledger;
    this.days = days;
  }

  List<Expectation> at(BankId bank, Unit unit, long upTo) {
    AccountPath path = AccountClass.PAYOUT_IN_FLIGHT.path(bank.value());
    List<Long> numbers = new ArrayList<>();
    ledger
        .account(new AccountRef(path, unit.code()))
        .ifPresent(account ->
            ledger
                .queries()
                .forEachLine(
                    account,
                    new EntryRange(1, upTo),
                    line -> {
                      numbers.add(line.entryNo());
                      return true;
                    }));
    List<RecordedEntry> entries = ledger.entries(numbers);
    Set<EntryKey> landed = new HashSet<>();
    entries.stream()
        .filter(entry -> side(entry, path) == Side.DEBIT)
        .forEach(entry -> landed.add(entry.entry().key()));
    List<Expectation> open = new ArrayList<>();
    for (RecordedEntry entry : entries) {
      if (side(entry, path) == Side.CREDIT) {
        confirming(entry.entry().key())
            .filter(it -> !landed.contains(it.on(anyOccasion(entry)).key()))
            .ifPresent(it -> open.add(expected(entry, bank, path, it)));
      }
    }
    return open;
  }

  private Expectation expected(
      RecordedEntry entry, BankId bank, AccountPath path, Expectation.Confirming confirm) {
    Posting posting = posting(entry, path);
    Item item =
        Item.inside(
                DueId.of(entry.entry().key().toString()),
                AccountClass.BANK.path(bank.value()).value(),
                posting.amount().negated(),
                entry.effectiveDate())
            .keyed(entry.entry().key().text());
    String correlation = entry.entry().correlation();
    return new Expectation.InFlight(
        item,
        correlation == null ? entry.entry().key().text() : correlation,
        path.value(),
        confirm,
        entry.effectiveDate().plusDays(days));
  }

  /** The command that confirms what an entry with this key released. */
  private static Optional<Expectation.Confirming> confirming(EntryKey key) {
    String what = key.namespace();
    String text = key.text();
    if (what.startsWith("payout_decision")) {
      int slash = what.indexOf('/');
      int attempt = slash < 0 ? 1 : Integer.parseInt(what.substring(slash + 1));
      return Optional.of(occasion -> new PayoutStep.Confirmed(text, attempt, occasion));
    }
    if (what.startsWith("refund/")) {
      ProviderId provider = new ProviderId(what.substring("refund/".length()));
      return Optional.of(occasion -> new RefundStep.Paid(new RefundRef(provider, text), occasion));
    }
    return switch (what) {
      case "redeem_decision" -> Optional.of(occasion -> new RedeemStep.Paid(text, occasion));
      case "remittance_release" -> Optional.of(occasion -> new RemittanceStep.Paid(text, occasion));
      default -> Optional.empty();
    };
  }

  private static Occasion anyOccasion(RecordedEntry entry) {
    return Occasion.on(entry.effectiveDate(), "any");
  }

  private static Side side(RecordedEntry entry, AccountPath path) {
    return posting(entry, path).side();
  }

  private static Posting posting(RecordedEntry entry, AccountPath path) {
    return entry.entry().postings().stream()
        .filter(posting -> posting.account().equals(path))
        .findFirst()
        .orElseThrow();
  }
}
