package org.ledgercore.reconciliation.threeway;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.claims.Claim;
import org.ledgercore.reconciliation.claims.Claiming;
import org.ledgercore.reconciliation.claims.Claims;
import org.ledgercore.reconciliation.claims.MatchId;
import org.ledgercore.reconciliation.claims.Matches;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.claims.Unmatching;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Match;
import org.ledgercore.reconciliation.matching.Origin;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.store.Act;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.threeway.Handled.Why;

/**
 * What a person does by hand: put items together, take a match apart, give a break's line to what
 * it was meant for. After each of them breaks and balances tie out as before. Safe for many threads
 * and processes: on one account it takes turns with runs.
 *
 * <p>A match that only put together what was in the books is taken apart and nothing is posted. One
 * that posted, such as the confirmation of a payout, cannot be taken back by the very command,
 * since its key is used for good; what it posted on the account goes to suspense as a posted break
 * instead. So the next run may judge the line anew, and the two add up.
 */
public final class ByHand {

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final ThreeWay.Terms terms;
  private final Carrying carrying;
  private final Claims claims;
  private final Matches matches;
  private final Breaks breaks;

  ByHand(Ledger ledger, ReconciliationStore store, ThreeWay.Terms terms, Carrying carrying) {
    this.ledger = ledger;
    this.store = store;
    this.terms = terms;
    this.carrying = carrying;
    this.claims = new Claims(store);
    this.matches = new Matches(store);
    this.breaks = new Breaks(ledger, store);
  }

  /**
   * Who does it, and why.
   *
   * @param author by whom
   * @param reason why
   */
  public record Who(String author, String reason) {}

  /**
   * The items that a person chose, by their ids.
   *
   * @param outside lines
   * @param inside movements of the ledger, and what is expected
   */
  public record Chosen(List<String> outside, List<String> inside) {
    public Chosen {
      outside = List.copyOf(outside);
      inside = List.copyOf(inside);
    }
  }

  /** Ends what is done here with a refusal. */
  private static final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Handled.Refused refused;

