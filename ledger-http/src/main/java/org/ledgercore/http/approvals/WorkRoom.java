package org.ledgercore.http.approvals;

import static org.ledgercore.http.approvals.Answers.caller;
import static org.ledgercore.http.approvals.Answers.recorded;

import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.http.WorkCalls;
import org.ledgercore.approvals.http.WorkCalls.PackCard;
import org.ledgercore.approvals.http.WorkCalls.WorkCard;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Operations;

/** Work that waits, and evidence that is frozen, as operations. Safe for many threads. */
public final class WorkRoom {

  private final WorkCalls work;

  public WorkRoom(Ledger ledger, Approvals approvals) {
    this.work = new WorkCalls(ledger, approvals);
  }

  /** What of this room stands in the list of routes. */
  public void offer(Operations to) {
    to.one(
        "openWork",
        WorkCalls.NewWork.class,
        WorkCard.class,
        (call, wanted) -> recorded(work.open(caller(call), wanted)));
    to.page(
        "listWork",
        WorkCalls.WorkWanted.class,
        WorkCard.class,
        (call, wanted) -> Answers.all(work.queue(caller(call), wanted)));
    to.one(
        "getWork",
        WorkCalls.WhichWork.class,
        WorkCard.class,
        (call, which) -> Answer.found(work.get(caller(call), which)));
    to.one(
        "claimWork",
        WorkCalls.WorkDeed.class,
        WorkCard.class,
        (call, wanted) -> recorded(work.claim(caller(call), wanted)));
    to.one(
        "releaseWork",
        WorkCalls.WorkDeed.class,
        WorkCard.class,
        (call, wanted) -> recorded(work.release(caller(call), wanted)));
    to.one(
        "reassignWork",
        WorkCalls.HandOver.class,
        WorkCard.class,
        (call, wanted) -> recorded(work.reassign(caller(call), wanted)));
    to.one(
        "finishWork",
        WorkCalls.WorkDeed.class,
        WorkCard.class,
        (call, wanted) -> recorded(work.finish(caller(call), wanted)));
    to.one(
        "setDeadline",
        WorkCalls.NewDeadline.class,
        WorkCalls.DeadlineCard.class,
        (call, wanted) -> recorded(work.deadline(caller(call), wanted)));
    offerPacks(to);
  }

  private void offerPacks(Operations to) {
    to.one(
        "freezePack",
        WorkCalls.NewPack.class,
        PackCard.class,
        (call, wanted) -> recorded(work.freeze(caller(call), wanted)));
    to.one(
        "handInPack",
        WorkCalls.HandIn.class,
        PackCard.class,
        (call, wanted) -> recorded(work.handIn(caller(call), wanted)));
    to.one(
        "getPack",
        WorkCalls.WhichPack.class,
        PackCard.class,
        (call, which) -> Answer.found(work.pack(caller(call), which)));
  }
}
