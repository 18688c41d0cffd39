package org.ledgercore.http.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Unit;
import org.ledgercore.query.Paging;
import org.ledgercore.rules.Outcome;

/** Accounts: open, look at, change what may change, close. */
public final class AccountCalls {

  private static final Comparator<AccountRef> ORDER =
      Comparator.comparing(AccountRef::path).thenComparing(AccountRef::currency);

  private final Desk desk;

  public AccountCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * An account to be opened.
   *
   * @param path its name within the currency
   * @param currency its unit
   * @param type its type
   * @param normalSide the side on which it grows; missing for its type's
   * @param number its digits in a report's chart, 0 to 9999; missing for none
   * @param floor the lowest available balance, a decimal; missing for none
   * @param ceiling the highest balance, a decimal; missing for none
   * @param owner the organisation that owns it; missing for none
   * @param dimensions facts to report by
   */
  public record Opening(
      String path,
      String currency,
      AccountType type,
      @Nullable Side normalSide,
      @Nullable Integer number,
      @Nullable String floor,
      @Nullable String ceiling,
      @Nullable String owner,
      @Nullable Map<String, String> dimensions) {}

  /**
   * Names an account.
   *
   * @param currency its unit
   * @param path its name within the currency
   */
  public record Which(String currency, String path) {}

  /**
   * A page of accounts in the order they were opened; of one owner, by path and currency.
   *
   * @param owner only those that this organisation owns; missing for all
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record Listing(@Nullable String owner, @Nullable String after, @Nullable Integer limit) {}

  /**
   * An account as a list shows it.
   *
   * @param path its name within the currency
   * @param currency its unit
   * @param type its type
   * @param normalSide the side on which it grows
   * @param number its digits in a report's chart, 0 for none
   */
  public record Listed(
      String path, String currency, AccountType type, Side normalSide, int number) {

    static Listed of(Account account) {
      return new Listed(
          account.path().value(),
          account.unit().code(),
          account.type(),
          account.normalSide(),
          account.number());
    }
  }

  /**
   * A freeze.
   *
   * @param currency the account's unit
   * @param path the account's name
   * @param status FROZEN_IN, FROZEN_OUT or FROZEN
   * @param reason why, 1 to 1000 characters
   */
  public record Freezing(String currency, String path, AccountStatus status, String reason) {}

  /**
   * A change that says no more than why.
   *
   * @param currency the account's unit
   * @param path the account's name
   * @param reason why, 1 to 1000 characters
   */
  public record Change(String currency, String path, String reason) {}

  /**
   * Both limits anew.
   *
   * @param currency the account's unit
   * @param path the account's name
   * @param floor the lowest available balance; missing for none
   * @param ceiling the highest balance; missing for none
   * @param reason why, 1 to 1000 characters
   */
  public record Limits(
      String currency,
      String path,
      @Nullable String floor,
      @Nullable String ceiling,
      String reason) {}

