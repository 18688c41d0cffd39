package org.ledgercore.http.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.ledger.CaseViews.Standing;
import org.ledgercore.http.ledger.PaymentReports.Lot;
import org.ledgercore.http.ledger.PaymentReports.PaymentCard;
import org.ledgercore.http.ledger.PaymentRequests.WhichPayment;
import org.ledgercore.http.ledger.PayoutCalls.PaidLine;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.webhooks.Webhook;
import org.ledgercore.http.webhooks.Webhooks;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;
import org.ledgercore.payouts.PaymentView;
import org.ledgercore.query.EntryFilter;
import org.ledgercore.query.EntryPage;

/**
 * Cases: one page for each payment with all its ids, stages and what comes next, and lists of those
 * that wait too long or need a person.
 */
public final class CaseCalls {

  private static final int USUAL = 20;
  private static final int MOST = 100;
  private static final int DAY = 24;
  private static final int MAX_HOURS = 24 * 366;
  private static final int OK = 200;
  private static final int MULTIPLE = 300;
  private static final String CAPTURE = "capture";
  private static final String EVIDENCE = "evidence";

  private final Desk desk;
  private final Webhooks webhooks;
  private final CaseViews views;
  private final ReceiptCalls receipts;

  public CaseCalls(Desk desk, Webhooks webhooks) {
    this(desk, webhooks, InstantSource.system());
  }

  CaseCalls(Desk desk, Webhooks webhooks, InstantSource clock) {
    this.desk = desk;
    this.webhooks = webhooks;
    this.views = new CaseViews(desk, clock);
    this.receipts = new ReceiptCalls(desk);
  }

  /** The six desks that a payment passes. */
  public enum Passage {
    CAPTURE,
    WEBHOOK,
    RECEIPT,
    COLLECTION,
    RECONCILIATION,
    PAYOUT
  }

  /** How far a passage is. */
  public enum Done {
    DONE,
    OPEN
  }

  /**
   * A passage of a payment.
   *
   * @param passage which desk
   * @param done how far it is
   * @param at when it was last heard of; missing while nothing was
   * @param evidence the ids that show it
   */
  public record CaseStep(Passage passage, Done done, @Nullable Instant at, List<String> evidence) {}

  /**
   * A stage that a payment reached.
   *
   * @param stage which
   * @param entry the entry that led to it
   * @param at when that was recorded
   */
  public record CaseStage(PaymentView.Stage stage, long entry, Instant at) {}

  /**
   * A posting of the payment on the merchant's account, and which payout pays it.
   *
   * @param line the posting
   * @param payout the payout; missing while none pays it
   * @param paid whether a bank has confirmed that
   */
  public record CaseLine(PaidLine line, @Nullable String payout, boolean paid) {}

  /**
   * Everything about a payment on one page.
   *
   * @param payment its id
   * @param stage where it stands
   * @param since since when
   * @param reason why it stands there
   * @param next who has to act
   * @param state captured, refunded, held, disputed
   * @param stages the stages it reached, in order; the last is where it stands
   * @param passages the six desks it passes, in order
   * @param entries the numbers of its entries
   * @param references the ledger keys of its entries, with their namespaces
   * @param lots its reserve lots that still hold something
   * @param lines its postings on the merchant's account
   */
  public record CasePage(
      String payment,
      PaymentView.Stage stage,
      Instant since,
      String reason,
      CaseViews.Actor next,
      PaymentCard state,
      List<CaseStage> stages,
      List<CaseStep> passages,
      List<Long> entries,
      List<String> references,
      List<Lot> lots,
      List<CaseLine> lines) {}

  /**
   * Cases in the order of their captures.
   *
   * @param currency the unit
   * @param attention only those that need a person; missing for all
   * @param hours from how many hours in a stage on a case is late; missing for 24
   * @param after what the page before said
   * @param limit how many captures are looked at, 1 to 100; missing for 20
   */
  public record CasesWanted(
      String currency,
      @Nullable Boolean attention,
      @Nullable Integer hours,
      @Nullable Long after,
      @Nullable Integer limit) {}

