package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.commit.TwoJvmWriter.BOTH;
import static org.ledgercore.commit.TwoJvmWriter.OWN;
import static org.ledgercore.commit.TwoJvmWriter.SHARED;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.query.Verification;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestServer;

/** Two processes post at once to the same ten accounts: nothing is lost and nothing comes twice. */
class TwoJvmTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Pattern ACCEPTED = Pattern.compile("ACCEPTED=(\\d+)");
  private static final Pattern REPLAYED = Pattern.compile("REPLAYED=(\\d+)");

  @Test
  void postAll_inTwoJvmsAtOnce_storesEveryEntryOnce() throws Exception {
    Ledger ledger = DB.ledger();
    ledger.openUnit(SmallBooks.EUR);
    for (int i = 0; i < TwoJvmWriter.ACCOUNTS; i++) {
      String path = TwoJvmWriter.account(i).value();
      ledger.openAccount(NewAccount.liability(path, SmallBooks.EUR));
    }
    long opened = ledger.newestEntry();

    String said = runTogether("left", "right");

    assertThat(said).doesNotContain("REJECTED");
    assertThat(sum(ACCEPTED, said)).isEqualTo(2 * OWN + SHARED);
    assertThat(sum(REPLAYED, said)).isEqualTo(SHARED);
    assertThat(storedKeys()).containsExactlyElementsOf(expectedKeys());
    assertThat(ledger.newestEntry()).isEqualTo(opened + 2 * OWN + SHARED);
    assertThat(balances(ledger)).isEqualTo(expectedBalances());
    Verification verification = ledger.verify();
    assertThat(verification.problem()).isEmpty();
    assertThat(verification.entries()).isEqualTo(opened + 2 * OWN + SHARED);
    assertThat(verification.postings()).isEqualTo(2L * (2 * OWN + SHARED));
  }

  /** Starts the writers, lets them go when both are ready, and returns what they said. */
  private static String runTogether(String... writers) throws IOException, InterruptedException {
    String url = TestServer.shared().url();
    List<Process> processes = new ArrayList<>();
    try {
      for (String writer : writers) {
        processes.add(ChildJvm.start(TwoJvmWriter.class, url, DB.schema(), writer));
      }
      return String.join("\n", ChildJvm.letGo(processes));
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private static int sum(Pattern figure, String said) {
    int sum = 0;
    for (Matcher matcher = figure.matcher(said); matcher.find(); ) {
      sum += Integer.parseInt(matcher.group(1));
    }
    return sum;
  }

  private static List<JournalEntry> expected() {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 1; i <= OWN; i++) {
      entries.add(TwoJvmWriter.entry("left", i));
      entries.add(TwoJvmWriter.entry("right", i));
    }
    for (int i = 1; i <= SHARED; i++) {
      entries.add(TwoJvmWriter.entry(BOTH, i));
    }
    return entries;
  }

  private static List<String> expectedKeys() {
    TreeSet<String> keys = new TreeSet<>();
    expected().forEach(entry -> keys.add(entry.key().text()));
    return List.copyOf(keys);
  }

  private static List<String> storedKeys() throws SQLException {
    List<String> keys = new ArrayList<>();
    String sql =
        "select key from " + DB.schema() + ".journal_entry where namespace = 'entry' order by key";
    try (Connection connection = DB.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        keys.add(row.getString(1));
      }
    }
    return keys;
  }

  private static Map<String, Long> expectedBalances() {
    Map<String, Long> balances = new TreeMap<>();
    for (JournalEntry entry : expected()) {
      for (Posting posting : entry.postings()) {
        balances.merge(posting.account().value(), -posting.signed(), Long::sum);
      }
    }
    return balances;
  }

  private static Map<String, Long> balances(Ledger ledger) {
    Map<String, Long> balances = new TreeMap<>();
    for (Balance balance : ledger.trialBalance().balances()) {
      balances.put(balance.account().path().value(), balance.posted().minor());
    }
    return balances;
  }
}
