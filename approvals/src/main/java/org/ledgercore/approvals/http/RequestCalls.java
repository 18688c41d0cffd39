package org.ledgercore.approvals.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.gates.Gates;
import org.ledgercore.approvals.http.RequestWords.ActCard;
import org.ledgercore.approvals.http.RequestWords.Approval;
import org.ledgercore.approvals.http.RequestWords.Deed;
import org.ledgercore.approvals.http.RequestWords.EmailWanted;
import org.ledgercore.approvals.http.RequestWords.EvidenceCard;
import org.ledgercore.approvals.http.RequestWords.GateCard;
import org.ledgercore.approvals.http.RequestWords.NewRequest;
import org.ledgercore.approvals.http.RequestWords.PayoutAsk;
import org.ledgercore.approvals.http.RequestWords.RefundAsk;
import org.ledgercore.approvals.http.RequestWords.RequestCard;
import org.ledgercore.approvals.http.RequestWords.RequestsWanted;
import org.ledgercore.approvals.http.RequestWords.TermsCard;
import org.ledgercore.approvals.http.RequestWords.WaitingWanted;
import org.ledgercore.approvals.http.RequestWords.WhichRequest;
import org.ledgercore.approvals.kinds.PaymentKinds;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.requests.Search;
import org.ledgercore.approvals.requests.Status;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.rules.RejectedException;
import org.ledgercore.rules.Rejection;
import org.ledgercore.subjects.Subjects;

/**
 * Requests and decisions as calls. A call that is sent twice finds what it did the first time; a
 * request of another organisation is as if it were not there. Safe for many threads.
 */
public final class RequestCalls {

  private static final int PAGE = 100;
  private static final String EMAIL = "email";

  private final Ledger ledger;
  private final Requests requests;
  private final @Nullable Subjects personal;

  /**
   * @param personal personal data that can be searched, for requests by e-mail address; null when
   *     there is no key to search by
   */
  public RequestCalls(Ledger ledger, Approvals approvals, @Nullable Subjects personal) {
    this.ledger = ledger;
    this.requests = approvals.requests();
    this.personal = personal;
  }

  /** Asks for a refund; its amount is put aside. */
  public Given<RequestCard> askRefund(Caller by, RefundAsk wanted) {
    return ask(by, wanted.behalf(), () -> refund(by, wanted));
  }

  /** What asking for a refund would give. */
  public Given<RequestCard> previewRefund(Caller by, RefundAsk wanted) {
    return simulated(by, wanted.behalf(), refund(by, wanted));
  }

  /** Asks for a payout; its amount is put aside. */
  public Given<RequestCard> askPayout(Caller by, PayoutAsk wanted) {
    return ask(by, wanted.behalf(), () -> payout(by, wanted));
  }

  /** What asking for a payout would give. */
  public Given<RequestCard> previewPayout(Caller by, PayoutAsk wanted) {
    return simulated(by, wanted.behalf(), payout(by, wanted));
  }

  /** What the gates would say to a payout that nobody has asked for. */
  public List<GateCard> simulateGates(Caller by, PayoutAsk wanted) {
    return cards(requests.gates(payout(by, wanted)));
  }

  /** Asks for anything that has a kind. */
  public Given<RequestCard> ask(Caller by, NewRequest wanted) {
    return ask(by, wanted.behalf(), () -> any(by, wanted));
  }

  /** What asking would give. */
  public Given<RequestCard> preview(Caller by, NewRequest wanted) {
    return simulated(by, wanted.behalf(), any(by, wanted));
  }

  /** The requests that wait for a decision the caller may make, and only those. */
  public List<RequestCard> waiting(Caller by, WaitingWanted wanted) {
    return requests
        .waitingFor(by.principal(), after(wanted.after()), limit(wanted.limit()))
        .stream()
        .map(request -> card(by.principal(), request))
        .toList();
  }

  /** The requests that fit. */
  public List<RequestCard> search(Caller by, RequestsWanted wanted) {
    Search search =
        new Search(
            by.organisation(),
            wanted.kind(),
            wanted.subject(),
            impact(wanted),
            Optional.ofNullable(wanted.applicant()).map(List::of).orElse(null),
            Boolean.TRUE.equals(wanted.open()));
    return found(by, search, wanted.after(), wanted.limit());
  }

