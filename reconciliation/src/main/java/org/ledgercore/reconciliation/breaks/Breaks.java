package org.ledgercore.reconciliation.breaks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Text;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderStep;
import org.ledgercore.reconciliation.breaks.Break.Resolution;
import org.ledgercore.reconciliation.breaks.Break.Standing;
import org.ledgercore.reconciliation.breaks.BreakTable.Wanted;
import org.ledgercore.reconciliation.breaks.Resolving.Reason;
import org.ledgercore.reconciliation.breaks.WriteOffApproval.Answer;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Suspicion;
import org.ledgercore.reconciliation.store.Act;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.rules.Outcome;

/**
 * The queue of what does not agree: read, given to somebody, resolved. Whatever posts money does so
 * by a payment command whose key is the break's id, so that doing it twice is doing it once. Safe
 * for many threads.
 */
public final class Breaks {

  /** Who looks after a break until it is given to somebody. */
  public static final String NOBODY = "unassigned";

  /** What only a person settles: the items are matched, or nobody looks for them again. */
  private static final Set<Finding.Type> JUDGED =
      Set.of(Finding.Type.DATE, Finding.Type.REFERENCE, Finding.Type.POSSIBLE_DUPLICATE);

  /** How the suspense accounts of cash desks begin. */
  private static final String CASH = "cash_";

  private static final int MAX_NAME = 255;
  private static final int MAX_REASON = 1_000;

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final BreakTable table;

  public Breaks(Ledger ledger, ReconciliationStore store) {
    this.ledger = ledger;
    this.store = store;
    this.table = new BreakTable(store, code -> ledger.queries().unit(code).orElseThrow());
  }

  /** Every break that still is to be resolved, the oldest first. */
  public List<Break> open() {
    return read(new Wanted("", "", Break.State.OPEN.name()));
  }

  /** Every break of an account, the oldest first. */
  public List<Break> of(String account) {
    return read(new Wanted("", account, ""));
  }

  /** The break with this id. */
  public Optional<Break> find(String id) {
    return read(new Wanted(Text.required("break", id, MAX_NAME), "", "")).stream().findFirst();
  }

  /** Whether an entry posted the money of a break. */
  public boolean isPostedBy(long entry) {
    return store.read(connection -> table.isPostedBy(connection, entry));
  }

  /** Opens breaks in the transaction of an act; those that are open already stay as they are. */
  public void open(Connection connection, long act, Collection<Opening> openings)
      throws SQLException {
    for (Opening opening : openings) {
      table.insert(connection, act, opening, NOBODY);
    }
  }

  /**
   * Resolves, in the transaction of a run, the breaks of an account that are not posted and that
   * the run did not see any more: what they were about is matched now.
   */
  public void resolveUnseen(Connection connection, long act, String account, Set<String> seen)
      throws SQLException {
    List<Break> open = table.read(connection, new Wanted("", account, Break.State.OPEN.name()));
    for (Break each : open) {
      if (each.kind() != BreakKind.POSTED
          && !seen.contains(each.id())
          && !JUDGED.contains(each.type())) {
        table.stand(
            connection, act, each.id(), each.standing().resolved(Resolution.MATCHED, "act " + act));
      }
    }
  }

  /** Raises one work item for each suspicion; found again it stays the one it is. */
  public List<String> raise(List<Suspicion> suspicions, String author, LocalDate due) {
    List<Opening> openings =
        suspicions.stream().map(it -> Opening.withoutMoney(it.finding(), due)).toList();
    store.write(connection -> {
      open(connection, store.act(connection, Act.BREAK, author, "possible duplicates"), openings);
      return openings.size();
    });
    return openings.stream().map(Opening::id).distinct().toList();
  }

  /** Gives an open break to somebody, with a day by which it is to be resolved. */
  public Resolving assign(String id, String owner, LocalDate due, String author) {
    Text.required("owner", owner, MAX_NAME);
    Optional<Break> known = find(id);
    Reason refusal = notOpen(known);
    return refusal == null
        ? stand(known.orElseThrow(), Standing.open(owner, due), author, "assigned")
        : new Resolving.Refused(refusal);
  }

  /** A person says what was meant: an open break without money is settled. */
  public Resolving settle(String id, String author, String reason) {
    Text.required("reason", reason, MAX_REASON);
    Optional<Break> known = find(id);
    Reason refusal = notOpen(known);
    if (refusal == null && known.orElseThrow().kind() != BreakKind.NO_MONEY) {
      refusal = Reason.DOES_NOT_CORRECT;
    }
    return refusal == null
        ? resolve(known.orElseThrow(), Resolution.CORRECTED, reason, author)
        : new Resolving.Refused(refusal);
  }

  /**
   * A posted break is resolved by an entry that moves exactly its money off the account that holds
   * it.
   */
  public Resolving correct(String id, long entry, String author) {
    Optional<Break> known = find(id);
    Reason refusal = notOpen(known);
    if (refusal == null && !moves(entry, known.orElseThrow())) {
      refusal = Reason.DOES_NOT_CORRECT;
    }
    return refusal == null
        ? resolve(known.orElseThrow(), Resolution.CORRECTED, "entry " + entry, author)
        : new Resolving.Refused(refusal);
  }

