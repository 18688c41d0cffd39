package org.ledgercore.testing;

import java.math.BigInteger;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;

/**
 * Where an account of the {@link ModelLedger} stands: what was ever debited and credited, what
 * holds have reserved, and the limits on it. Not safe for many threads.
 */
public class ModelFigures {

  private static final int BITS = 63;

  private final Side normal;
  private AccountTerms terms;
  private BigInteger debits = BigInteger.ZERO;
  private BigInteger credits = BigInteger.ZERO;
  private BigInteger pendingDebits = BigInteger.ZERO;
  private BigInteger pendingCredits = BigInteger.ZERO;

  ModelFigures(Side normal, AccountTerms terms) {
    this.normal = normal;
    this.terms = terms;
  }

  /** The same figures: to try an entry on. */
  ModelFigures figures() {
    ModelFigures copy = new ModelFigures(normal, terms);
    copy.take(this);
    return copy;
  }

  /** Becomes like others. */
  final void take(ModelFigures others) {
    terms = others.terms;
    debits = others.debits;
    credits = others.credits;
    pendingDebits = others.pendingDebits;
    pendingCredits = others.pendingCredits;
  }

  /** All debits. */
  public final BigInteger debits() {
    return debits;
  }

  /** All credits. */
  public final BigInteger credits() {
    return credits;
  }

  /** What open holds would debit. */
  public final BigInteger pendingDebits() {
    return pendingDebits;
  }

  /** What open holds would credit. */
  public final BigInteger pendingCredits() {
    return pendingCredits;
  }

  /** Limits, owner and dimensions as they are by now. */
  public final AccountTerms terms() {
    return terms;
  }

  final void agree(AccountTerms next) {
    terms = next;
  }

  /** The balance on the normal side. */
  public final long balance() {
    BigInteger debit = debits.subtract(credits);
    return (normal == Side.DEBIT ? debit : debit.negate()).longValueExact();
  }

  /** The balance less what holds would take. */
  public final long available() {
    BigInteger leaving = normal == Side.DEBIT ? pendingCredits : pendingDebits;
    return Math.subtractExact(balance(), leaving.longValueExact());
  }

  /** The balance and what holds would add. */
  public final long expected() {
    BigInteger coming = normal == Side.DEBIT ? pendingDebits : pendingCredits;
    return Math.addExact(balance(), coming.longValueExact());
  }

  /** All that was ever posted on the side that lessens the balance. */
  final BigInteger drawn() {
    return normal == Side.DEBIT ? credits : debits;
  }

  final boolean hasPending() {
    return pendingDebits.signum() != 0 || pendingCredits.signum() != 0;
  }

  /** Whether debits and credits each fit 64 bits. */
  final boolean fits() {
    return debits.add(pendingDebits).bitLength() <= BITS
        && credits.add(pendingCredits).bitLength() <= BITS;
  }

  /** An account may stand below its floor; an entry may not lessen it further. */
  final boolean isTooLowFrom(long before) {
    Long floor = terms.floor();
    return floor != null && available() < floor && available() < before;
  }

  /** An account may stand above its ceiling; an entry may not raise it further. */
  final boolean isTooHighFrom(long before) {
    Long ceiling = terms.ceiling();
    return ceiling != null && expected() > ceiling && expected() > before;
  }

  /** Adds a leg of an entry: a hold's is reserved, any other is posted. */
  final ModelFigures add(Posting leg, JournalEntry of) {
    if (of.heldUntil() == null) {
      add(leg.side(), leg.amount().minor());
    } else {
      reserve(leg.side(), leg.amount().minor());
    }
    return this;
  }

  final void add(Side side, long minor) {
    BigInteger amount = BigInteger.valueOf(minor);
    debits = side == Side.DEBIT ? debits.add(amount) : debits;
    credits = side == Side.CREDIT ? credits.add(amount) : credits;
  }

  final void reserve(Side side, long minor) {
    BigInteger amount = BigInteger.valueOf(minor);
    pendingDebits = side == Side.DEBIT ? pendingDebits.add(amount) : pendingDebits;
    pendingCredits = side == Side.CREDIT ? pendingCredits.add(amount) : pendingCredits;
  }
}
