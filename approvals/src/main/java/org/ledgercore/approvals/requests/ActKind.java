package org.ledgercore.approvals.requests;

import java.util.List;
import java.util.Optional;

/** What can be done about a request, and from which state to which. All else is refused. */
public enum ActKind {
  ASK,
  APPROVE,
  REJECT,
  RECALL,
  EXPIRE,
  VOID,
  EXECUTE;

  /** The states it can follow; none for what begins a request. */
  public List<State> comesFrom() {
    return switch (this) {
      case ASK -> List.of();
      case APPROVE, REJECT -> List.of(State.PENDING);
      case RECALL, EXPIRE, VOID -> List.of(State.PENDING, State.APPROVED);
      case EXECUTE -> List.of(State.APPROVED);
    };
  }

  /** The states it can lead to: where more people have to agree, approving may leave it pending. */
  public List<State> leadsTo() {
    return switch (this) {
      case ASK -> List.of(State.PENDING);
      case APPROVE -> List.of(State.PENDING, State.APPROVED);
      case REJECT -> List.of(State.REJECTED);
      case RECALL -> List.of(State.RECALLED);
      case EXPIRE -> List.of(State.EXPIRED);
      case VOID -> List.of(State.VOIDED);
      case EXECUTE -> List.of(State.EXECUTED);
    };
  }

  /** Whether this can follow a state; a request that is new has none. */
  public boolean follows(Optional<State> state) {
    return state.map(comesFrom()::contains).orElse(this == ASK);
  }

  /** The state it leads to, or the last of them. */
  State end() {
    return leadsTo().getLast();
  }
}
