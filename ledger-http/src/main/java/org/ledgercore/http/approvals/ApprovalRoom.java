package org.ledgercore.http.approvals;

import static org.ledgercore.http.approvals.Answers.caller;
import static org.ledgercore.http.approvals.Answers.found;
import static org.ledgercore.http.approvals.Answers.recorded;

import java.util.List;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.cases.Readiness;
import org.ledgercore.approvals.http.CaseCalls;
import org.ledgercore.approvals.http.CaseCalls.EventCard;
import org.ledgercore.approvals.http.CaseCalls.NewNote;
import org.ledgercore.approvals.http.CaseCalls.NoteCard;
import org.ledgercore.approvals.http.CaseCalls.ReadinessCard;
import org.ledgercore.approvals.http.CaseCalls.WhichCase;
import org.ledgercore.approvals.http.FlagCalls;
import org.ledgercore.approvals.http.FlagCalls.FlagCard;
import org.ledgercore.approvals.http.FlagCalls.LiftAsk;
import org.ledgercore.approvals.http.FlagCalls.NewFlag;
import org.ledgercore.approvals.http.FlagCalls.WhichFlag;
import org.ledgercore.approvals.http.PeopleCalls;
import org.ledgercore.approvals.http.RequestCalls;
import org.ledgercore.approvals.http.RequestWords.Approval;
import org.ledgercore.approvals.http.RequestWords.Deed;
import org.ledgercore.approvals.http.RequestWords.EmailWanted;
import org.ledgercore.approvals.http.RequestWords.GateCard;
import org.ledgercore.approvals.http.RequestWords.NewRequest;
import org.ledgercore.approvals.http.RequestWords.PayoutAsk;
import org.ledgercore.approvals.http.RequestWords.RefundAsk;
import org.ledgercore.approvals.http.RequestWords.RequestCard;
import org.ledgercore.approvals.http.RequestWords.RequestsWanted;
import org.ledgercore.approvals.http.RequestWords.WaitingWanted;
import org.ledgercore.approvals.http.RequestWords.WhichRequest;
import org.ledgercore.approvals.requests.Status.Visibility;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Permission;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.RecordedEntry;

/**
 * Requests, decisions, gates, flags, people and cases as operations. Which of them somebody may do
 * is told by the roles of the person in approvals; the token's role only lets them in. Safe for
 * many threads.
 */
public final class ApprovalRoom {

  private final Ledger ledger;
  private final RequestCalls requests;
  private final FlagCalls flags;
  private final PeopleCalls people;
  private final CaseCalls cases;
  private final List<Readiness.Proof> proofs;

  /**
   * @param requests the calls about requests
   * @param proofs what a case needs to be ready
   */
  public ApprovalRoom(
      Ledger ledger, Approvals approvals, RequestCalls requests, List<Readiness.Proof> proofs) {
    this.ledger = ledger;
    this.requests = requests;
    this.proofs = List.copyOf(proofs);
    this.flags = new FlagCalls(ledger, approvals, requests);
    this.people = new PeopleCalls(ledger, approvals, requests);
    this.cases = new CaseCalls(ledger, approvals);
  }

  /** What of this room stands in the list of routes. */
  public void offer(Operations to) {
    offerAsking(to);
    offerDeciding(to);
    offerFlags(to);
    offerPeople(to);
    offerCases(to);
  }

  private void offerAsking(Operations to) {
    to.one(
        "askRefund",
        RefundAsk.class,
        RequestCard.class,
        (call, wanted) -> recorded(requests.askRefund(caller(call), wanted)));
    to.one(
        "previewRefund",
        RefundAsk.class,
        RequestCard.class,
        (call, wanted) -> found(requests.previewRefund(caller(call), wanted)));
    to.one(
        "askPayout",
        PayoutAsk.class,
        RequestCard.class,
        (call, wanted) -> recorded(requests.askPayout(caller(call), wanted)));
    to.one(
        "previewPayout",
        PayoutAsk.class,
        RequestCard.class,
        (call, wanted) -> found(requests.previewPayout(caller(call), wanted)));
    to.page(
        "simulateGates",
        PayoutAsk.class,
        GateCard.class,
        (call, wanted) -> Answers.all(requests.simulateGates(caller(call), wanted)));
    to.one(
        "makeRequest",
        NewRequest.class,
        RequestCard.class,
        (call, wanted) -> recorded(requests.ask(caller(call), wanted)));
    to.one(
        "previewRequest",
        NewRequest.class,
        RequestCard.class,
        (call, wanted) -> found(requests.preview(caller(call), wanted)));
  }

