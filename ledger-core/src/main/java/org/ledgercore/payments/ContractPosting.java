package org.ledgercore.payments;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * Posts what is done under a contract. A capture is told on the contract as it is remembered and
 * posted at once; the answer says what else there is to do. A limited command is posted together
 * with the next version of what counts towards its limits. Safe for many threads.
 */
final class ContractPosting {

  private final Ledger ledger;
  private final JournalReading reading;
  private final CommandPosting posting;

  ContractPosting(Ledger ledger, JournalReading reading, CommandPosting posting) {
    this.ledger = ledger;
    this.reading = reading;
    this.posting = posting;
  }

  Outcome post(ContractCapture capture) {
    return posting.retrying(() -> settled(capture, posting.told(capture), ledger::post));
  }

  /** Captures that do not depend on one another, in their order; one outcome each. */
  List<Outcome> postAll(List<ContractCapture> captures) {
    List<Told> told = captures.stream().map(posting::told).toList();
    Iterator<Outcome> posted =
        ledger
            .postAll(told.stream().map(Told::entry).flatMap(Optional::stream).toList())
            .iterator();
    List<Outcome> outcomes = new ArrayList<>(captures.size());
    for (int i = 0; i < captures.size(); i++) {
      ContractCapture capture = captures.get(i);
      Outcome first = settled(capture, told.get(i), entry -> posted.next());
      outcomes.add(CommandPosting.isOvertaken(first) ? post(capture) : first);
    }
    return outcomes;
  }

  /** A command within the limits of the contract that holds at an instant. */
  Outcome post(Limited command, Under under) {
    return posting.retrying(() -> limitedOnce(command, under, Along.NOTHING));
  }

  /** The same with what goes along. Tries once. */
  Outcome post(Limited command, Under under, Along along) {
    return limitedOnce(command, under, along);
  }

  /**
   * Posts a capture's entry, and does what the answer asks for: compares a known capture by its
   * words, opens the merchant's accounts, reads a contract that has changed.
   */
  private Outcome settled(
      ContractCapture capture, Told told, Function<JournalEntry, Outcome> sending) {
    if (told.entry().isEmpty()) {
      return ledger
          .entry(capture.key())
          .map(known -> CommandPosting.again(capture, known))
          .orElseGet(() -> CommandPosting.refused(told.refusal().orElseThrow()));
    }
    JournalEntry entry = told.entry().get();
    Outcome outcome = sending.apply(entry);
    if (isAccountMissing(capture, outcome)) {
      outcome =
          ledger
              .accounts()
              .openAndPost(MerchantAccounts.of(capture.merchant(), capture.gross().unit()), entry);
    }
    return switch (outcome) {
      case Outcome.Rejected(Rejection.KeyReused reused) ->
          CommandPosting.again(capture, reused.first());
      case Outcome.Rejected(Rejection.FactChanged changed) -> {
        reading.contracts().read(capture.contract());
        yield outcome;
      }
      default -> outcome;
    };
  }

  private static boolean isAccountMissing(ContractCapture capture, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rejected(Rejection.AccountNotFound(AccountRef account)) ->
          MerchantAccounts.contain(capture.merchant(), account);
      case Outcome.Rejected(Rejection.CurrencyMismatch mismatch) ->
          MerchantAccounts.contain(capture.merchant(), mismatch.account());
      default -> false;
    };
  }

  private Outcome limitedOnce(Limited command, Under under, Along along) {
    Optional<RecordedEntry> known = ledger.entry(command.key());
    if (known.isPresent()) {
      return again(command, known.get());
    }
    ContractRef ref =
        new ContractRef(command.merchant().value(), under.kind(), command.amount().unit().code());
    Optional<Agreed> agreed = reading.agreedNow(new Needs.Agreement(ref, under.at()));
    if (agreed.isEmpty()) {
      return CommandPosting.refused(
          new PaymentRefusal.NoContract(ref.merchant(), ref.kind(), under.at()));
    }
    Situation situation = reading.of(command).orElseThrow().under(agreed.get());
    LimitUse use = LimitUse.of(command, agreed.get().version().contract(), ledger.facts());
    Optional<PaymentRefusal> refusal = command.refusal(situation).or(use::refusal);
    if (refusal.isPresent()) {
      return CommandPosting.refused(refusal.get());
    }
    List<JournalEntry> before = new ArrayList<>(use.counted().stream().toList());
    return posting.postGroup(before, command.entry(situation), along);
  }

  /** The same words are a retry; so are the same legs of a command that needs no words. */
  private Outcome again(Limited command, RecordedEntry known) {
    if (command.needs().mayChange()) {
      return CommandPosting.again(command, known);
    }
    Situation situation =
        reading
            .contracts()
            .keptBy(known.entry())
            .map(version -> Situation.none().under(Agreed.before(version)))
            .orElse(Situation.none());
    return ledger.post(command.entry(situation));
  }
}
