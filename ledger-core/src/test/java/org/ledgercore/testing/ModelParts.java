package org.ledgercore.testing;

import static java.util.Comparator.comparing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Part.Purpose;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;

/**
 * What follows entries of the {@link ModelLedger}: reversals, and what becomes of holds. Not safe
 * for many threads.
 */
final class ModelParts {

  private final ModelLedger books;
  private final Map<Long, ModelPart> parts = new LinkedHashMap<>();
  private int expired;

  ModelParts(ModelLedger books) {
    this.books = books;
  }

  /** The same for other books; the copy and this one go their own ways. */
  ModelParts copy(ModelLedger other) {
    ModelParts copy = new ModelParts(other);
    copy.parts.putAll(parts);
    copy.expired = expired;
    return copy;
  }

  Verdict reverse(Action.Reverse it) {
    Part part = it.part();
    ModelPart of = part(it.entryNo());
    Verdict known = known(part, Purpose.REVERSES, it.entryNo(), of);
    if (known != null) {
      return known;
    }
    if (of == null) {
      return isRecorded(it.entryNo())
          ? new Verdict("NOT_REVERSIBLE", "a record", it.entryNo())
          : new Verdict("NO_SUCH_ENTRY", "", it.entryNo());
    }
    if (of.isHold() || of.isReversal()) {
      return new Verdict("NOT_REVERSIBLE", of.isHold() ? "a hold" : "a reversal", it.entryNo());
    }
    Verdict misfit = of.misfit(part);
    if (misfit != null) {
      return misfit;
    }
    List<Long> taken = of.taken(part);
    Verdict verdict =
        books.post(entry(part, Purpose.REVERSES, of, of.legs(taken, Purpose.REVERSES)));
    if (!verdict.isRefusal()) {
      parts.put(it.entryNo(), of.without(taken, "OPEN", verdict.figure()));
    }
    return verdict;
  }

  Verdict settle(Action.Settle it) {
    Part part = it.part();
    ModelPart of = part(it.hold());
    Verdict known = known(part, Purpose.SETTLES, it.hold(), of);
    Verdict refused = known == null ? notOpen(of, it.hold()) : known;
    refused = refused == null && of != null ? of.misfit(part) : refused;
    if (refused != null || of == null) {
      return Objects.requireNonNull(refused);
    }
    List<Long> taken = of.taken(part);
    JournalEntry entry = entry(part, Purpose.SETTLES, of, of.legs(taken, Purpose.SETTLES));
    refused = ModelRules.broken(books, entry);
    if (refused != null) {
      return refused;
    }
    boolean ends = part.isFinal() || taken.equals(of.left());
    books.record(entry);
    move(of, taken, ends ? of.left() : taken, ends ? "SETTLED" : "OPEN");
    return Verdict.accepted(books.newestEntry());
  }

  Verdict voidHold(Action.VoidHold it) {
    ModelChange now = ModelChange.of("ledger.hold.voided", it.key(), it.hold());
    Verdict known = books.journal().known(now);
    if (known != null) {
      return known;
    }
    ModelPart of = part(it.hold());
    Verdict refused = notOpen(of, it.hold());
    if (refused != null || of == null) {
      return Objects.requireNonNull(refused);
    }
    Verdict verdict = books.journal().record(now);
    move(of, of.nothing(), of.left(), "VOIDED");
    return verdict;
  }

  private void move(ModelPart of, List<Long> posted, List<Long> freed, String next) {
    for (int i = 0; i < freed.size(); i++) {
      if (freed.get(i) > 0) {
        Posting leg = of.entry().entry().postings().get(i);
        ModelAccount account = books.account(leg.ref());
        ModelAccount.Place place = books.journal().nextPlace();
        account.reserve(place.entryNo(), leg, -freed.get(i));
        if (posted.get(i) > 0) {
          account.post(Part.leg(leg, posted.get(i), false), place);
        }
      }
    }
    parts.put(of.entry().number(), of.without(freed, next, books.newestEntry()));
  }

  private @Nullable Verdict notOpen(@Nullable ModelPart of, long number) {
    if (of == null || !of.isHold()) {
      return new Verdict(isRecorded(number) ? "NOT_A_HOLD" : "NO_SUCH_ENTRY", "", number);
    }
    return of.state().equals("OPEN") ? null : new Verdict("HOLD_CLOSED", of.state(), of.by());
  }

  private @Nullable Verdict known(Part part, Purpose purpose, long of, @Nullable ModelPart left) {
    ModelLedger.Recorded first = books.journal().of(part.key());
    if (first == null) {
      return null;
    }
    List<Posting> legs = first.entry().postings();
    List<Money> amounts = part.amounts();
    if (amounts != null) {
      boolean fits = amounts.size() == ModelPart.legsOf(left);
      legs = fits && left != null ? left.legs(left.taken(part), purpose) : List.of();
    }
    ModelLedger.Recorded followed = books.journal().of(of);
    String correlation = followed == null ? null : followed.entry().correlation();
    JournalEntry now = part.entry(purpose, of, correlation, legs);
    List<String> differing = Differing.fieldsOf(first.entry(), now);
    return differing.isEmpty()
        ? Verdict.replayed(first.number())
        : new Verdict("KEY_REUSED", differing.toString(), first.number());
  }

  private static JournalEntry entry(Part part, Purpose purpose, ModelPart of, List<Posting> legs) {
    return part.entry(purpose, of.entry().number(), of.entry().entry().correlation(), legs);
  }

  private boolean isRecorded(long number) {
    return number >= 1 && number <= books.newestEntry();
  }

  /** An entry of a caller's and what is left of it; null for a record and for none. */
  @Nullable ModelPart part(long number) {
    ModelPart known = parts.get(number);
    ModelLedger.Recorded recorded = books.journal().of(number);
    if (known != null || recorded == null || recorded.entry().fact() != null) {
      return known;
    }
    return ModelPart.of(recorded);
  }

  /** All holds, whatever became of them. */
  List<ModelPart> holds() {
    return books.entries().stream()
        .filter(it -> it.entry().heldUntil() != null)
        .map(it -> Objects.requireNonNull(part(it.number())))
        .toList();
  }

  /** Records every hold that is over, those that were over first in front. */
  void expireDue() {
    holds().stream()
        .filter(it -> it.isOpen() && !it.expiresAt().isAfter(books.days().now()))
        .sorted(comparing(ModelPart::expiresAt).thenComparing(it -> it.entry().number()))
        .forEach(this::expire);
  }

  private void expire(ModelPart of) {
    long number = of.entry().number();
    books.journal().record(ModelChange.of("ledger.hold.expired", number + "", number));
    move(of, of.nothing(), of.left(), "EXPIRED");
    expired++;
  }

  /** How many holds were ever over. */
  int expired() {
    return expired;
  }
}