  private void offerDeciding(Operations to) {
    to.page("listWaiting", WaitingWanted.class, RequestCard.class, this::waiting);
    to.page("searchRequests", RequestsWanted.class, RequestCard.class, this::search);
    to.page("searchByEmail", EmailWanted.class, RequestCard.class, this::searchByEmail);
    to.one(
        "getRequest",
        WhichRequest.class,
        RequestCard.class,
        (call, which) -> Answer.found(requests.get(caller(call), which)));
    to.page("listGates", WhichRequest.class, GateCard.class, this::gates);
    to.one(
        "approveRequest",
        Approval.class,
        RequestCard.class,
        (call, wanted) -> recorded(requests.approve(caller(call), wanted)));
    to.one(
        "rejectRequest",
        Deed.class,
        RequestCard.class,
        (call, wanted) -> recorded(requests.reject(caller(call), wanted)));
    to.one(
        "recallRequest",
        Deed.class,
        RequestCard.class,
        (call, wanted) -> recorded(requests.recall(caller(call), wanted)));
    to.one(
        "executeRequest",
        Deed.class,
        RequestCard.class,
        (call, wanted) -> recorded(requests.execute(caller(call), wanted)));
  }

  private void offerFlags(Operations to) {
    to.one(
        "raiseFlag",
        NewFlag.class,
        FlagCard.class,
        (call, wanted) -> recorded(flags.raise(caller(call), wanted)));
    to.one(
        "askToLiftFlag",
        LiftAsk.class,
        RequestCard.class,
        (call, wanted) -> recorded(flags.askLift(caller(call), wanted)));
    to.one(
        "getFlag",
        WhichFlag.class,
        FlagCard.class,
        (call, which) -> Answer.found(flags.get(caller(call), which)));
  }

  private void offerPeople(Operations to) {
    to.one(
        "setUpPeople",
        PeopleCalls.FirstPeople.class,
        PeopleCalls.PersonCard.class,
        (call, wanted) -> recorded(people.setUp(caller(call), wanted)));
    to.one(
        "addPerson",
        PeopleCalls.NewPerson.class,
        PeopleCalls.PersonCard.class,
        (call, wanted) -> recorded(people.add(caller(call), wanted)));
    to.page("listPeople", PeopleCalls.PeopleWanted.class, PeopleCalls.PersonCard.class, this::page);
    to.one(
        "whoAmI",
        PeopleCalls.Oneself.class,
        PeopleCalls.PersonCard.class,
        (call, wanted) -> found(() -> people.me(caller(call), wanted)));
    to.one(
        "askForRole",
        PeopleCalls.GrantAsk.class,
        RequestCard.class,
        (call, wanted) -> recorded(people.askGrant(caller(call), wanted)));
    to.one(
        "askForLogin",
        PeopleCalls.LoginAsk.class,
        RequestCard.class,
        (call, wanted) -> recorded(people.askLogin(caller(call), wanted)));
    to.one(
        "endLogin",
        PeopleCalls.WhichLogin.class,
        PeopleCalls.WhichLogin.class,
        (call, wanted) -> recorded(people.endLogin(caller(call), wanted)));
    to.one(
        "revokeRole",
        PeopleCalls.RoleLoss.class,
        PeopleCalls.GrantCard.class,
        (call, wanted) -> recorded(people.revoke(caller(call), wanted)));
    offerRoles(to);
  }

