package org.ledgercore.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * Makes up a day: a chart, then actions on it, each chosen with a look at what the model says the
 * books are by then. The same seed gives the same day. Not safe for many threads.
 */
final class DaySource {

  /** Days differ in what they have more of; one in eight fills accounts with turnover. */
  private static final int FLAVOURS = 8;

  private static final int BRIM = 0;
  private static final Set<Integer> OF_ROOMS = Set.of(1, 5);
  private static final Set<Integer> OF_PARTS = Set.of(2, 6);
  private static final Set<Integer> OF_CHANGES = Set.of(3, 7);

  private static final String OVERFLOW = "BALANCE_OVERFLOW";

  /** What entries are refused for on most days, which fill no account; the rarest twice. */
  private static final List<String> REFUSALS =
      Stream.concat(OutcomeCount.REFUSALS.stream(), Stream.of("ACCOUNT_FROZEN", "PERIOD_CLOSED"))
          .filter(code -> !code.equals(OVERFLOW))
          .toList();

  /** The same on the others, which must make up for it. */
  private static final List<String> REFUSALS_AT_THE_BRIM =
      Stream.concat(REFUSALS.stream(), Collections.nCopies(5, OVERFLOW).stream()).toList();

  private static final int COMMANDS = 120;
  private static final int COMMANDS_AT_THE_BRIM = 240;
  private static final int GIANT = 5_000;
  private static final int REST = 4_223;
  private static final List<Integer> FEW_HOURS = List.of(1, 1, 1, 2, 3, 24);

  private final Draw draw;
  private final int flavour;
  private final ChartSource chart;
  private final EntrySource entries;
  private final ChangeSource changes;
  private final PartSource parts;
  private final FactSource facts;
  private final RoomSource rooms;
  private ModelLedger books = new ModelLedger();
  private final List<Action> actions = new ArrayList<>();
  private int commands;

  private DaySource(long seed) {
    this.draw = new Draw(seed);
    this.flavour = Math.floorMod(seed, FLAVOURS);
    this.chart = new ChartSource(draw, () -> books);
    this.entries = new EntrySource(draw);
    this.changes = new ChangeSource(draw);
    this.parts = new PartSource(draw);
    this.facts = new FactSource(draw);
    this.rooms = new RoomSource(draw);
  }

  /** The day of a seed, on a chart of its own making. */
  static Day day(long seed) {
    return day(seed, Math.floorMod(seed, FLAVOURS) == BRIM ? COMMANDS_AT_THE_BRIM : COMMANDS);
  }

  /** The same with so many commands. */
  static Day day(long seed, int commands) {
    DaySource source = new DaySource(seed);
    source.openChart();
    if (source.flavour == BRIM) {
      source.fillToTheBrim();
    }
    return source.dayOf(seed, commands);
  }

  /** The day of a seed, of so many commands on a given chart, whose limits stay as they are. */
  static Day day(long seed, List<NewAccount> chart, int commands) {
    DaySource source = new DaySource(seed);
    source.changes.keepLimits();
    for (NewAccount account : chart) {
      if (!source.chart.units().contains(account.unit())) {
        source.chart.units().add(account.unit());
        source.add(new Action.OpenUnit(account.unit()));
      }
      source.add(new Action.OpenAccount(account));
    }
    return source.dayOf(seed, source.commands + commands);
  }

  private Day dayOf(long seed, int wanted) {
    while (commands < wanted) {
      add(next());
    }
    return new Day(seed, actions);
  }

  /** Adds an action and does it to the books that the next ones are chosen on. */
  private void add(Action action) {
    actions.add(action);
    commands += action.commands();
    apply(action);
  }

  private void apply(Action action) {
    if (action instanceof Action.AtOnce(var threads)) {
      threads.forEach(this::apply);
    } else {
      books = Expected.of(books, action).after();
    }
  }

  private void openChart() {
    for (int i = 0; i < 2 + draw.below(2); i++) {
      add(chart.openUnit());
    }
    for (Unit unit : chart.units()) {
      for (int i = 0; i < 3; i++) {
        add(new Action.OpenAccount(draw.account(unit)));
      }
    }
    NewAccount inTwoUnits = draw.account(chart.units().getFirst());
    add(new Action.OpenAccount(inTwoUnits));
    add(ChartSource.closing(inTwoUnits));
    add(rooms.declaration());
    add(new Action.Post(facts.next(books)));
    add(new Action.Post(facts.next(books)));
    if (draw.below(4) > 0) {
      add(rooms.early());
    }
  }

  /** Two accounts with all the turnover they can take, but for a third of one posting. */
  private void fillToTheBrim() {
    Unit unit = chart.units().getFirst();
    NewAccount debited = NewAccount.asset(draw.path(), unit);
    NewAccount credited = NewAccount.liability(draw.path(), unit);
    add(new Action.OpenAccount(debited));
    add(new Action.OpenAccount(credited));
    for (int legs : List.of(GIANT, REST)) {
      Money most = Money.ofMinor(Posting.MAX_AMOUNT, unit);
      var entry = JournalEntry.undated().key(draw.key());
      EntryParts.repeated(entry, legs, new Posting(debited.path(), Side.DEBIT, most));
      EntryParts.repeated(entry, legs, new Posting(credited.path(), Side.CREDIT, most));
      add(new Action.Post(entry.build()));
    }
  }

  /**
   * The pipeline keeps the turn for a moment, for which others wait: those that take it themselves
   * come in runs.
   */
  private Action next() {
    Action last = actions.isEmpty() ? new Action.Reopen() : actions.getLast();
    if (last instanceof Action.PassTime && draw.below(4) > 0) {
      return decidingFirst();
    }
    if (takesTheTurn(last) && draw.oneIn(2)) {
      return ofItsOwnTurn();
    }
    if (OF_ROOMS.contains(flavour) && draw.oneIn(3)) {
      return rooms.next(books);
    }
    if (OF_CHANGES.contains(flavour) && draw.oneIn(5)) {
      return changes.next(books);
    }
    return OF_PARTS.contains(flavour) && draw.oneIn(4) ? parts.next(books) : any();
  }

