package org.ledgercore.http.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.cashdesk.CashDesks;
import org.ledgercore.cashdesk.DeskDay;
import org.ledgercore.cashdesk.DeskReport;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Balance;
import org.ledgercore.http.ledger.PaymentRequests.Opened;
import org.ledgercore.http.ledger.PaymentRequests.Partaker;
import org.ledgercore.http.ledger.PaymentRequests.When;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.SubjectId;
import org.ledgercore.query.EntryFilter;
import org.ledgercore.query.EntryPage;

/**
 * Cash desks: all of them for accountants, and for a cashier the one desk that the token or login
 * names as organisation. Which desk it is never comes from a cashier's request.
 */
public final class DeskCalls {

  /** The fact under which an entry keeps who worked the desk. */
  private static final String CASHIER = "cashier";

  private final Desk desk;
  private final CashDesks desks;

  public DeskCalls(Desk desk) {
    this.desk = desk;
    this.desks = CashDesks.on(desk.ledger());
  }

  /**
   * The drawers in one currency.
   *
   * @param currency the currency
   * @param total what all of them hold
   * @param drawers how many they are
   */
  public record DeskTotal(String currency, Amount total, int drawers) {}

  /**
   * A desk's day.
   *
   * @param desk the desk
   * @param day the day; missing for the newest
   */
  public record DeskDayWanted(String desk, @Nullable LocalDate day) {}

  /**
   * A day of one's own desk.
   *
   * @param day the day; missing for the newest
   */
  public record OwnDeskDay(@Nullable LocalDate day) {}

  /**
   * A desk's day in one currency; opening plus what came in less what went out is expected.
   *
   * @param desk the desk
   * @param day the day
   * @param state whether it is open
   * @param openedBy who brought it into this state
   * @param opening what was in the drawer before it
   * @param in what came in
   * @param out what went out
   * @param expected what must be in the drawer
   * @param counted what was counted; missing until it is closed
   * @param closing what the books say
   * @param lines its movements
   */
  public record DeskPage(
      String desk,
      LocalDate day,
      DeskDay.State state,
      String openedBy,
      Amount opening,
      Amount in,
      Amount out,
      Amount expected,
      @Nullable Amount counted,
      Amount closing,
      List<Views.Line> lines) {

    static DeskPage of(DeskReport report) {
      return new DeskPage(
          report.day().desk().value(),
          report.day().day(),
          report.day().state(),
          report.day().actor(),
          Amount.of(report.opening()),
          Amount.of(report.in()),
          Amount.of(report.out()),
          Amount.of(report.expected()),
          report.counted().map(Amount::of).orElse(null),
          Amount.of(report.closing()),
          report.lines().stream().map(Views.Line::of).toList());
    }
  }

  /**
   * What moved a desk's drawer.
   *
   * @param desk the desk
   * @param currency the drawer's currency
   * @param cashier only what this cashier did; missing for all
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record DeskWork(
      String desk,
      String currency,
      @Nullable String cashier,
      @Nullable Long after,
      @Nullable Integer limit) {}

  /**
   * What moved the drawer of one's own desk.
   *
   * @param currency the drawer's currency
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record OwnDeskWork(String currency, @Nullable Long after, @Nullable Integer limit) {}

  /**
   * The day begins.
   *
   * @param day the business day
   */
  public record DeskOpening(LocalDate day) {}

  /**
   * The day ends.
   *
   * @param counted what is in each drawer, one amount a currency
   * @param when when, and the case
   */
  public record DeskClosing(List<Amount> counted, When when) {}

