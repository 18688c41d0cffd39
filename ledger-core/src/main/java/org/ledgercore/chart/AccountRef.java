package org.ledgercore.chart;

import org.jspecify.annotations.Nullable;

/**
 * What identifies an account to a caller: its path and the code of its currency. Immutable; the
 * hash is computed once, because every leg of every entry is looked up by it.
 */
public final class AccountRef {

  private final AccountPath path;
  private final String currency;
  private final int hash;

  public AccountRef(AccountPath path, String currency) {
    this.path = path;
    this.currency = currency;
    this.hash = 31 * path.value().hashCode() + currency.hashCode();
  }

  /** The path. */
  public AccountPath path() {
    return path;
  }

  /** The unit's code. */
  public String currency() {
    return currency;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof AccountRef that
            && hash == that.hash
            && path.value().equals(that.path.value())
            && currency.equals(that.currency));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return path + " in " + currency;
  }
}
