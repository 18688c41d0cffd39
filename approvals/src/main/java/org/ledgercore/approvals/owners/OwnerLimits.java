package org.ledgercore.approvals.owners;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.ParkedKind;
import org.ledgercore.approvals.kinds.ParkedKind.Application;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Acts;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Rights;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Group;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Limits;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Facts;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;

/**
 * The room of limits: an operation within the limits of the account's owner is posted at once; one
 * above them is parked until another person agrees. Which limits hold, the owner's {@link Identity}
 * decides: whoever is unidentified never has more than those who are. Safe for many threads.
 *
 * <p>What was posted is counted in a fact whose next version is posted with the entry, on the
 * identity and the limits it was decided by; so of two that both want the last of a limit one is
 * decided again. What a second person agreed to is not counted.
 */
public final class OwnerLimits {

  /** The kind of fact that counts what passed, by owner, currency and month. */
  public static final String PASSED = "limit.passed";

  private static final String DAY = "day.";
  private static final String MONTH = "month";

  private final Ledger ledger;
  private final Transactions transactions;
  private final Requests requests;
  private final Rights rights;
  private final Acts acts;

  public OwnerLimits(
      Ledger ledger, Transactions transactions, ApprovalSchema schema, Requests requests) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.requests = requests;
    this.rights = new Rights(schema);
    this.acts = new Acts(transactions);
  }

  /** What became of an operation. */
  public sealed interface Passage {

    /**
     * It was within its limits, and is posted.
     *
     * @param entry the number of its entry
     * @param isReplay whether the same operation was posted before, and nothing now
     */
    record Posted(long entry, boolean isReplay) implements Passage {}

    /** It is above a limit: its money is put aside until the request is decided. */
    record Parked(Request request) implements Passage {}
  }

  /**
   * Who an owner is, by the server's clock.
   *
   * @param identity what was recorded
   * @param status how well the owner is identified now
   */
  public record Known(Identity identity, Identity.Status status) {}

  /**
   * How much an owner may still move. Immutable.
   *
   * @param known who the owner is now, which chose the limits
   * @param limits in minor units; null for no limit
   * @param today what passed on that business day, in minor units
   * @param thisMonth what passed in its calendar month, in minor units
   */
  public record Standing(Known known, Limits limits, long today, long thisMonth) {

    /** Whether so much more, in minor units, stays within every limit. */
    public boolean allows(long minor) {
      return isWithin(limits.perEntry(), minor)
          && isWithin(limits.perDay(), Math.addExact(today, minor))
          && isWithin(limits.perMonth(), Math.addExact(thisMonth, minor));
    }

    private static boolean isWithin(@Nullable Long most, long minor) {
      return most == null || minor <= most;
    }
  }

  /**
   * Posts an operation, or parks it when it is above a limit of whoever owns the account that pays;
   * an account without an owner is nobody's, and so unidentified. Sent again it is the same: posted
   * once, parked once.
   */
  public Answer<Passage> pass(
      Principal by, Application wanted, String organisation, String reason) {
    Passing passing = new Passing(by, wanted, organisation, reason);
    Answer<Optional<Passage>> tried =
        acts.run(by, "pass " + wanted.application(), () -> once(passing));
    return switch (tried) {
      case Answer.Refused<Optional<Passage>>(Refusal why) -> new Answer.Refused<>(why);
      case Answer.Done<Optional<Passage>>(Optional<Passage> posted) ->
          posted.isPresent() ? new Answer.Done<>(posted.get()) : parked(passing);
    };
  }

  /** How well an owner is identified now; of whom nothing was recorded is unidentified. */
  public Known known(String owner) {
    Identity identity = Identity.read(ledger.facts(), owner);
    return new Known(identity, identity.at(transactions.ask(rights::now)));
  }

  /** How much an owner may still move in a currency, on a business day and in its month. */
  public Standing standing(String owner, String currency, LocalDate day) {
    return read(owner, currency, day).standing();
  }

  private record Passing(Principal by, Application wanted, String organisation, String reason) {}

  /** What was read, and what has to be unchanged when the entry is posted. */
  private record Reading(Standing standing, List<Condition> unchanged, Optional<Fact> passed) {}

  private Answer<Passage> parked(Passing passing) {
    Answer<Request> asked =
        requests.ask(
            passing.by, ParkedKind.ask(passing.wanted, passing.organisation, passing.reason));
    return switch (asked) {
      case Answer.Refused<Request>(Refusal why) -> new Answer.Refused<>(why);
      case Answer.Done<Request>(Request request) -> new Answer.Done<>(new Passage.Parked(request));
    };
  }

  /** Empty when the operation is above a limit. */
  private Optional<Passage> once(Passing passing) {
    Application wanted = passing.wanted;
    JournalEntry plain = ParkedKind.passed(wanted).build();
    Optional<RecordedEntry> known = ledger.entry(plain.key());
    if (known.isPresent() && known.get().entry().digest().equals(plain.digest())) {
      return Optional.of(new Passage.Posted(known.get().number(), true));
    }
    String currency = wanted.amount().unit().code();
    LocalDate day = wanted.occasion().date();
    Reading reading = read(owner(wanted), currency, day);
    if (!reading.standing.allows(wanted.amount().minor())) {
      return Optional.empty();
    }
    return transactions.in((connection, joined) -> {
      Actor actor = rights.permit(connection, passing.by, ParkedKind.wanted(passing.organisation));
      JournalEntry counted = counted(actor, reading, passing);
      EntryBuilder entry = ParkedKind.passed(wanted);
      reading.unchanged.forEach(entry::onlyIf);
      List<Long> numbers = Group.post(joined, List.of(counted, entry.build()));
      return Optional.of(new Passage.Posted(numbers.getLast(), false));
    });
  }

  private String owner(Application wanted) {
    AccountRef from = new AccountRef(wanted.from(), wanted.amount().unit().code());
    return ledger
        .accounts()
        .state(from)
        .map(state -> state.terms().owner())
        .orElse(wanted.from().value());
  }

  private Reading read(String owner, String currency, LocalDate day) {
    Facts facts = ledger.facts();
    Known known = known(owner);
    FactRef lower = TierKind.ref(Identity.Status.UNIDENTIFIED, currency);
    FactRef upper = TierKind.ref(Identity.Status.IDENTIFIED, currency);
    Optional<Fact> below = facts.newest(lower);
    Optional<Fact> above = facts.newest(upper);
    Limits identified = TierKind.of(above);
    Limits limits =
        known.status == Identity.Status.IDENTIFIED
            ? identified
            : lowest(identified, TierKind.of(below));
    Optional<Fact> passed = facts.newest(counter(owner, currency, day));
    SortedMap<String, String> counts = passed.map(Fact::values).orElseGet(TreeMap::new);
    return new Reading(
        new Standing(known, limits, count(counts, dayName(day)), count(counts, MONTH)),
        List.of(
            new Condition.FactAt(Identity.ref(owner), known.identity.version()),
            new Condition.FactAt(lower, version(below)),
            new Condition.FactAt(upper, version(above))),
        passed);
  }

  /** The next version of what passed in the month, with this operation counted. */
  private static JournalEntry counted(Actor actor, Reading reading, Passing passing) {
    Money amount = passing.wanted.amount();
    LocalDate day = passing.wanted.occasion().date();
    SortedMap<String, String> counts = new TreeMap<>();
    reading.passed.ifPresent(fact ->
        fact.values()
            .forEach((name, value) -> {
              if (name.equals(MONTH) || name.startsWith(DAY)) {
                counts.put(name, value);
              }
            }));
    Standing standing = reading.standing;
    counts.put(dayName(day), Long.toString(Math.addExact(standing.today, amount.minor())));
    counts.put(MONTH, Long.toString(Math.addExact(standing.thisMonth, amount.minor())));
    FactBuilder fact =
        actor
            .records(
                counter(standing.known.identity.owner(), amount.unit().code(), day),
                version(reading.passed),
                passing.reason)
            .with("application", passing.wanted.application())
            .with("status", standing.known.status.name());
    counts.forEach(fact::with);
    return fact.build();
  }

  private static FactRef counter(String owner, String currency, LocalDate day) {
    return FactRef.of(PASSED, owner + "/" + currency + "/" + YearMonth.from(day));
  }

  private static String dayName(LocalDate day) {
    return DAY + day.getDayOfMonth();
  }

  private static long count(SortedMap<String, String> counts, String name) {
    return Long.parseLong(counts.getOrDefault(name, "0"));
  }

  private static int version(Optional<Fact> fact) {
    return fact.map(Fact::version).orElse(0);
  }

  private static Limits lowest(Limits one, Limits other) {
    return new Limits(
        lowest(one.perEntry(), other.perEntry()),
        lowest(one.perDay(), other.perDay()),
        lowest(one.perMonth(), other.perMonth()));
  }

  private static @Nullable Long lowest(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.min(one, other);
  }
}
