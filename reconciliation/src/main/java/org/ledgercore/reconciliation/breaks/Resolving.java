package org.ledgercore.reconciliation.breaks;

/** What became of an attempt to resolve a break. */
public sealed interface Resolving {

  /**
   * It is resolved.
   *
   * @param resolved the break as it stands now
   */
  record Resolved(Break resolved) implements Resolving {}

  /**
   * It stays as it was.
   *
   * @param why which rule says so
   */
  record Refused(Reason why) implements Resolving {}

  /** Why a break cannot be resolved so, in order of precedence. */
  enum Reason {
    /** There is no such break. */
    UNKNOWN,
    /** It is resolved already. */
    ALREADY_RESOLVED,
    /** Only posted breaks that miss money are written off. */
    NOTHING_TO_WRITE_OFF,
    /** Maker and checker are one. */
    ONE_PERSON,
    /** The approval said no. */
    NOT_APPROVED,
    /** The ledger refused the entry. */
    NOT_POSTED,
    /** The entry does not move the money of the break off its account. */
    DOES_NOT_CORRECT
  }
}