  /**
   * Cash over the counter.
   *
   * @param receipt the receipt's number, which moves money once
   * @param wallet whose wallet
   * @param amount how much, in whole cash steps
   * @param commission what the platform takes, zero or more
   * @param when when, and the case
   */
  public record OverTheCounter(
      String receipt, String wallet, Amount amount, Amount commission, When when) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("openDesk", Partaker.class, Opened.class, this::openDesk);
    to.one("openWallet", Partaker.class, Opened.class, this::openWallet);
    to.page("listDrawers", ChartCalls.Nothing.class, Views.Figures.class, this::drawers);
    to.page("listDeskTotals", ChartCalls.Nothing.class, DeskTotal.class, this::totals);
    to.page("getDeskReport", DeskDayWanted.class, DeskPage.class, this::report);
    to.page("listDeskOperations", DeskWork.class, Views.Entry.class, this::work);
    to.one("openOwnDesk", DeskOpening.class, Views.Entry.class, this::openOwn);
    to.one("closeOwnDesk", DeskClosing.class, Views.Entry.class, this::closeOwn);
    to.one("takeCash", OverTheCounter.class, Views.Entry.class, this::take);
    to.one("payCash", OverTheCounter.class, Views.Entry.class, this::pay);
    to.page("getOwnDeskReport", OwnDeskDay.class, DeskPage.class, this::ownReport);
    to.page("listOwnDeskOperations", OwnDeskWork.class, Views.Entry.class, this::ownWork);
  }

  /** Opens a desk's drawer and the account of its counts. */
  public Answer<Opened> openDesk(Call call, Partaker wanted) {
    desk.payments()
        .openingFor(call.author())
        .openDesk(new DeskId(wanted.id()), desk.unit(wanted.currency()));
    return Answer.recorded(new Opened(wanted.id(), wanted.currency()));
  }

  /** Opens a customer's wallet. */
  public Answer<Opened> openWallet(Call call, Partaker wanted) {
    desk.payments()
        .openingFor(call.author())
        .openSubject(new SubjectId(wanted.id()), desk.unit(wanted.currency()));
    return Answer.recorded(new Opened(wanted.id(), wanted.currency()));
  }

  /** Every drawer of every desk. */
  public Answer<Page<Views.Figures>> drawers(Call call, ChartCalls.Nothing nothing) {
    return Answer.found(
        new Page<>(desks.drawers(AsOf.now()).stream().map(Views.Figures::of).toList(), null));
  }

  /** All drawers together, by currency. */
  public Answer<Page<DeskTotal>> totals(Call call, ChartCalls.Nothing nothing) {
    Map<String, List<Money>> byUnit = new TreeMap<>();
    for (Balance drawer : desks.drawers(AsOf.now())) {
      byUnit
          .computeIfAbsent(drawer.account().unit().code(), any -> new ArrayList<>())
          .add(drawer.posted());
    }
    List<DeskTotal> totals = new ArrayList<>();
    byUnit.forEach((unit, each) ->
        totals.add(
            new DeskTotal(
                unit, Amount.of(each.stream().reduce(Money::plus).orElseThrow()), each.size())));
    return Answer.found(new Page<>(totals, null));
  }

  /** A desk's day, one item a currency. */
  public Answer<Page<DeskPage>> report(Call call, DeskDayWanted wanted) {
    return Answer.found(reported(new DeskId(wanted.desk()), wanted.day()));
  }

  /** What moved a desk's drawer, or what one cashier did there. */
  public Answer<Page<Views.Entry>> work(Call call, DeskWork wanted) {
    return Answer.found(worked(wanted));
  }

  /** Opens the day of one's own desk. */
  public Answer<Views.Entry> openOwn(Call call, DeskOpening wanted) {
    return Answer.of(desks.open(own(call), wanted.day(), call.actor()), Views.Entry::of);
  }

  /** Counts the drawers of one's own desk and closes its day. */
  public Answer<Views.Entry> closeOwn(Call call, DeskClosing wanted) {
    List<Money> counted = new ArrayList<>();
    for (int i = 0; i < wanted.counted().size(); i++) {
      counted.add(desk.money("counted[" + i + "]", wanted.counted().get(i)));
    }
    return Answer.of(
        desks.close(own(call), counted, occasion(call, wanted.when()), call.actor()),
        Views.Entry::of);
  }

  /** P12c: a customer pays cash into a wallet. */
  public Answer<Views.Entry> take(Call call, OverTheCounter wanted) {
    return post(
        new CashStep.ToppedUp(
            wanted.receipt(),
            atOwnDesk(call, wanted),
            desk.money("amount", wanted.amount()),
            occasion(call, wanted.when())));
  }

  /** P12d: a customer takes cash from a wallet. */
  public Answer<Views.Entry> pay(Call call, OverTheCounter wanted) {
    return post(
        new CashStep.Withdrawn(
            wanted.receipt(),
            atOwnDesk(call, wanted),
            desk.money("amount", wanted.amount()),
            occasion(call, wanted.when())));
  }

  /** A day of one's own desk, one item a currency. */
  public Answer<Page<DeskPage>> ownReport(Call call, OwnDeskDay wanted) {
    return Answer.found(reported(own(call), wanted.day()));
  }

  /** What moved the drawer of one's own desk: collections and supplies among it. */
  public Answer<Page<Views.Entry>> ownWork(Call call, OwnDeskWork wanted) {
    return Answer.found(
        worked(
            new DeskWork(
                own(call).value(), wanted.currency(), null, wanted.after(), wanted.limit())));
  }

  private Page<DeskPage> reported(DeskId id, @Nullable LocalDate day) {
    List<DeskReport> reports = day == null ? desks.report(id) : desks.report(id, day);
    return new Page<>(reports.stream().map(DeskPage::of).toList(), null);
  }

  private Page<Views.Entry> worked(DeskWork wanted) {
    AccountPath drawer = AccountClass.CASH_DESK.path(new DeskId(wanted.desk()).value());
    EntryFilter filter = EntryFilter.all().on(desk.account(drawer.value(), wanted.currency()));
    String cashier = wanted.cashier();
    if (cashier != null) {
      filter = filter.with(CASHIER, cashier);
    }
    EntryPage page =
        desk.ledger().queries().entries(filter, Limit.page(wanted.after(), wanted.limit()));
    return new Page<>(
        page.entries().stream().map(Views.Entry::of).toList(),
        page.isLast() ? null : Long.toString(page.after()));
  }

  private Answer<Views.Entry> post(PaymentCommand command) {
    return Answer.of(desks.post(command), Views.Entry::of);
  }

  private CashStep.AtDesk atOwnDesk(Call call, OverTheCounter wanted) {
    return new CashStep.AtDesk(
        own(call), new SubjectId(wanted.wallet()), desk.money("commission", wanted.commission()));
  }

  private static DeskId own(Call call) {
    return new DeskId(call.principal().organisation());
  }

  private static Occasion occasion(Call call, When when) {
    Map<String, String> given = when.facts();
    Map<String, String> facts = new HashMap<>(given == null ? Map.of() : given);
    facts.put(CASHIER, call.actor());
    return new Occasion(when.date(), when.payment(), facts);
  }
}
