package org.ledgercore.http.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Lines;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Streaming;
import org.ledgercore.http.wire.Json;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.Paging;

/**
 * The journal as server-sent events: one event an entry, its id the entry's number, so that a
 * client that was cut off goes on with {@code Last-Event-ID} and misses nothing. An empty comment
 * goes out every few seconds, so that both sides notice a dead connection.
 */
public final class FeedStream {

  private static final int PART = 500;
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final Desk desk;
  private final BooleanSupplier isStopping;

  public FeedStream(Desk desk, BooleanSupplier isStopping) {
    this.desk = desk;
    this.isStopping = isStopping;
  }

  /**
   * From where on.
   *
   * @param after the last entry that is known; missing for 0. {@code Last-Event-ID} is stronger
   */
  public record From(@Nullable Long after) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.stream(
        "followFeed",
        From.class,
        new Streaming<>("text/event-stream", Views.Entry.class, this::follow));
  }

  /** Follows the journal until the client goes away or the service stops. */
  public void follow(Call call, From from, Lines lines) throws IOException {
    long last = start(from, lines);
    lines.write(COMMENT);
    lines.flush();
    while (!isStopping.getAsBoolean()) {
      List<RecordedEntry> entries = desk.ledger().feed().entriesAfter(Paging.after(last, PART));
      for (RecordedEntry entry : entries) {
        lines.write(event(entry));
        last = entry.number();
      }
      lines.flush();
      if (entries.isEmpty() && !isThereMore(last)) {
        lines.write(COMMENT);
        lines.flush();
      }
    }
  }

  /** Looks now and then, and keeps no connection of the pool while it waits. */
  private boolean isThereMore(long last) {
    long end = System.nanoTime() + BEAT.toNanos();
    while (!isStopping.getAsBoolean() && end - System.nanoTime() > 0) {
      if (desk.ledger().newestEntry() > last) {
        return true;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return false;
  }

  private static long start(From from, Lines lines) {
    Long after = from.after();
    String resumed = lines.header("Last-Event-ID").orElse("");
    if (!resumed.isEmpty() && !resumed.matches("[0-9]{1,18}")) {
      throw new InvalidInputException("Last-Event-ID", "must be an entry's number", resumed);
    }
    if (after != null && after < 0) {
      throw new InvalidInputException("after", "must be at least 0", after);
    }
    return resumed.isEmpty() ? (after == null ? 0 : after) : Long.parseLong(resumed);
  }

  private static byte[] event(RecordedEntry entry) {
    String text =
        "id: "
            + entry.number()
            + "\nevent: "
            + (entry.entry().postings().isEmpty() ? "record" : "entry")
            + "\ndata: "
            + Json.text(Views.Entry.of(entry))
            + "\n\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
