package org.ledgercore.http.route;

/**
 * For whom a route is. Each audience has a base path of its own, and a token of one is refused on
 * the others.
 */
public enum Audience {
  /** Everybody, without a token; nothing of the books. */
  ANYONE(""),
  /** Those who run the ledger: finance, operations, audit, and our own services. */
  OPS("/ops"),
  /** A merchant's own people and systems; sees what its organisation owns. */
  MERCHANT("/merchant"),
  /** A payout partner; sees the remittances that go through it. */
  PARTNER("/partner"),
  /** Whoever pays; sees one payment. */
  PAY("/pay");

  private static final String METRICS = "/metrics";

  private final String base;

  Audience(String base) {
    this.base = base;
  }

  /** The first part of the paths of its routes; empty for everybody's. */
  public String base() {
    return base;
  }

  /** Whose route this path is. */
  static Audience of(String path) {
    if (path.equals(METRICS)) {
      return OPS;
    }
    for (Audience each : values()) {
      if (each != ANYONE && path.startsWith(each.base + "/")) {
        return each;
      }
    }
    return ANYONE;
  }
}
