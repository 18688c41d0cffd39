package org.ledgercore.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
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

  /** One day in so many goes to where an account's turnover no longer fits 64 bits. */
  private static final int FLAVOURS = 16;

  private static final int COMMANDS = 55;
  private static final int COMMANDS_AT_THE_BRIM = 200;
  private static final int GIANT = 5_000;
  private static final int REST = 4_223;
  private static final int FEW_ACCOUNTS = 6;
  private static final String REASON = "merged";

  private final Draw draw;
  private final EntrySource entries;
  private final ChangeSource changes;
  private final PartSource parts;
  private final ModelLedger books = new ModelLedger();
  private final List<Unit> units = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private int commands;

  private DaySource(long seed) {
    this.draw = new Draw(seed);
    this.entries = new EntrySource(draw);
    this.changes = new ChangeSource(draw);
    this.parts = new PartSource(draw);
  }

  /** The day of a seed, on a chart of its own making. */
  static Day day(long seed) {
    DaySource source = new DaySource(seed);
    boolean isAtTheBrim = Math.floorMod(seed, FLAVOURS) == 0;
    source.openChart();
    if (isAtTheBrim) {
      source.fillToTheBrim();
    }
    return source.dayOf(seed, isAtTheBrim ? COMMANDS_AT_THE_BRIM : COMMANDS);
  }

  /** The day of a seed, of so many commands on a given chart. */
  static Day day(long seed, List<NewAccount> chart, int commands) {
    DaySource source = new DaySource(seed);
    for (NewAccount account : chart) {
      if (!source.units.contains(account.unit())) {
        source.units.add(account.unit());
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
    switch (action) {
      case Action.OpenUnit it -> books.openUnit(it.unit());
      case Action.OpenAccount it -> books.openAccount(it.account());
      case Action.CloseAccount it -> books.closeAccount(it.account(), it.reason());
      case Action.FreezeAccount it -> books.change(it);
      case Action.LimitAccount it -> books.change(it);
      case Action.AssignAccount it -> books.change(it);
      case Action.Reverse it -> books.reverse(it);
      case Action.Settle it -> books.settle(it);
      case Action.VoidHold it -> books.voidHold(it);
      case Action.Post it -> books.post(it.entry());
      case Action.PostAll it -> books.postAll(it.entries());
      case Action.PostAtomically it -> books.postAtomically(it.members());
      case Action.AtOnce it -> it.actions().forEach(this::apply);
      case Action.Join it -> {
        if (it.isCommitted() && !it.steps().contains(new Action.BackToSavepoint())) {
          it.steps().forEach(this::apply);
        }
      }
      case Action.Preview it -> {}
      case Action.Misbuild it -> {}
      case Action.Savepoint it -> {}
      case Action.BackToSavepoint it -> {}
      case Action.Reopen it -> {}
    }
  }

  private void openChart() {
    for (int i = 0; i < 2 + draw.below(2); i++) {
      openUnit();
    }
    for (Unit unit : units) {
      for (int i = 0; i < 3; i++) {
        add(new Action.OpenAccount(draw.account(unit)));
      }
    }
    NewAccount inTwoUnits = draw.account(units.getFirst());
    add(new Action.OpenAccount(inTwoUnits));
    add(new Action.CloseAccount(inTwoUnits.ref(), REASON));
  }

  private void openUnit() {
    Unit unit = draw.unit((char) ('A' + units.size()) + "U" + draw.below(100));
    units.add(unit);
    add(new Action.OpenUnit(unit));
  }

  /** Two accounts with all the turnover they can take, but for a third of one posting. */
  private void fillToTheBrim() {
    Unit unit = units.getFirst();
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

  private Action next() {
    int roll = draw.below(100);
    if (roll < 4) {
      return openUnitAgain();
    }
    if (roll < 12) {
      return openAccount();
    }
    if (roll < 18) {
      return closeAccount();
    }
    if (roll < 27) {
      return changes.next(books);
    }
    if (roll < 38) {
      return parts.next(books);
    }
    if (roll < 49) {
      return new Action.Post(entries.next(books));
    }
    if (roll < 56) {
      return new Action.Preview(
          switch (draw.below(8)) {
            case 0, 1 -> entries.bad(books);
            case 2 -> entries.again(books);
            default -> entries.next(books);
          });
    }
    if (roll < 64) {
      return new Action.PostAll(independent());
    }
    if (roll < 76) {
      return new Action.PostAtomically(group(books.copy()));
    }
    if (roll < 87) {
      return join();
    }
    if (roll < 96) {
      return atOnce();
    }
    return roll < 98
        ? new Action.Misbuild(entries.next(books), draw.of(List.of(Action.Fault.values())))
        : new Action.Reopen();
  }

  private Action openUnitAgain() {
    Unit known = draw.of(units);
    if (draw.oneIn(3)) {
      Unit unit = draw.unit((char) ('A' + units.size() % 20) + "V" + draw.fresh());
      return new Action.OpenUnit(unit);
    }
    return new Action.OpenUnit(
        draw.oneIn(2) ? known : draw.oneIn(2) ? draw.another(known) : changedStep(known));
  }

  private static Unit changedStep(Unit unit) {
    return unit.withTransferStep(unit.transferStep() + 1);
  }

  private Action openAccount() {
    ModelAccount known = any(account -> true);
    Unit unit = draw.of(units);
    if (known == null || draw.below(10) < 4 || openAccounts() < FEW_ACCOUNTS) {
      return new Action.OpenAccount(
          draw.account(draw.oneIn(8) ? draw.shownDifferently(unit) : unit));
    }
    NewAccount opened = known.opened();
    return new Action.OpenAccount(
        switch (draw.below(8)) {
          case 0, 1 -> opened;
          case 2 -> opened.contra();
          case 3 -> opened.numbered(opened.number() == 1 ? 2 : 1);
          case 4 -> Draw.withFloor(opened, opened.floor() == null ? 0 : opened.floor() / 2 + 1);
          case 5 -> in(draw.another(opened.unit()), opened);
          case 6 -> in(draw.of(units), opened);
          default -> in(draw.unit("YY" + draw.below(3)), opened);
        });
  }

  private static NewAccount in(Unit unit, NewAccount account) {
    return new NewAccount(
        account.path(),
        unit,
        account.type(),
        account.normalSide(),
        account.number(),
        account.terms());
  }

  private Action closeAccount() {
    ModelAccount account =
        switch (draw.below(6)) {
          case 0, 1 ->
              openAccounts() < FEW_ACCOUNTS
                  ? null
                  : any(it -> it.closedFor() == null && it.balance() == 0);
          case 2, 3 -> any(it -> it.closedFor() != null);
          case 4 -> any(it -> it.closedFor() == null && it.balance() != 0);
          default -> null;
        };
    if (account != null) {
      String reason = account.closedFor() != null && draw.oneIn(2) ? account.closedFor() : REASON;
      return new Action.CloseAccount(account.ref(), draw.oneIn(4) ? draw.text(1_000) : reason);
    }
    ModelAccount known = any(it -> true);
    Unit unit = draw.of(units);
    AccountPath path =
        known == null || draw.oneIn(2) ? AccountPath.of(draw.path()) : known.ref().path();
    return new Action.CloseAccount(new AccountRef(path, "X" + unit.code()), REASON);
  }

  private List<JournalEntry> independent() {
    ModelLedger ahead = books.copy();
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 2 + draw.below(4); i > 0; i--) {
      JournalEntry entry = entries.next(ahead);
      ahead.post(entry);
      all.add(entry);
    }
    return all;
  }

  /** A group whose members are good, but for one half of the time. */
  private List<JournalEntry> group(ModelLedger ahead) {
    List<JournalEntry> members = new ArrayList<>();
    int size = 1 + draw.below(4);
    int bad = draw.oneIn(2) ? draw.below(size) : size;
    for (int i = 0; i < size; i++) {
      JournalEntry member = i == bad ? entries.bad(ahead) : entries.good(ahead);
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
        JournalEntry entry = entries.next(ahead);
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
          switch (draw.below(10)) {
            case 8 -> changes.next(books);
            case 9 -> parts.next(books);
            case 0, 1 ->
                threads.isEmpty() ? new Action.Post(entries.next(books)) : draw.of(threads);
            case 2 -> new Action.PostAll(independent());
            case 3 -> new Action.PostAtomically(group(books.copy()));
            case 4 -> join();
            default -> new Action.Post(entries.next(books));
          });
    }
    return new Action.AtOnce(List.copyOf(threads));
  }

  private long openAccounts() {
    return books.accounts().stream().filter(it -> it.closedFor() == null).count();
  }

  private @Nullable ModelAccount any(Predicate<ModelAccount> wanted) {
    List<ModelAccount> found = books.accounts().stream().filter(wanted).toList();
    return found.isEmpty() ? null : draw.of(found);
  }
}
