package org.ledgercore.reconciliation.breaks;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderStep;
import org.ledgercore.reconciliation.breaks.Break.Resolution;
import org.ledgercore.reconciliation.breaks.Breaks.Asking;
import org.ledgercore.reconciliation.breaks.Breaks.Request;
import org.ledgercore.reconciliation.breaks.Resolving.Reason;
import org.ledgercore.reconciliation.breaks.WriteOffApproval.Answer;
import org.ledgercore.rules.Outcome;

/** Gives up money that is missing, once somebody other than the maker agrees. */
final class WriteOffs {

  /** How the suspense accounts of cash desks begin. */
  private static final String CASH = "cash_";

  private final Ledger ledger;
  private final Breaks breaks;

  WriteOffs(Ledger ledger, Breaks breaks) {
    this.ledger = ledger;
    this.breaks = breaks;
  }

  Asking asked(Request request) {
    Optional<Break> known = breaks.find(request.breakId());
    Reason refusal = Breaks.notOpen(known);
    if (refusal == null && !isMissing(known.orElseThrow())) {
      refusal = Reason.NOTHING_TO_WRITE_OFF;
    }
    if (refusal != null) {
      return new Asking.Refused(refusal);
    }
    Break asked = known.orElseThrow();
    return new Asking.Told(
        what(asked, request), asked.account(), writtenOff(asked, occasion(request)));
  }

  /**
   * The same breaks, each as the ledger says it stands: the entry that writes one off, or with
   * which its money arrived, closes it in the instant in which it is posted.
   */
  List<Break> asPosted(List<Break> stored) {
    Map<EntryKey, Break> wanted = new HashMap<>();
    for (Break each : stored) {
      if (each.isOpen() && each.kind() == BreakKind.POSTED && isOnSuspense(each)) {
        wanted.put(new EntryKey("break/" + dimension(each.heldOn()), each.id()), each);
        wanted.put(new EntryKey("cash_difference", each.id()), each);
      }
    }
    if (wanted.isEmpty()) {
      return stored;
    }
    Map<String, Break> closed = new HashMap<>();
    for (RecordedEntry entry : ledger.queries().entriesWith(wanted.keySet())) {
      Break known = Objects.requireNonNull(wanted.get(entry.entry().key()));
      String approval = entry.entry().metadata().getOrDefault("approval", "");
      boolean isPaid = entry.entry().kind().equals("break_paid");
      closed.put(
          known.id(),
          known.at(
              known
                  .standing()
                  .resolved(
                      isPaid ? Resolution.CORRECTED : Resolution.WRITTEN_OFF,
                      approval.isEmpty() ? "entry " + entry.number() : approval)));
    }
    return stored.stream().map(each -> closed.getOrDefault(each.id(), each)).toList();
  }

  private static boolean isOnSuspense(Break known) {
    String heldOn = known.heldOn();
    return heldOn != null && AccountClass.RECON_SUSPENSE.contains(AccountPath.of(heldOn));
  }

  private static WriteOff what(Break known, Request request) {
    return new WriteOff(
        known.id(),
        known.amount().negated(),
        ChronoUnit.DAYS.between(known.valued(), request.date()),
        request.maker(),
        request.reason(),
        request.date());
  }

  private static Occasion occasion(Request request) {
    return Occasion.on(request.date(), "break-" + request.breakId()).because(request.reason());
  }

  private static PaymentCommand writtenOff(Break known, Occasion occasion) {
    String source = dimension(known.heldOn());
    return source.startsWith(CASH)
        ? new CashStep.DifferenceAccepted(known.id(), occasion)
        : new ProviderStep.BreakWrittenOff(source, known.id(), known.amount().negated(), occasion);
  }

  Resolving writeOff(Request request, WriteOffApproval approval) {
    Optional<Break> known = breaks.find(request.breakId());
    Reason refusal = Breaks.notOpen(known);
    if (refusal == null && !isMissing(known.orElseThrow())) {
      refusal = Reason.NOTHING_TO_WRITE_OFF;
    }
    return refusal == null
        ? decide(known.orElseThrow(), request, approval)
        : new Resolving.Refused(refusal);
  }

  private Resolving decide(Break known, Request request, WriteOffApproval approval) {
    Answer answer = approval.decide(what(known, request));
    if (!(answer instanceof Answer.Approved approved)) {
      return new Resolving.Refused(Reason.NOT_APPROVED);
    }
    if (approved.checker().equals(request.maker())) {
      return new Resolving.Refused(Reason.ONE_PERSON);
    }
    Occasion occasion = occasion(request).approvedBy(approved.request(), approved.digest());
    Outcome outcome = Payments.on(ledger).post(writtenOff(known, occasion));
    return outcome instanceof Outcome.Rejected
        ? new Resolving.Refused(Reason.NOT_POSTED)
        : breaks.resolve(known, Resolution.WRITTEN_OFF, approved.request(), approved.checker());
  }

  /** Whether money is missing, or a count differs: the rest is somebody's and is not given up. */
  private static boolean isMissing(Break known) {
    String heldOn = known.heldOn();
    return known.kind() == BreakKind.POSTED
        && heldOn != null
        && isOnSuspense(known)
        && (known.amount().isNegative() || dimension(heldOn).startsWith(CASH));
  }

  private static String dimension(@Nullable String path) {
    if (path == null) {
      throw new InvalidInputException("break", "must have its money on an account", "none");
    }
    return path.substring(path.indexOf(':') + 1);
  }
}
