package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.money.Unit;

/** Makes up what opens and closes units and accounts. Not safe for many threads. */
final class ChartSource {

  private static final int FEW_ACCOUNTS = 6;
  private static final String REASON = "merged";

  private final Draw draw;
  private final Supplier<ModelLedger> now;
  private final List<Unit> units = new ArrayList<>();

  /** For the books as they are when something is asked for. */
  ChartSource(Draw draw, Supplier<ModelLedger> now) {
    this.draw = draw;
    this.now = now;
  }

  /** The units that are open for sure. */
  List<Unit> units() {
    return units;
  }

  /** One more unit. */
  Action.OpenUnit openUnit() {
    Unit unit = draw.unit((char) ('A' + units.size()) + "U" + draw.below(100));
    units.add(unit);
    return new Action.OpenUnit(unit);
  }

  /** Closes an account of which nothing was ever said. */
  static Action.CloseAccount closing(NewAccount account) {
    return new Action.CloseAccount(account.ref(), REASON);
  }

  Action openUnitAgain() {
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

  Action openAccount() {
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

  Action closeAccount() {
    ModelAccount account =
        switch (draw.below(8)) {
          case 0, 1, 6 -> openAccounts() < FEW_ACCOUNTS ? null : emptied();
          case 5 -> any(it -> it.closedFor() == null && it.balance() == 0 && it.hasPending());
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

  /** An account to be closed, one that was used if there is any. */
  private @Nullable ModelAccount emptied() {
    ModelAccount used = any(ModelAccount::isEmptied);
    return used != null ? used : any(it -> it.closedFor() == null && it.balance() == 0);
  }

  private long openAccounts() {
    return now.get().accounts().stream().filter(it -> it.closedFor() == null).count();
  }

  private @Nullable ModelAccount any(Predicate<ModelAccount> wanted) {
    List<ModelAccount> found = now.get().accounts().stream().filter(wanted).toList();
    return found.isEmpty() ? null : draw.of(found);
  }
}
