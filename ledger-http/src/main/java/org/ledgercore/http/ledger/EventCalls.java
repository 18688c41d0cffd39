package org.ledgercore.http.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.ledger.ChartCalls.Nothing;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Lines;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Streaming;
import org.ledgercore.http.wire.Json;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.query.Paging;

/**
 * What events there are: {@code events.txt} names each with who may know of it. Codes are stable:
 * they may be added to, never renamed. What the list does not name is internal.
 */
public final class EventCalls {

  private static final String LIST = "/events.txt";
  private static final byte[] END = {'\n'};
  private static final int COLUMNS = 3;
  private static final Map<String, EventKind> KINDS = read();

  private final Desk desk;

  public EventCalls(Desk desk) {
    this.desk = desk;
  }

  /** Who may know of an event; each class is seen by those before it as well. */
  public enum Visibility {
    /** Audit and control alone. */
    INTERNAL_CONTROL,
    /** Those who run the ledger. */
    INTERNAL_ONLY,
    /** The merchant whose accounts it moves. */
    MERCHANT_VISIBLE,
    /** The customer as well. */
    CUSTOMER_SAFE
  }

  /**
   * An event that can happen.
   *
   * @param event its code
   * @param visibility who may know of it
   * @param meaning what it says
   */
  public record EventKind(String event, Visibility visibility, String meaning) {}

  /**
   * An event that happened.
   *
   * @param number its place in the journal
   * @param event its code
   * @param visibility who may know of it
   * @param payment the case it belongs to
   * @param effectiveDate its business day
   * @param recordedAt when it was recorded
   */
  public record CaseEvent(
      long number,
      String event,
      Visibility visibility,
      @Nullable String payment,
      LocalDate effectiveDate,
      Instant recordedAt) {

    static CaseEvent of(RecordedEntry recorded) {
      return new CaseEvent(
          recorded.number(),
          recorded.entry().kind(),
          EventCalls.visibility(recorded.entry().kind()),
          recorded.entry().correlation(),
          recorded.effectiveDate(),
          recorded.recordedAt());
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.page("listEventKinds", Nothing.class, EventKind.class, this::kinds);
    to.stream(
        "exportEvents",
        AuditCalls.Wanted.class,
        new Streaming<>("application/x-ndjson", CaseEvent.class, this::export));
  }

  /** Every event that can happen. */
  public Answer<Page<EventKind>> kinds(Call call, Nothing nothing) {
    return Answer.found(new Page<>(List.copyOf(KINDS.values()), null));
  }

  /** What happened after an entry, a line of JSON each, in order. */
  public void export(Call call, AuditCalls.Wanted wanted, Lines lines) throws IOException {
    Paging paging = Limit.page(wanted.after(), wanted.limit());
    for (RecordedEntry each : desk.ledger().feed().entriesAfter(paging)) {
      lines.write(Json.write(CaseEvent.of(each)));
      lines.write(END);
    }
  }

  /** Who may know of an event; what nobody named is internal. */
  static Visibility visibility(String event) {
    EventKind kind = KINDS.get(event);
    return kind == null ? Visibility.INTERNAL_ONLY : kind.visibility();
  }

  private static Map<String, EventKind> read() {
    Map<String, EventKind> kinds = new LinkedHashMap<>();
    for (String line : text().lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] columns = line.split("\\|", COLUMNS);
        EventKind kind =
            new EventKind(
                columns[0].strip(), Visibility.valueOf(columns[1].strip()), columns[2].strip());
        if (kinds.put(kind.event(), kind) != null) {
          throw new IllegalStateException(kind.event() + " stands twice in " + LIST);
        }
      }
    }
    return Collections.unmodifiableMap(kinds);
  }

  private static String text() {
    try (InputStream in = EventCalls.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + LIST);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
