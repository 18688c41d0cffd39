package org.ledgercore.reconciliation.threeway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Match;

/** P9e1: a payout that came back, its fee taken off in the same line or told in one of its own. */
final class Returns {

  private static final String VERSION = "return";

  /** The movement that was paid is taken, so that the matcher cannot tell what came back. */
  private static final Set<Finding.Type> OF_A_RETURN =
      Set.of(Finding.Type.RETURNED, Finding.Type.FEE, Finding.Type.MISSING_IN_LEDGER);

  /** What a payout may be called at most. */
  private static final int MAX_KEY = 255;

  private final Ledger ledger;
  private final AccountRef account;
  private final ReturnApproval approval;

  Returns(Ledger ledger, AccountRef account, ReturnApproval approval) {
    this.ledger = ledger;
    this.account = account;
    this.approval = approval;
  }

  /** Posts what is approved and gives back the other findings. */
  List<Finding> settle(List<Finding> findings, List<Match> matches) {
    Map<String, List<Finding>> byPayout = new TreeMap<>();
    for (Finding finding : findings) {
      if (OF_A_RETURN.contains(finding.type())) {
        finding.first().keys().stream()
            .filter(key -> key.length() <= MAX_KEY && confirmed(key).isPresent())
            .findFirst()
            .ifPresent(
                key -> byPayout.computeIfAbsent(key, each -> new ArrayList<>()).add(finding));
      }
    }
    List<Finding> left = new ArrayList<>(findings);
    byPayout.forEach((payout, some) -> {
      if (some.stream().anyMatch(it -> it.difference().isPositive())
          && isPosted(payout, some, matches)) {
        left.removeAll(some);
      }
    });
    return left;
  }

  private boolean isPosted(String payout, List<Finding> findings, List<Match> matches) {
    RecordedEntry confirmed = confirmed(payout).orElseThrow();
    Money paid = paid(confirmed);
    List<Item> lines = findings.stream().flatMap(it -> it.outside().stream()).toList();
    Money back = lines.stream().map(Item::amount).reduce(Money::plus).orElseThrow();
    Money fee = paid.minus(back);
    if (fee.isNegative() || !back.isPositive() || !approval.approves(payout, lines, fee)) {
      return false;
    }
    Item line = lines.getFirst();
    String correlation = confirmed.entry().correlation();
    Occasion occasion =
        Occasion.on(line.booked(), correlation == null ? payout : correlation)
            .withEvidence(line.id());
    RecordedEntry entry =
        Payments.on(ledger)
            .post(new PayoutStep.Returned(payout, attempt(confirmed), fee, occasion))
            .orThrow();
    matches.add(Match.byHand(VERSION, lines, LedgerItems.of(entry, account)));
    return true;
  }

  /** The entry that confirmed a payout at this bank, of its last attempt. */
  private Optional<RecordedEntry> confirmed(String payout) {
    Optional<RecordedEntry> last = Optional.empty();
    for (int attempt = 1; ; attempt++) {
      String namespace = attempt == 1 ? "payout_result" : "payout_result/" + attempt;
      Optional<RecordedEntry> result = ledger.entry(new EntryKey(namespace, payout));
      if (result.isEmpty()) {
        return last;
      }
      if (result.get().entry().kind().equals(PayoutStep.CONFIRMED)
          && result.get().entry().postings().getLast().ref().equals(account)) {
        last = result;
      }
    }
  }

  private static int attempt(RecordedEntry confirmed) {
    String namespace = confirmed.entry().key().namespace();
    int slash = namespace.indexOf('/');
    return slash < 0 ? 1 : Integer.parseInt(namespace.substring(slash + 1));
  }

  private static Money paid(RecordedEntry confirmed) {
    Posting paid = confirmed.entry().postings().getLast();
    return paid.amount();
  }
}