    Refusal(Why why, String detail) {
      super(detail, null, false, false);
      this.refused = new Handled.Refused(why, detail);
    }
  }

  /** Puts items together whose sums are the same; what is expected is confirmed by its line. */
  public Handled match(Scene scene, Chosen chosen, Who who) {
    return alone(
        scene,
        who,
        () -> {
          List<Item> items = scene.items();
          Match match = chosen(scene, items, chosen);
          requireFree(match.items().toList());
          Match posted = settling(scene).map(it -> it.confirmed(match)).orElse(match);
          Set<String> ids = match.items().map(Item::id).collect(Collectors.toSet());
          Claiming claiming =
              claims.take(
                  List.of(posted),
                  new Claims.By(Act.MATCH, who.author(), who.reason()),
                  (connection, act) -> {
                    String account = scene.inputs().account();
                    breaks.resolveCovered(connection, act, account, ids);
                    Set<String> others = breaks.resolveTouched(connection, act, account, ids);
                    breaks.open(connection, act, missing(items, others));
                  });
          return switch (claiming) {
            case Claiming.Taken(long act) -> new Handled.Done(act);
            case Claiming.Lost(List<Claim> held) ->
                new Handled.Refused(Why.TAKEN, held.getFirst().item());
          };
        });
  }

  /** Takes a match apart. */
  public Handled unmatch(Scene scene, MatchId id, Who who) {
    return alone(
        scene,
        who,
        () -> {
          StoredMatch match = live(scene, id);
          if (match.rule() == Rule.BREAK) {
            throw new Refusal(Why.STANDS_FOR_A_BREAK, id.toString());
          }
          List<Item> items = itemsOf(scene, match);
          items.stream()
              .filter(it -> isSettled(scene, it))
              .findFirst()
              .ifPresent(it -> {
                throw new Refusal(Why.SETTLED, it.batch());
              });
          List<Item> posted = items.stream().filter(it -> isPostedFor(scene, match, it)).toList();
          return posted.isEmpty()
              ? released(
                  id,
                  who,
                  List.of(),
                  (connection, act) -> breaks.open(connection, act, missing(items, match.inside())))
              : toSuspense(scene, id, posted, who);
        });
  }

  /** The breaks of movements that no line confirms any more, until the next run looks again. */
  private List<Opening> missing(List<Item> items, Collection<String> movements) {
    return items.stream()
        .filter(it -> it.origin() == Origin.INSIDE && movements.contains(it.id()))
        .map(it -> Opening.missing(it, it.valued().plusDays(terms.days())))
        .toList();
  }

  private Handled toSuspense(Scene scene, MatchId id, List<Item> posted, Who who) {
    Unknowns unknowns = new Unknowns(ledger, scene.account());
    Money moved = posted.stream().map(Item::amount).reduce(Money::plus).orElseThrow();
    RecordedEntry first = entryOf(scene, posted.getFirst());
    RecordedEntry undone = unknowns.undone(id.toString(), moved, first);
    List<Item> both = new ArrayList<>(posted);
    both.addAll(LedgerItems.of(undone, scene.account()));
    Finding finding =
        new Finding(Finding.Type.MISSING_OUTSIDE, List.of(), posted, "match " + id + " was undone");
    LocalDate due = finding.first().valued().plusDays(terms.days());
    Opening opening = Opening.posted(finding, unknowns.suspense().value(), undone.number(), due);
    return released(
        id,
        who,
        List.of(Match.undoing("unmatch", both)),
        (connection, act) -> breaks.open(connection, act, List.of(opening)));
  }

  /**
   * Gives the line of a break to what it was meant for: its posting to suspense is reversed, and
   * the line confirms or matches what was chosen.
   */
  public Handled resolve(Scene scene, String breakId, List<String> inside, Who who) {
    return alone(
        scene,
        who,
        () -> {
          Break known = open(scene, breakId);
          StoredMatch held = heldLine(scene, known);
          Match match = chosen(scene, scene.items(), new Chosen(known.outside(), inside));
          requireFree(match.inside());
          RecordedEntry unknown = entryOf(scene, itemsOf(scene, held).getLast());
          if (!isUnknown(unknown)) {
            throw new Refusal(Why.NOT_OF_A_LINE, breakId);
          }
          Match posted = settling(scene).map(it -> it.confirmed(match)).orElse(match);
          EntryKey key =
              new EntryKey(
                  "recon_resolved/" + scene.account().path().dimension(), held.id().toString());
          RecordedEntry back =
              ledger.reverse(unknown.number(), Part.rest(key, unknown.effectiveDate())).orThrow();
          List<Item> undone =
              Stream.of(unknown, back)
                  .flatMap(entry -> LedgerItems.of(entry, scene.account()).stream())
                  .toList();
          return released(
              held.id(),
              who,
              List.of(posted, Match.undoing("resolved", undone)),
              (connection, act) -> {
                breaks.resolvePosted(connection, act, breakId);
                Set<String> ids = match.items().map(Item::id).collect(Collectors.toSet());
                breaks.resolveCovered(connection, act, scene.inputs().account(), ids);
              });
        });
  }

  private Handled released(MatchId id, Who who, List<Match> instead, Claims.Besides besides) {
    long[] act = new long[1];
    Unmatching unmatching =
        claims.release(
            id,
            new Claims.By(Act.UNMATCH, who.author(), who.reason()),
            instead,
            (connection, number) -> {
              act[0] = number;
              besides.write(connection, number);
            });
    return switch (unmatching) {
      case DONE -> new Handled.Done(act[0]);
      case UNKNOWN -> new Handled.Refused(Why.UNKNOWN_MATCH, id.toString());
      case ALREADY_UNDONE -> new Handled.Refused(Why.ALREADY_UNDONE, id.toString());
    };
  }

  private Handled alone(Scene scene, Who who, Supplier<Handled> doing) {
    try {
      Handled done = store.alone(scene.account().toString(), doing);
      carrying.bringUpToDate(scene.account(), who.author());
      return done;
    } catch (Refusal e) {
      return e.refused;
    } catch (Overtaken e) {
      return new Handled.Refused(Why.TAKEN, String.valueOf(e.getMessage()));
    }
  }

  private static Match chosen(Scene scene, List<Item> items, Chosen chosen) {
    Map<String, Item> outside = new HashMap<>();
    Map<String, Item> inside = new HashMap<>();
    for (Item item : items) {
      (item.origin() == Origin.OUTSIDE ? outside : inside).put(item.id(), item);
    }
    List<Item> lines = picked(outside, chosen.outside());
    List<Item> movements = picked(inside, chosen.inside());
    long sum = Math.subtractExact(sum(lines), sum(movements));
    if (sum != 0 || lines.size() + movements.size() < 2) {
      throw new Refusal(Why.SUMS_DIFFER, "by " + sum + " minor units");
    }
    return Match.byHand(scene.inputs().rules().version(), lines, movements);
  }

  private static List<Item> picked(Map<String, Item> known, List<String> ids) {
    List<Item> picked = new ArrayList<>();
    for (String id : new HashSet<>(ids)) {
      Item item = known.get(id);
      if (item == null) {
        throw new Refusal(Why.UNKNOWN_ITEM, id);
      }
      picked.add(item);
    }
    picked.sort(Comparator.comparing(Item::id));
    return picked;
  }

  private void requireFree(List<Item> items) {
    List<Claim> held = claims.held(items);
    if (!held.isEmpty()) {
      throw new Refusal(Why.TAKEN, held.getFirst().item() + " in match " + held.getFirst().match());
    }
  }

  private StoredMatch live(Scene scene, MatchId id) {
    StoredMatch match =
        matches
            .find(id)
            .filter(it -> it.account().equals(scene.inputs().account()))
            .orElseThrow(() -> new Refusal(Why.UNKNOWN_MATCH, id.toString()));
    if (!match.isLive()) {
      throw new Refusal(Why.ALREADY_UNDONE, id.toString());
    }
    return match;
  }

  private Break open(Scene scene, String id) {
    Break known =
        breaks
            .find(id)
            .filter(it -> it.account().equals(scene.inputs().account()))
            .orElseThrow(() -> new Refusal(Why.UNKNOWN_BREAK, id));
    if (!known.isOpen()) {
      throw new Refusal(Why.ALREADY_RESOLVED, id);
    }
    return known;
  }

  /** The match by which a posted break has its one line. */
  private StoredMatch heldLine(Scene scene, Break known) {
    boolean isOfALine =
        known.kind() == BreakKind.POSTED && !known.outside().isEmpty() && known.inside().isEmpty();
    List<Item> lines =
        scene.items().stream()
            .filter(it -> it.origin() == Origin.OUTSIDE && known.outside().contains(it.id()))
            .toList();
    return (isOfALine ? claims.held(lines) : List.<Claim>of())
        .stream()
            .findFirst()
            .flatMap(claim -> matches.find(claim.match()))
            .filter(match -> match.rule() == Rule.BREAK)
            .orElseThrow(() -> new Refusal(Why.NOT_OF_A_LINE, known.id()));
  }

  private static boolean isUnknown(RecordedEntry entry) {
    return Set.of("unknown_credit", "unknown_debit").contains(entry.entry().kind());
  }

  /** The items of a match, lines first. */
  private static List<Item> itemsOf(Scene scene, StoredMatch match) {
    return scene.items().stream()
        .filter(it ->
            (it.origin() == Origin.OUTSIDE ? match.outside() : match.inside()).contains(it.id()))
        .sorted(Comparator.comparing(Item::origin).thenComparing(Item::id))
        .toList();
  }

  /** Whether an item was posted because of a line of its match. */
  private static boolean isPostedFor(Scene scene, StoredMatch match, Item item) {
    return item.origin() == Origin.INSIDE
        && scene
            .from()
            .movements()
            .entry(item.id())
            .map(entry -> entry.entry().metadata().get("evidence"))
            .filter(match.outside()::contains)
            .isPresent();
  }

  private static RecordedEntry entryOf(Scene scene, Item item) {
    return scene
        .from()
        .movements()
        .entry(item.id())
        .orElseThrow(() -> new IllegalStateException(item + " is no movement"));
  }

  /** Whether the settlement of a provider's line has arrived. */
  private boolean isSettled(Scene scene, Item item) {
    AccountRef account = scene.account();
    if (item.batch().isEmpty() || !AccountClass.PROVIDER_RECEIVABLE.contains(account.path())) {
      return false;
    }
    String provider = account.path().dimension();
    return ledger.entry(new EntryKey("settlement/" + provider, item.batch())).isPresent();
  }

  private Optional<BankSettling> settling(Scene scene) {
    AccountRef account = scene.account();
    if (!AccountClass.BANK.contains(account.path())) {
      return Optional.empty();
    }
    BankSettling.Books books = new BankSettling.Books(ledger, scene.from().movements(), breaks);
    return Optional.of(new BankSettling(books, account, scene.expected(), terms));
  }

  private static long sum(List<Item> items) {
    long sum = 0;
    for (Item item : items) {
      sum = Math.addExact(sum, item.minor());
    }
    return sum;
  }
}
