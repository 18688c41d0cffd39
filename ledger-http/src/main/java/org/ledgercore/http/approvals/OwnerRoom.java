package org.ledgercore.http.approvals;

import static org.ledgercore.http.approvals.Answers.caller;
import static org.ledgercore.http.approvals.Answers.recorded;

import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.http.OwnerCalls;
import org.ledgercore.approvals.http.OwnerCalls.IdentityAsk;
import org.ledgercore.approvals.http.OwnerCalls.IdentityCard;
import org.ledgercore.approvals.http.OwnerCalls.LimitsCard;
import org.ledgercore.approvals.http.OwnerCalls.LimitsWanted;
import org.ledgercore.approvals.http.OwnerCalls.NewOperation;
import org.ledgercore.approvals.http.OwnerCalls.OperationCard;
import org.ledgercore.approvals.http.OwnerCalls.WhichOwner;
import org.ledgercore.approvals.http.RequestCalls;
import org.ledgercore.approvals.http.RequestWords.RequestCard;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Operations;

/** Who owners are, how much they may move, and what they move. Safe for many threads. */
public final class OwnerRoom {

  private final OwnerCalls owners;

  public OwnerRoom(Approvals approvals, RequestCalls requests) {
    this.owners = new OwnerCalls(approvals, requests);
  }

  /** What of this room stands in the list of routes. */
  public void offer(Operations to) {
    to.one(
        "askForIdentity",
        IdentityAsk.class,
        RequestCard.class,
        (call, wanted) -> recorded(owners.askIdentity(caller(call), wanted)));
    to.one(
        "getIdentity",
        WhichOwner.class,
        IdentityCard.class,
        (call, which) -> Answer.found(owners.identity(which)));
    to.one(
        "getOwnerLimits",
        LimitsWanted.class,
        LimitsCard.class,
        (call, wanted) -> Answer.found(owners.limits(wanted)));
    to.one(
        "passOperation",
        NewOperation.class,
        OperationCard.class,
        (call, wanted) -> recorded(owners.pass(caller(call), wanted)));
  }
}
