package org.ledgercore.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.RunningService;

/** The feed as events: resumed after a cut, woken by what is posted meanwhile. */
class FeedStreamTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final String STREAM = "/ops/feed/stream";

  private static Client accountant;
  private static Client auditor;

  @BeforeAll
  static void openBooks() {
    accountant = SERVICE.as(Role.ACCOUNTANT);
    auditor = SERVICE.as(Role.AUDITOR);
    Books.bankAndCustomer(accountant);
    for (int i = 0; i < 10; i++) {
      accountant.post("/ops/entries", Books.deposit("feed-" + i, "1.00"));
    }
  }

  @Test
  void aStreamThatWasCut_goesOnBehindTheLastEvent() throws Exception {
    List<Long> first = FirstEvents.ids(auditor, STREAM, "", 4);
    List<Long> rest = FirstEvents.ids(auditor, STREAM, Long.toString(first.getLast()), 3);

    assertThat(first).containsExactly(1L, 2L, 3L, 4L);
    assertThat(rest).containsExactly(5L, 6L, 7L);
  }

  @Test
  void whatIsPostedMeanwhile_comes() throws Exception {
    long newest = SERVICE.service().ledger().newestEntry();
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            () -> accountant.post("/ops/entries", Books.deposit("feed-later", "1.00")));

    assertThat(FirstEvents.ids(auditor, STREAM, Long.toString(newest), 1))
        .containsExactly(newest + 1);
    later.join();
  }

  @Test
  void anIdThatIsNoNumber_isRefused() {
    assertThat(auditor.get(STREAM, "Last-Event-ID", "x").problem()).isEqualTo("400 INVALID_INPUT");
  }
}
