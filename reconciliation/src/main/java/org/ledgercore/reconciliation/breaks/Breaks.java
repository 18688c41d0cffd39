package org.ledgercore.reconciliation.breaks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Text;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.reconciliation.breaks.Break.Resolution;
import org.ledgercore.reconciliation.breaks.Break.Standing;
import org.ledgercore.reconciliation.breaks.BreakTable.Wanted;
import org.ledgercore.reconciliation.breaks.Resolving.Reason;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Suspicion;
import org.ledgercore.reconciliation.store.Act;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * The queue of what does not agree: read, given to somebody, resolved. Whatever posts money does so
 * by a payment command whose key is the break's id, so that doing it twice is doing it once. A
 * break is read as the ledger has it: closed as soon as its write-off is posted, by whomever.
 * Reading writes nothing. Safe for many threads.
 */
public final class Breaks {

  /** Who looks after a break until it is given to somebody. */
  public static final String NOBODY = "unassigned";

  /**
   * What no run resolves by not seeing it: only a person settles what is matched or suspected, and
   * {@link CarriedBreaks} what no settlement has moved.
   */
  private static final Set<Finding.Type> OF_OTHERS =
      Set.of(
          Finding.Type.DATE,
          Finding.Type.REFERENCE,
          Finding.Type.POSSIBLE_DUPLICATE,
          Finding.Type.UNSETTLED);

  private static final int MAX_NAME = 255;
  private static final int MAX_REASON = 1_000;

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final BreakTable table;
  private final WriteOffs writeOffs;

  public Breaks(Ledger ledger, ReconciliationStore store) {
    this.ledger = ledger;
    this.store = store;
    this.table = new BreakTable(ledger, store);
    this.writeOffs = new WriteOffs(ledger, this);
  }

  /** Every break that still is to be resolved, the oldest first. */
  public List<Break> open() {
    return writeOffs.asPosted(stored(Wanted.open())).stream().filter(Break::isOpen).toList();
  }

  /** Every break of an account, the oldest first. */
  public List<Break> of(String account) {
    return writeOffs.asPosted(stored(Wanted.all(account)));
  }

  /**
   * Every break of an account that as of an act was there and had not become a match, or another
   * break; the oldest first, each as it stood then.
   */
  public List<Break> unmatched(String account, long act) {
    return stored(Wanted.unmatched(account, act));
  }

