package org.ledgercore.reconciliation.readers;

/** What a trailer of a file or group must say: the sum, how many parts, how many records. */
final class Bai2Totals {

  private long total;
  private long parts;
  private long records;

  /** Starts with the header's own lines. */
  void begin(long headerLines) {
    total = 0;
    parts = 0;
    records = headerLines;
  }

  /** Adds a part that is over. */
  void add(long partTotal, PartRecords part) {
    total = Math.addExact(total, partTotal);
    parts++;
    records += part.count();
  }

  /** How many lines a part had, its header and trailer with it. */
  record PartRecords(long count) {}

  long total() {
    return total;
  }

  PartRecords records() {
    return new PartRecords(records);
  }

  /** Compares with what the trailer says. */
  void check(Bai2Record trailer, String partsAre) {
    records += trailer.lines();
    require(trailer, "controlTotal", total);
    require(trailer, partsAre, parts);
    require(trailer, "records", records);
  }

  static void require(Bai2Record trailer, String field, long expected) {
    long said = trailer.number(field);
    trailer
        .field(field)
        .require(said == expected, "must be " + expected + ", as counted", String.valueOf(said));
  }
}