  /**
   * Cases that have stood in a stage for too long.
   *
   * @param currency the unit
   * @param hours for how many hours at least; missing for 24
   * @param after what the page before said
   * @param limit how many captures are looked at, 1 to 100; missing for 20
   */
  public record DelayedWanted(
      String currency, @Nullable Integer hours, @Nullable Long after, @Nullable Integer limit) {}

  /**
   * A case in a list.
   *
   * @param payment its id
   * @param stage where it stands
   * @param since since when
   * @param minutes for how many minutes
   * @param reason why it stands there
   * @param next who has to act
   * @param needsAttention whether a person has to look at it
   */
  public record CaseRow(
      String payment,
      PaymentView.Stage stage,
      Instant since,
      long minutes,
      String reason,
      CaseViews.Actor next,
      boolean needsAttention) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("getCase", WhichPayment.class, CasePage.class, this::page);
    to.page("listCases", CasesWanted.class, CaseRow.class, this::list);
    to.page("listDelayed", DelayedWanted.class, CaseRow.class, this::delayed);
  }

  /** Everything about a payment. */
  public Answer<CasePage> page(Call call, WhichPayment which) {
    Unit unit = desk.unit(which.currency());
    List<RecordedEntry> entries = desk.ledger().queries().correlated(which.payment());
    return Answer.found(
        views.standing(which.payment(), unit).map(it -> page(which.payment(), it, entries)));
  }

  /** Cases, all of them or those that need a person. */
  public Answer<Page<CaseRow>> list(Call call, CasesWanted wanted) {
    Duration late = hours(wanted.hours());
    boolean all = !Boolean.TRUE.equals(wanted.attention());
    return Answer.found(
        scan(
            desk.unit(wanted.currency()),
            EntryWindow.of(wanted.after(), wanted.limit()),
            late,
            standing -> all || standing.needsAttention(late)));
  }

  /** Cases that have stood in an open stage for too long. */
  public Answer<Page<CaseRow>> delayed(Call call, DelayedWanted wanted) {
    Duration late = hours(wanted.hours());
    return Answer.found(
        scan(
            desk.unit(wanted.currency()),
            EntryWindow.of(wanted.after(), wanted.limit()),
            late,
            standing -> standing.isOlderThan(late)));
  }

  /** Which captures a list looks at. */
  private record EntryWindow(long after, int limit) {

    static EntryWindow of(@Nullable Long after, @Nullable Integer limit) {
      return new EntryWindow(after == null ? 0 : after, Limit.of(limit, USUAL, MOST));
    }
  }

  private Page<CaseRow> scan(
      Unit unit, EntryWindow window, Duration late, Predicate<Standing> isWanted) {
    EntryPage captures =
        desk.ledger()
            .queries()
            .entries(EntryFilter.all().ofKind(CAPTURE), Limit.page(window.after, window.limit));
    Set<String> payments = new LinkedHashSet<>();
    for (RecordedEntry capture : captures.entries()) {
      String payment = capture.entry().correlation();
      if (payment != null && isFirst(payment, capture)) {
        payments.add(payment);
      }
    }
    List<CaseRow> rows = new ArrayList<>();
    for (String payment : payments) {
      views
          .standing(payment, unit)
          .filter(isWanted)
          .map(it -> row(payment, it, late))
          .ifPresent(rows::add);
    }
    return new Page<>(rows, captures.isLast() ? null : Long.toString(captures.after()));
  }

  /** A payment of several captures is listed with its first, so that it comes once. */
  private boolean isFirst(String payment, RecordedEntry capture) {
    return desk.ledger().queries().correlated(payment).stream()
        .filter(each -> each.entry().kind().equals(CAPTURE))
        .findFirst()
        .filter(first -> first.number() == capture.number())
        .isPresent();
  }

  private static CaseRow row(String payment, Standing standing, Duration late) {
    return new CaseRow(
        payment,
        standing.view().stage(),
        standing.since(),
        standing.age().toMinutes(),
        standing.reason(),
        standing.next(),
        standing.needsAttention(late));
  }

  private CasePage page(String payment, Standing standing, List<RecordedEntry> entries) {
    PaymentView view = standing.view();
    return new CasePage(
        payment,
        view.stage(),
        standing.since(),
        standing.reason(),
        standing.next(),
        PaymentCard.of(view.state()),
        view.stages().stream().map(it -> new CaseStage(it.stage(), it.entry(), it.at())).toList(),
        passages(payment, view, entries),
        entries.stream().map(RecordedEntry::number).toList(),
        entries.stream().map(CaseCalls::key).toList(),
        view.lots().stream()
            .map(lot -> new Lot(lot.lot(), lot.payment(), lot.releaseOn(), Amount.of(lot.left())))
            .toList(),
        view.lines().stream()
            .map(it ->
                new CaseLine(
                    PaidLine.of(it.line()), it.payout().isEmpty() ? null : it.payout(), it.paid()))
            .toList());
  }

  private List<CaseStep> passages(String payment, PaymentView view, List<RecordedEntry> entries) {
    List<RecordedEntry> captures = ofKind(entries, CAPTURE);
    return List.of(
        step(Passage.CAPTURE, captures),
        webhook(captures),
        new CaseStep(
            Passage.RECEIPT,
            captures.isEmpty() ? Done.OPEN : Done.DONE,
            at(captures),
            receipts.receipts(payment).stream().map(ReceiptCalls.Receipt::receipt).toList()),
        step(Passage.COLLECTION, ofKind(entries, "provider_settlement")),
        reconciled(entries),
        payout(view, entries));
  }

  private CaseStep webhook(List<RecordedEntry> captures) {
    List<Webhook.Delivery> delivered = new ArrayList<>();
    for (RecordedEntry capture : captures) {
      for (Webhook.Delivery each : webhooks.deliveriesOf(capture.number())) {
        Integer status = each.status();
        if (status != null && status >= OK && status < MULTIPLE) {
          delivered.add(each);
        }
      }
    }
    return new CaseStep(
        Passage.WEBHOOK,
        delivered.isEmpty() ? Done.OPEN : Done.DONE,
        delivered.isEmpty() ? null : delivered.getLast().triedAt(),
        delivered.stream().map(each -> "delivery/" + each.id()).toList());
  }

  /** Reconciled is what rests on a line of a statement, which its entry names as evidence. */
  private static CaseStep reconciled(List<RecordedEntry> entries) {
    List<RecordedEntry> proved =
        entries.stream().filter(each -> each.entry().metadata().containsKey(EVIDENCE)).toList();
    return new CaseStep(
        Passage.RECONCILIATION,
        proved.isEmpty() ? Done.OPEN : Done.DONE,
        at(proved),
        proved.stream()
            .map(each -> Optional.ofNullable(each.entry().metadata().get(EVIDENCE)).orElse(""))
            .toList());
  }

  private static CaseStep payout(PaymentView view, List<RecordedEntry> entries) {
    Set<String> payouts = new LinkedHashSet<>();
    boolean isPaid = !view.lines().isEmpty();
    for (PaymentView.PaidLine line : view.lines()) {
      if (!line.payout().isEmpty()) {
        payouts.add(line.payout());
      }
      isPaid &= line.paid();
    }
    List<RecordedEntry> steps =
        entries.stream().filter(each -> each.entry().kind().startsWith("payout_")).toList();
    return new CaseStep(
        Passage.PAYOUT, isPaid ? Done.DONE : Done.OPEN, at(steps), List.copyOf(payouts));
  }

  private static CaseStep step(Passage passage, List<RecordedEntry> entries) {
    return new CaseStep(
        passage,
        entries.isEmpty() ? Done.OPEN : Done.DONE,
        at(entries),
        entries.stream().map(CaseCalls::key).toList());
  }

  private static List<RecordedEntry> ofKind(List<RecordedEntry> entries, String kind) {
    return entries.stream().filter(each -> each.entry().kind().equals(kind)).toList();
  }

  private static @Nullable Instant at(List<RecordedEntry> entries) {
    return entries.isEmpty() ? null : entries.getLast().recordedAt();
  }

  private static String key(RecordedEntry entry) {
    return entry.entry().key().namespace() + "/" + entry.entry().key().text();
  }

  private static Duration hours(@Nullable Integer given) {
    int hours = given == null ? DAY : given;
    if (hours < 0 || hours > MAX_HOURS) {
      throw new InvalidInputException("hours", "must be 0 to " + MAX_HOURS, hours);
    }
    return Duration.ofHours(hours);
  }
}
