package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.journal.Act;

/** Makes up changes of accounts, good and bad. Not safe for many threads. */
final class ChangeSource {

  /** How much more an accepted one weighs when one is sent again. */
  private static final int WEIGHT = 3;

  /** What changes meet, and once more what chance offers least. */
  private static final List<String> RARE =
      Stream.concat(OutcomeCount.OF_CHANGES.stream(), Stream.of(Verdict.REPLAYED, "KEY_REUSED"))
          .toList();

  private static final int MANY_FROZEN = 4;
  private static final int MAX_REASON = 1_000;
  private static final List<Class<? extends Action>> KINDS =
      List.of(Action.FreezeAccount.class, Action.LimitAccount.class, Action.AssignAccount.class);
  private static final List<AccountStatus> FREEZES =
      List.of(AccountStatus.FROZEN_IN, AccountStatus.FROZEN_OUT, AccountStatus.FROZEN);

  private final Draw draw;
  private final List<Action> sent = new ArrayList<>();
  private boolean keepsLimits;

  ChangeSource(Draw draw) {
    this.draw = draw;
  }

  /** Leaves limits as they are from now on, because somebody's claim rests on them. */
  void keepLimits() {
    keepsLimits = true;
  }

  /** The next change for these books, mostly aimed at an outcome. */
  Action next(ModelLedger books) {
    int kind = keepsLimits ? 2 * draw.below(2) : Math.max(0, draw.below(8) - 2) / 2;
    List<Action> alike = sent.stream().filter(KINDS.get(kind)::isInstance).toList();
    Aim aim = new Aim(draw, books);
    Action change = aim.at(RARE, () -> any(books, kind, alike));
    boolean isAccepted = aim.outcome(change).equals(Verdict.ACCEPTED);
    sent.addAll(Collections.nCopies(isAccepted ? WEIGHT : 1, change));
    return change;
  }

  /** One sent before, its key for another, or a fresh one. */
  private Action any(ModelLedger books, int kind, List<Action> alike) {
    Action old = alike.isEmpty() || !draw.oneIn(4) ? null : draw.of(alike);
    if (old != null) {
      return draw.oneIn(2) ? old : withOtherReason(old);
    }
    return fresh(books, kind);
  }

  private Action withOtherReason(Action old) {
    return switch (old) {
      case Action.FreezeAccount it ->
          new Action.FreezeAccount(it.account(), it.status(), otherwise(it.act()));
      case Action.LimitAccount it ->
          new Action.LimitAccount(
              it.account(), AccountTerms.NONE.within(-7L, null), otherwise(it.act()));
      case Action.AssignAccount it ->
          new Action.AssignAccount(it.account(), it.assigned(), otherwise(it.act()));
      default -> throw new IllegalArgumentException(old.words());
    };
  }

  private Act otherwise(Act act) {
    return new Act(act.key(), act.actor(), "not so " + draw.fresh());
  }

  private Action fresh(ModelLedger books, int kind) {
    AccountRef account = target(books);
    Act act = new Act("c" + draw.fresh(), draw.text(40), draw.text(draw.oneIn(9) ? MAX_REASON : 9));
    return switch (kind) {
      case 0 -> freeze(books, account, act);
      case 1 -> new Action.LimitAccount(account, limits(books, account), act);
      default -> new Action.AssignAccount(account, assigned(), act);
    };
  }

  private Action freeze(ModelLedger books, AccountRef account, Act act) {
    List<ModelAccount> frozen = frozen(books);
    if (frozen.size() >= MANY_FROZEN && draw.below(4) > 0) {
      return new Action.FreezeAccount(draw.of(frozen).ref(), AccountStatus.OPEN, act);
    }
    AccountStatus status = draw.oneIn(8) ? AccountStatus.OPEN : draw.of(FREEZES);
    return new Action.FreezeAccount(account, status, act);
  }

  private static List<ModelAccount> frozen(ModelLedger books) {
    return books.accounts().stream().filter(it -> it.closedFor() == null && !it.isOpen()).toList();
  }

  private AccountTerms limits(ModelLedger books, AccountRef account) {
    ModelAccount known = any(books, it -> it.ref().equals(account));
    long balance = known == null ? 0 : known.balance();
    Long floor = draw.oneIn(2) ? null : Long.valueOf(draw.oneIn(2) ? 0 : near(balance, -1));
    Long ceiling = draw.oneIn(2) ? null : Long.valueOf(near(balance, 1));
    boolean isUpsideDown = floor != null && ceiling != null && ceiling < floor;
    return AccountTerms.NONE.within(floor, isUpsideDown ? null : ceiling);
  }

  /** A little beyond the balance, or on it. */
  private long near(long balance, int direction) {
    long half = Math.max(-Long.MAX_VALUE / 2, Math.min(Long.MAX_VALUE / 2, balance));
    return draw.oneIn(4) ? half : half + direction * draw.amount();
  }

  /** Any terms that an account is opened with, now and then. */
  AccountTerms assigned() {
    Map<String, String> dimensions = new TreeMap<>();
    for (int i = draw.below(3); i > 0; i--) {
      dimensions.put(draw.text(draw.oneIn(9) ? 50 : 6), draw.text(40));
    }
    String owner = draw.oneIn(3) ? null : draw.of(List.of("org-1", "org-2", draw.text(20)));
    return AccountTerms.NONE.assignedTo(owner, dimensions);
  }

  private AccountRef target(ModelLedger books) {
    ModelAccount known =
        switch (draw.below(8)) {
          case 0 -> any(books, it -> it.closedFor() != null);
          case 1 -> null;
          case 2, 3, 4 -> any(books, ModelAccount::hasPending);
          default -> any(books, it -> it.closedFor() == null);
        };
    if (known != null) {
      return known.ref();
    }
    ModelAccount other = any(books, it -> true);
    return other == null || draw.oneIn(2)
        ? new AccountRef(AccountPath.of(draw.path()), "ZZ1")
        : new AccountRef(other.ref().path(), "ZZ1");
  }

  private @Nullable ModelAccount any(ModelLedger books, Predicate<ModelAccount> wanted) {
    List<ModelAccount> found = books.accounts().stream().filter(wanted).toList();
    return found.isEmpty() ? null : draw.of(found);
  }
}
