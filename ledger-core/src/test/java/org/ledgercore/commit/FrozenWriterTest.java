package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestServer;

/** A process that freezes while it has the turn, and comes back as if nothing had happened. */
class FrozenWriterTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final SmallBooks books = SmallBooks.in(DB.ledger());

  @Test
  void post_holderOfTheTurnFrozen_goesOnAndSoDoesTheHolderLater() throws Exception {
    for (int i = 0; i < TwoJvmWriter.ACCOUNTS; i++) {
      DB.ledger().openAccount(NewAccount.asset(TwoJvmWriter.account(i).value(), SmallBooks.EUR));
    }
    Process holder =
        ChildJvm.start(TwoJvmWriter.class, TestServer.shared().url(), DB.schema(), "frozen");
    BufferedReader out =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
    long before = DB.ledger().newestEntry();
    holder.getOutputStream().write('\n');
    holder.getOutputStream().flush();
    while (DB.ledger().newestEntry() < before + 500) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    signal(holder, "STOP");
    CompletableFuture<Outcome> meanwhile =
        CompletableFuture.supplyAsync(() -> DB.ledger().post(books.deposit("meanwhile", 1)));
    assertThat(meanwhile.get(15, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
    signal(holder, "CONT");
    assertThat(lastLine(out)).startsWith("done ").doesNotContain("REJECTED");
    assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(holder.exitValue()).isZero();
    assertThat(DB.ledger().newestEntry())
        .isEqualTo(before + TwoJvmWriter.OWN + TwoJvmWriter.SHARED + 1);
  }

  /** The line it ends with; before it come warnings of sessions the server ended meanwhile. */
  private static String lastLine(BufferedReader out) throws IOException {
    String last = "";
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      last = line;
    }
    return last;
  }

  private static void signal(Process process, String name) throws Exception {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(status).isZero();
  }
}
