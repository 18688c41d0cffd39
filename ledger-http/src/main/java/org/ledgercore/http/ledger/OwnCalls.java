package org.ledgercore.http.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.http.ledger.AccountCalls.Listed;
import org.ledgercore.http.ledger.AccountCalls.Which;
import org.ledgercore.http.ledger.EventCalls.Visibility;
import org.ledgercore.http.ledger.PaymentRequests.InUnit;
import org.ledgercore.http.ledger.PaymentRequests.WhichPayment;
import org.ledgercore.http.ledger.ReportCalls.Statement;
import org.ledgercore.http.ledger.ReportCalls.StatementWanted;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.PaymentState;

/**
 * What callers outside of operations see: a merchant and a partner what their organisation owns,
 * whoever pays the one payment of their token. The organisation comes from the token and goes into
 * the query; what is another's is as if it were not there. Answers have no entry as it stands in
 * the journal, so no account, metadata or key of ours.
 */
public final class OwnCalls {

  private static final int MAX_STEPS = 1_000;

  private final Desk desk;
  private final AccountCalls accounts;
  private final ReportCalls reports;

  public OwnCalls(Desk desk) {
    this.desk = desk;
    this.accounts = new AccountCalls(desk);
    this.reports = new ReportCalls(desk);
  }

  /**
   * A page of one's own accounts.
   *
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record Listing(@Nullable String after, @Nullable Integer limit) {}

  /**
   * A step of a payment as its parties see it.
   *
   * @param kind what happened
   * @param effectiveDate its business day
   * @param recordedAt when it was recorded
   */
  public record Step(String kind, LocalDate effectiveDate, Instant recordedAt) {

    static Step of(RecordedEntry recorded) {
      return new Step(recorded.entry().kind(), recorded.effectiveDate(), recorded.recordedAt());
    }
  }

  /**
   * What has become of a payment, as its parties see it.
   *
   * @param payment the payment's id
   * @param captured what was paid
   * @param refunded what was paid back
   * @param steps what happened, in order
   */
  public record OwnPayment(String payment, Amount captured, Amount refunded, List<Step> steps) {}

  /**
   * A posting on one's own account; what our people noted with it is not part of it.
   *
   * @param posting its number
   * @param effectiveDate its business day
   * @param kind what happened
   * @param side debit or credit
   * @param amount positive
   * @param balance the balance after it, on the normal side
   */
  public record OwnLine(
      long posting,
      LocalDate effectiveDate,
      String kind,
      Side side,
      Amount amount,
      Amount balance) {

    static OwnLine of(Views.Line line) {
      return new OwnLine(
          line.posting(),
          line.effectiveDate(),
          line.kind(),
          line.side(),
          line.amount(),
          line.balance());
    }
  }

  /**
   * A page of a statement; opening plus lines is closing.
   *
   * @param opening the balance before the page
   * @param lines the postings
   * @param closing the balance after the page
   * @param next what to ask {@code after} for the page behind; missing on the last one
   */
  public record OwnStatement(
      Amount opening, List<OwnLine> lines, Amount closing, @Nullable String next) {

    static OwnStatement of(Statement page) {
      return new OwnStatement(
          page.opening(),
          page.lines().stream().map(OwnLine::of).toList(),
          page.closing(),
          page.next());
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.page("listOwnAccounts", Listing.class, Listed.class, this::accounts);
    to.one("getOwnAccount", Which.class, Views.Figures.class, this::account);
    to.one("getOwnStatement", StatementWanted.class, OwnStatement.class, this::statement);
    to.one("getOwnFunds", InUnit.class, PaymentReports.Funds.class, this::funds);
    to.one("getOwnPayment", WhichPayment.class, OwnPayment.class, this::payment);
    to.page("listPartnerAccounts", Listing.class, Listed.class, this::accounts);
    to.one("getPartnerAccount", Which.class, Views.Figures.class, this::account);
    to.one("getPartnerPayment", WhichPayment.class, OwnPayment.class, this::payment);
    to.one("getPaidPayment", WhichPayment.class, OwnPayment.class, this::onePayment);
  }

  /** The caller's own accounts. */
  public Answer<Page<Listed>> accounts(Call call, Listing wanted) {
    return Answer.found(
        accounts.page(call.principal().organisation(), wanted.after(), wanted.limit()));
  }

  /** The figures of one of the caller's own accounts. */
  public Answer<Views.Figures> account(Call call, Which which) {
    return Answer.found(
        own(call, which.path(), which.currency())
            .map(account -> Views.Figures.of(desk.ledger().balance(account))));
  }

  /** A page of the postings of one of the caller's own accounts. */
  public Answer<OwnStatement> statement(Call call, StatementWanted wanted) {
    return Answer.found(
        own(call, wanted.path(), wanted.currency())
            .map(account -> reports.statement(account, wanted.after(), wanted.limit()))
            .map(OwnStatement::of));
  }

  /** What the calling merchant has and owes. */
  public Answer<PaymentReports.Funds> funds(Call call, InUnit in) {
    MerchantId merchant = new MerchantId(call.principal().organisation());
    return Answer.found(
        PaymentReports.Funds.of(desk.payments().funds(merchant, desk.unit(in.currency()))));
  }

  /** A payment that moved one of the caller's own accounts: what it did there. */
  public Answer<OwnPayment> payment(Call call, WhichPayment which) {
    Unit unit = desk.unit(which.currency());
    Set<AccountRef> own = new HashSet<>();
    desk.ledger()
        .accounts()
        .ownedBy(call.principal().organisation())
        .forEach(account -> own.add(account.ref()));
    List<RecordedEntry> moved =
        desk.ledger().queries().correlated(which.payment()).stream()
            .filter(each -> isSeen(each, Visibility.MERCHANT_VISIBLE))
            .filter(
                each -> each.entry().postings().stream().anyMatch(leg -> own.contains(leg.ref())))
            .toList();
    return Answer.found(
        moved.isEmpty() ? Optional.empty() : Optional.of(seen(which.payment(), unit, moved)));
  }

  /** The one payment of the caller's token: what the customer may know of it. */
  public Answer<OwnPayment> onePayment(Call call, WhichPayment which) {
    boolean isOwn = which.payment().equals(call.principal().organisation());
    List<RecordedEntry> known =
        desk.ledger().queries().correlated(call.principal().organisation()).stream()
            .filter(each -> isSeen(each, Visibility.CUSTOMER_SAFE))
            .toList();
    return Answer.found(
        isOwn && !known.isEmpty()
            ? Optional.of(seen(which.payment(), desk.unit(which.currency()), known))
            : Optional.empty());
  }

  /** Whether an entry is of a class that is seen from there on. */
  private static boolean isSeen(RecordedEntry entry, Visibility from) {
    return EventCalls.visibility(entry.entry().kind()).compareTo(from) >= 0;
  }

  private Optional<Account> own(Call call, String path, String currency) {
    return desk.ownAccount(call.principal().organisation(), path, currency);
  }

  private OwnPayment seen(String payment, Unit unit, List<RecordedEntry> steps) {
    PaymentState state = desk.payments().payment(payment, unit);
    return new OwnPayment(
        payment,
        Amount.of(state.captured()),
        Amount.of(state.refunded()),
        steps.stream().limit(MAX_STEPS).map(Step::of).toList());
  }
}
