package org.ledgercore.reconciliation.breaks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Text;
import org.ledgercore.money.Unit;
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

  /** What only a person settles: the items are matched, or nobody looks for them again. */
  private static final Set<Finding.Type> JUDGED =
      Set.of(Finding.Type.DATE, Finding.Type.REFERENCE, Finding.Type.POSSIBLE_DUPLICATE);

  private static final int MAX_NAME = 255;
  private static final int MAX_REASON = 1_000;

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final BreakTable table;
  private final WriteOffs writeOffs;

  public Breaks(Ledger ledger, ReconciliationStore store) {
    this.ledger = ledger;
    this.store = store;
    this.table = new BreakTable(store, code -> ledger.queries().unit(code).orElseThrow());
    this.writeOffs = new WriteOffs(ledger, this);
  }

  /** Every break that still is to be resolved, the oldest first. */
  public List<Break> open() {
    return writeOffs.asPosted(stored(new Wanted("", "", Break.State.OPEN.name()))).stream()
        .filter(Break::isOpen)
        .toList();
  }

  /** Every break of an account, the oldest first. */
  public List<Break> of(String account) {
    return writeOffs.asPosted(stored(new Wanted("", account, "")));
  }

  /**
   * Every break of an account that as of an act was there and had not become a match, or another
   * break; the oldest first, each as it stands now.
   */
  public List<Break> unmatched(String account, long act) {
    return store.read(connection -> {
      Set<String> ids = table.unmatched(connection, account, act);
      return table.read(connection, new Wanted("", account, "")).stream()
          .filter(each -> ids.contains(each.id()))
          .toList();
    });
  }

  /** The break with this id. */
  public Optional<Break> find(String id) {
    Wanted wanted = new Wanted(Text.required("break", id, MAX_NAME), "", "");
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
   * Makes the open breaks of an account in a unit exactly these: opens what is new and resolves
   * what is not there any more. What is as it should be leaves no trace. Callers take turns, or the
   * one who looked earlier may write later.
   *
   * @return how many breaks changed
   */
  public int carry(String account, Unit unit, List<Opening> openings, String author) {
    Map<String, Opening> wanted = new LinkedHashMap<>();
    openings.forEach(each -> wanted.put(each.id(), each));
    return store.write(connection -> {
      List<Break> gone = new ArrayList<>();
      for (Break each : table.read(connection, new Wanted("", account, Break.State.OPEN.name()))) {
        if (each.amount().unit().equals(unit) && wanted.remove(each.id()) == null) {
          gone.add(each);
        }
      }
      if (!gone.isEmpty() || !wanted.isEmpty()) {
        long act = store.act(connection, Act.BREAK, author, "what is on " + account);
        for (Break each : gone) {
          table.stand(
              connection,
              act,
              each.id(),
              each.standing().resolved(Resolution.MATCHED, "act " + act));
        }
        open(connection, act, wanted.values());
      }
      return gone.size() + wanted.size();
    });
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

  /**
   * Resolves, in the transaction of an act, the open breaks without a posting that are about items
   * which are matched now, and no others.
   */
  public void resolveCovered(Connection connection, long act, String account, Set<String> items)
      throws SQLException {
    for (Break each : table.read(connection, new Wanted("", account, Break.State.OPEN.name()))) {
      if (each.kind() != BreakKind.POSTED
          && items.containsAll(each.outside())
          && items.containsAll(each.inside())) {
        table.stand(
            connection, act, each.id(), each.standing().resolved(Resolution.MATCHED, "act " + act));
      }
    }
  }

  /** Resolves, in the transaction of an act, a posted break whose money went back where it was. */
  public void resolvePosted(Connection connection, long act, String id) throws SQLException {
    Break known = table.read(connection, new Wanted(id, "", "")).getFirst();
    table.stand(connection, act, id, known.standing().resolved(Resolution.MATCHED, "act " + act));
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
        Break now = table.read(connection, new Wanted(each, "", "")).getFirst();
        if (!now.isOpen()) {
          connection.rollback();
          return new Resolving.Refused(Reason.ALREADY_RESOLVED);
        }
        String reference = "break " + (each.equals(id) ? other : id);
        table.stand(connection, act, each, now.standing().resolved(Resolution.MATCHED, reference));
      }
      return new Resolving.Resolved(table.read(connection, new Wanted(id, "", "")).getFirst());
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
    for (Break each : writeOffs.asPosted(stored(new Wanted("", "", Break.State.OPEN.name())))) {
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
        stored(new Wanted("", "", Break.State.RESOLVED.name())).stream()
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
