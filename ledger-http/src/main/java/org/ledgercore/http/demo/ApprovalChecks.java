package org.ledgercore.http.demo;

import java.util.List;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.State;
import org.ledgercore.rules.Outcome;

/** Variant (e), and the golden day by people, with every figure proved. Used by one thread. */
final class ApprovalChecks {

  private final Printer printer;
  private final Checks checks;

  ApprovalChecks(Printer printer, Checks checks) {
    this.printer = printer;
    this.checks = checks;
  }

  /** Plays the day with approvals and proves what people may and may not do. */
  void run(ApprovedDay day) {
    printer.heading("(e)  by people: the release waits for the refund's checker");
    for (String step : new String[] {"G0", "G1", "G2"}) {
      day.run(step).orThrow();
    }
    Request refund = day.askRefund();
    printer.line("support asks for the refund: request " + refund.number() + ", 50,000 put aside");
    Request payout = day.askPayout();
    printer.line("accounting asks for the payout: request " + payout.number());
    Answer<Request> own = day.approveOwn(refund);
    printer.line("support approves its own request: refused: " + ApprovedDay.refusal(own));
    checks.check(
        own instanceof Answer.Refused<Request>(Refusal.NotPermitted why),
        "(e) support may not approve what it asked for");
    day.decidePayout(payout);
    Answer<Request> early = day.release(payout);
    printer.line("treasury releases the payout: refused: " + ApprovedDay.refusal(early));
    checks.check(
        early instanceof Answer.Refused<Request>(Refusal.Blocked blocked)
            && blocked.reasons().equals(blocking(refund)),
        "(e) the release is refused and names the refund request " + refund.number());
    decided(day, refund, payout);
  }

  private void decided(ApprovedDay day, Request refund, Request payout) {
    Request handedOver = day.decideRefund(refund);
    printer.line("the privileged checker decides; the provider confirms; the provider settles");
    day.confirmRefund(handedOver).orThrow();
    day.run("G5").orThrow();
    Answer<Request> released = day.release(payout);
    printer.line("treasury releases the payout: " + state(released));
    checks.check(state(released).equals(State.EXECUTED.name()), "(e) then it is released, once");
    day.run("G8").orThrow();
    checks.check(
        day.run("G8") instanceof Outcome.Replayed && day.isEndOfDay(),
        "(e) the bank confirms, twice, and 54,831,533 are paid out once");
    checks.check(
        day.requests().verify().isEmpty(), "(e) every request is proved against the ledger");
  }

  private static List<String> blocking(Request refund) {
    return List.of("refund_open: refund request " + refund.number());
  }

  private static String state(Answer<Request> answer) {
    return answer instanceof Answer.Done<Request>(Request done) ? done.state().name() : "REFUSED";
  }
}