  private void offerRoles(Operations to) {
    to.one(
        "lendRole",
        PeopleCalls.Lending.class,
        PeopleCalls.LoanCard.class,
        (call, wanted) -> recorded(people.lend(caller(call), wanted)));
    to.one(
        "endLoan",
        PeopleCalls.LoanEnd.class,
        PeopleCalls.LoanCard.class,
        (call, wanted) -> recorded(people.endLoan(caller(call), wanted)));
    to.one(
        "addRole",
        PeopleCalls.NewRole.class,
        PeopleCalls.RoleCard.class,
        (call, wanted) -> recorded(people.addRole(caller(call), wanted)));
    to.page(
        "listRoles",
        PeopleCalls.Oneself.class,
        PeopleCalls.RoleCard.class,
        (call, wanted) -> Answers.all(people.roles(caller(call), wanted)));
  }

  private void offerCases(Operations to) {
    to.one(
        "addNote",
        NewNote.class,
        NoteCard.class,
        (call, wanted) -> recorded(cases.note(caller(call), wanted)));
    to.one(
        "getReadiness",
        WhichCase.class,
        ReadinessCard.class,
        (call, which) -> Answer.found(cases.readiness(which, proofs)));
    to.page("getCaseTimeline", WhichCase.class, EventCard.class, this::timeline);
    to.page("listOwnNotes", WhichCase.class, EventCard.class, this::ownNotes);
    to.page("listPaidNotes", WhichCase.class, EventCard.class, this::paidNotes);
  }

  private Answer<Page<RequestCard>> waiting(Call call, WaitingWanted wanted) {
    return Answers.page(
        requests.waiting(caller(call), wanted), wanted.limit(), RequestCard::number);
  }

  private Answer<Page<RequestCard>> search(Call call, RequestsWanted wanted) {
    return Answers.page(requests.search(caller(call), wanted), wanted.limit(), RequestCard::number);
  }

  private Answer<Page<RequestCard>> searchByEmail(Call call, EmailWanted wanted) {
    return Answers.page(
        requests.searchByEmail(caller(call), wanted), wanted.limit(), RequestCard::number);
  }

  private Answer<Page<GateCard>> gates(Call call, WhichRequest which) {
    return Answer.found(requests.gates(caller(call), which).map(gates -> new Page<>(gates, null)));
  }

  private Answer<Page<PeopleCalls.PersonCard>> page(Call call, PeopleCalls.PeopleWanted wanted) {
    return Answers.page(
        people.page(caller(call), wanted), wanted.limit(), PeopleCalls.PersonCard::person);
  }

  /** Everything but what is for control alone, which those see who read the audit trail. */
  private Answer<Page<EventCard>> timeline(Call call, WhichCase which) {
    boolean isControl = call.principal().may(Permission.AUDIT_READ);
    return Answers.all(cases.timeline(which, isControl ? Visibility.CONTROL : Visibility.INTERNAL));
  }

  /** What our people wrote to a merchant about a payment that moved its accounts. */
  private Answer<Page<EventCard>> ownNotes(Call call, WhichCase which) {
    String organisation = call.principal().organisation();
    List<String> own =
        ledger.accounts().ownedBy(organisation).stream()
            .map(account -> account.ref().toString())
            .toList();
    boolean isOwn = ledger.entriesOf(which.payment()).stream().anyMatch(entry -> moves(entry, own));
    return notes(which, isOwn, Visibility.MERCHANT);
  }

  /** What our people wrote to whoever paid. */
  private Answer<Page<EventCard>> paidNotes(Call call, WhichCase which) {
    boolean isOwn = which.payment().equals(call.principal().organisation());
    return notes(which, isOwn, Visibility.CUSTOMER);
  }

  private Answer<Page<EventCard>> notes(WhichCase which, boolean isOwn, Visibility viewer) {
    return Answer.found(
        isOwn ? Optional.of(new Page<>(cases.timeline(which, viewer), null)) : Optional.empty());
  }

  private static boolean moves(RecordedEntry entry, List<String> own) {
    return entry.entry().postings().stream()
        .anyMatch(posting -> own.contains(posting.ref().toString()));
  }
}
