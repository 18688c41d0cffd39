package org.ledgercore.capturefile;

/**
 * How many lines of a file came out how, earlier runs included. A header is not counted.
 *
 * @param accepted posted
 * @param replayed posted before, with the same content
 * @param conflicting posted before, with other content; nothing was posted
 * @param rejected refused for another reason; nothing was posted
 */
public record CaptureReport(long accepted, long replayed, long conflicting, long rejected) {

  static final CaptureReport NOTHING = new CaptureReport(0, 0, 0, 0);

  /** All lines. */
  public long lines() {
    return accepted + replayed + conflicting + rejected;
  }

  CaptureReport plus(LineResult.Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> new CaptureReport(accepted + 1, replayed, conflicting, rejected);
      case REPLAYED -> new CaptureReport(accepted, replayed + 1, conflicting, rejected);
      case CONFLICTING -> new CaptureReport(accepted, replayed, conflicting + 1, rejected);
      case REJECTED -> new CaptureReport(accepted, replayed, conflicting, rejected + 1);
    };
  }
}
