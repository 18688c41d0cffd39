package org.ledgercore.reconciliation.matching;

/** What is to be said of matches although the money agrees: days apart, references unknown. */
final class Remarks {

  private Remarks() {}

  static void on(Found found) {
    for (Match match : found.matches) {
      long apart = daysApart(match);
      if (apart > found.rules.windowDays()) {
        found.finding(
            Finding.Type.DATE,
            new Sides(match.outside(), match.inside()),
            "%d days apart, the window has %d".formatted(apart, found.rules.windowDays()));
      }
      if (match.rule() == Rule.AMOUNT_AND_DATE && isStrange(match)) {
        found.finding(
            Finding.Type.REFERENCE,
            new Sides(match.outside(), match.inside()),
            "matched by amount and date, and the references differ");
      }
    }
  }

  private static long daysApart(Match match) {
    Item line = match.outside().getFirst();
    long apart = 0;
    for (Item movement : match.inside()) {
      apart = Math.max(apart, movement.daysFrom(line));
    }
    for (Item other : match.outside()) {
      apart = Math.max(apart, other.daysFrom(match.inside().getFirst()));
    }
    return apart;
  }

  private static boolean isStrange(Match match) {
    Item line = match.outside().getFirst();
    Item movement = match.inside().getFirst();
    return Normal.isKeyed(line) && Normal.isKeyed(movement) && !Normal.shareKey(line, movement);
  }
}
