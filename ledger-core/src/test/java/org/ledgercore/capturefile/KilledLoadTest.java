package org.ledgercore.capturefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.TestServer;

/** A process that is killed while it loads a file, and the run that goes on behind it. */
class KilledLoadTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int CAPTURES = 100_000;

  /** The whole file's entries would not fit into so much memory. */
  private static final String SMALL_HEAP = "-Xmx160m";

  @TempDir Path folder;

  @Test
  void load_afterKill_leavesTheSameJournal() throws Exception {
    Path path = ShopFile.write(folder.resolve("big.csv"), CAPTURES);
    ShopFile.openAccounts(DB.ledger());
    kill(path);
    long done = captures().size();
    assertThat(done).isBetween(KilledLoader.SPEAKS_AT * 1L, CAPTURES - 1L);
    ShopFile.Heard heard = new ShopFile.Heard();

    CaptureReport report =
        CaptureFiles.on(DB.ledger()).load(ShopFile.at(path, ShopFile.csv()), heard);

    assertThat(captures()).isEqualTo(ofUndisturbedLoad());
    assertThat(heard.lines.getFirst().line()).isGreaterThan(2);
    assertThat(report.lines()).isEqualTo(CAPTURES);
    assertThat(report.accepted() + report.replayed()).isEqualTo(CAPTURES);
  }

  /** Each line once, in the order of the file, as the typed command says it. */
  private static List<String> ofUndisturbedLoad() {
    List<String> captures = new ArrayList<>(CAPTURES);
    for (int i = 1; i <= CAPTURES; i++) {
      JournalEntry entry = ShopFile.capture(i).entry();
      captures.add(entry.key().hash() + entry.digest().toString());
    }
    return captures;
  }

  /** Kills the loader as soon as it says that it is well under way. */
  private static void kill(Path path) throws Exception {
    Process loader = start(path);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(loader.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("under way");
      loader.destroyForcibly();
      assertThat(loader.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(loader.exitValue()).isNotZero();
    }
  }

  /** Key and digest of every capture, in order. */
  private static List<String> captures() throws SQLException {
    List<String> captures = new ArrayList<>();
    try (Connection connection = DB.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select key_hash::text || encode(digest, 'hex') from "
                    + DB.schema()
                    + ".journal_entry where kind = 'capture' order by entry_no");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        captures.add(row.getString(1));
      }
    }
    return captures;
  }

  private static Process start(Path path) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            SMALL_HEAP,
            "-cp",
            System.getProperty("java.class.path"),
            KilledLoader.class.getName(),
            TestServer.shared().url(),
            DB.schema(),
            path.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