  /**
   * P3d2, of a desk P12g: money that is missing is written off, when somebody else approves it.
   *
   * @param request who asks, why and for which day
   * @param approval who decides
   */
  public Resolving writeOff(Request request, WriteOffApproval approval) {
    Optional<Break> known = find(request.breakId());
    Reason refusal = notOpen(known);
    if (refusal == null && !isMissing(known.orElseThrow())) {
      refusal = Reason.NOTHING_TO_WRITE_OFF;
    }
    return refusal == null
        ? decide(known.orElseThrow(), request, approval)
        : new Resolving.Refused(refusal);
  }

  /**
   * Somebody asks to write a break off.
   *
   * @param breakId which break
   * @param maker who asks
   * @param reason why
   * @param date the day on which it is posted
   */
  public record Request(String breakId, String maker, String reason, LocalDate date) {
    public Request {
      Text.required("maker", maker, MAX_NAME);
      Text.required("reason", reason, MAX_REASON);
    }
  }

  private Resolving decide(Break known, Request request, WriteOffApproval approval) {
    long age = ChronoUnit.DAYS.between(known.valued(), request.date());
    Money amount = known.amount().negated();
    Answer answer =
        approval.decide(
            new WriteOff(
                known.id(), amount, age, request.maker(), request.reason(), request.date()));
    if (!(answer instanceof Answer.Approved approved)) {
      return new Resolving.Refused(Reason.NOT_APPROVED);
    }
    if (approved.checker().equals(request.maker())) {
      return new Resolving.Refused(Reason.ONE_PERSON);
    }
    Occasion occasion =
        Occasion.on(request.date(), "break-" + known.id())
            .approvedBy(approved.request(), approved.digest())
            .because(request.reason());
    String source = dimension(known.heldOn());
    PaymentCommand command =
        source.startsWith(CASH)
            ? new CashStep.DifferenceAccepted(known.id(), occasion)
            : new ProviderStep.BreakWrittenOff(source, known.id(), amount, occasion);
    Outcome outcome = Payments.on(ledger).post(command);
    return outcome instanceof Outcome.Rejected
        ? new Resolving.Refused(Reason.NOT_POSTED)
        : resolve(known, Resolution.WRITTEN_OFF, approved.request(), approved.checker());
  }

  private Resolving resolve(Break known, Resolution by, String reference, String author) {
    return stand(known, known.standing().resolved(by, reference), author, by.name());
  }

  private Resolving stand(Break known, Standing standing, String author, String reason) {
    Text.required("author", author, MAX_NAME);
    return store.write(connection -> {
      Break now = table.read(connection, new Wanted(known.id(), "", "")).getFirst();
      if (!now.isOpen()) {
        return new Resolving.Refused(Reason.ALREADY_RESOLVED);
      }
      long act = store.act(connection, Act.BREAK, author, reason);
      table.stand(connection, act, known.id(), standing);
      return new Resolving.Resolved(
          table.read(connection, new Wanted(known.id(), "", "")).getFirst());
    });
  }

  private boolean moves(long entry, Break known) {
    if (known.kind() != BreakKind.POSTED || Long.valueOf(entry).equals(known.entry())) {
      return false;
    }
    long moved = 0;
    for (Posting posting : ledger.entry(entry).entry().postings()) {
      if (posting.account().value().equals(known.heldOn())
          && posting.ref().currency().equals(known.amount().unit().code())) {
        long minor = posting.amount().minor();
        moved = Math.addExact(moved, posting.side() == Side.DEBIT ? minor : -minor);
      }
    }
    boolean isUsed =
        read(new Wanted("", "", Break.State.RESOLVED.name())).stream()
            .filter(other -> Objects.equals(other.heldOn(), known.heldOn()))
            .anyMatch(other -> other.standing().reference().equals("entry " + entry));
    return moved == known.amount().minor() && !isUsed;
  }

  /** Whether money is missing, or a count differs: the rest is somebody's and is not given up. */
  private static boolean isMissing(Break known) {
    String heldOn = known.heldOn();
    return known.kind() == BreakKind.POSTED
        && heldOn != null
        && AccountClass.RECON_SUSPENSE.contains(AccountPath.of(heldOn))
        && (known.amount().isNegative() || dimension(heldOn).startsWith(CASH));
  }

  private static String dimension(@Nullable String path) {
    if (path == null) {
      throw new InvalidInputException("break", "must have its money on an account", "none");
    }
    return path.substring(path.indexOf(':') + 1);
  }

  private static @Nullable Reason notOpen(Optional<Break> known) {
    if (known.isEmpty()) {
      return Reason.UNKNOWN;
    }
    return known.get().isOpen() ? null : Reason.ALREADY_RESOLVED;
  }

  private List<Break> read(Wanted wanted) {
    return store.read(connection -> table.read(connection, wanted));
  }
}
