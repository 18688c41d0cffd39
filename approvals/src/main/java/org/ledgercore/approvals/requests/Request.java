package org.ledgercore.approvals.requests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.journal.Digest;

/**
 * A request with everything that was done about it. Immutable.
 *
 * @param number 1 upwards
 * @param ask what was asked for
 * @param counterparty whose amounts are added up over a day
 * @param maker who asked
 * @param makerBehalf whose role the maker used; the maker unless it was delegated
 * @param impact the money at stake; empty when it is not known, which is not zero
 * @param content what the digest is taken over, line by line: postings, inputs, evidence, policy
 * @param digest what those who approve sign
 * @param terms by which policy version it is decided, on which inputs, and by how many
 * @param times when it was asked, is due and expires
 * @param holdingEntry the entry that puts money aside; null when there is none
 * @param acts what was done, in order
 */
public record Request(
    long number,
    Ask ask,
    String counterparty,
    PersonId maker,
    PersonId makerBehalf,
    Optional<Impact> impact,
    List<String> content,
    Digest digest,
    Terms terms,
    Times times,
    @Nullable Long holdingEntry,
    List<Act> acts) {

  /** An amount of money in minor units. */
  public record Impact(long minor, String currency) {}

  /**
   * How it is decided.
   *
   * @param policy the policy's name
   * @param version the policy's version
   * @param before what the maker asked for earlier that day, for the counterparty, in minor units;
   *     empty when not all of it is known
   * @param quorum how many people have to agree
   * @param roles roles that must be among those they act by
   */
  public record Terms(
      String policy, int version, Optional<Long> before, int quorum, List<String> roles) {}

  /** When it was asked, when a decision is late, and from when none can be made. */
  public record Times(Instant asked, Instant due, Instant expires) {}

  /**
   * Something that was done.
   *
   * @param number 1 upwards
   * @param what what it was
   * @param to the state it led to
   * @param login the login it was done by
   * @param person who did it
   * @param behalf whose role was used; the same person unless it was delegated
   * @param role the role; null where none is needed
   * @param via who vouched for the login
   * @param reason why
   * @param posted the entries it posted
   * @param at when
   */
  public record Act(
      int number,
      ActKind what,
      State to,
      String login,
      PersonId person,
      PersonId behalf,
      @Nullable String role,
      String via,
      String reason,
      List<Long> posted,
      Instant at) {}

  /** Where it stands; one that was only tried would be pending. */
  public State state() {
    return acts.isEmpty() ? State.PENDING : acts.getLast().to();
  }

  /** The same once this was done. */
  Request after(Act act) {
    List<Act> more = new ArrayList<>(acts);
    more.add(act);
    return new Request(
        number,
        ask,
        counterparty,
        maker,
        makerBehalf,
        impact,
        content,
        digest,
        terms,
        times,
        holdingEntry,
        List.copyOf(more));
  }

  /** The roles that are still to be among those who approve. */
  List<String> missingRoles() {
    return terms.roles().stream()
        .filter(role ->
            acts.stream()
                .noneMatch(act -> act.what() == ActKind.APPROVE && role.equals(act.role())))
        .toList();
  }

  /** How many have approved. */
  int approvals() {
    return (int) acts.stream().filter(act -> act.what() == ActKind.APPROVE).count();
  }
}