  /**
   * The requests of those whose e-mail address this is.
   *
   * @throws InvalidInputException when personal data cannot be searched, for want of a key
   */
  public List<RequestCard> searchByEmail(Caller by, EmailWanted wanted) {
    if (personal == null) {
      throw new InvalidInputException("email", "needs a service with a search key", "none");
    }
    Search search = Search.in(by.organisation()).by(personal.find(EMAIL, wanted.email()));
    boolean isOpen = Boolean.TRUE.equals(wanted.open());
    return found(by, isOpen ? search.open() : search, wanted.after(), wanted.limit());
  }

  private List<RequestCard> found(
      Caller by, Search search, @Nullable Long after, @Nullable Integer limit) {
    return requests.search(search, after(after), limit(limit)).stream()
        .map(request -> card(by.principal(), request))
        .toList();
  }

  /** A request with what is signed and what was done. */
  public Optional<RequestCard> get(Caller by, WhichRequest which) {
    return own(by, which.request()).map(request -> card(by.principal(), request));
  }

  /** What each gate of a request says now. */
  public Optional<List<GateCard>> gates(Caller by, WhichRequest which) {
    return own(by, which.request()).map(request -> cards(requests.gates(request.number())));
  }

  /** Approves what the digest stands for. */
  public Given<RequestCard> approve(Caller by, Approval wanted) {
    return act(
        by,
        wanted.request(),
        () ->
            requests.approve(
                by.using(wanted.behalf()),
                wanted.request(),
                RequestWords.digest("digest", wanted.digest()),
                wanted.reason()));
  }

  /** Decides against; what was put aside goes back. */
  public Given<RequestCard> reject(Caller by, Deed wanted) {
    return act(
        by,
        wanted.request(),
        () -> requests.reject(by.using(wanted.behalf()), wanted.request(), wanted.reason()));
  }

  /** Takes one's own request back; what was put aside goes back. */
  public Given<RequestCard> recall(Caller by, Deed wanted) {
    return act(
        by,
        wanted.request(),
        () -> requests.recall(by.using(wanted.behalf()), wanted.request(), wanted.reason()));
  }

  /** Does what was approved, once, if every gate is open. */
  public Given<RequestCard> execute(Caller by, Deed wanted) {
    return act(
        by,
        wanted.request(),
        () -> requests.execute(by.using(wanted.behalf()), wanted.request(), wanted.reason()));
  }

  /** Asks for something that was put into words elsewhere. */
  Given<RequestCard> ask(Caller by, Ask ask) {
    return ask(by, null, () -> ask);
  }

  private interface Acting {
    Answer<Request> act();
  }

  /** How a call is put into words; done only when it did nothing before. */
  interface Asked {
    Ask ask();
  }

  Given<RequestCard> ask(Caller by, @Nullable UUID behalf, Asked wanted) {
    return once(by, () -> requests.ask(by.using(behalf), wanted.ask()));
  }

  private Given<RequestCard> simulated(Caller by, @Nullable UUID behalf, Ask ask) {
    return Given.now(
        requests.simulate(by.using(behalf), ask), request -> tried(by.principal(), request));
  }

  private Given<RequestCard> act(Caller by, long request, Acting acting) {
    return own(by, request).isEmpty()
        ? new Given<>(new Answer.Refused<>(new Refusal.UnknownRequest(request)), false)
        : once(by, acting);
  }

  /** The request on which this very call acted before. */
  Optional<Request> actedOn(Caller by) {
    return requests.actedOn(by.principal());
  }

  private Given<RequestCard> once(Caller by, Acting acting) {
    Function<Request, RequestCard> shown = request -> card(by.principal(), request);
    Optional<Request> before = actedOn(by);
    return before.isPresent()
        ? Given.before(shown.apply(before.get()))
        : Given.now(acting.act(), shown);
  }

  private Optional<Request> own(Caller by, long number) {
    return requests.find(number).filter(request -> isOf(by, request));
  }

  private static boolean isOf(Caller by, Request request) {
    return request.ask().organisation().equals(by.organisation());
  }

