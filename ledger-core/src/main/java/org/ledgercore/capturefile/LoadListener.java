package org.ledgercore.capturefile;

/**
 * Hears of a load while it goes on, on the thread that loads. After a crash, lines of the last few
 * seconds may be told again.
 */
public interface LoadListener {

  /** What became of a line; lines come in their order. */
  void line(LineResult result);

  /** How far it has come, now and then. */
  default void progress(Progress progress) {}

  /**
   * How far a load has come.
   *
   * @param bytes of the file that are done
   * @param ofBytes the file's size
   * @param soFar what came out
   */
  record Progress(long bytes, long ofBytes, CaptureReport soFar) {}

  /** Hears nothing. */
  static LoadListener none() {
    return result -> {};
  }
}