  /**
   * Owner and dimensions anew.
   *
   * @param currency the account's unit
   * @param path the account's name
   * @param owner the organisation; missing for none
   * @param dimensions all facts to report by
   * @param reason why, 1 to 1000 characters
   */
  public record Assignment(
      String currency,
      String path,
      @Nullable String owner,
      @Nullable Map<String, String> dimensions,
      String reason) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("openAccount", Opening.class, Views.AccountCard.class, this::open);
    to.page("listAccounts", Listing.class, Listed.class, this::list);
    to.one("getAccount", Which.class, Views.AccountCard.class, this::get);
    to.one("freezeAccount", Freezing.class, Views.Entry.class, this::freeze);
    to.one("unfreezeAccount", Change.class, Views.Entry.class, this::unfreeze);
    to.one("limitAccount", Limits.class, Views.Entry.class, this::limit);
    to.one("assignAccount", Assignment.class, Views.Entry.class, this::assign);
    to.one("closeAccount", Change.class, Views.Entry.class, this::close);
  }

  /** Opens an account, or finds it open as the same thing. */
  public Answer<Views.AccountCard> open(Call call, Opening wanted) {
    Unit unit = desk.unit(wanted.currency());
    Side side = wanted.normalSide();
    Integer number = wanted.number();
    Map<String, String> dimensions = wanted.dimensions();
    AccountTerms terms =
        new AccountTerms(
            desk.minor("floor", wanted.floor(), wanted.currency()),
            desk.minor("ceiling", wanted.ceiling(), wanted.currency()),
            wanted.owner(),
            new TreeMap<>(dimensions == null ? Map.of() : dimensions));
    Account account =
        desk.ledger()
            .accounts()
            .open(
                new NewAccount(
                    AccountPath.of(wanted.path()),
                    unit,
                    wanted.type(),
                    side == null ? wanted.type().normalSide() : side,
                    number == null ? 0 : number,
                    terms),
                call.author());
    return Answer.recorded(card(account));
  }

  /** A page of accounts. */
  public Answer<Page<Listed>> list(Call call, Listing wanted) {
    return Answer.found(page(wanted.owner(), wanted.after(), wanted.limit()));
  }

  /** What holds of one account, and its figures. */
  public Answer<Views.AccountCard> get(Call call, Which which) {
    return Answer.found(card(desk.account(which.path(), which.currency())));
  }

  /** Freezes an account. */
  public Answer<Views.Entry> freeze(Call call, Freezing wanted) {
    AccountRef ref = Desk.ref(wanted.path(), wanted.currency());
    return changed(
        desk.ledger().accounts().freeze(ref, wanted.status(), call.because(wanted.reason())));
  }

  /** Lets a frozen account take everything again. */
  public Answer<Views.Entry> unfreeze(Call call, Change wanted) {
    AccountRef ref = Desk.ref(wanted.path(), wanted.currency());
    return changed(desk.ledger().accounts().unfreeze(ref, call.because(wanted.reason())));
  }

  /** Sets both limits. */
  public Answer<Views.Entry> limit(Call call, Limits wanted) {
    AccountRef ref = Desk.ref(wanted.path(), wanted.currency());
    Long floor = desk.minor("floor", wanted.floor(), wanted.currency());
    Long ceiling = desk.minor("ceiling", wanted.ceiling(), wanted.currency());
    return changed(
        desk.ledger().accounts().limit(ref, floor, ceiling, call.because(wanted.reason())));
  }

  /** Sets owner and dimensions. */
  public Answer<Views.Entry> assign(Call call, Assignment wanted) {
    AccountRef ref = Desk.ref(wanted.path(), wanted.currency());
    Map<String, String> given = wanted.dimensions();
    Map<String, String> dimensions = given == null ? Map.of() : given;
    return changed(
        desk.ledger()
            .accounts()
            .assign(ref, wanted.owner(), dimensions, call.because(wanted.reason())));
  }

  /** Closes an empty account for good. */
  public Answer<Views.Entry> close(Call call, Change wanted) {
    AccountRef ref = Desk.ref(wanted.path(), wanted.currency());
    return changed(desk.ledger().accounts().close(ref, call.actor(), wanted.reason()));
  }

  /** All accounts in the order they were opened, or an owner's by path and currency. */
  Page<Listed> page(@Nullable String owner, @Nullable String after, @Nullable Integer limit) {
    int most = Limit.of(limit);
    return owner == null ? all(after, most) : ownedBy(owner, after, most);
  }

  private Page<Listed> all(@Nullable String after, int limit) {
    Paging paging = Paging.after(after == null ? 0 : number(after), limit);
    List<Account> found =
        desk.ledger().accounts().page(AsOf.now(), paging).stream()
            .map(listed -> listed.balance().account())
            .toList();
    boolean more = found.size() == limit;
    return page(found, more ? Integer.toString(found.getLast().id()) : null);
  }

  private Page<Listed> ownedBy(String owner, @Nullable String after, int limit) {
    AccountRef last = after == null ? null : cursor(after);
    List<Account> found =
        desk.ledger().accounts().ownedBy(owner).stream()
            .filter(account -> last == null || ORDER.compare(account.ref(), last) > 0)
            .limit(limit)
            .toList();
    return page(found, found.size() == limit ? cursor(found.getLast()) : null);
  }

  private static Page<Listed> page(List<Account> found, @Nullable String next) {
    return new Page<>(found.stream().map(Listed::of).toList(), next);
  }

  private static long number(String after) {
    if (!after.matches("[0-9]{1,10}")) {
      throw Limit.badCursor(after);
    }
    return Long.parseLong(after);
  }

  Views.AccountCard card(Account account) {
    return Views.AccountCard.of(
        desk.ledger().accounts().state(account.ref()).orElseThrow(),
        desk.ledger().balance(account));
  }

  private static Answer<Views.Entry> changed(Outcome outcome) {
    return Answer.of(outcome, Views.Entry::of);
  }

  private static String cursor(Account last) {
    return last.unit().code() + "/" + last.path().value();
  }

  private static AccountRef cursor(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw Limit.badCursor(text);
    }
    return Desk.ref(text.substring(slash + 1), text.substring(0, slash));
  }
}