  private Ask refund(Caller by, RefundAsk wanted) {
    RefundHold hold =
        new RefundHold(
            new RefundRef(new ProviderId(wanted.provider()), wanted.reference()),
            new MerchantId(wanted.merchant()),
            money(wanted.amount()),
            Occasion.on(wanted.date(), wanted.payment()));
    return with(PaymentKinds.refund(hold, by.organisation(), wanted.reason()), wanted.evidence());
  }

  private Ask payout(Caller by, PayoutAsk wanted) {
    PayoutRequest payout =
        new PayoutRequest(
            wanted.payout(),
            new MerchantId(wanted.merchant()),
            money(wanted.amount()),
            Occasion.on(wanted.date(), wanted.payment()));
    BankId bank = new BankId(wanted.bank());
    return with(
        PaymentKinds.payout(payout, bank, by.organisation(), wanted.reason()), wanted.evidence());
  }

  private static Ask any(Caller by, NewRequest wanted) {
    Ask ask = Ask.of(wanted.kind(), wanted.subject(), by.organisation(), wanted.reason());
    Map<String, String> inputs = wanted.inputs();
    for (Map.Entry<String, String> each :
        inputs == null ? Map.<String, String>of().entrySet() : inputs.entrySet()) {
      ask = ask.with(each.getKey(), each.getValue());
    }
    return with(ask, wanted.evidence());
  }

  static Ask with(Ask ask, @Nullable List<EvidenceCard> evidence) {
    Ask whole = ask;
    for (EvidenceCard each : evidence == null ? List.<EvidenceCard>of() : evidence) {
      whole = whole.with(each.read());
    }
    return whole;
  }

  private RequestCard tried(Principal by, Request request) {
    return card(by, request, List.of());
  }

  /** A request as somebody sees it. */
  RequestCard card(Principal by, Request request) {
    return card(by, request, List.copyOf(requests.allowed(by, request.number())));
  }

  private RequestCard card(
      Principal by, Request request, List<org.ledgercore.approvals.requests.ActKind> allowed) {
    boolean isTried = request.acts().isEmpty();
    Status status = requests.status(request);
    return new RequestCard(
        isTried ? 0 : request.number(),
        request.ask().kind(),
        request.ask().subject(),
        request.ask().organisation(),
        request.counterparty(),
        request.maker().value(),
        request.state(),
        status.decision(),
        status.work(),
        status.visibility(),
        request.impact().map(this::amount).orElse(null),
        request.digest().toString(),
        request.content(),
        request.ask().evidence().stream().map(EvidenceCard::of).toList(),
        TermsCard.of(request),
        request.holdingEntry(),
        allowed,
        request.acts().stream().map(ActCard::of).toList());
  }

  private static List<GateCard> cards(List<Gates.Result> results) {
    return results.stream()
        .map(each ->
            new GateCard(
                each.name(),
                each.version(),
                each.closedBy().isEmpty(),
                each.closedBy(),
                each.read()))
        .toList();
  }

  private Amount amount(Request.Impact impact) {
    return Amount.of(Money.ofMinor(impact.minor(), unit(impact.currency())));
  }

  Money money(Amount amount) {
    try {
      return amount.in(unit(amount.currency()));
    } catch (InvalidInputException e) {
      throw new InvalidInputException("amount", e.rule(), e.value());
    }
  }

  Unit unit(String code) {
    return ledger
        .queries()
        .unit(code)
        .orElseThrow(() -> new RejectedException(new Rejection.UnknownCurrency(code)));
  }

  private Request.@Nullable Impact impact(RequestsWanted wanted) {
    String value = wanted.value();
    String currency = wanted.currency();
    if (value == null || currency == null) {
      if (value != null || currency != null) {
        throw new InvalidInputException("value", "must be given together with currency", "one");
      }
      return null;
    }
    Money exact = new Amount(value, currency).in(unit(currency));
    return new Request.Impact(exact.minor(), currency);
  }

  static long after(@Nullable Long after) {
    return after == null ? 0 : after;
  }

  static int limit(@Nullable Integer limit) {
    return limit == null ? PAGE : limit;
  }
}
