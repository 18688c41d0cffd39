package org.ledgercore.approvals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What requests should do, in memory: who may act for whom, what follows what, how many must agree.
 * It shares no code with what it is compared with. Verdicts are states, or codes of refusals.
 */
final class RequestModel {

  /** From this amount on two people decide. */
  static final long TWO_FROM = 10_000;

  /** Somebody who acts: a person, and whose role is used. */
  record Who(String login, String person, String behalf, boolean mayMake, boolean mayCheck) {
    @Override
    public String toString() {
      return person.equals(behalf) ? login : login + " for " + behalf;
    }

    boolean shares(Who other) {
      return person.equals(other.person)
          || person.equals(other.behalf)
          || behalf.equals(other.person)
          || behalf.equals(other.behalf);
    }
  }

  /** A request as the model knows it. */
  static final class Asked {
    final Who maker;
    final long amount;
    final int quorum;
    final int world;
    final List<Who> approved = new ArrayList<>();
    String state = "PENDING";

    Asked(Who maker, int quorum, long amount, int world) {
      this.maker = maker;
      this.amount = amount;
      this.quorum = quorum;
      this.world = world;
    }

    boolean isOpen() {
      return state.equals("PENDING") || state.equals("APPROVED");
    }

    boolean counts() {
      return isOpen() || state.equals("EXECUTED");
    }
  }

  final List<Asked> requests = new ArrayList<>();
  final Set<String> met = new TreeSet<>();
  int world = 1;

  String ask(Who by, long amount) {
    if (!by.mayMake) {
      return met("ask", "NOT_PERMITTED");
    }
    requests.add(new Asked(by, quorum(by, amount), amount, world));
    return met("ask", "PENDING");
  }

  String simulate(Who by) {
    return met("simulate", by.mayMake ? "PENDING" : "NOT_PERMITTED");
  }

  /** How many have to agree: what was asked for before on the same day counts too. */
  int quorum(Who by, long amount) {
    long before =
        requests.stream()
            .filter(it -> it.counts() && it.maker.shares(by))
            .mapToLong(it -> it.amount)
            .sum();
    return before + amount >= TWO_FROM ? 2 : 1;
  }

  String approve(Who by, Asked it, boolean signsAnother) {
    String no = decides(by, it, "PENDING");
    if (!no.isEmpty()) {
      return met("approve", no);
    }
    if (it.approved.stream().anyMatch(by::shares)) {
      return met("approve", "APPROVED_BEFORE");
    }
    if (signsAnother) {
      return met("approve", "OTHER_DIGEST");
    }
    if (it.world != world) {
      it.state = "VOIDED";
      return met("approve", "CHANGED");
    }
    it.approved.add(by);
    it.state = it.approved.size() >= it.quorum ? "APPROVED" : "PENDING";
    return met("approve", it.state);
  }

  String reject(Who by, Asked it) {
    String no = decides(by, it, "PENDING");
    if (no.isEmpty()) {
      it.state = "REJECTED";
    }
    return met("reject", no.isEmpty() ? it.state : no);
  }

  String execute(Who by, Asked it) {
    String no = decides(by, it, "APPROVED");
    if (!no.isEmpty()) {
      return met("execute", no);
    }
    it.state = it.world == world ? "EXECUTED" : "VOIDED";
    return met("execute", it.world == world ? "EXECUTED" : "CHANGED");
  }

  String recall(Who by, Asked it) {
    // Nobody recalls for somebody else: what they borrow is the right to ask and to decide.
    if (!by.person.equals(it.maker.person) && !by.person.equals(it.maker.behalf)) {
      return met("recall", "NOT_THE_MAKER");
    }
    if (!it.isOpen()) {
      return met("recall", "WRONG_STATE");
    }
    it.state = "RECALLED";
    return met("recall", "RECALLED");
  }

  private static String decides(Who by, Asked it, String from) {
    if (!by.mayCheck) {
      return "NOT_PERMITTED";
    }
    if (by.shares(it.maker)) {
      return "OWN_REQUEST";
    }
    return it.state.equals(from) ? "" : "WRONG_STATE";
  }

  private String met(String what, String verdict) {
    met.add(what + " " + verdict);
    return verdict;
  }
}