  private static boolean takesTheTurn(Action action) {
    return action instanceof Action.Join
        || action instanceof Action.InARoom
        || action instanceof Action.PassTime;
  }

  /** Whoever decides first records the holds that are over by now: each way has its share. */
  private Action decidingFirst() {
    return switch (draw.below(15)) {
      case 0, 1, 2, 3 -> atOnce();
      case 4, 5, 6, 7 -> rooms.next(books);
      default -> join();
    };
  }

  private Action ofItsOwnTurn() {
    return switch (draw.below(10)) {
      case 0, 1, 2, 3 -> join();
      case 4, 5, 6 -> new Action.PassTime(Duration.ofHours(draw.of(FEW_HOURS)));
      default -> rooms.next(books);
    };
  }

  private Action any() {
    int roll = draw.below(100);
    if (roll < 3) {
      return chart.openUnitAgain();
    }
    if (roll < 10) {
      return chart.openAccount();
    }
    if (roll < 17) {
      return chart.closeAccount();
    }
    if (roll < 27) {
      return changes.next(books);
    }
    if (roll < 44) {
      return parts.next(books);
    }
    if (roll < 55) {
      return new Action.Post(draw.below(5) < 2 ? bad(books) : entry(books));
    }
    if (roll < 65) {
      return new Action.Preview(
          switch (draw.below(8)) {
            case 0, 1, 2, 3 -> bad(books);
            case 4 -> entries.again(books);
            default -> entry(books);
          });
    }
    if (roll < 72) {
      return new Action.PostAll(independent());
    }
    if (roll < 84) {
      return new Action.PostAtomically(group(books.copy()));
    }
    if (roll < 92) {
      return ofItsOwnTurn();
    }
    if (roll < 97) {
      return atOnce();
    }
    return roll < 99
        ? new Action.Misbuild(entries.next(books), draw.of(List.of(Action.Fault.values())))
        : new Action.Reopen();
  }

  private JournalEntry entry(ModelLedger ahead) {
    return switch (draw.below(12)) {
      case 0, 1 -> facts.next(ahead);
      case 2 -> bad(ahead);
      default -> entries.next(ahead);
    };
  }

  private JournalEntry good(ModelLedger ahead) {
    return draw.oneIn(5) ? facts.next(ahead) : entries.good(ahead);
  }

  /** An entry to be refused for a reason that is as likely as any other. */
  private JournalEntry bad(ModelLedger ahead) {
    Action.Post aimed =
        new Aim(draw, ahead)
            .at(
                flavour == BRIM ? REFUSALS_AT_THE_BRIM : REFUSALS,
                wanted ->
                    new Action.Post(
                        wanted.equals("FACT_CHANGED") || draw.oneIn(9)
                            ? facts.stale(ahead)
                            : entries.bad(ahead, wanted)));
    return aimed.entry().fact() == null ? entries.remembered(aimed.entry()) : aimed.entry();
  }

  private List<JournalEntry> independent() {
    ModelLedger ahead = books.copy();
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 2 + draw.below(4); i > 0; i--) {
      JournalEntry entry = entry(ahead);
      ahead.post(entry);
      all.add(entry);
    }
    return all;
  }

  /** A group whose members are good, but for one more than half of the time. */
  private List<JournalEntry> group(ModelLedger ahead) {
    List<JournalEntry> members = new ArrayList<>();
    int size = 1 + draw.below(3);
    int bad = draw.below(5) < 3 ? draw.below(size) : size;
    for (int i = 0; i < size; i++) {
      JournalEntry member = i == bad ? bad(ahead) : good(ahead);
      ahead.post(member);
      members.add(member);
    }
    return members;
  }

  private Action join() {
    Deque<ModelLedger> savepoints = new ArrayDeque<>();
    ModelLedger ahead = books.copy();
    List<Action> steps = new ArrayList<>();
    for (int i = 1 + draw.below(5); i > 0; i--) {
      int roll = draw.below(10);
      if (roll < 5) {
        JournalEntry entry = entry(ahead);
        ahead.post(entry);
        steps.add(new Action.Post(entry));
      } else if (roll < 7) {
        List<JournalEntry> members = group(ahead.copy());
        ahead.postAtomically(members);
        steps.add(new Action.PostAtomically(members));
      } else if (savepoints.isEmpty() || roll < 8) {
        savepoints.push(ahead.copy());
        steps.add(new Action.Savepoint());
      } else {
        ahead = savepoints.pop();
        steps.add(new Action.BackToSavepoint());
      }
    }
    return new Action.Join(List.copyOf(steps), !draw.oneIn(3));
  }

  /** Some of the threads send the very same thing, or all want what is left on one account. */
  private Action atOnce() {
    List<Action> threads = new ArrayList<>();
    for (int i = 2 + draw.below(3); i > 0; i--) {
      threads.add(
          switch (draw.below(11)) {
            case 8 -> changes.next(books);
            case 9 -> parts.next(books);
            case 10 -> rooms.betweenOthers(books);
            case 0, 1 -> threads.isEmpty() ? new Action.Post(entry(books)) : draw.of(threads);
            case 2 -> new Action.PostAll(independent());
            case 3 -> new Action.PostAtomically(group(books.copy()));
            case 4 -> join();
            default -> new Action.Post(entry(books));
          });
    }
    return new Action.AtOnce(List.copyOf(threads));
  }
}
