package org.ledgercore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.BatchSize;
import org.ledgercore.commit.Deadlines;
import org.ledgercore.commit.Pipeline;
import org.ledgercore.query.Chain;
import org.ledgercore.query.ChainHead;
import org.ledgercore.store.ServerCheck;

/** What is looked at before anybody may post to a ledger. */
final class Opening {

  private Opening() {}

  static void requireSafe(DataSource dataSource, LedgerOptions options) throws SQLException {
    if (options.safety().unsafeServer()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      List<String> unsafe = ServerCheck.unsafe(connection);
      if (!unsafe.isEmpty()) {
        throw new IllegalStateException(
            "the server is not safe for a ledger: "
                + String.join("; ", unsafe)
                + "; change it, or open with LedgerOptions.withUnsafeServer(true)");
      }
    }
  }

  static void requireAnchor(Chain chain, @Nullable ChainHead anchor) {
    if (anchor == null) {
      return;
    }
    boolean same =
        chain.batchOf(anchor.entry()).filter(it -> it.reached().equals(anchor)).isPresent();
    if (!same) {
      throw new IllegalStateException(
          "the journal does not have the anchored head of entry "
              + anchor.entry()
              + ": it was cut, restored from before, or written anew; find out, or open without"
              + " LedgerOptions.withAnchor");
    }
  }

  /** How the writer waits and how much it holds. */
  static Pipeline.Config writer(LedgerOptions options) {
    return new Pipeline.Config(
        new Deadlines(options.turnDeadline(), options.answerDeadline(), options.joinIdleLimit()),
        options.queueDeadline(),
        options.queueEntries(),
        options.rememberedAccounts(),
        BatchSize.MEASURED);
  }
}
