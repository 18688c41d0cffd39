package org.ledgercore.reconciliation.http;

import org.ledgercore.money.Text;

/**
 * Who calls, as the sign-in says; the author of all that it does.
 *
 * @param name 1 to 255 code points
 */
public record Caller(String name) {

  private static final int MAX_NAME = 255;

  public Caller {
    Text.required("caller", name, MAX_NAME);
  }
}