  /** The break with this id. */
  public Optional<Break> find(String id) {
    Wanted wanted = Wanted.one(Text.required("break", id, MAX_NAME));
    return writeOffs.asPosted(stored(wanted)).stream().findFirst();
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
   * the run did not see any more: what they were about is matched now. So is an amount that a
   * person has settled, lest its movements count as confirmed twice.
   */
  public void resolveUnseen(Connection connection, long act, String account, Set<String> seen)
      throws SQLException {
    for (Break each : table.read(connection, Wanted.unmatched(account, act))) {
      boolean isOfRuns = each.isOpen() ? !OF_OTHERS.contains(each.type()) : isAmount(each);
      if (each.kind() != BreakKind.POSTED && !seen.contains(each.id()) && isOfRuns) {
        matched(connection, act, each);
      }
    }
  }

  /**
   * Resolves, in the transaction of an act, the open breaks without a posting that are about items
   * which are matched now, and no others.
   */
  public void resolveCovered(Connection connection, long act, String account, Set<String> items)
      throws SQLException {
    for (Break each : table.read(connection, Wanted.open(account))) {
      if (each.kind() != BreakKind.POSTED
          && items.containsAll(each.outside())
          && items.containsAll(each.inside())) {
        matched(connection, act, each);
      }
    }
  }

  /**
   * Resolves, in the transaction of an act, the amounts that differed of which some items are
   * matched now; they do not count as confirmed any more.
   *
   * @return what else was theirs
   */
  public Set<String> resolveTouched(
      Connection connection, long act, String account, Set<String> items) throws SQLException {
    Set<String> others = new HashSet<>();
    for (Break each : table.read(connection, Wanted.unmatched(account, act))) {
      Set<String> its = new HashSet<>(each.outside());
      its.addAll(each.inside());
      if (isAmount(each) && !Collections.disjoint(its, items)) {
        matched(connection, act, each);
        others.addAll(its);
      }
    }
    others.removeAll(items);
    return others;
  }

  /** Resolves, in the transaction of an act, a posted break whose money went back where it was. */
  public void resolvePosted(Connection connection, long act, String id) throws SQLException {
    matched(connection, act, table.read(connection, Wanted.one(id)).getFirst());
  }

  /** Whether its movements count as confirmed by its lines, whatever they differ by. */
  private static boolean isAmount(Break each) {
    return each.type() == Finding.Type.AMOUNT && each.kind() == BreakKind.NO_MONEY;
  }

  private void matched(Connection connection, long act, Break each) throws SQLException {
    Standing matched = each.standing().resolved(Resolution.MATCHED, "act " + act);
    table.stand(connection, act, each.id(), matched);
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
    // An entry that closes another break by its key has been used.
    takeUp(author);
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
   * Two posted breaks on one account that undo one another, such as a payment taken twice and its
   * return, are resolved by each other.
   */
  public Resolving offset(String id, String other, String author) {
    Optional<Break> known = find(id);
    Optional<Break> against = find(other);
    Reason refusal = notOpen(known);
    if (refusal == null) {
      refusal = notOpen(against);
    }
    if (refusal == null && !undo(known.orElseThrow(), against.orElseThrow())) {
      refusal = Reason.DOES_NOT_CORRECT;
    }
    if (refusal != null) {
      return new Resolving.Refused(refusal);
    }
    Text.required("author", author, MAX_NAME);
    return store.write(connection -> {
      long act = store.act(connection, Act.BREAK, author, "offset");
      for (String each : List.of(id, other)) {
        Break now = table.read(connection, Wanted.one(each)).getFirst();
        if (!now.isOpen()) {
          connection.rollback();
          return new Resolving.Refused(Reason.ALREADY_RESOLVED);
        }
        String reference = "break " + (each.equals(id) ? other : id);
        table.stand(connection, act, each, now.standing().resolved(Resolution.MATCHED, reference));
      }
      return new Resolving.Resolved(table.read(connection, Wanted.one(id)).getFirst());
    });
  }

  private static boolean undo(Break one, Break other) {
    return one.kind() == BreakKind.POSTED
        && other.kind() == BreakKind.POSTED
        && Objects.equals(one.heldOn(), other.heldOn())
        && one.amount().unit().equals(other.amount().unit())
        && one.amount().plus(other.amount()).isZero();
  }

  /**
   * What writing a break off would post, for those who keep approvals of their own: they post it
   * once it is approved, and {@link #takeUp} closes the break.
   */
  public Asking asked(Request request) {
    return writeOffs.asked(request);
  }

  /**
   * Writes down that breaks are closed whose money was written off or paid by an entry that others
   * posted. They are read as closed before; from now on an act says so. Each run does it.
   */
  public List<Break> takeUp(String author) {
    List<Break> closed = new ArrayList<>();
    for (Break each : writeOffs.asPosted(stored(Wanted.open()))) {
      Resolution by = each.standing().resolution();
      if (by != null
          && stand(each, each.standing(), author, by.name())
              instanceof Resolving.Resolved(Break resolved)) {
        closed.add(resolved);
      }
    }
    return closed;
  }

  /**
   * P3d2, of a desk P12g: money that is missing is written off, when somebody else approves it.
   *
   * @param request who asks, why and for which day
   * @param approval who decides
   */
  public Resolving writeOff(Request request, WriteOffApproval approval) {
    return writeOffs.writeOff(request, approval);
  }

  /** What asking to write a break off comes to. */
  public sealed interface Asking {

    /**
     * It can be asked for.
     *
     * @param what what would be lost, and who asks
     * @param account what was reconciled
     * @param command what is posted when it is approved
     */
    record Told(WriteOff what, String account, PaymentCommand command) implements Asking {}

    /**
     * It cannot.
     *
     * @param why which rule says so
     */
    record Refused(Reason why) implements Asking {}
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

  Resolving resolve(Break known, Resolution by, String reference, String author) {
    return stand(known, known.standing().resolved(by, reference), author, by.name());
  }

  private Resolving stand(Break known, Standing standing, String author, String reason) {
    Text.required("author", author, MAX_NAME);
    return store.write(connection -> {
      Break now = table.read(connection, Wanted.one(known.id())).getFirst();
      if (!now.isOpen()) {
        return new Resolving.Refused(Reason.ALREADY_RESOLVED);
      }
      long act = store.act(connection, Act.BREAK, author, reason);
      table.stand(connection, act, known.id(), standing);
      return new Resolving.Resolved(table.read(connection, Wanted.one(known.id())).getFirst());
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
        stored(Wanted.resolved()).stream()
            .filter(other -> Objects.equals(other.heldOn(), known.heldOn()))
            .anyMatch(other -> other.standing().reference().equals("entry " + entry));
    return moved == known.amount().minor() && !isUsed;
  }

  static @Nullable Reason notOpen(Optional<Break> known) {
    if (known.isEmpty()) {
      return Reason.UNKNOWN;
    }
    return known.get().isOpen() ? null : Reason.ALREADY_RESOLVED;
  }

  private List<Break> stored(Wanted wanted) {
    return store.read(connection -> table.read(connection, wanted));
  }
}
