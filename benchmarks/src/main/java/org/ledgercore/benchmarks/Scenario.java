package org.ledgercore.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** A whole-run benchmark. */
interface Scenario {

  /** What it will do, in a sentence. */
  String plan(Options options);

  /** About how many seconds that takes. */
  int seconds(Options options);

  /** Does it and prints its rows. */
  void run(Lab lab) throws SQLException, IOException, InterruptedException;
}
