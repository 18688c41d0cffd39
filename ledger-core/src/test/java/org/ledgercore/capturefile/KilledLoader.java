package org.ledgercore.capturefile;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;

/**
 * The program that {@link KilledLoadTest} kills: loads a file, says when it is under way, and goes
 * no further than to a line before the end. Arguments: JDBC URL, schema, path.
 */
public final class KilledLoader {

  static final int SPEAKS_AT = 40_000;
  private static final int STOPS_AT = 60_000;

  private KilledLoader() {}

  public static void main(String[] args) {
    LedgerOptions options = LedgerOptions.defaults().withSchema(args[1]);
    try (Ledger ledger = Ledger.open(args[0], options)) {
      CaptureFile file = ShopFile.at(Path.of(args[2]), ShopFile.csv());
      CaptureFiles.on(ledger).load(file, result -> hear(result.line()));
    }
  }

  private static void hear(long line) {
    if (line == SPEAKS_AT) {
      System.out.println("under way");
    }
    if (line == STOPS_AT) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
