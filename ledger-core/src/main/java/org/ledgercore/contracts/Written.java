package org.ledgercore.contracts;

import org.jspecify.annotations.Nullable;

/** A line such as {@code fee=200bp days=90} in the making; {@link Named} reads it back. */
final class Written {

  private final StringBuilder text = new StringBuilder(80);

  /** A value by name; nothing for null. */
  Written add(String name, @Nullable Object value) {
    if (value != null) {
      text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
    }
    return this;
  }

  /** A value that is left out when it is zero. */
  Written unlessZero(String name, long value) {
    return add(name, value == 0 ? null : value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
